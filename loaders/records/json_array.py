"""A JSON array of objects as records, one object in memory at a time; numbers keep their digits."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.records.record import Record

LARGEST_OBJECT: Final = 64 << 20
"""Characters of one object."""
CHUNK: Final = 1 << 18
_INK: Final = re.compile(r"[^ \t\r\n]")


def json_array(stream: BinaryIO, file: str) -> Iterator[Record]:
    """Each object of the array at the top of a file (or the only object), with the line it begins on.

    Raises:
        InputError: the file is no JSON of that form, or ends in the middle; objects before the fault are yielded.
    """
    text = _Text(stream, file)
    opening = text.next_mark()
    if opening == "{":
        yield Record(file, text.line, text.value())
        return
    if opening != "[":
        raise text.fault(f"{opening!r} at the start" if opening else "an empty file", "a JSON array of objects")
    text.skip(1)
    while (mark := text.next_mark()) != "]":
        line = text.line
        value = text.value()
        if not isinstance(value, dict):
            raise text.fault(f"{mark!r}… in the array", "objects only")
        yield Record(file, line, value)
        if (mark := text.next_mark()) == ",":
            text.skip(1)
        elif mark != "]":
            raise text.fault(
                f"{mark!r} after an object" if mark else "an end in the middle", "a comma or ]; was it cut off?"
            )


class _Text:
    """A window on the text: what was read, how far it is used, and the line of the place."""

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self._stream, self._file = stream, file
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("strict")
        self._decoder = json.JSONDecoder(parse_float=Decimal)
        self._text, self._at, self._ended = "", 0, False
        self.line = 1

    def next_mark(self) -> str:
        """The next character that is no space, left in place; empty at the end."""
        while True:
            found = _INK.search(self._text, self._at)
            self.skip((found.start() if found else len(self._text)) - self._at)
            if found or not self._more():
                return self._text[self._at : self._at + 1]

    def skip(self, count: int) -> None:
        """Use so many characters."""
        self.line += self._text.count("\n", self._at, self._at + count)
        self._at += count

    def value(self) -> Any:
        """The value that begins here."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:  # it may only lack its end
                if not self._doubled():
                    self.skip(max(error.pos - self._at, 0))
                    raise self.fault(f"no JSON here ({error.msg})", "JSON; was the file cut off?") from error
            except RecursionError as error:
                raise self.fault("objects nested without end", "the form that the publisher documents") from error
            else:
                self.skip(end - self._at)
                return value

    def fault(self, received: str, allowed: str) -> InputError:
        """Something wrong at this place."""
        return InputError([Issue(self._file, self.line, "", received, allowed)])

    def _doubled(self) -> bool:
        """Read as much again as is waiting; whether there was more.

        Raises:
            InputError: what is waiting is larger than any object.
        """
        waiting = len(self._text) - self._at
        if waiting > LARGEST_OBJECT:
            raise self.fault(f"an object of more than {LARGEST_OBJECT:,} characters", "smaller objects")
        wanted = 2 * waiting
        more = False
        while len(self._text) - self._at < wanted and self._more():
            more = True
        return more

    def _more(self) -> bool:
        if self._ended:
            return False
        data = self._stream.read(CHUNK)
        self._ended = not data
        try:
            fresh = self._decode.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            raise self.fault("bytes that are no UTF-8", "JSON in UTF-8") from error
        self._text, self._at = self._text[self._at :] + fresh, 0
        return not self._ended
