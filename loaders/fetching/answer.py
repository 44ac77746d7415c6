"""One answer of a server: where it leads, what it is, and whether there is any sense in asking again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from zisgraph import __version__
from zisgraph.errors import FetchError

MOST_REDIRECTS: Final = 5
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_RANGE: Final = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_LONGEST_WAIT: Final = 120.0
_HERE: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class TryAgain(Exception):
    """The server could not answer now; `wait` are the seconds it asked for, 0 where it did not."""

    def __init__(self, reason: str, wait: float = 0) -> None:
        self.wait = wait
        super().__init__(reason)


class TooSlow(TryAgain):
    """The body comes, but so slowly that it would hardly ever be whole."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where a download may come from: the host of its address, and those it may be redirected to."""

    address: str
    others: frozenset[str]

    def check(self, address: str) -> None:
        """Refuse an address that leads elsewhere, or out of the encrypted web.

        Raises:
            FetchError: with what was received and how to allow it.
        """
        parts, own = urlsplit(address), urlsplit(self.address)
        host = parts.hostname or ""
        if host != own.hostname and host not in self.others:
            raise FetchError(
                f"{self.address} leads to {host or address!r}, which is not the publisher's. "
                f"If you trust it, call again with --allow-host {host}."
            )
        plain = parts.scheme == "http" and host not in _HERE and own.scheme != "http"
        if parts.scheme not in {"http", "https"} or plain:
            raise FetchError(f"{self.address} leads to {address}, which is not encrypted (https); it is not followed.")


@contextmanager
def asked(client: httpx.Client, hosts: Hosts, address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
    """The answer at the end of the redirects, its body not yet read.

    Raises:
        FetchError: there is no such file, we may not have it, or the address leads elsewhere.
        TryAgain: the server cannot answer now.
    """
    sent = {"User-Agent": f"zisgraph/{__version__}", "Accept-Encoding": "identity", **headers}
    for _ in range(MOST_REDIRECTS + 1):
        hosts.check(address)
        with client.stream("GET", address, headers=sent) as answer:
            if answer.is_redirect and answer.headers.get("location"):
                address = urljoin(address, answer.headers["location"])
                continue
            _check_status(answer, hosts.address)
            yield answer
            return
    raise FetchError(f"{hosts.address} leads from one address to the next, more than {MOST_REDIRECTS} times.")


def start_of(answer: httpx.Response) -> tuple[int, int]:
    """Where the body begins in the file, and how long the file is (-1 where the server does not tell)."""
    if answer.status_code == httpx.codes.PARTIAL_CONTENT:
        found = _RANGE.fullmatch(answer.headers.get("content-range", ""))
        if found is None:
            raise TryAgain("a part of the file that does not say which")
        return int(found[1]), -1 if found[2] == "*" else int(found[2])
    return 0, int(answer.headers.get("content-length", -1))


def _check_status(answer: httpx.Response, address: str) -> None:
    code = answer.status_code
    if code in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT, httpx.codes.NOT_MODIFIED}:
        return
    if code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise TryAgain("the part that is here is not one of the file any more")
    told = f"{code} {answer.reason_phrase}".strip()
    if code in _AGAIN:
        raise TryAgain(f"the answer {told}", _wait(answer))
    raise FetchError(f"{address} answers {told}. See whether the publisher has moved the file.")


def _wait(answer: httpx.Response) -> float:
    seconds = answer.headers.get("retry-after", "")
    return min(float(seconds), _LONGEST_WAIT) if seconds.isdigit() else 0
