"""The process that runs ArcadeDB: `python -m zisgraph.store.cypher.child`, started by `arcadedb.py` only.

It reads one line of JSON (`Order`) from its standard input, says on the descriptor named there when it answers,
and ends as soon as that input closes: a parent that was killed leaves nothing behind. On SIGTERM it ends at once.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

DATABASE: Final = "zisgraph"
READER: Final = "reader"
OUT_OF_MEMORY: Final = 3
"""Exit status of a JVM told to end when its heap is full."""

_NOTHING: Final[dict[str, Any]] = {"*": {"access": []}}
_GROUPS: Final = {
    "version": 2,
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "access": ["updateSecurity", "updateSchema"],
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
                },
                "reader": {
                    "access": [],
                    "resultSetLimit": 100_000,
                    "readTimeout": 10_000,
                    "types": {"*": {"access": ["readRecord"]}},
                },
                "*": {"access": [], "resultSetLimit": -1, "readTimeout": -1, "types": _NOTHING},
            }
        }
    },
}


@dataclass(frozen=True, slots=True)
class Order:
    """What a child is told: where its files are, where it listens, who may come in, and how much memory it has."""

    databases: str
    scratch: str
    keeps: bool
    """Whether what it writes is kept: a database being filled, as opposed to a copy that is only read."""
    bolt_port: int
    http_port: int
    root_password: str
    reader_password: str
    heap: str
    ready_descriptor: int

    def line(self) -> bytes:
        """The order as it goes through the pipe."""
        return json.dumps(asdict(self)).encode() + b"\n"


def main() -> None:
    """Serve until the standard input closes."""
    status = 1
    try:
        _serve(Order(**json.loads(sys.stdin.readline())))
        status = 0
    except Exception:  # noqa: BLE001 (it is said in the log, and the process ends)
        traceback.print_exc()
    finally:
        # Whatever happened: threads of the JVM would keep the interpreter waiting for ever.
        os._exit(status)


def _serve(order: Order) -> None:
    server = _started(order)
    with suppress(BrokenPipeError):  # a parent that is gone already: its end of the input is closed too
        os.write(order.ready_descriptor, b"ready\n")
    sys.stdin.read()
    if order.keeps:
        server.stop()  # what was written is on disk afterwards
    shutil.rmtree(order.scratch, ignore_errors=True)


def _started(order: Order) -> Any:
    from arcadedb_embedded.server import ArcadeDBServer

    scratch = Path(order.scratch)
    (scratch / "config").mkdir(parents=True, exist_ok=True)
    (scratch / "config" / "server-groups.json").write_text(json.dumps(_GROUPS), encoding="utf-8")
    jvm = {"heap_size": order.heap, "jvm_args": _jvm_arguments(scratch, order)}
    server = ArcadeDBServer(str(scratch), order.root_password, _configuration(order), jvm)
    _close_file_access()
    server.start()
    server._java_server.getDatabase(DATABASE, True, True)
    _add_reader(server, order.reader_password)
    return server


def _configuration(order: Order) -> dict[str, Any]:
    return {
        "mode": "development",  # production hides what is wrong with a query
        "host": "127.0.0.1",
        "bolt_host": "127.0.0.1",
        "http_port": order.http_port,
        "bolt_port": order.bolt_port,
        "bolt_defaultDatabase": DATABASE,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_databaseDirectory": order.databases,
        "support_autoRegister": False,
    }


def _jvm_arguments(scratch: Path, order: Order) -> list[str]:
    return [
        "-Xms64m",
        # Who lives for seconds is better off without the compiler that pays after minutes.
        *(["-XX:TieredStopAtLevel=1"] if order.keeps else []),
        "-XX:+UseSerialGC",
        "-XX:MaxDirectMemorySize=128m",
        "-XX:ReservedCodeCacheSize=64m",
        f"-Darcadedb.server.logsDirectory={scratch / 'log'}",
        f"-XX:ErrorFile={scratch / 'crash.log'}",
        "-XX:+ExitOnOutOfMemoryError",  # the supervisor starts a sound one instead
    ]


def _close_file_access() -> None:
    """LOAD CSV may open neither files nor addresses, whoever asks."""
    import jpype

    settings = jpype.JClass("com.arcadedb.GlobalConfiguration")
    settings.OPENCYPHER_LOAD_CSV_ALLOW_FILE_URLS.setValue(False)
    settings.OPENCYPHER_LOAD_CSV_ALLOW_REMOTE_URLS.setValue(False)


def _add_reader(server: Any, password: str) -> None:
    import jpype

    security = server._java_server.getSecurity()
    user = {"name": READER, "password": str(security.encodePassword(password)), "databases": {DATABASE: ["reader"]}}
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))


if __name__ == "__main__":
    main()
