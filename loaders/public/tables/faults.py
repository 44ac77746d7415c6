"""What is wrong in a mapping: collected, each with the line on which it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from zisgraph.errors import Issue
from zisgraph.loaders.bundled.reading import nearest


class Faults:
    """The faults of one mapping; each method reads a value, and adds a fault where it is not what it may be."""

    def __init__(self, file: str, source: str) -> None:
        self.file, self.source = file, source
        self.issues: list[Issue] = []

    def add(self, name: str, received: str, allowed: str, near: str = "") -> None:
        """A fault of a field; `near` is a word on its line."""
        self.issues.append(Issue(self.file, self.line(near or name), name, received, allowed))

    def sections(self, content: Mapping[str, Any], names: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """The sections of a file, empty where it has none."""
        self.known(content, names, "the file", brackets=True)
        found: dict[str, Mapping[str, Any]] = {}
        for name in names:
            value = content.get(name, {})
            if not isinstance(value, dict):
                self.add(name, repr(value), f"a section [{name}] with lines below it", name)
            found[name] = value if isinstance(value, dict) else {}
        return found

    def known(
        self,
        given: Mapping[str, Any],
        names: Sequence[str],
        where: str,
        told_apart: Sequence[str] = (),
        *,
        brackets: bool = False,
    ) -> None:
        """Every name in a section is one that it may have."""
        for name in given:
            if name not in names and name not in told_apart:
                listed = ", ".join(f"[{one}]" if brackets else one for one in names)
                self.add(name, f"{name!r} in {where}", f"{listed}{nearest(name, list(names))}", name)

    def text(self, given: Mapping[str, Any], name: str, where: str) -> str:
        """A text, or "" where it is not given."""
        value = given.get(name, "")
        if not isinstance(value, str):
            self.add(name, f"{value!r} in {where}", f'a text in quotes: {name} = "{value}"', name)
            return ""
        return value.strip() or value

    def texts(self, name: str, value: Any) -> list[str]:
        """A text or a list of them."""
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in values):
            self.add(name, repr(value), 'a text in quotes, or several: ["…", "…"]', name)
        return [one for one in values if isinstance(one, str)]

    def one_of(self, given: Mapping[str, Any], name: str, values: Sequence[str]) -> str:
        """One of a closed list, or "" where it is not given."""
        value = given.get(name, "")
        if value and value not in values:
            shown = ", ".join(repr(one) for one in values)
            self.add(name, repr(value), f"one of {shown}{nearest(str(value), list(values))}", name)
            return ""
        return str(value)

    def line(self, word: str) -> int:
        """The line on which a word stands as a name, a section or a text; 0 where it does not."""
        bare = re.escape(word)
        forms = [bare] if word.startswith("[") else [rf'"{bare}"', rf"(?<![\w-]){bare}\s*=", rf"\[{bare}\]"]
        for form in forms:
            if found := re.search(form, self.source):
                return self.source.count("\n", 0, found.end()) + 1
        return 0
