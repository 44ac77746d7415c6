"""From the text of a mapping to the mapping: every fault at once, each with its line and what to write instead."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.bundled.reading import nearest
from zisgraph.loaders.metadata import Metadata
from zisgraph.loaders.public.tables.classes import Kind, kinds
from zisgraph.loaders.public.tables.faults import Faults
from zisgraph.loaders.public.tables.mapping import KindBy, Says, TableMapping
from zisgraph.loaders.public.tables.properties import PROGRAMME, normal
from zisgraph.loaders.public.tables.saying import Defaults, says
from zisgraph.loaders.public.tables.values import DATE_FORMATS, DECIMAL_MARKS, Style
from zisgraph.loaders.records import Form

ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LARGEST: Final = 1 << 20
_SECTIONS: Final = ("dataset", "table", "columns", "constants", "relations", "only", "ignore", "bounds")
_DATASET: Final = ("id", "title_it", "title_en", "publisher", "licence", "address", "coverage", "languages")
_ASKED: Final = ("title_it", "title_en", "publisher", "licence", "address")
_TABLE: Final = (
    "file", "key", "kind", "delimiter", "encoding", "sheet", "separator", "dates", "decimal", "confidence",
    "unverified", "not_persons", "outside_lombardy",
)  # fmt: skip
_OUTSIDE: Final = ("leave out", "keep")
_CONFIDENCE: Final = ("sourced", "unverified")


def read_text(file: Path, shown: str) -> str:
    """The text of a mapping.

    Raises:
        InputError: there is no such file, or it is no text in UTF-8.
    """
    try:
        data = file.read_bytes()[: LARGEST + 1]
        if len(data) > LARGEST:
            raise InputError([Issue(shown, 0, "", "a file of more than a million bytes", "a mapping in TOML")])
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError([Issue(shown, 0, "", f"no readable file ({error.strerror})", "a mapping in TOML")]) from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError([Issue(shown, line, "", "letters that are no UTF-8", "the mapping saved as UTF-8")]) from error


def parse_mapping(text: str, file: str, source: str = "") -> TableMapping:
    """The mapping in a TOML text; `source` is the id that it has to have, "" where the mapping itself gives it.

    Raises:
        InputError: with every fault in it.
    """
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOML that breaks its rules, numbers or nests without end
        line = int(found[1]) if (found := re.search(r"line (\d+)", str(error))) else 0
        allowed = "TOML: texts and names with blanks in quotes, one line for each column"
        raise InputError([Issue(file, line, "", f"a line that cannot be read ({error})", allowed)]) from error
    faults = Faults(file, text)
    sections = faults.sections(content, _SECTIONS)
    mapping = _mapping(sections, faults, source)
    if faults.issues or mapping is None:
        raise InputError(faults.issues)
    return mapping


def _mapping(sections: Mapping[str, Any], faults: Faults, source: str) -> TableMapping | None:
    dataset, table = sections["dataset"], sections["table"]
    faults.known(table, _TABLE, "[table]")
    metadata = _metadata(dataset, sections["bounds"], faults)
    given = faults.text(dataset, "id", "[dataset]") or source
    if source and given != source:
        faults.add("id", repr(given), f"{source!r}, as the folder is called", "id")
    kind = _kind(table.get("kind"), faults)
    said = _says(sections, kind, table, faults)
    key = faults.text(table, "key", "[table]")
    if not key:
        faults.add("key", "nothing", 'a line key = "…" in [table]: the column that tells the rows apart', "[table]")
    _check_names(said, faults)
    if metadata is None or kind is None or not key:
        return None
    outside = faults.one_of(table, "outside_lombardy", _OUTSIDE) or _OUTSIDE[0]
    return TableMapping(
        file_name=faults.file,
        id=given,
        metadata=metadata,
        file=(faults.text(table, "file", "[table]") or "*").lower(),
        key=key,
        kind=kind,
        says=said,
        form=_form(table, faults),
        only={column: frozenset(faults.texts(column, value)) for column, value in sections["only"].items()},
        ignored={str(column): str(reason) for column, reason in sections["ignore"].items()},
        not_persons=frozenset(normal(one) for one in faults.texts("not_persons", table.get("not_persons", []))),
        keeps_outside=outside == "keep",
    )


def _form(table: Mapping[str, Any], faults: Faults) -> Form:
    delimiter, encoding, sheet = (faults.text(table, name, "[table]") for name in ("delimiter", "encoding", "sheet"))
    if len(delimiter) > 1 or delimiter in {'"', "\n"}:
        faults.add("delimiter", repr(delimiter), r'one mark: ";", ",", "|" or "\t"', "delimiter")
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        faults.add("encoding", repr(encoding), 'the name of an encoding, such as "utf-8" or "cp1252"', "encoding")
    return Form(delimiter, encoding, sheet)


def _metadata(dataset: Mapping[str, Any], bounds: Mapping[str, Any], faults: Faults) -> Metadata | None:
    faults.known(dataset, _DATASET, "[dataset]", ("title",))
    told = {name: faults.text(dataset, name, "[dataset]") for name in (*_ASKED, "coverage")}
    for name in _ASKED:
        if not told[name]:
            hint = dataset.get("title") or told["title_it"] or told["title_en"] if name.startswith("title") else "…"
            words = {"title_it": ", in Italian", "title_en": ", in English"}.get(name, "")
            faults.add(name, "nothing", f'a line {name} = "{hint or "…"}" in [dataset]{words}', "[dataset]")
    for name, value in told.items():
        if "…" in value:
            faults.add(name, f"{value!r}, as it was begun", "the words themselves in place of …", name)
    if told["address"] and not told["address"].startswith(("https://", "http://")):
        faults.add("address", repr(told["address"]), "an address on the web, with https://", "address")
    limits = {}
    for name, value in bounds.items():
        if isinstance(value, list) and len(value) == 2 and all(isinstance(one, int) for one in value):
            limits[name] = (value[0], value[1])
        else:
            faults.add(name, repr(value), "the least and the most of a class, such as [10, 200]", name)
    told["coverage"] = told["coverage"] or "Rows of the table with a place in Lombardy"
    languages = tuple(faults.texts("languages", dataset.get("languages", ["it"])))
    if not all(told.values()):
        return None
    return Metadata(**told, languages=languages, loader_version="1", bounds=limits)


def _kind(given: Any, faults: Faults) -> KindBy | None:
    if isinstance(given, str):
        one = _kind_named(given, faults)
        return KindBy(one) if one else None
    if isinstance(given, dict) and isinstance(given.get("values"), dict) and given.get("column"):
        found = {str(cell): _kind_named(str(name), faults) for cell, name in given["values"].items()}
        values = {cell: one for cell, one in found.items() if one}
        if len({one.of for one in values.values()}) > 1:
            faults.add("kind", "bodies and training programmes in one table", "a mapping for each of them", "kind")
        return KindBy(None, str(given["column"]), values) if values else None
    allowed = 'kind = "Start-up", or kind = {column = "Tipo", values = {"SUP" = "Start-up"}}'
    faults.add("kind", "nothing" if given is None else repr(given), allowed, "kind" if given else "[table]")
    return None


def _kind_named(word: str, faults: Faults) -> Kind | None:
    found = kinds().get(normal(word))
    if found is None:
        names = ", ".join(sorted({one.label for one in kinds().values()}))
        faults.add("kind", repr(word), f"one of {names}{nearest(normal(word), list(kinds()))}", word)
    return found


def _says(
    sections: Mapping[str, Any], kind: KindBy | None, table: Mapping[str, Any], faults: Faults
) -> tuple[Says, ...]:
    dates = faults.one_of(table, "dates", DATE_FORMATS)
    decimal = faults.one_of(table, "decimal", DECIMAL_MARKS) or "."
    confidence = faults.one_of(table, "confidence", _CONFIDENCE)
    unverified = frozenset(faults.texts("unverified", table.get("unverified", [])))
    for column in sorted(unverified - set(sections["columns"])):
        faults.add(
            "unverified", repr(column), f"columns of [columns]{nearest(column, list(sections['columns']))}", column
        )
    of = next((one.of for one in [kind.every, *kind.values.values()] if one), "") if kind else ""
    defaults = Defaults(
        style=Style(dates, decimal),
        separator=faults.text(table, "separator", "[table]"),
        of=of,
        is_unverified=confidence == "unverified",
        unverified=unverified,
    )
    if not sections["columns"]:
        faults.add(
            "columns", "no column", 'a section [columns] with lines such as "Denominazione" = "name"', "[columns]"
        )
    for column in sorted(set(sections["columns"]) & set(sections["ignore"])):
        faults.add(column, "a column that is read and ignored", "one line for it, in [columns] or in [ignore]", column)
    found = [says(column, given, defaults, faults) for column, given in sections["columns"].items()]
    for section in ("constants", "relations"):
        for word, value in sections[section].items():
            found += [says("", word, defaults, faults, constant=one) for one in faults.texts(word, value)]
    if of == PROGRAMME and not any(one and one.word == "provider" for one in found):
        faults.add("provider", "nothing", "a column or constant that says provider: who offers the programme", "kind")
    return tuple(one for one in found if one)


def _check_names(said: tuple[Says, ...], faults: Faults) -> None:
    """One column says the name, and a thing that can be said once is said by one column."""
    columns: dict[str, list[str]] = {}
    for one in said:
        if one.meaning and not one.meaning.many:
            columns.setdefault(one.meaning.name, []).append(one.column or "[constants]")
    if "name" not in columns:
        faults.add("name", "no column that says name", 'a line "…" = "name" in [columns]', "[columns]")
    for word, names in columns.items():
        if len(names) > 1:
            faults.add(names[1], f"{word} said by {' and '.join(names)}", "one of them", names[1])
