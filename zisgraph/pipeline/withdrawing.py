"""Withdrawing a source or a citation: a build in which it says nothing, published, or no withdrawal at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zisgraph.errors import BuildError, InputError, ShapeError
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.pipeline.build import Maker
from zisgraph.pipeline.choice import Choice, is_source, known_source
from zisgraph.pipeline.home import Build, Home
from zisgraph.pipeline.progress import Progress, Silent, Timed
from zisgraph.pipeline.report import BuildReport
from zisgraph.pipeline.withdrawals import Withdrawals, cites
from zisgraph.settings import Settings
from zisgraph.store.oxigraph import open_reader


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What withdrawing a source, or undoing that, did; `folder` is where its files are now."""

    source: str
    undone: bool
    folder: str
    report: BuildReport
    still_held: tuple[str, ...] = ()
    """Past builds that say what it said: they are not published while it is withdrawn."""

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        return {
            "source": self.source,
            "undone": self.undone,
            "folder": self.folder,
            "still_held": list(self.still_held),
            "report": self.report.as_dict(),
        }

    def lines(self) -> Iterator[str]:
        """What was done, as a person reads it."""
        yield from self.report.lines()
        if self.undone:
            yield f"{self.source} takes part again."
            return
        yield f"{self.source} is withdrawn: nothing it said is in the published build."
        if self.folder:
            yield f"Its files are kept in {self.folder}; `zisgraph withdraw --undo {self.source}` brings them back."
        if self.still_held:
            yield f"Past builds that still hold it, and are not published any more: {', '.join(self.still_held)}"


def withdraw(
    settings: Settings,
    source: str,
    *,
    undo: bool = False,
    facts: Folder | None = None,
    progress: Progress | None = None,
) -> Withdrawal:
    """Publish a build without a source or one citation, or with it again; where that build is refused all stays as it
    was.

    Raises:
        NotFoundError: there is no such source, and the published build knows no such citation.
        BuildError: the build is refused, or there is nothing to undo.
    """
    home = Home(settings.home)
    home.prepare()
    with home.building():
        withdrawals, before = Withdrawals(home), home.current_or_none()
        _check(source, withdrawals, before, settings.base_iri, undo=undo)
        change, change_back = (withdrawals.remove, withdrawals.add) if undo else (withdrawals.add, withdrawals.remove)
        change(source)
        try:
            choice = Choice(even_taken_back=True)
            report = Maker(settings, home, Timed(progress or Silent()), choice).run(facts)
        except (InputError, ShapeError, BuildError) as error:
            if home.current_or_none() == before:
                change_back(source)
            done = "brought back" if undo else "withdrawn"
            raise BuildError(
                f"{source} was not {done}: the build is refused, and all stays as it was.\n{error}"
            ) from error
        held = () if undo else tuple(one.id for one in home.builds() if withdrawals.held_by(one, settings.base_iri))
        files = home.sources / source if undo else withdrawals.files(source)
        return Withdrawal(source, undo, str(files) if files.is_dir() else "", report, held)


def _check(source: str, withdrawals: Withdrawals, current: Build | None, base: str, *, undo: bool) -> None:
    at = withdrawals.all().get(source)
    if not undo and at is not None:
        raise BuildError(f"{source} is withdrawn since {at}; `zisgraph withdraw --undo {source}` brings it back.")
    if at is None and not (current and not is_source(source) and cites(open_reader(current.store), source, base)):
        known_source(source)
    if undo and at is None:
        raise BuildError(f"{source} is not withdrawn; nothing was changed.")
