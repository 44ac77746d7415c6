"""A real HTTP server on loopback that behaves as badly as it is told to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Behaviour:
    """What the server does. `cut` ends the connection after so many bytes, as often as `cuts` says; `lie` is added to
    the length it states; `busy` answers are given first, with this status; `redirect` leads elsewhere; `pace` are
    seconds between two pieces of `piece` bytes."""

    content: bytes = b""
    cut: int = 0
    cuts: int = 0
    lie: int = 0
    busy: int = 0
    status: int = 503
    retry_after: str = ""
    redirect: str = ""
    pace: float = 0
    piece: int = 1 << 16
    ranges: bool = True
    tagged: bool = True
    last_modified: str = "Fri, 13 Nov 2026 08:00:00 GMT"
    wrong_range: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def etag(self) -> str:
        return f'"{sha256(self.content).hexdigest()[:16]}"'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behaviour: Behaviour

    def do_GET(self) -> None:
        does = self.behaviour
        does.asked.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        if does.redirect and not self.path.startswith("/there"):
            self._head(302, {"Location": does.redirect, "Content-Length": "0"})
            return
        if does.busy:
            does.busy -= 1
            more = {"Retry-After": does.retry_after} if does.retry_after else {}
            self._head(does.status, {"Content-Length": "0", **more})
            return
        if does.tagged and self.headers.get("If-None-Match") == does.etag:
            self._head(304, {"ETag": does.etag})
            return
        self._send(does)

    def _send(self, does: Behaviour) -> None:
        start, wanted = 0, self.headers.get("Range", "")
        if does.ranges and wanted and self.headers.get("If-Range") in {does.etag, does.last_modified}:
            start = int(wanted.removeprefix("bytes=").partition("-")[0])
        body = does.content[start:]
        headers = {"Last-Modified": does.last_modified, "Content-Length": str(len(body) + does.lie)}
        if does.tagged:
            headers["ETag"] = does.etag
        if start:
            said = 0 if does.wrong_range else start
            headers["Content-Range"] = f"bytes {said}-{len(does.content) - 1}/{len(does.content)}"
        self._head(206 if start else 200, headers)
        if does.cuts and does.cut < len(body):
            does.cuts -= 1
            body = body[: does.cut]
        for at in range(0, len(body), does.piece):
            self.wfile.write(body[at : at + does.piece])
            self.wfile.flush()
            time.sleep(does.pace)
        if len(body) + start < len(does.content) or does.lie:
            self.close_connection = True

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name of the method it replaces)
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionResetError, BrokenPipeError):
            self.close_connection = True


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[str]:
    """Its address, without a slash at the end, until the block ends."""
    handler = type("Handler", (_Handler,), {"behaviour": behaviour})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
