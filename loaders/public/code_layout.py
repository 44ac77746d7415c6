"""How the rows of one form of a code list are laid out, as the list's definition says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.bundled.reading import nearest

_KEYS: Final = (
    "code", "names", "other_names", "definitions", "notes", "form", "levels", "parent", "tops", "below_last_top", "top", "address",
    "ignored", "element", "dots_after", "cls", "whole", "left_out", "several_parents", "broad_match",
)  # fmt: skip
_LEVEL_KEYS: Final = ("code", "names", "other_names", "definitions", "notes", "form")
SHORTENED: Final = "shortened"
"""The parent of a code is the code without its last mark (and the dot before it)."""
ABOVE: Final = "above"
"""The parent of a code is that of the element around it."""


@dataclass(frozen=True, slots=True)
class Level:
    """Where one code of a row stands, with what belongs to it. Names, definitions and notes of change are
    fields by language, other names languages by field; `form` is what a cell
    looks like, its only group being the code."""

    code: str
    names: Mapping[str, str]
    other_names: Mapping[str, str]
    definitions: Mapping[str, str]
    notes: Mapping[str, str]
    form: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of a list. A row has one code, or one for each level from the top down.

    `parent` is a field (with a code, or in Turtle an address), SHORTENED or ABOVE; codes that fit `tops` have none, and
    those that fit `below_last_top` stand below the top in the field `top`, else the one that was read last. `address` is the field with the publisher's
    own address of the code. `element` and `cls` name what a record is in XML and Turtle. A form that is not `whole`
    holds only a part of the list. `left_out` are codes that are none, with the reason. `broad_match` is the field with
    the code of another list that this one is part of, and that list.
    """

    levels: tuple[Level, ...]
    parent: str
    tops: re.Pattern[str] | None
    below_last_top: re.Pattern[str] | None
    top: str
    address: str
    ignored: tuple[str, ...]
    element: tuple[str, ...]
    dots_after: tuple[int, ...]
    cls: str
    whole: bool
    left_out: Mapping[str, str]
    several_parents: bool
    broad_match: tuple[str, str]

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields without which nothing can be read."""
        named = (field for level in self.levels for field in (level.code, *level.names.values()))
        is_field = self.parent not in {"", SHORTENED, ABOVE}
        return tuple(dict.fromkeys((*named, *((self.parent,) if is_field else ()))))


def layout(source: str, role: str, content: Mapping[str, Any]) -> Layout:
    """The layout of one role of a source from the table `[source.options.layouts.<role>]` of its definition.

    Raises:
        InputError: it names what a layout does not have, or no code.
    """
    levels = content.get("levels") or [content]
    for table, allowed in ((content, _KEYS), *((level, _LEVEL_KEYS) for level in content.get("levels", ()))):
        for key in table:
            if key not in allowed:
                told = f"{', '.join(allowed)}{nearest(key, allowed)}"
                raise InputError([Issue(f"{source}.toml", 0, f"layouts.{role}", repr(key), told)])
        if "code" not in table and "levels" not in table:
            raise InputError([Issue(f"{source}.toml", 0, f"layouts.{role}", "no code", "code, the field that has it")])
    return Layout(
        levels=tuple(_level(one) for one in levels),
        parent=content.get("parent", ""),
        tops=_pattern(content, "tops"),
        below_last_top=_pattern(content, "below_last_top"),
        top=content.get("top", ""),
        address=content.get("address", ""),
        ignored=tuple(content.get("ignored", ())),
        element=tuple(content.get("element", ())),
        dots_after=tuple(content.get("dots_after", ())),
        cls=content.get("cls", ""),
        whole=content.get("whole", True),
        left_out=MappingProxyType(dict(content.get("left_out", {}))),
        several_parents=content.get("several_parents", False),
        broad_match=_pair(content.get("broad_match", ("", ""))),
    )


def _level(content: Mapping[str, Any]) -> Level:
    return Level(
        code=content["code"],
        names=content.get("names", {}),
        other_names=content.get("other_names", {}),
        definitions=content.get("definitions", {}),
        notes=content.get("notes", {}),
        form=re.compile(content.get("form", "(.+)")),
    )


def _pattern(content: Mapping[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(content[key]) if key in content else None


def _pair(given: Sequence[str]) -> tuple[str, str]:
    field, scheme = given
    return field, scheme
