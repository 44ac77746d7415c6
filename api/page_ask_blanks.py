"""The blanks of a ready question as the address fills them, and in words what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zisgraph.api import questions
from zisgraph.api.page_kit import Kit, shortened
from zisgraph.api.services import ServedBuild
from zisgraph.errors import NotFoundError, QueryError
from zisgraph.ontology.queries import NamedQuery, Parameter


@dataclass(frozen=True, slots=True)
class Filled:
    """The value of each blank; where `problem` says that one does not fit, its example."""

    values: Mapping[str, str | int]
    notices: tuple[str, ...] = ()
    """What the address gives and the question has no blank for; it is left out."""
    problem: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    """What stands in each blank: the name of what it is filled with, or what was given where that does not fit."""


def filled(kit: Kit, served: ServedBuild, question: NamedQuery, given: Mapping[str, str]) -> Filled:
    """Read the blanks out of the address."""
    values, unfit, problem = question.examples(), dict[str, str](), ""
    for parameter in question.parameters:
        text = given.get(parameter.name, "")
        if not text:
            continue
        try:
            value = questions.fill(served, question, {parameter.name: text})[parameter.name]
            question.sparql({**question.examples(), parameter.name: value}, served.catalogue.base)
        except QueryError:
            problem = problem or _unfit(kit, parameter, text)
            unfit[parameter.name] = text
        else:
            values[parameter.name] = value
    shown = {name: unfit.get(name) or _name(kit, served, question, name, value) for name, value in values.items()}
    return Filled(values, _unknown(kit, question, given), problem, shown)


def _name(kit: Kit, served: ServedBuild, question: NamedQuery, blank: str, value: str | int) -> str:
    """The name of what fills a blank, where that name fills it the same; else the value itself."""
    try:
        name = served.catalogue.ref(str(value)).label.in_(kit.language)
        same = questions.fill(served, question, {blank: name})[blank] == value
    except (NotFoundError, QueryError):
        return str(value)
    return name if same else str(value)


def _unfit(kit: Kit, parameter: Parameter, text: str) -> str:
    return kit.t(
        "Nothing in the data fits the blank “%(blank)s” as “%(given)s”. Choose another value, such as %(example)s.",
        blank=parameter.label.get(kit.language),
        given=shortened(text),
        example=parameter.example,
    )


def _unknown(kit: Kit, question: NamedQuery, given: Mapping[str, str]) -> tuple[str, ...]:
    unknown = sorted(set(given) - {parameter.name for parameter in question.parameters})
    if not unknown:
        return ()
    names = shortened(", ".join(unknown))
    if not question.parameters:
        return (kit.t("This question has no blanks; left out: %(names)s.", names=names),)
    blanks = ", ".join(parameter.name for parameter in question.parameters)
    return (kit.t("This question has the blanks %(blanks)s; left out: %(names)s.", blanks=blanks, names=names),)
