"""Which of several statements about one thing comes first: the one rule by which a body has one seat on every page."""

from __future__ import annotations

from zisgraph.model.terms import Confidence

Precedence = tuple[bool, tuple[int, ...]]

_DAY = len("2026-01-01")


def precedence(confidence: Confidence, date: str) -> Precedence:
    """What a statement is sorted by: sourced before unverified, then the newest citation, one without a date last.

    >>> precedence(Confidence.SOURCED, "2017") < precedence(Confidence.UNVERIFIED, "2025-03")
    True
    >>> precedence(Confidence.SOURCED, "2025-03") < precedence(Confidence.SOURCED, "2025")
    True
    >>> precedence(Confidence.SOURCED, "1999") < precedence(Confidence.SOURCED, "")
    True
    """
    return confidence is not Confidence.SOURCED, tuple(-ord(sign) for sign in date.ljust(_DAY))
