"""One line of [columns], [constants] or [relations]: what it says, and how its cells are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from zisgraph.loaders.bundled.cells import is_year
from zisgraph.loaders.bundled.reading import nearest
from zisgraph.loaders.public.tables.classes import codes, ties
from zisgraph.loaders.public.tables.faults import Faults
from zisgraph.loaders.public.tables.mapping import Figure, Says
from zisgraph.loaders.public.tables.properties import (
    BODY,
    FIGURE,
    PLACE,
    PROPERTIES,
    Property,
    normal,
    property_named,
    property_words,
)
from zisgraph.loaders.public.tables.values import DATE_FORMATS, DECIMAL_MARKS, Style
from zisgraph.ontology.vocabulary import ZIS

_KEYS: Final = (
    "says", "values", "separator", "format", "decimal", "confidence", "indicator", "unit", "year", "year_column",
)  # fmt: skip
_FORM: Final = 'a word such as "name", or {says = "specialisation", separator = ",", values = {"Agro" = "agrifood"}}'
_EXAMPLE: Final = '{says = "figure", indicator = "employees", unit = "person", year = 2024}'
DEFAULT_SEPARATOR: Final = ";"
"""What parts several values of one cell, where something may have several and the mapping does not say."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What [table] says of all columns."""

    style: Style
    separator: str
    of: str
    is_unverified: bool
    unverified: frozenset[str]


def says(column: str, given: Any, defaults: Defaults, faults: Faults, constant: str = "") -> Says | None:
    """What one line says, a column or a constant; None where it cannot be told, which is a fault."""
    if isinstance(given, str):
        given = {"says": given}
    if not isinstance(given, dict) or not isinstance(given.get("says"), str):
        faults.add(column, repr(given), _FORM, column)
        return None
    faults.known(given, _KEYS, f"the line of {column or given['says']!r}")
    word = given["says"]
    found, tie = _meaning(word, column, given, defaults, faults)
    if not found and not tie:
        return None
    return Says(
        column=column,
        word=found.name if found else normal(word),
        meaning=found,
        tie=tie,
        constant=constant,
        values={normal(str(cell)): str(value) for cell, value in _table(given, "values", column, faults).items()},
        separator=_separator(given, found, defaults, column, faults),
        style=Style(
            faults.one_of(given, "format", DATE_FORMATS) or defaults.style.dates,
            faults.one_of(given, "decimal", DECIMAL_MARKS) or defaults.style.decimal,
        ),
        figure=_figure(given, column, faults) if found and found.type == FIGURE else None,
        is_unverified=_is_unverified(given, column, defaults, faults),
        line=faults.line(column or word),
    )


def _meaning(
    word: str, column: str, given: dict[str, Any], defaults: Defaults, faults: Faults
) -> tuple[Property | None, str]:
    """The property of a word, or the class of ties that it names; neither where it may not stand here."""
    found = property_named(word)
    tie = "" if found else ties().get(normal(word), "")
    of = found.of if found else frozenset({BODY})
    near = column or word
    if not found and not tie:
        listed = ", ".join(one.name for one in PROPERTIES.values() if not defaults.of or defaults.of in one.of)
        hint = nearest(normal(word), [*property_words(), *ties()])
        faults.add(near, repr(word), f"one of {listed}, or a tie such as member of{hint}", near)
    elif defaults.of and defaults.of not in of:
        faults.add(near, f"{word!r} of a {defaults.of}", f"a property of a {defaults.of}", near)
    elif tie and column and not given.get("values"):
        told = 'values = {"AFIL" = "afil"}: the id of a body for each cell'
        faults.add(column, f"{word!r} without values", told, column)
    else:
        return found, tie
    return None, ""


def _is_unverified(given: dict[str, Any], column: str, defaults: Defaults, faults: Faults) -> bool:
    own = faults.one_of(given, "confidence", ("sourced", "unverified"))
    return own == "unverified" if own else defaults.is_unverified or column in defaults.unverified


def _separator(given: dict[str, Any], found: Property | None, defaults: Defaults, column: str, faults: Faults) -> str:
    own = faults.text(given, "separator", f"the line of {column!r}")
    is_list = found is None or (found.many and found.type not in {FIGURE, PLACE, "text"})
    if own and found and not found.many:
        faults.add(column, f"a separator, though a thing has one {found.name}", "no separator here", column)
    return own or (defaults.separator or DEFAULT_SEPARATOR if is_list else "")


def _table(given: dict[str, Any], name: str, column: str, faults: Faults) -> dict[str, Any]:
    value = given.get(name, {})
    if not isinstance(value, dict):
        faults.add(column, f"{name} = {value!r}", f'{name} = {{"cell" = "what it means"}}', column)
        return {}
    return value


def _figure(given: dict[str, Any], column: str, faults: Faults) -> Figure | None:
    indicator, unit = str(given.get("indicator", "")), str(given.get("unit", ""))
    known = codes(ZIS.indicator)
    if indicator not in known:
        told = f"an indicator of ontology/indicators.ttl{nearest(indicator, list(known))}; such as {_EXAMPLE}"
        faults.add(column, f"the indicator {indicator!r}" if indicator else "no indicator", told, column)
    if not unit:
        faults.add(column, "no unit", f"a code of units.csv, such as {_EXAMPLE}", column)
    year, year_column = str(given.get("year", "")), str(given.get("year_column", ""))
    if year and not is_year(year):
        faults.add(
            column, f"the year {year!r}", "a year such as 2024, or year_column with the name of a column", column
        )
    return Figure(indicator, unit, year, year_column) if indicator in known and unit else None
