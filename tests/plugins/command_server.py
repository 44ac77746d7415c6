"""Runs `zisgraph` commands as processes of their own that need not import everything again: forks of one that has.

Run as a program it reads one command after the other from its standard input, as JSON, forks, and answers with the
exit code. A fork has its own standard streams, folder and environment, as a process that a shell starts has.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

WARM = ("zisgraph.cli.app", "zisgraph.cli.opened", "zisgraph.analytics.partners", "zisgraph.pipeline.build",
        "zisgraph.visualisations.pyvis_export", "pyshacl", "rich.table", "rich.progress", "neo4j")  # fmt: skip
TIMEOUT = 120.0


class CommandServer:
    """The process that forks; one for a whole test run of one process."""

    def __init__(self, root: Path) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(root)},
        )

    def run(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, text: str | None
    ) -> subprocess.CompletedProcess[str]:
        """One command, waited for."""
        with self._lock, tempfile.TemporaryDirectory() as scratch:
            files = {name: str(Path(scratch, name)) for name in ("stdin", "stdout", "stderr")}
            Path(files["stdin"]).write_text(text or "", encoding="utf-8")
            order = {"arguments": list(arguments), "environment": dict(environment), "folder": str(folder), **files}
            self._send(order)
            code = json.loads(self._answers.readline() or '"gone"')
            if not isinstance(code, int):
                raise subprocess.TimeoutExpired(["zisgraph", *arguments], TIMEOUT)
            said = [Path(files[name]).read_text(encoding="utf-8") for name in ("stdout", "stderr")]
        return subprocess.CompletedProcess(["zisgraph", *arguments], code, *said)

    def close(self) -> None:
        """End it: it goes when its standard input does."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._answers.close()

    @property
    def _answers(self) -> IO[str]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _send(self, order: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()


def serve() -> None:
    """Fork for each line of the standard input."""
    for name in WARM:
        __import__(name)
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _become(order)
        answers.write(json.dumps(_waited(child)) + "\n")
        answers.flush()


def _waited(child: int) -> int | str:
    """The exit code, or "late"."""
    late = threading.Timer(TIMEOUT, os.kill, (child, signal.SIGKILL))
    late.start()
    try:
        _, status = os.waitpid(child, 0)
    finally:
        late.cancel()
    return os.waitstatus_to_exitcode(status) if not os.WIFSIGNALED(status) else "late"


def _become(order: Mapping[str, Any]) -> None:
    """Be the command until its end."""
    code = 1
    try:
        os.environ.clear()
        os.environ.update(order["environment"])
        os.chdir(order["folder"])
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            os.dup2(os.open(order[name], flags), number)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.argv = ["zisgraph", *order["arguments"]]
        from zisgraph.cli.app import main

        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001  (what the interpreter would print)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
