"""`zisgraph query cypher`: of the running server of a home, and of an engine of its own where none runs."""

from __future__ import annotations

import csv
import io
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from fixtures_command import Command
from linked_homes import linked_home

from zisgraph.cli.cypher import ask
from zisgraph.pipeline.home import Build, Home
from zisgraph.settings import Settings

ZONES = "MATCH (z:Zone) RETURN z.name AS zone, z.confidence AS confidence ORDER BY zone"


@pytest.fixture
def asked(built: Command, live_url: str) -> Command:
    """The command beside the session's server, unable to start an engine of its own."""
    assert live_url

    def run(*arguments: str, text: str | None = None, **environment: str) -> object:
        return built("query", "cypher", *arguments, text=text, ZISGRAPH_CYPHER="off", **environment)

    return run  # type: ignore[return-value]


def test_the_running_server_of_the_home_is_asked(asked: Command) -> None:
    result = asked(ZONES)
    assert result.returncode == 0, result.stderr
    header, *lines = result.stdout.splitlines()
    assert header.split() == ["zone", "confidence"]
    assert result.stderr == f"{len(lines)} rows\n"
    assert len(lines) > 3
    found = json.loads(asked(ZONES, "--json").stdout)
    assert (found["columns"], len(found["rows"]), found["truncated"]) == (["zone", "confidence"], len(lines), False)
    table = list(csv.DictReader(io.StringIO(asked(ZONES, "--csv").stdout)))
    assert [[row["zone"], row["confidence"]] for row in table] == found["rows"]


def test_parameters_are_json_or_texts_and_the_limit_is_told(asked: Command) -> None:
    query = "UNWIND range(1, $count) AS n RETURN n, $text AS t"
    result = asked(query, "-p", "count=5", "-p", "text=cinque", "--limit", "3", "--json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["rows"] == [[1, "cinque"], [2, "cinque"], [3, "cinque"]]
    assert json.loads(result.stdout)["truncated"] is True
    assert "cut at 3 rows" in result.stderr


@pytest.mark.parametrize(
    ("query", "said"),
    [("MATCH (n)\nRETURN n.name, , n.iri", "line 2"), ("MATCH (n) DETACH DELETE n", "DETACH"), ("RETURN $x", "$x")],
)
def test_an_error_of_the_server_is_one_sentence(asked: Command, query: str, said: str) -> None:
    result = asked("-", text=query)
    assert (result.returncode, result.stdout) == (1, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


class _Starting(BaseHTTPRequestHandler):
    """A server whose engine has started when it is asked for the third time."""

    asked = 0

    def do_POST(self) -> None:
        type(self).asked += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        starting = {"type": "https://w3id.org/zisgraph/problems#engine-loading", "detail": "It is starting."}
        ready = {"columns": ["one"], "rows": [[1]], "truncated": False}
        body = json.dumps(ready if self.asked > 2 else starting).encode()
        self.send_response(200 if self.asked > 2 else 503)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is said of requests."""


def test_a_server_whose_engine_is_starting_is_waited_for(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Starting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        home = Home(tmp_path)
        home.prepare()
        with home.serving(f"http://127.0.0.1:{server.server_port}"):
            answer = ask(Settings(home=tmp_path), home, "RETURN 1 AS one", {}, 10)
        server.shutdown()
    assert (answer.rows, _Starting.asked) == ([[1]], 3)


def test_without_a_server_an_engine_is_started_and_ended(
    zisgraph: Command, bundled_build: Build, bundled_settings: Settings, tmp_path: Path
) -> None:
    home, scratch = linked_home(bundled_settings.home, tmp_path / "own home"), tmp_path / "scratch"
    scratch.mkdir()
    there = {"ZISGRAPH_HOME": str(home), "TMPDIR": str(scratch)}
    result = zisgraph("query", "cypher", ZONES, "--json", **there)
    assert result.returncode == 0, result.stderr
    assert len(json.loads(result.stdout)["rows"]) > 3
    assert list(scratch.iterdir()) == []
    off = zisgraph("query", "cypher", ZONES, ZISGRAPH_CYPHER="off", **there)
    assert (off.returncode, off.stdout) == (1, "")
    assert len(off.stderr.splitlines()) == 1
    assert "ZISGRAPH_CYPHER=off" in off.stderr
