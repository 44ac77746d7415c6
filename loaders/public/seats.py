"""Where something is, as a table says it: by the code of its municipality, else by name, province and post code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zisgraph.loaders.geography import Gazetteer, Method, Placing
from zisgraph.loaders.geography.gazetteer import POST_CODES
from zisgraph.loaders.public.voice import Voice
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import ZIS

PLATES: Final = frozenset(POST_CODES.values())
"""The plates of the Lombard provinces."""


def placed(
    gazetteer: Gazetteer,
    *,
    code: str = "",
    city: str = "",
    plate: str = "",
    post_code: str = "",
    point: tuple[float, float] | None = None,
) -> Placing | None:
    """The Lombard municipality; None outside Lombardy, or where the table does not say.

    A spreadsheet takes the noughts from the front of a code. A province tells two municipalities of one name apart;
    a plate of elsewhere says that it is none of ours, and an old one of ours (Monza was in MI) does no harm.
    """
    found = gazetteer.by_code(code.zfill(6)) if code.isascii() and code.isdigit() else None
    if found:
        return Placing(found, Method.ISTAT_CODE)
    if not city and point is None:
        return None
    if len(plate) == len("MI") and plate.upper() not in PLATES:
        return None
    told = gazetteer.place(f"{city} {plate}", post_code, point) if city and plate else None
    return told or gazetteer.place(city, post_code, point)


def seat(voice: Voice, me: Iri, town: Placing, prop: str) -> Iterator[Statement]:
    """The municipality as the thing's seat or site (`prop`), its name and province, and how it was found."""
    municipality = town.municipality
    yield from voice.text(me, ZIS.city, municipality.name)
    yield from voice.text(me, ZIS.provinceCode, municipality.plate)
    yield voice.says(me, prop, Iri(voice.minter.place(municipality.istat_code)))
    yield from voice.text(me, ZIS.placedBy, town.method)
