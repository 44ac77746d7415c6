"""The home folder: staged sources, builds side by side, and the one pointer that says which is served.

- `sources/<source>/[<date>/]`: the files of public sources, put there by hand or by `zisgraph fetch`
- `judgements.csv`: which records are one body and which are not, in the words of whoever keeps the home
- `staged/<dataset>/`: statements.nq, judgements.json, manifest.json
- `builds/<id>/`: store/, arcadedb/, findings/, manifest.json; complete by being there
- `builds/.making-<id>-<pid>/`: being made, or left by a killed build
- `current`: a link to `builds/<id>`
- `publications.json`: the line of published builds, for taking one back
- `changes/<id>--<id>/`: what differs between two builds, worked out when first asked for
- `withdrawn/`: the files of sources that were withdrawn, and withdrawn.json, which names them
- `run/`: build.lock, serve.lock
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zisgraph.errors import BuildError, NoBuildError, NotFoundError, PrunedError
from zisgraph.pipeline import locks
from zisgraph.pipeline.publications import Line, Publications

MAKING = ".making-"


@dataclass(frozen=True, slots=True)
class Build:
    """One complete build; its folder is never changed after it was published."""

    path: Path

    @property
    def id(self) -> str:
        return self.path.name

    @property
    def store(self) -> Path:
        """The RDF store of record."""
        return self.path / "store"

    @property
    def arcadedb(self) -> Path:
        """The embedded Cypher database, present when the build was made with that engine."""
        return self.path / "arcadedb"

    @property
    def findings(self) -> Path:
        return self.path / "findings"

    @property
    def made(self) -> int:
        """When it was made, in nanoseconds, for the order of builds."""
        return (self.path / "manifest.json").stat().st_mtime_ns

    def manifest(self) -> dict[str, Any]:
        """When and from what it was made, what it counted; the only place where times stand."""
        content: dict[str, Any] = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        return content


class Home:
    """A folder of staged sources and builds; every change in it is one rename."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.builds_folder = self.path / "builds"
        self.run = self.path / "run"
        self.changes = self.path / "changes"
        self.withdrawn = self.path / "withdrawn"
        self._pointer = self.path / "current"
        self._publications = Publications(self.path)

    @property
    def sources(self) -> Path:
        """Where the files of public sources lie; there need not be any."""
        return self.path / "sources"

    @property
    def judgements(self) -> Path:
        """Where the keeper of the home says which records are one body; there need not be such a file."""
        return self.path / "judgements.csv"

    def staged(self, dataset: str) -> Path:
        """The folder where one dataset's statements are staged."""
        return self.path / "staged" / dataset

    def prepare(self) -> None:
        """Make the folders.

        Raises:
            BuildError: the folder cannot be made or written.
        """
        try:
            for folder in (self.path / "staged", self.builds_folder, self.run):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BuildError(self._unwritable(error.strerror)) from error
        unwritable = [
            f for f in (self.path, self.path / "staged", self.builds_folder, self.run) if not os.access(f, os.W_OK)
        ]
        if unwritable:
            raise BuildError(self._unwritable(f"{unwritable[0]} is read-only"))

    def builds(self) -> list[Build]:
        """The complete builds, the newest first."""
        if not self.builds_folder.is_dir():
            return []
        found = []
        for folder in self.builds_folder.iterdir():
            with suppress(FileNotFoundError, NotADirectoryError):  # it is being made, or was removed at this moment
                if not folder.name.startswith("."):
                    found.append((Build(folder).made, folder.name, Build(folder)))
        return [build for _, _, build in sorted(found, key=lambda one: one[:2], reverse=True)]

    def build(self, build_id: str) -> Build:
        """The complete build of that id.

        Raises:
            NoBuildError: there is none.
        """
        build = Build(self.builds_folder / build_id)
        if not (build.path / "manifest.json").is_file():
            raise NoBuildError(f"No build {build_id!r} in {self.path}; builds here: {self._ids()}.")
        return build

    def named(self, name: str) -> Build:
        """The complete build whose id is `name`, or the only one whose id begins so.

        Raises:
            NotFoundError: there is none, or there are several.
            PrunedError: it was published once, and has been removed since.
        """
        found = [build for build in self.builds() if name and build.id.startswith(name)]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise NotFoundError(
                f"Received the build {name!r}; {', '.join(b.id for b in found)} begin so. Give more of its id."
            )
        known = [*(one.build for one in self.line().publications), *self.line().taken_back]
        if name and any(one.startswith(name) for one in known):
            raise PrunedError(
                f"The build {name!r} was published once and has been removed since (ZISGRAPH_KEEP_BUILDS says how many "
                f"are kept); builds here: {self._ids()}."
            )
        raise NotFoundError(f"There is no build {name!r}; builds here: {self._ids()}.")

    def line(self) -> Line:
        """The publications that stand, the current one last."""
        current = self.current_or_none()
        return self._publications.read(current.id if current else "")

    def current(self) -> Build:
        """The published build.

        Raises:
            NoBuildError: nothing was published yet; the message says what to do.
        """
        try:
            target = self._pointer.readlink()
        except FileNotFoundError as error:
            raise NoBuildError(f"Nothing has been built in {self.path} yet: run `zisgraph build`.") from error
        return self.build(target.name)

    def current_or_none(self) -> Build | None:
        try:
            return self.current()
        except NoBuildError:
            return None

    @contextmanager
    def reading(self) -> Iterator[Build]:
        """The published build, kept from being removed while the block runs.

        Raises:
            NoBuildError: nothing was published yet.
        """
        while True:
            build = self.current()
            with locks.shared(build.path / "manifest.json") as there:
                if there:
                    yield build
                    return

    @contextmanager
    def keeping(self, *builds: Build) -> Iterator[None]:
        """Keep builds from being removed while the block runs.

        Raises:
            PrunedError: one of them has been removed already.
        """
        with ExitStack() as held:
            for build in builds:
                if not held.enter_context(locks.shared(build.path / "manifest.json")):
                    raise PrunedError(f"The build {build.id} has just been removed; builds here: {self._ids()}.")
            yield

    def publish(self, build: Build) -> None:
        """Make `build` the current one: readers see the old one or this one, nothing between."""
        line = self.line()
        self._switch(build, line, line.with_published(build.id))

    def take_back(self, to: Build) -> None:
        """Make an earlier publication the current one, and all that came after it taken back."""
        line = self.line()
        self._switch(to, line, line.with_taken_back(to.id))

    def _switch(self, build: Build, was: Line, becomes: Line) -> None:
        self._publications.announce(was, becomes)
        fresh = self.path / f".current-{os.getpid()}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("builds") / build.id)
        fresh.replace(self._pointer)
        sync_folder(self.path)

    def building(self) -> AbstractContextManager[None]:
        """Hold the home for one build; a second one is refused with a sentence."""
        return locks.exclusive(self.run / "build.lock", "A build")

    def fetching(self, source: str) -> AbstractContextManager[None]:
        """Hold one source for one fetch; a second one is refused with a sentence."""
        return locks.exclusive(self.run / f"fetch-{source}.lock", f"A fetch of {source}")

    def serving(self, url: str) -> AbstractContextManager[None]:
        """Hold the home for one server; a second one is refused with a sentence that names the first's address."""
        return locks.exclusive(self.run / "serve.lock", "A server", url=url)

    def _ids(self) -> str:
        return ", ".join(build.id for build in self.builds()) or "none"

    def _unwritable(self, reason: str | None) -> str:
        return f"Cannot write in {self.path} ({reason}). Point ZISGRAPH_HOME at a folder you may write."


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Make every file below `folder` survive a power cut."""
    for place, _folders, files in os.walk(folder):
        for name in files:
            sync_folder(Path(place, name))
        sync_folder(Path(place))
