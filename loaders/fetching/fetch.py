"""One file from its publisher's server into the folder of its source.

What has arrived is kept as a part beside it, so that a cut connection, a crash or Ctrl-C loses nothing: the next call
goes on where it ended, as long as the server still has the same version. The file gets its name when it is whole.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

import httpx

from zisgraph.errors import FetchError
from zisgraph.loaders.fetching.answer import Hosts, TooSlow, TryAgain, asked, start_of
from zisgraph.loaders.fetching.provenance import Provenance, keep_provenance, note_part, provenance_of, read_part
from zisgraph.loaders.public.definitions import Download

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient a download is. Seconds; `attempts` are those in a row that bring nothing new; below `slowest` bytes
    a second over `patience` seconds the connection counts as cut."""

    connect: float = 10
    read: float = 30
    attempts: int = 5
    back_off: float = 1
    slowest: int = 1_000
    patience: float = 60


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is here; `changed` is False where the server has nothing newer than it."""

    file: Path
    provenance: Provenance
    changed: bool


def fetch(
    download: Download,
    folder: Path,
    *,
    address: str = "",
    allowed: frozenset[str] = frozenset(),
    digest: str = "",
    limits: Limits = Limits(),
    tell: Told = lambda _done, _total: None,
) -> Fetched:
    """Bring a download into `folder`/<date>, the date being that of the file on its server.

    `address` takes the place of the publisher's (a mirror), `digest` is the sha256 that the file has to have.

    Raises:
        FetchError: it could not be brought; the sentence says why, what to do, and where to put it by hand. What has
            arrived stays for the next call.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _Fetch(download, folder, address or download.address, allowed, limits, tell).run(digest.lower())
    except OSError as error:
        raise FetchError(
            f"Cannot write in {folder}: {error.strerror or error}. Make room, or the folder writable."
        ) from error


class _Fetch:
    """One download on its way."""

    def __init__(
        self, download: Download, folder: Path, address: str, allowed: frozenset[str], limits: Limits, tell: Told
    ) -> None:
        self._download, self._folder, self._address, self._limits, self._tell = download, folder, address, limits, tell
        self._hosts = Hosts(address, allowed | frozenset(download.hosts))
        self._part = folder / f".{download.file}.part"
        self._note = folder / f".{download.file}.part.json"
        self._newest = self._newest_here()

    def run(self, digest: str) -> Fetched:
        limits, failures = self._limits, 0
        timeout = httpx.Timeout(limits.read, connect=limits.connect)
        with httpx.Client(timeout=timeout, trust_env=True) as client:
            while True:
                before = self._size()
                try:
                    told = self._attempt(client)
                    break
                except (TryAgain, httpx.TransportError) as error:
                    came_on = self._size() > before and not isinstance(error, TooSlow)
                    failures = 1 if came_on else failures + 1
                    if failures >= limits.attempts:
                        raise self._given_up(error) from error
                    asked_for = error.wait if isinstance(error, TryAgain) else 0
                    pause = limits.back_off * 2 ** (failures - 1) * random.uniform(0.8, 1.2)  # noqa: S311
                    time.sleep(max(asked_for, pause))
        return told if isinstance(told, Fetched) else self._placed(told, digest)

    def _attempt(self, client: httpx.Client) -> Provenance | Fetched:
        """What the server says of the part, which is whole now; or the file that is here, when it has nothing newer."""
        noted = read_part(self._note) if self._part.exists() else None
        with asked(client, self._hosts, self._address, self._headers(noted)) as answer:
            if answer.status_code == httpx.codes.NOT_MODIFIED:
                return self._unchanged()
            start, total = start_of(answer)
            partial = answer.status_code == httpx.codes.PARTIAL_CONTENT
            if partial and start != self._size():
                self._forget()
                raise TryAgain("another part of the file than was asked for")
            self._check_size(total)
            headers = answer.headers
            told = Provenance(self._address, headers.get("etag", ""), headers.get("last-modified", ""), total)
            if not start:
                self._forget()
                note_part(self._note, told)
            self._receive(answer, start, total)
        if total >= 0 and self._size() < total:
            raise TryAgain(f"{self._size():,} bytes of {total:,}")
        return told

    def _headers(self, noted: Provenance | None) -> dict[str, str]:
        """Go on with a part of the same version; else ask for a version that is not here."""
        if noted and noted.address == self._address and noted.validator and self._size():
            return {"Range": f"bytes={self._size()}-", "If-Range": noted.validator}
        newest = provenance_of(self._newest) if self._newest else None
        if newest is None or newest.address != self._address:
            return {}
        tags = {"If-None-Match": newest.etag, "If-Modified-Since": newest.last_modified}
        return {name: value for name, value in tags.items() if value}

    def _receive(self, answer: httpx.Response, size: int, total: int) -> None:
        watched, since = size, time.monotonic()
        with self._part.open("ab") as output:
            for chunk in answer.iter_raw():
                output.write(chunk)
                size += len(chunk)
                self._tell(size, total)
                self._check_size(size)
                waited = time.monotonic() - since
                if waited >= self._limits.patience:
                    if (size - watched) / waited < self._limits.slowest:
                        raise TooSlow(f"{(size - watched) / waited:,.0f} bytes a second")
                    watched, since = size, time.monotonic()
            output.flush()
            os.fsync(output.fileno())

    def _placed(self, told: Provenance, digest: str) -> Fetched:
        """Give the whole file its name."""
        if not self._size():
            self._forget()
            raise FetchError(f"{self._address} sends an empty file. Nothing was replaced.")
        found = _digest(self._part)
        if digest and found != digest:
            self._forget()
            raise FetchError(
                f"The file from {self._address} has the sha256 {found}; expected {digest}. It was discarded."
            )
        now = datetime.now(UTC)
        told = replace(told, sha256=found, total=self._size(), fetched_at=now.isoformat(timespec="seconds"))
        if self._newest is not None and _digest(self._newest) == found:
            self._forget()
            keep_provenance(self._newest, told)
            return Fetched(self._newest, told, changed=False)
        place = self._folder / _day(told.last_modified, now)
        place.mkdir(exist_ok=True)
        file = place / self._download.file
        self._part.replace(file)
        keep_provenance(file, told)
        self._note.unlink(missing_ok=True)
        return Fetched(file, told, changed=True)

    def _unchanged(self) -> Fetched:
        known = provenance_of(self._newest) if self._newest else None
        if self._newest is None or known is None:
            raise TryAgain("no change of a file that was never here")
        return Fetched(self._newest, known, changed=False)

    def _newest_here(self) -> Path | None:
        """The file of the newest dated folder that has it."""
        found = [entry / self._download.file for entry in sorted(self._folder.iterdir()) if entry.is_dir()]
        return next((file for file in reversed(found) if file.is_file()), None)

    def _check_size(self, size: int) -> None:
        most = self._download.largest
        if size > most:
            self._forget()
            raise FetchError(
                f"{self._address} sends {size:,} bytes or more; {most:,} are allowed for this file. "
                "Nothing was replaced; see whether it is the right file."
            )

    def _given_up(self, error: Exception) -> FetchError:
        kept = f" {self._size():,} bytes are kept, and the next call goes on from there." if self._size() else ""
        by_hand = f"Put {self._download.file} into {self._folder} by hand, or try again later."
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            host = httpx.URL(self._address).host
            return FetchError(f"No connection to {host} ({_reason(error)}): is there a network? {by_hand}")
        return FetchError(f"{self._address} could not be fetched ({_reason(error)}).{kept} {by_hand}")

    def _size(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _forget(self) -> None:
        self._part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)


def _digest(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as content:
        while part := content.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def _day(last_modified: str, now: datetime) -> str:
    """The day of the version, by its server; else today."""
    try:
        return parsedate_to_datetime(last_modified).astimezone(UTC).date().isoformat()
    except ValueError:
        return now.date().isoformat()


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return str(error) or type(error).__name__
