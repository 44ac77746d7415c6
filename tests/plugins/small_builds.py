"""Small builds made by hand."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

from zisgraph.pipeline.home import Build, Home
from zisgraph.store.oxigraph import OxigraphFiller

BASE = "https://w3id.org/zisgraph/"
EX = "http://example.org/"


def quad(subject: str, predicate: str, value: str, graph: str) -> str:
    """A line of N-Quads; names are put under example.org, and `value` is written as it is."""
    return f"<{EX}{subject}> <{EX}{predicate}> {value} <{EX}{graph}> .\n"


def store_of(folder: Path, lines: Iterable[str]) -> Path:
    """A store on disk, filled as builds fill theirs."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    text = folder.parent / "lines.nq"
    text.write_text("".join(lines), encoding="utf-8")
    filler = OxigraphFiller.on_disk(folder)
    filler.add(text)
    filler.close()
    return folder


def publish(home: Path, build_id: str, lines: Iterable[str]) -> Build:
    """Make a build of these quads and publish it."""
    place = Home(home)
    place.prepare()
    build = Build(place.builds_folder / build_id)
    store_of(build.store, lines)
    (build.path / "manifest.json").write_text(json.dumps({"build": build_id}), encoding="utf-8")
    place.publish(build)
    return build


def web_of(bodies: int) -> Iterator[str]:
    """A graph that is dense enough to blow up: every body has a name and ties to three others."""
    for number in range(bodies):
        graph = f"g{number % 7}"
        yield quad(f"b{number}", "name", f'"Body {number}"', graph)
        for step in (1, 49, 169):
            yield quad(f"b{number}", "tie", f"<{EX}b{(number + step) % bodies}>", graph)


def gone(numbers: Iterable[int], within: float) -> bool:
    """Whether all these processes end within so many seconds."""
    until = time.monotonic() + within
    left = set(numbers)
    while left and time.monotonic() < until:
        left = {number for number in left if psutil.pid_exists(number) and not _is_zombie(number)}
        time.sleep(0.02)
    return not left


def _is_zombie(number: int) -> bool:
    try:
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
