"""A real Neo4j Community on a free loopback port, without Docker: jars from Maven Central, a Java found here.

For tests and hand use only (`make neo4j`): Neo4j Community is GPL, so it is fetched into the git-ignored
`.cache/` and never shipped.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

ROOT = Path(__file__).resolve().parents[2]
POM = ROOT / "tests" / "neo4j" / "pom.xml"
CACHE = ROOT / ".cache" / "neo4j"
START_WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of Neo4j releases: the version tested, the Java it needs, its main class."""

    name: str
    version: str
    java: int
    main: str


LINES = (
    Line("5.26", "5.26.30", 17, "org.neo4j.server.CommunityEntryPoint"),
    Line("2026", "2026.09.0", 21, "org.neo4j.server.Neo4jCommunity"),
)


class LauncherError(Exception):
    """Neo4j cannot be fetched or started here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    """Where a running server is and how to log in; `pid` is 0 for a server that somebody else started."""

    uri: str
    user: str
    password: str
    database: str = "neo4j"
    pid: int = 0


def javas() -> dict[Path, int]:
    """Every Java found on this machine with its major version: JAVA_HOME, the alternatives, the PATH, usual folders."""
    found: dict[Path, int] = {}
    for candidate in _java_candidates():
        real = candidate.resolve()
        if real not in found and os.access(real, os.X_OK):
            found[real] = _java_version(real)
    return found


def java_for(line: Line) -> Path | None:
    """The oldest Java here that this line runs on."""
    fitting = sorted((major, path) for path, major in javas().items() if major >= line.java)
    return fitting[0][1] if fitting else None


def fetch(line: Line) -> Path:
    """The folder with the line's jars, fetched by Maven when it is not complete, by one process at a time."""
    folder = CACHE / line.version
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # Maven's own store of jars bears no second writer
        if not (folder / "complete").is_file():
            _copy_jars(line, folder)
    return folder / "lib"


def _copy_jars(line: Line, folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise LauncherError("Maven is not installed (mvn): install it (Debian: apt-get install maven).")
    options = [f"-Dneo4j.version={line.version}", f"-DoutputDirectory={folder / 'lib'}"]
    command = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise LauncherError(f"Maven could not fetch Neo4j {line.version}:\n{done.stdout[-2000:]}{done.stderr[-500:]}")
    (folder / "complete").touch()


@contextmanager
def running(line: Line, home: Path, port: int = 0, password: str = "") -> Iterator[Neo4jServer]:
    """A server on an empty `home`, or on one used before, which has that `password`; ended when the block ends,
    with its whole process group.

    Raises:
        LauncherError: no fitting Java, no Maven, or the server did not come up; the message has its last lines.
    """
    bolt = port or _free_port()
    _configure(home, bolt)
    command = [*_java_command(line), line.main, f"--home-dir={home}"]
    with (home / "logs" / "console.log").open("wb") as console:
        process = subprocess.Popen(
            [*command, f"--config-dir={home / 'conf'}"],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        chosen = password or secrets.token_urlsafe(12)
        server = Neo4jServer(f"bolt://127.0.0.1:{bolt}", "neo4j", chosen, pid=process.pid)
        _await_login(server, process, home, is_new=not password)
        yield server
    finally:
        _end(process)


def admin(line: Line, home: Path, folder: Path, arguments: Sequence[str]) -> str:
    """Run `neo4j-admin` with these arguments in a folder, on the databases of a server that is not running.

    Raises:
        LauncherError: it failed; the message has its last lines.
    """
    _configure(home, _free_port())
    done = subprocess.run(
        [*_java_command(line), "org.neo4j.cli.AdminTool", *arguments],
        cwd=folder,
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        said = f"{done.stdout[-1500:]}{done.stderr[-1500:]}"
        raise LauncherError(f"neo4j-admin {' '.join(arguments)} ended with {done.returncode}:\n{said}")
    return done.stdout


def _java_command(line: Line) -> list[str]:
    """Java with the jars of the line, to be followed by a main class."""
    java = java_for(line)
    if java is None:
        have = ", ".join(str(major) for major in sorted(set(javas().values()))) or "none"
        raise LauncherError(f"Neo4j {line.version} needs Java {line.java} or newer; found here: {have}.")
    return [str(java), *_options(), "-cp", f"{fetch(line)}/*"]


def _options() -> list[str]:
    opened = ("java.nio", "java.io", "sun.nio.ch", "java.lang", "java.util.concurrent")
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in opened]
    quick = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]  # a short life: compiling well costs more than it gives
    return ["-Xmx1g", *quick, *opens, "--enable-native-access=ALL-UNNAMED"]


def _configure(home: Path, bolt: int) -> None:
    for name in ("conf", "data", "logs", "plugins", "import", "run", "licenses"):
        (home / name).mkdir(parents=True, exist_ok=True)
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "db.transaction.timeout": "120s",
        "server.memory.heap.initial_size": "256m",
        "server.memory.heap.max_size": "1g",
        "server.memory.pagecache.size": "64m",
    }
    lines = [f"{name}={value}" for name, value in settings.items()]
    (home / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _await_login(server: Neo4jServer, process: subprocess.Popen[bytes], home: Path, *, is_new: bool) -> None:
    """Wait until the server lets us in; a new one gets its password in place of the one that all start with."""
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if is_new:
                _set_first_password(server)
            with _driver(server.uri, server.password) as driver:
                driver.execute_query("RETURN 1", database_=server.database)
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.3)
        else:
            return
    tail = (home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")[-2000:]
    raise LauncherError(f"Neo4j did not answer at {server.uri} within {START_WITHIN:.0f} s. Its last lines:\n{tail}")


def _set_first_password(server: Neo4jServer) -> None:
    with _driver(server.uri, "neo4j") as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=server.password, database_="system"
        )


def _driver(uri: str, password: str) -> Driver:
    """A driver that says no at once instead of trying again by itself."""
    return GraphDatabase.driver(uri, auth=("neo4j", password), connection_timeout=5, max_transaction_retry_time=0)


def _end(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM to the group, SIGKILL when it has not gone after ten seconds."""
    for sign, patience in ((signal.SIGTERM, 10.0), (signal.SIGKILL, 10.0)):
        try:
            os.killpg(process.pid, sign)
            process.wait(timeout=patience)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
        else:
            return
    process.wait()


def _java_candidates() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / "java"
    if shutil.which("update-alternatives"):
        listed = subprocess.run(["update-alternatives", "--list", "java"], capture_output=True, text=True, check=False)
        yield from (Path(line) for line in listed.stdout.split())
    if on_path := shutil.which("java"):
        yield Path(on_path)
    for folder in (
        Path("/usr/lib/jvm"),
        Path("/Library/Java/JavaVirtualMachines"),
        Path.home() / ".sdkman/candidates/java",
    ):
        yield from sorted(folder.glob("*/bin/java"))
        yield from sorted(folder.glob("*/Contents/Home/bin/java"))


def _java_version(java: Path) -> int:
    """The major version a Java tells, 0 when it tells none."""
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=30)
    match = re.search(r'version "(?:1\.)?(\d+)', told.stderr + told.stdout)
    return int(match[1]) if match else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch_all() -> int:
    """Have the jars of every line at hand; 1 where they cannot be fetched."""
    try:
        for line in LINES:
            if java_for(line) is not None:
                fetch(line)
    except LauncherError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def main() -> int:
    """Run one server in the foreground until Ctrl-C or SIGTERM; print its address, user and password."""
    parser = argparse.ArgumentParser(prog="make neo4j", description=main.__doc__)
    parser.add_argument("--line", choices=[line.name for line in LINES], default=LINES[0].name)
    parser.add_argument("--port", type=int, default=7687, help="Bolt port; 0 takes a free one (default: 7687)")
    parser.add_argument("--fetch", action="store_true", help="only fetch the jars of every line that has a Java here")
    given = parser.parse_args()
    if given.fetch:
        return fetch_all()
    line = next(one for one in LINES if one.name == given.line)
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    say = sys.stdout.write
    say(f"Neo4j {line.version} is starting (the first time its jars are fetched, about 150 MB) …\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory(prefix="zisgraph-neo4j-") as home:
        try:
            with running(line, Path(home), given.port) as server:
                say(
                    f"Neo4j Community {line.version}, empty, gone when you press Ctrl-C. To use it in another shell:\n"
                    f"  export ZISGRAPH_NEO4J_URI={server.uri}\n"
                    f"  export ZISGRAPH_NEO4J_USER={server.user}\n"
                    f"  export ZISGRAPH_NEO4J_PASSWORD={server.password}\n"
                )
                sys.stdout.flush()
                while not stop.wait(1):
                    os.kill(server.pid, 0)
        except LauncherError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        except ProcessLookupError:
            sys.stderr.write("Neo4j ended by itself.\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
