"""How wide a text will be, so that no name runs into its neighbour whatever its length."""

from __future__ import annotations

LONGEST_NAME = 34
"""Names in pictures are cut at this many characters; the whole name stands in the title."""

# Advance widths of Titillium Web 600 from the space to the tilde, in thousandths of the size.
# fmt: off
_WIDTHS = (
    220, 266, 395, 560, 560, 560, 696, 225, 289, 289, 423, 560, 246, 421, 239, 443, 560, 560, 560, 560, 560, 560,
    560, 560, 560, 560, 239, 266, 560, 560, 560, 441, 975, 599, 612, 544, 641, 553, 529, 613, 676, 269, 296, 583,
    475, 850, 686, 656, 591, 656, 618, 543, 526, 650, 594, 911, 564, 549, 534, 344, 471, 344, 560, 625, 254, 507,
    536, 442, 540, 508, 346, 525, 546, 241, 242, 499, 253, 838, 546, 530, 537, 535, 361, 469, 358, 543, 491, 768,
    464, 492, 454, 357, 252, 357, 560,
)
# fmt: on
_OTHER_LATIN = 600
_WIDE = 1000


def width(text: str, size: float) -> float:
    """Width of `text` in pixels at `size`, set in Titillium Web 600 (a wide guess for other scripts)."""
    return sum(_advance(character) for character in text) * size / 1000


def cut(text: str, size: float, available: float, longest: int = LONGEST_NAME) -> str:
    """`text`, or its beginning and an ellipsis: at most `longest` characters and `available` pixels.

    >>> cut("Eucentre", 14, 200)
    'Eucentre'
    >>> cut("Dipartimento di Ingegneria civile e architettura", 14, 400)
    'Dipartimento di Ingegneria civile…'
    """
    text = " ".join(text.split())
    if len(text) <= longest and width(text, size) <= available:
        return text
    kept = text[: longest - 1]
    while kept and width(kept + "…", size) > available:
        kept = kept[:-1]
    return kept.rstrip(" ,;.-–") + "…"


def broken(text: str, size: float, available: float, most: int = 2) -> tuple[str, ...]:
    """`text` in at most `most` lines of `available` pixels; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), size) <= available:
            taken += 1
        lines.append(cut(" ".join(words[:taken]), size, available))
        words = words[taken:]
    if words:
        lines.append(cut(" ".join(words), size, available))
    return tuple(lines)


def _advance(character: str) -> int:
    code = ord(character)
    if 32 <= code < 127:
        return _WIDTHS[code - 32]
    return _OTHER_LATIN if code < 0x250 or 0x2000 <= code < 0x2070 else _WIDE
