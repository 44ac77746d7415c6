"""A Neo4j that cannot be reached: which setting, what was tried, why, what helps; nothing of the driver's own text."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from zisgraph.errors import EngineUnavailable
from zisgraph.settings import load_settings
from zisgraph.store.cypher import open_neo4j


@pytest.fixture
def web_port() -> Iterator[int]:
    """Where a web server listens, which knows neither Bolt nor TLS."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def refusal(uri: str) -> str:
    """What is said of a Neo4j at this address."""
    start = time.monotonic()
    with pytest.raises(EngineUnavailable) as refused:
        open_neo4j(load_settings(cypher="auto", neo4j_uri=uri, neo4j_password="x"))
    assert time.monotonic() - start < 20
    assert refused.value.exit_code == 1
    said = str(refused.value)
    assert said.startswith(f"No database answers at {uri} (ZISGRAPH_NEO4J_URI): ")
    assert "\n" not in said
    for driver_word in ("Couldn't", "resolved to", "Errno", "Failed to", "routing"):
        assert driver_word not in said
    return said


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nothing_listens_there(scheme: str, free_port: int) -> None:
    assert "nothing listens there. Start the server" in refusal(f"{scheme}://127.0.0.1:{free_port}")


def test_no_such_machine() -> None:
    assert "no machine of this name is known" in refusal("bolt://nowhere.invalid:7687")


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+ssc"])
def test_no_tls_there(scheme: str, web_port: int) -> None:
    assert "does not speak TLS. Use bolt:// or neo4j:// without +s" in refusal(f"{scheme}://127.0.0.1:{web_port}")


def test_something_listens_and_says_nothing() -> None:
    """Nothing of ours waits for it for ever."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "nothing came back in time" in refusal(f"bolt://127.0.0.1:{silent.getsockname()[1]}")


def test_something_that_hangs_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as rude:

        def hang_up() -> None:
            try:
                while True:
                    rude.accept()[0].close()
            except OSError:
                return  # the test is over

        threading.Thread(target=hang_up, daemon=True).start()
        assert "use bolt+s:// or neo4j+s:// if it asks for TLS" in refusal(f"bolt://127.0.0.1:{rude.getsockname()[1]}")
        said = refusal(f"bolt+s://127.0.0.1:{rude.getsockname()[1]}")
        assert "without +s" in said
        assert "use bolt+s://" not in said
        rude.shutdown(socket.SHUT_RDWR)
