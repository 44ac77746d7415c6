"""The gate before a build: staged statements against the shapes; what has passed once is not checked again.

The check runs in a process of its own beside the filling of the store, which takes about as long. That process ends
with the one that started it, however that ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

from zisgraph.errors import BuildError, ShapeError
from zisgraph.loaders import Staged
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.model.iris import DEFAULT_BASE
from zisgraph.pipeline.fingerprint import code_hash

CHECKING_CODE = ("ontology", "validate")
REMEMBERED = 20
LOOK_EVERY = 0.2
"""Seconds between two looks at whether the parent is still there."""
BROKEN = 3
"""The exit status of the checking process when statements break a shape; its output then says which."""


class Validation:
    """Checks all datasets together while its block runs; `passed` is a file that remembers what has conformed.

    `facts` is the folder of the tables that were staged, by default the bundled one, so that a fault is told by its row.
    """

    def __init__(
        self, staged: Sequence[Staged], passed: Path, facts: Folder | None = None, base: str = DEFAULT_BASE
    ) -> None:
        self._passed = passed
        self._key = _key(staged)
        self._known = _read(passed)
        self._process = None if self._key in self._known else _start(staged, facts, base)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None and self.running:
            self._process.kill()
            self._process.communicate()

    @property
    def running(self) -> bool:
        """Whether there is something to wait for."""
        return self._process is not None and self._process.poll() is None

    def result(self) -> str:
        """Wait for the end; what came out, in words.

        Raises:
            ShapeError: with everything that breaks a shape.
            BuildError: the check itself failed.
        """
        if self._process is None:
            return "unchanged since they were found to conform"
        output, errors = self._process.communicate()
        if self._process.returncode == BROKEN:
            raise ShapeError(output.strip())
        if self._process.returncode:
            raise BuildError(
                f"The statements could not be checked against the shapes: {errors.strip() or 'no reason given'}"
            )
        self._passed.write_text(json.dumps({"passed": [self._key, *self._known][:REMEMBERED]}), encoding="utf-8")
        return f"{int(output):,} statements conform"


def _start(staged: Sequence[Staged], facts: Folder | None, base: str) -> subprocess.Popen[str]:
    tables = "" if facts is None else str(facts)
    paths = [str(one.statements) for one in staged]
    command = [sys.executable, "-m", __name__, str(os.getpid()), tables, base, *paths]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True, env=_environment())


def _environment() -> dict[str, str]:
    """Ours, with every place we import from: a checkout on the path of this process is on that of the child."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)}


def _key(staged: Sequence[Staged]) -> str:
    parts = [code_hash(CHECKING_CODE), version("pyshacl"), version("rdflib"), *sorted(one.digest for one in staged)]
    return sha256("\n".join(parts).encode()).hexdigest()


def _read(passed: Path) -> list[str]:
    try:
        return list(json.loads(passed.read_text(encoding="utf-8"))["passed"])
    except (FileNotFoundError, ValueError, KeyError):
        return []


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)


def _main(parent: str, tables: str, base: str, *paths: str) -> int:
    threading.Thread(target=_end_with, args=[int(parent)], daemon=True).start()
    from zisgraph.pipeline.blame import told
    from zisgraph.validate import check_files, shape_error

    try:
        report = check_files(map(Path, paths))
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not report.conforms:
        refusal = shape_error(told(report.findings, Path(tables) if tables else None, base))
        sys.stdout.write(f"{refusal}\n")
        return BROKEN
    sys.stdout.write(f"{report.statements}\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
