"""What a build is asked for beyond building all that lies there."""

from __future__ import annotations

from dataclasses import dataclass, field

from zisgraph.errors import NotFoundError
from zisgraph.loaders import DATASETS
from zisgraph.loaders.bundled.reading import nearest
from zisgraph.loaders.public import definitions


@dataclass(frozen=True, slots=True)
class Choice:
    """`only`: the one source to read anew, the others stay as staged ("" for all); `accepted`: sources whose load may
    differ from the previous one as it likes; `publish`: whether the build is to be published, and `even_taken_back`
    whether also one that was taken back before."""

    only: str = ""
    accepted: frozenset[str] = field(default_factory=frozenset)
    publish: bool = True
    even_taken_back: bool = False

    def check(self) -> None:
        """Make sure that all sources exist.

        Raises:
            NotFoundError: one does not; the message offers the nearest.
        """
        for source in sorted({*self.accepted, *([self.only] if self.only else ())}):
            known_source(source)


def known_source(name: str) -> str:
    """The id of a source, a bundled one or a public one.

    Raises:
        NotFoundError: there is none; the message offers the nearest.
    """
    known = (*sorted(DATASETS), *definitions())
    if not is_source(name):
        raise NotFoundError(f"Received the source {name!r}; there are {', '.join(known)}{nearest(name, known)}")
    return name


def is_source(name: str) -> bool:
    """Whether this is the id of a source."""
    return name in DATASETS or name in definitions()
