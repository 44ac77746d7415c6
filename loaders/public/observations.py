"""A dated number about something, as an observation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zisgraph.loaders.bundled.claims import decimal
from zisgraph.loaders.public.voice import Voice
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import XSD, ZIS


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: the codes of its indicator and unit, its value with a point for decimals, its year ("" where nobody
    says it), and the cell as it stands in the file."""

    indicator: str
    unit: str
    value: str
    year: str
    as_given: str


def figure(voice: Voice, subject: Iri, one: Figure) -> Iterator[Statement]:
    """The observation of a number; two sources with the same number speak of the same observation."""
    value = decimal(one.value)
    about = voice.minter.local_id(subject.value)
    me = Iri(voice.minter.observation((about, one.indicator, one.year, value, "", "", "", one.unit)))
    yield from voice.is_a(me, ZIS.Observation)
    yield voice.says(me, ZIS.observationOf, subject)
    yield from voice.text(me, ZIS.indicator, one.indicator)
    yield from voice.number(me, ZIS.year, one.year, XSD.gYear)
    yield from voice.number(me, ZIS.value, value)
    yield voice.says(me, ZIS.unit, Iri(voice.minter.unit(one.unit)))
    yield from voice.text(me, ZIS.asGiven, one.as_given)
