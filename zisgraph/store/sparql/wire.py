"""What the server and a worker say to each other over a pipe: a length, a JSON head, and the answer's bytes."""

from __future__ import annotations

import json
import os
import struct
from dataclasses import asdict, dataclass
from typing import Any

_LENGTH = struct.Struct("!I")
BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Question:
    """One query with everything that bounds its answer. `default_graphs` None means: as the query says."""

    query: str
    bindings: str
    graph: str
    rows: int
    size: int
    seconds: float
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The head of an answer: how many bytes follow, in which format, and which cap cut them.

    `problem` names what went wrong instead ("syntax", "unwritable", "too large", "engine").
    """

    size: int = 0
    name: str = ""
    truncated: str = ""
    problem: str = ""
    message: str = ""
    line: int | None = None
    column: int | None = None
    tired: bool = False


def pack(content: Question | Reply) -> bytes:
    """The frame of a question or of an answer's head."""
    body = json.dumps(asdict(content)).encode()
    return _LENGTH.pack(len(body)) + body


def length(head: bytes) -> int:
    """How long the JSON after these four bytes is."""
    return int(_LENGTH.unpack(head)[0])


def unpack_question(body: bytes) -> Question:
    cells: dict[str, Any] = json.loads(body)
    for name in ("default_graphs", "named_graphs"):
        cells[name] = None if cells[name] is None else tuple(cells[name])
    return Question(**cells)


def unpack_reply(body: bytes) -> Reply:
    return Reply(**json.loads(body))


def read_exactly(descriptor: int, size: int) -> bytes:
    """Wait for `size` bytes.

    Raises:
        EOFError: the other end has gone.
    """
    blocks = bytearray()
    while len(blocks) < size:
        block = os.read(descriptor, min(BLOCK, size - len(blocks)))
        if not block:
            raise EOFError
        blocks += block
    return bytes(blocks)


def write_all(descriptor: int, data: bytes | bytearray | memoryview) -> None:
    """Write everything, however small the pipe is."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
