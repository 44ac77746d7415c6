"""Small builds made by hand, and real servers over them: one process each, on a free port."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from zisgraph.pipeline.home import Build, Home
from zisgraph.store.oxigraph import OxigraphFiller

BASE = "https://w3id.org/zisgraph/"
EX = "http://example.org/"
READY = "zisgraph is ready at "


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


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, and its process."""

    url: str
    process: subprocess.Popen[str]

    def workers(self) -> list[psutil.Process]:
        """Its SPARQL workers."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # a zombie is one too
                if "zisgraph.store.sparql.worker" in child.cmdline():
                    found.append(child)
        return found

    def sparql(self, query: str, **headers: str) -> httpx.Response:
        return httpx.get(f"{self.url}/sparql", params={"query": query}, headers=headers, timeout=60)


@contextmanager
def running(home: Path, *options: str, **settings: object) -> Iterator[Server]:
    """Serve a home with `zisgraph serve` until the block ends; settings by their names in lower case."""
    environment = {**os.environ, **{f"ZISGRAPH_{name.upper()}": str(value) for name, value in settings.items()}}
    command = [sys.executable, "-m", "zisgraph", "serve", "--home", str(home), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    assert process.stdout is not None
    try:
        seen = []
        for line in process.stdout:
            seen.append(line)
            if line.startswith(READY):
                break
        assert seen, "the server said nothing"
        assert seen[-1].startswith(READY), "".join(seen)
        yield Server(seen[-1].removeprefix(READY).strip().rstrip("/"), process)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=10)
        finally:
            process.kill()


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
