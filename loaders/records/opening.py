"""From a path, a stream or an archive to the files in it, without trusting what an archive says of itself."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from zisgraph.errors import InputError, Issue

LARGEST: Final = 4 << 30
"""Bytes of one file, unpacked: three times the largest public file we know of, the organisations of one framework."""
HIGHEST_RATIO: Final = 200
"""An archive member that claims to unpack to more than this many times its packed size is refused; text packs to a tenth."""
MOST_MEMBERS: Final = 1_000

BUFFER: Final = 1 << 18
Stream = IO[bytes] | io.RawIOBase | gzip.GzipFile

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_EMPTY_ZIP = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Member:
    """One file to read: its name, for an archive `archive.zip/name`, and how to open it (each time from its start)."""

    name: str
    open: Callable[[], BinaryIO]

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, without the dot."""
        return PurePosixPath(self.name).suffix.lower().removeprefix(".")


class Limited(io.RawIOBase):
    """A stream that ends with an error when it gives more than a number of bytes; it closes those it rests on."""

    def __init__(
        self, stream: Stream, name: str, most: int = LARGEST, rests_on: tuple[Stream | ZipFile, ...] = ()
    ) -> None:
        super().__init__()
        self._stream, self._name, self._most, self._given = stream, name, most, 0
        self._rests_on = rests_on

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read on.

        Raises:
            InputError: the file is too large, or the archive is damaged.
        """
        try:
            data = self._stream.read(len(buffer))
        except (BadZipFile, zlib.error, EOFError, gzip.BadGzipFile) as error:
            raise _fault(
                self._name, f"an archive that ends or breaks in the middle ({error})", "a whole file; fetch it again"
            ) from error
        self._given += len(data)
        if self._given > self._most:
            raise _fault(
                self._name,
                f"more than {self._most:,} bytes",
                "a smaller file; is it an archive that unpacks without end?",
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        for one in (self._stream, *self._rests_on):
            one.close()
        super().close()


def members(source: Path | BinaryIO, name: str = "") -> Iterator[Member]:
    """The files of a path or stream: itself, what a .gz packs, or every member of a .zip in the order of their names.

    Raises:
        InputError: there is no such file, it is empty, or an archive cannot be trusted.
    """
    name = name or (source.name if isinstance(source, Path) else "the stream")
    head = _head(source, name)
    if head.startswith((_ZIP, _EMPTY_ZIP)) and not name.lower().endswith((".xlsx", ".xlsm")):
        yield from _zipped(source, name)
    elif head.startswith(_GZIP):
        yield Member(name.removesuffix(".gz"), lambda: _unpacked(source, name))
    elif name.lower().endswith((".zip", ".gz")) and head:
        ending = name.rpartition(".")[2]
        received = f"no {ending} archive, though its name ends with .{ending}"
        raise _fault(name, received, "the archive itself; was a page saved in its place?")
    elif not head:
        raise _fault(name, "an empty file", "a file with something in it")
    else:
        yield Member(name, lambda: io.BufferedReader(Limited(_raw(source, name), name), BUFFER))


def _unpacked(source: Path | BinaryIO, name: str) -> BinaryIO:
    packed = _raw(source, name)
    return io.BufferedReader(Limited(gzip.GzipFile(fileobj=packed), name, rests_on=(packed,)), BUFFER)


def _raw(source: Path | BinaryIO, name: str) -> Stream:
    if isinstance(source, Path):
        try:
            return source.open("rb")
        except FileNotFoundError as error:
            raise _fault(name, "no such file", f"a file at {source}") from error
        except OSError as error:
            raise _fault(name, f"a file that cannot be read ({error.strerror})", "a readable file") from error
    source.seek(0)
    return _Kept(source)


class _Kept(io.RawIOBase):
    """The caller's own stream, which stays open when a reader of it is closed."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _head(source: Path | BinaryIO, name: str) -> bytes:
    with _raw(source, name) as stream:
        return stream.read(4) or b""


def _zipped(source: Path | BinaryIO, name: str) -> Iterator[Member]:
    with _raw(source, name) as raw, _archive(raw, name) as archive:
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    if len(infos) > MOST_MEMBERS:
        raise _fault(name, f"{len(infos):,} files in one archive", f"{MOST_MEMBERS:,} at most")
    for info in infos:
        _check(info, name)
    for info in infos:
        yield Member(f"{name}/{info.filename}", partial(_member, source, name, info.filename))


def _member(source: Path | BinaryIO, name: str, member: str) -> BinaryIO:
    raw = _raw(source, name)
    archive = _archive(raw, name)
    limited = Limited(archive.open(member), f"{name}/{member}", rests_on=(archive, raw))
    return io.BufferedReader(limited, BUFFER)


def _archive(raw: Stream, name: str) -> ZipFile:
    try:
        return ZipFile(raw)
    except BadZipFile as error:
        raw.close()
        raise _fault(
            name, f"a zip that cannot be opened ({error})", "a whole zip; was the download cut off?"
        ) from error


def _check(info: ZipInfo, name: str) -> None:
    """Refuse a member that points outside, hides what it holds, or unpacks without end."""
    inside = PurePosixPath(info.filename.replace("\\", "/"))
    where = f"{name}/{info.filename}"
    if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0]:
        raise _fault(where, "a name that leads out of the archive", "names inside the archive, without ..")
    if info.flag_bits & 0x1:
        raise _fault(where, "an encrypted file", "files that open without a password")
    if info.file_size > LARGEST:
        raise _fault(where, f"a file of {info.file_size:,} bytes", f"{LARGEST:,} bytes at most")
    if info.file_size > HIGHEST_RATIO * max(info.compress_size, 1) and info.file_size > 1 << 20:
        raise _fault(
            where,
            f"{info.compress_size:,} bytes that unpack to {info.file_size:,}",
            f"at most {HIGHEST_RATIO} times the packed size",
        )


def _fault(name: str, received: str, allowed: str) -> InputError:
    return InputError([Issue(name, 0, "", received, allowed)])
