"""The judgements of those who keep a graph: one CSV file, one line each, so that any merge is undone by one line."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Final

from zisgraph.errors import BuildError, InputError, Issue
from zisgraph.identity.judgements import Judgement, Verdict

COLUMNS: Final = ("a", "b", "judgement", "basis", "by", "confidence", "date")
_KEY: Final = re.compile(r"(?:[a-z][a-z0-9-]*:)?[A-Za-z0-9][\w.~-]*")
_VALUES: Final = {"judgement": [verdict.value for verdict in Verdict], "confidence": ["high", "medium", "low"]}


def read_judgement_file(file: Path) -> list[Judgement]:
    """The judgements in a file, in their order; none where there is no file.

    Raises:
        InputError: with every line that is none.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Issue(file.name, 0, "", str(error), "a CSV file in UTF-8")]) from error
    rows = csv.DictReader(io.StringIO(text), strict=True)
    given, found, issues = tuple(rows.fieldnames or ()), list[Judgement](), list[Issue]()
    if missing := [name for name in COLUMNS[:5] if name not in given]:
        told = f"the columns {', '.join(given) or 'of an empty file'}"
        raise InputError([Issue(file.name, 1, name, told, f"the columns {', '.join(COLUMNS)}") for name in missing])
    try:
        for row in rows:
            faults = list(_faults(row, file.name, rows.line_num))
            issues += faults
            if not faults:
                found.append(_judgement(row))
    except csv.Error as error:
        issues.append(Issue(file.name, rows.line_num + 1, "", str(error), "a line of CSV, quotes closed"))
    if issues:
        raise InputError(issues)
    return found


def add_judgement(file: Path, judgement: Judgement) -> None:
    """Append one line, safe on disk when this returns; the file is begun with its header.

    Raises:
        BuildError: the file cannot be written.
    """
    try:
        old = file.read_text(encoding="utf-8") if file.exists() else ",".join(COLUMNS) + "\n"
        if not old.endswith("\n"):
            old += "\n"
        _replace(file, old + _line(judgement))
    except OSError as error:
        raise BuildError(f"The judgement cannot be kept in {file}: {error.strerror or error}.") from error


def remove_judgement(file: Path, pair: Iterable[str]) -> bool:
    """Take back what the file says of a pair; whether it said anything.

    Raises:
        InputError: the file is none of judgements.
        BuildError: the file cannot be written.
    """
    wanted = frozenset(pair)
    held = read_judgement_file(file)
    kept = [judgement for judgement in held if judgement.pair != wanted]
    if len(kept) < len(held):
        try:
            _replace(file, ",".join(COLUMNS) + "\n" + "".join(map(_line, kept)))
        except OSError as error:
            raise BuildError(f"The judgement cannot be taken out of {file}: {error.strerror or error}.") from error
    return len(kept) < len(held)


def _line(judgement: Judgement) -> str:
    output = io.StringIO()
    row = [value.value if isinstance(value, Verdict) else value for value in astuple(judgement)]
    csv.writer(output, lineterminator="\n").writerow(row)
    return output.getvalue()


def _replace(file: Path, text: str) -> None:
    """The whole file anew by one rename: killed in between, the old one stands."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    file.parent.mkdir(parents=True, exist_ok=True)
    with fresh.open("w", encoding="utf-8", newline="") as output:
        output.write(text)
        output.flush()
        os.fsync(output.fileno())
    fresh.replace(file)


def _judgement(row: dict[str, str]) -> Judgement:
    return Judgement(
        a=row["a"].strip(),
        b=row["b"].strip(),
        verdict=Verdict(row["judgement"].strip()),
        basis=row["basis"].strip(),
        by=row["by"].strip(),
        confidence=(row.get("confidence") or "medium").strip(),
        date=(row.get("date") or "").strip(),
    )


def _faults(row: dict[str, str], file: str, line: int) -> Iterator[Issue]:
    if None in row or None in row.values():
        yield Issue(file, line, "", "more or fewer cells than columns", f"the columns {', '.join(COLUMNS)}")
        return
    for name in ("a", "b"):
        if not _KEY.fullmatch(row[name].strip()):
            yield Issue(file, line, name, repr(row[name]), "a curated id, or pic:…, ror:… and the like")
    if row["a"].strip() == row["b"].strip():
        yield Issue(file, line, "b", f"{row['b']!r} twice", "two different records")
    for name, allowed in (("basis", "why it is judged so"), ("by", "who judged")):
        if not row[name].strip():
            yield Issue(file, line, name, "nothing", allowed)
    for name, values in _VALUES.items():
        if (row.get(name) or "medium").strip() not in values:
            yield Issue(file, line, name, repr(row[name]), ", ".join(values))
    yield from _date_faults((row.get("date") or "").strip(), file, line)


def _date_faults(day: str, file: str, line: int) -> Iterator[Issue]:
    try:
        date.fromisoformat(day or "2026-01-01")
    except ValueError:
        yield Issue(file, line, "date", repr(day), "a day such as 2026-11-23, or nothing")
