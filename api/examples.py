"""The answers that the OpenAPI document shows: real ones, recorded from the bundled data and shortened.

`scripts/record_examples.py` records them again when answers or the data have changed.
"""

from __future__ import annotations

import json as json_format
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

RECORDED: Final = "examples.json"
OBJECTS, ROWS = 1, 2
"""How many objects and how many rows of a list an example keeps."""
LINES: Final = 6
"""Lines of a text that an example keeps."""


@dataclass(frozen=True, slots=True)
class Example:
    """What was asked of one operation (`json` or `form`: its body, empty for none) and the beginning of what came back."""

    method: str
    path: str
    asked: str
    media_type: str
    json: Mapping[str, Any]
    form: Mapping[str, str]
    answer: Any


def recorded() -> Iterator[Example]:
    """Every example, in the order of the document."""
    for one in json_format.loads((files("zisgraph.api") / RECORDED).read_text(encoding="utf-8")):
        yield Example(**one)


def shortened(answer: Any) -> Any:
    """The beginning of an answer, whole in its form.

    >>> shortened({"columns": ["a", "b", "c"], "items": [{"a": 1}, {"a": 2}]})
    {'columns': ['a', 'b', 'c'], 'items': [{'a': 1}]}
    """
    if isinstance(answer, dict):
        return {name: shortened(value) for name, value in answer.items()}
    if not isinstance(answer, list):
        return answer
    kept = OBJECTS if isinstance(next(iter(answer), None), dict) else ROWS if _is_table(answer) else None
    return [shortened(value) for value in answer[:kept]]


def _is_table(answer: list[Any]) -> bool:
    return bool(answer) and isinstance(answer[0], list)


def show(document: dict[str, Any]) -> None:
    """Put them into an OpenAPI document."""
    for one in recorded():
        content = document["paths"][one.path][one.method]["responses"]["200"]["content"]
        content[one.media_type]["example"] = one.answer
