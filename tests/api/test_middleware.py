"""What every request passes, over real HTTP."""

from __future__ import annotations

import socket

import httpx
import pytest
from served import Server


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST:80", "localhost.", "127.0.0.1:65535"])
def test_our_own_names_are_answered(server: Server, host: str) -> None:
    assert httpx.get(f"{server.url}/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.0.1",
        "[::2]",
        "localhost:x",
        "",
        "a b",
    ],
)
def test_a_foreign_host_is_421_and_names_the_allowed_ones(server: Server, host: str) -> None:
    for path in ("/health", "/sparql", "/nothing"):
        answer = httpx.get(f"{server.url}{path}", headers={"host": host})
        assert answer.status_code == 421
        assert answer.headers["content-type"] == "application/problem+json"
        assert "localhost" in answer.json()["detail"]


def raw(server: Server, request: str) -> str:
    """What the server says to these bytes."""
    port = int(server.url.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request.encode("latin-1"))
        return connection.recv(65536).decode("latin-1")


def test_no_host_or_two_of_them_are_refused(server: Server) -> None:
    assert raw(server, "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n").startswith("HTTP/1.1 4")
    assert raw(server, "GET /health HTTP/1.0\r\n\r\n").startswith("HTTP/1.1 4")
    twice = "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert raw(server, twice).startswith("HTTP/1.1 4")


@pytest.mark.parametrize("path", ["/health", "/sparql?query=ASK%7B%7D", "/sparql?query=x", "/nothing", "/id/curated/x"])
def test_every_answer_has_the_security_headers_and_an_id(server: Server, path: str) -> None:
    answer = httpx.get(f"{server.url}{path}")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert len(answer.headers["x-request-id"]) == 16
    assert "server" not in answer.headers


def test_a_request_id_is_taken_over_when_it_is_one(server: Server) -> None:
    assert httpx.get(f"{server.url}/health", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    for hostile in ("a b", "x" * 65, "<script>", ""):
        answer = httpx.get(f"{server.url}/health", headers={"x-request-id": hostile})
        assert answer.headers["x-request-id"] != hostile


def test_what_reads_a_build_names_it(server: Server) -> None:
    assert httpx.get(f"{server.url}/ready").headers["zisgraph-build"] == "1" * 16
    assert "zisgraph-build" not in httpx.get(f"{server.url}/health").headers


@pytest.mark.parametrize("path", ["/health", "/ready", "/sparql?query=ASK%7B%7D", "/nothing"])
def test_head_is_get_without_a_body(server: Server, path: str) -> None:
    got, head = httpx.get(f"{server.url}{path}"), httpx.head(f"{server.url}{path}")
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-length"] == got.headers["content-length"]
