"""What the commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any


def say(text: str = "") -> None:
    """A line of the result."""
    sys.stdout.write(f"{text}\n")


def announce(text: str) -> None:
    """A line that must be seen now: a server goes on for days, and its output may be a file that is buffered."""
    say(text)
    sys.stdout.flush()


def note(text: str) -> None:
    """A line about the run, which a pipe does not carry on."""
    sys.stderr.write(f"{text}\n")


def say_json(value: Any) -> None:
    """The result for a script: one JSON document, keys in the order they were given."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say_table(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows in columns: drawn to the terminal's width, or whole when standard output is no terminal."""
    if not sys.stdout.isatty():
        say_plain_table(headers, rows)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headers, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    Console().print(table)


def say_plain_table(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """The same table as aligned text, nothing cut off."""
    lines = [[*headers], *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def say_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """The table as CSV (RFC 4180), composed values as JSON."""
    writer = csv.writer(sys.stdout)
    writer.writerow(headers)
    writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False)
    return str(value).replace("\n", " ")
