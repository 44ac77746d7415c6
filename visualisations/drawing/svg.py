"""A few pure functions that write SVG: every text and attribute is escaped here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BIDI = re.compile("[\u0590-\u08ff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"

Attribute = str | float | int | None
Attributes = dict[str, Attribute]


def plain(text: str) -> str:
    """`text` without the characters that XML 1.0 forbids; a name with right-to-left marks is isolated.

    An isolate keeps an embedded override from turning round the words that stand after the name.
    """
    clean = _NOT_XML.sub("", text)
    if not _BIDI.search(clean):
        return clean
    inner = clean.replace(_ISOLATE, "").replace(_POP_ISOLATE, "")
    return f"{_ISOLATE}{inner}{_POP_ISOLATE}"


def number(value: float) -> str:
    """A coordinate with at most one decimal, so that equal pictures are equal bytes.

    >>> number(12.04), number(-0.04), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, *children: str | Markup, **attributes: Attribute) -> Markup:
    """One element. Attribute names take `_` for `-` (and a trailing `_` is dropped); None leaves one out.

    >>> element("text", "a < b", class_="name", x=1.0)
    Markup('<text class="name" x="1">a &lt; b</text>')
    """
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return Markup(f"<{name}{pairs}/>")  # noqa: S704 - every part was escaped above
    inner = "".join(str(child) if isinstance(child, Markup) else str(escape(plain(child))) for child in children)
    return Markup(f"<{name}{pairs}>{inner}</{name}>")  # noqa: S704 - every part was escaped above


def joined(parts: Iterable[Markup]) -> Markup:
    """The parts one after the other."""
    return Markup("").join(parts)


def _attribute(value: str | float | int) -> str:
    return str(escape(plain(value))) if isinstance(value, str) else number(float(value))
