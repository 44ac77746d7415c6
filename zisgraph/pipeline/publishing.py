"""Moving the pointer without building: publish a build that is there, go back to the one before, list them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from zisgraph.errors import BuildError, NoBuildError
from zisgraph.model.iris import DEFAULT_BASE
from zisgraph.pipeline.cypher import CypherStep
from zisgraph.pipeline.home import Build, Home
from zisgraph.pipeline.progress import Progress, Silent, Timed
from zisgraph.pipeline.report import since_lines
from zisgraph.pipeline.since import Since, since
from zisgraph.pipeline.withdrawals import Withdrawals
from zisgraph.settings import Settings


@dataclass(frozen=True, slots=True)
class Switched:
    """What moving the pointer did; `changed` is False when the build was current already."""

    build: str
    before: str
    changed: bool
    cypher: str = ""
    since: Since = field(default_factory=Since)

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """What was done, as a person reads it."""
        if not self.changed:
            yield f"Build {self.build} is current already."
        else:
            yield from since_lines(self.since)
            yield f"Build {self.build} is current" + (f"; before it was {self.before}." if self.before else ".")
        if self.cypher:
            yield f"Cypher: {self.cypher}"


@dataclass(frozen=True, slots=True)
class BuildState:
    """One build that is there, and what was done with it."""

    id: str
    made: str
    statements: int
    current: bool
    published: str
    """When it was last published, "" where it was not, or was taken back."""
    taken_back: str
    """When it was taken back; "" where it was not."""
    since: Since
    """What it says otherwise than the build that was current when it was made."""
    withdrawn: tuple[str, ...] = ()
    """Sources and citations by which it says something, and that were withdrawn since: it is not published any more."""

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        return asdict(self)


def builds(home: Home, base: str = DEFAULT_BASE) -> list[BuildState]:
    """The builds that are there, the newest first."""
    current, line, withdrawals = home.current_or_none(), home.line(), Withdrawals(home)
    found = []
    for build in home.builds():
        try:
            manifest = build.manifest()
        except FileNotFoundError:  # it was removed at this moment
            continue
        found.append(
            BuildState(
                id=build.id,
                made=str(manifest.get("time", "")),
                statements=int(manifest.get("statements", 0)),
                current=current == build,
                published=line.published_at(build.id),
                taken_back=line.taken_back.get(build.id, ""),
                since=Since.of_dict(manifest["since"]) if "since" in manifest else Since(),
                withdrawn=tuple(withdrawals.held_by(build, base)),
            )
        )
    return found


def publish(settings: Settings, name: str = "", progress: Progress | None = None) -> Switched:
    """Make a build the current one: the one whose id is `name` or begins so, by default the newest.

    Raises:
        NotFoundError: there is no such build.
        BuildError: it may not be published, or another build is running.
    """
    home = Home(settings.home)
    home.prepare()
    with home.building():
        if not name and not home.builds():
            home.current()  # which says what to do in an empty home
        wanted = home.named(name) if name else home.builds()[0]
        return _switch(settings, home, wanted, progress, back=False)


def roll_back(settings: Settings, progress: Progress | None = None) -> Switched:
    """Make the build the current one that was it before; again goes further back. Builds that say what was withdrawn
    since are passed over.

    Raises:
        NoBuildError: there is none to go back to.
        BuildError: it may not be published, or another build is running.
    """
    home = Home(settings.home)
    home.prepare()
    with home.building():
        home.current()
        return _switch(settings, home, _before(home, settings.base_iri), progress, back=True)


def _before(home: Home, base: str) -> Build:
    """The build to go back to: what holds withdrawn data is passed over."""
    line, withdrawals = home.line(), Withdrawals(home)
    there = {build.id: build for build in home.builds()}
    for one in reversed(line.publications[:-1]):
        if one.build in there and one.build != line.current and not withdrawals.held_by(there[one.build], base):
            return there[one.build]
    others = ", ".join(name for name in there if name != line.current)
    raise NoBuildError(
        f"No build was published before {line.current} that is still here and holds nothing withdrawn. "
        + (f"`zisgraph publish` takes one by its id; there are also {others}." if others else "It is the only one.")
    )


def _switch(settings: Settings, home: Home, wanted: Build, progress: Progress | None, *, back: bool) -> Switched:
    held = Withdrawals(home).held_by(wanted, settings.base_iri)
    if held:
        raise BuildError(
            f"Build {wanted.id} says what {', '.join(held)} said, which was withdrawn: it is not published. Take another "
            f"(`zisgraph builds`), or bring it back: `zisgraph withdraw --undo {held[0]}`."
        )
    timed = Timed(progress or Silent())
    cypher = CypherStep(settings, timed)
    cypher.check()
    words = cypher.embedded(wanted)
    before = home.current_or_none()
    differs = since(home, before, wanted, settings.base_iri)
    with timed.step("publish", "switching to the build"):
        if back:
            home.take_back(wanted)
        elif before != wanted or wanted.id in home.line().taken_back:
            home.publish(wanted)
        timed.say(f"build {wanted.id} is current")
    words = cypher.server(wanted) or words
    return Switched(wanted.id, before.id if before else "", before != wanted, words, differs)
