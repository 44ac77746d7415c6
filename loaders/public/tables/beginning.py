"""A mapping to start from: the columns of a file, with a guess for those that are plain, and how to go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.geography import plain
from zisgraph.loaders.records import Report, members, records_of

_SAMPLE: Final = 200
"""Rows that guesses rest on."""
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("denominazione", "ragione sociale", "nome", "name", "company name", "organisation", "ente", "impresa"),
    "tax code": ("codice fiscale", "cod fiscale", "cf", "c f", "tax code"),
    "vat number": ("partita iva", "p iva", "piva", "vat number", "vat"),
    "municipality": ("comune", "citta", "comune sede", "municipality", "city", "nome comune", "sede legale comune"),
    "istat code": ("codice istat", "codice comune", "istat"),
    "province": ("provincia", "pr", "prov", "sigla provincia", "province"),
    "post code": ("cap", "post code", "zip"),
    "website": ("sito", "sito web", "sito internet", "website", "url", "web"),
    "founding year": (
        "data costituzione",
        "anno di costituzione",
        "data di costituzione",
        "founded",
        "data iscrizione",
    ),
    "latitude": ("latitudine", "lat", "latitude"),
    "longitude": ("longitudine", "lon", "lng", "long", "longitude"),
    "acronym": ("sigla", "acronimo", "acronym"),
    "description": ("descrizione", "description", "attivita"),
    "specialisation": ("settore", "specializzazione", "ambito", "area tematica", "specialisation", "sector"),
}
_PERSONAL: Final = re.compile(
    r"\b(e ?mail|pec|telefono|tel|cell(ulare)?|fax|phone|legale rappresentante|rappresentante|referente|presidente|"
    r"amministratore|titolare|cognome|contatt[oi]|contact|soci)\b"
)
_KEYS: Final = ("tax code", "vat number", "istat code", "name")
_MOST_VALUES: Final = 40
_BESIDE: Final = re.compile(r"\d{2}([/.-])\d{2}\1\d{4}")


def beginning(file: Path) -> str:
    """The text of a mapping for a file, to be completed by hand.

    Raises:
        InputError: the file cannot be read, or has no rows.
    """
    report = Report()
    member = next(iter(members(file)))
    rows = [
        {name: record.text(name) for name in record.names()} for record in islice(records_of(member, report), _SAMPLE)
    ]
    if not rows:
        raise InputError([Issue(file.name, 0, "", "a file without rows", "a header and at least one row below it")])
    columns = list(dict.fromkeys(name for row in rows for name in row))
    guesses = _guessed(columns)
    return "\n".join([*_head(file, columns, guesses, rows), *_columns(columns, guesses, rows), *_foot(columns)]) + "\n"


def _guessed(columns: Sequence[str]) -> dict[str, str]:
    """What each column says, where its name leaves no doubt; each thing by one column."""
    found: dict[str, str] = {}
    for word, names in _WORDS.items():
        for column in columns:
            if column not in found and plain(column) in names and word not in found.values():
                found[column] = word
    return found


def _head(
    file: Path, columns: Sequence[str], guesses: Mapping[str, str], rows: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    by_word = {word: column for column, word in guesses.items()}
    key = next((by_word[word] for word in _KEYS if word in by_word), columns[0])
    identifier = re.sub(r"[^a-z0-9]+", "-", plain(file.stem)).strip("-")[:40] or "my-table"
    yield "# A mapping: what the columns of a table mean. docs/tables.md explains every word of it."
    yield "# Lines that begin with # are remarks. Replace every … and run:"
    yield f"#   zisgraph table {file.name} --mapping THIS-FILE --dry-run"
    yield "\n[dataset]"
    yield f'id = "{identifier}"             # small letters, digits, hyphens'
    yield 'title_it = "…"'
    yield 'title_en = "…"'
    yield 'publisher = "…"'
    yield 'licence = "…"'
    yield 'address = "https://…"     # the page of the list'
    yield "\n[table]"
    yield f"key = {_quoted(key)}           # the column that tells the rows apart"
    yield 'kind = "Company"         # what each row is: Company, Start-up, ITS Academy foundation, Foundation …'
    yield from _date_line(rows)
    yield '# decimal = ","           # numbers such as 1.234,50'
    yield '# confidence = "unverified"   # nothing of it has been checked'


def _date_line(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    marks = {found[1] for row in rows for cell in row.values() if (found := _BESIDE.fullmatch(cell))}
    if len(marks) == 1:
        mark = marks.pop()
        yield f'dates = "{mark.join(("DD", "MM", "YYYY"))}"'
    else:
        yield '# dates = "DD/MM/YYYY"'


def _columns(columns: Sequence[str], guesses: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    yield "\n[columns]"
    if "name" not in guesses.values():
        yield '# "…" = "name"             # one column has to say the name'
    translated = []
    for column in columns:
        word = guesses.get(column, "")
        example = next((row[column] for row in rows if row.get(column)), "")
        shown = f"   # such as: {example[:40]}" if example else "   # empty in the first rows"
        if _PERSONAL.search(plain(column)):
            continue
        if word == "specialisation":
            translated.append(column)
        elif word:
            yield f'{_quoted(column)} = "{word}"{shown}'
        else:
            yield f'# {_quoted(column)} = "…"{shown}'
    for column in translated:
        yield f"\n[columns.{_quoted(column)}]    # a column whose cells are translated"
        yield 'says = "specialisation"   # by an id such as agrifood or ict-digital'
        yield f"[columns.{_quoted(column)}.values]"
        yield from (f'{_quoted(value)} = "…"' for value in _values(column, rows))


def _values(column: str, rows: Sequence[Mapping[str, str]]) -> list[str]:
    return sorted({row[column] for row in rows if row.get(column)})[:_MOST_VALUES]


def _foot(columns: Sequence[str]) -> Iterator[str]:
    yield "\n# [relations]                # the same for every row"
    yield '# "member of" = "afil"'
    yield "\n# [only]                     # rows to take; the others are left out"
    yield '# "Provincia" = ["PV", "MI"]'
    personal = [column for column in columns if _PERSONAL.search(plain(column))]
    yield "\n[ignore]                       # columns that are not read, each with the reason"
    for column in personal:
        yield f'{_quoted(column)} = "personal data, or the way to a person"'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
