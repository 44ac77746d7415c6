"""Locks between processes: held by the kernel, so that a killed holder never leaves one behind."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from zisgraph.errors import BuildError


@contextmanager
def exclusive(path: Path, doing: str, **facts: str | int) -> Iterator[None]:
    """Hold `path` alone while the block runs; `facts` are left in it for whoever meets the lock.

    Raises:
        BuildError: another process holds it; the message names its number and since when.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise BuildError(
            f"Cannot write {path}: {error.strerror}. Point ZISGRAPH_HOME at a folder you may write."
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(_busy(path, doing)) from error
        note = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds"), **facts}
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(note).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def holder(path: Path) -> dict[str, str | int] | None:
    """What the process that holds `path` left in it; None when nobody holds it."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _note(path)
    finally:
        os.close(descriptor)
    return None


@contextmanager
def shared(path: Path) -> Iterator[bool]:
    """Keep `path` in use while the block runs; False when the file is no longer the one at that place."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        yield False
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield _still_there(descriptor, path)
    finally:
        os.close(descriptor)


@contextmanager
def if_unused(path: Path) -> Iterator[bool]:
    """Hold `path` alone if nobody uses it: True; False (and hold nothing) when somebody does."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)


def _still_there(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _note(path: Path) -> dict[str, str | int]:
    """What the holder wrote; it may be caught between taking the lock and writing."""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return note if isinstance(note, dict) else {}


def _busy(path: Path, doing: str) -> str:
    note = _note(path)
    who = f"process {note['pid']}, since {note['since']}" if {"pid", "since"} <= note.keys() else "another process"
    where = f" at {note['url']}" if "url" in note else ""
    return f"{doing} is already running on {path.parent.parent}{where} ({who}). Wait for it, stop it, or use another ZISGRAPH_HOME."
