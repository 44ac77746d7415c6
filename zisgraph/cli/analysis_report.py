"""One screen of findings for a person, and the same as one document for a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zisgraph.analytics import sentences
from zisgraph.analytics.findings import Findings, to_json
from zisgraph.analytics.wording import Language, number
from zisgraph.cli.wrapping import numbered, wrapped

WORDS: dict[str, dict[Language, str]] = {
    "look": {"it": "DA GUARDARE", "en": "WORTH A LOOK"},
    "groups": {"it": "LACUNE: temi simili, nessun legame registrato", "en": "GAPS: like topics, no recorded tie"},
    "zone": {"it": "POSSIBILI DOPPIONI TRA ZONE, da verificare", "en": "POSSIBLE DUPLICATES BETWEEN ZONES, to be checked"},
    "programme": {
        "it": "POSSIBILI DOPPIONI TRA PERCORSI FORMATIVI, da verificare",
        "en": "POSSIBLE DUPLICATES BETWEEN TRAINING PROGRAMMES, to be checked",
    },
    "cells": {
        "it": "TEMI E TERRITORI dove mancano più legami che altrove",
        "en": "TOPICS AND AREAS where more ties are missing than elsewhere",
    },
    "conflicts": {"it": "CIFRE su cui le fonti non concordano", "en": "FIGURES on which sources disagree"},
    "first": {"it": "le prime {shown} di {total}", "en": "the first {shown} of {total}"},
    "one": {"it": "una di {total}", "en": "one of {total}"},
    "only": {"it": "la sola", "en": "the only one"},
    "more": {
        "it": "Gli elenchi, con i punteggi: zisgraph analyse --rows 20. In un foglio di calcolo: zisgraph export findings.",
        "en": "The lists, with their scores: zisgraph analyse --rows 20. As spreadsheets: zisgraph export findings.",
    },
    "score": {"it": "punteggio", "en": "score"},
    "best": {"it": "punteggio della prima coppia", "en": "score of its best pair"},
    "caution": {
        "it": "«Nessun legame registrato» non vuol dire nessun legame: può mancare il legame, o solo il dato.",
        "en": "“No recorded tie” does not mean no tie: the tie may be missing, or only the datum.",
    },
    "build": {"it": "Build {build}, {organisations} organizzazioni.", "en": "Build {build}, {organisations} organisations."},
}  # fmt: skip


def screen(build: str, findings: Findings, language: Language) -> Iterator[str]:
    """What to look at first, then of each list its size and the first row that is not told yet."""
    yield from _head(build, findings, language)
    told = [_highlight(item, language) for item in findings.highlights]
    yield from _section("look", told, language, len(told))
    for title, items in _lists(findings, language):
        fresh = next((text for text, _ in items if text not in told), None)
        if fresh is not None:
            which = WORDS["only" if len(items) == 1 else "one"][language].format(total=number(len(items), language))
            yield ""
            yield f"{WORDS[title][language]} ({which})"
            yield wrapped(fresh, first="     ", rest="     ")
    yield ""
    yield wrapped(WORDS["more"][language])


def lines(build: str, findings: Findings, language: Language, rows: int) -> Iterator[str]:
    """What to look at first, then the head of each ranked list with its scores."""
    yield from _head(build, findings, language)
    yield from _section("look", [_highlight(item, language) for item in findings.highlights], language, rows)
    for title, items in _lists(findings, language):
        yield from _section(title, [text + score for text, score in items], language, rows)


def as_document(build: str, findings: Findings, rows: int) -> dict[str, Any]:
    """The heads of the same lists with every factor of each score."""
    return {
        "build": build,
        "snapshot": findings.snapshot,
        "organisations": findings.organisations,
        "unrecorded": len(findings.unrecorded),
        "runs": to_json(findings.runs),
        "highlights": to_json(findings.highlights),
        **{
            name: {"total": len(items), "rows": to_json(items[:rows])}
            for name, items in (
                ("gaps", findings.gaps),
                ("groups", findings.groups),
                ("duplicates", findings.duplicates),
                ("cells", findings.cells),
                ("conflicts", findings.conflicts),
            )
        },
    }


def _head(build: str, findings: Findings, language: Language) -> Iterator[str]:
    organisations = number(findings.organisations, language)
    yield WORDS["build"][language].format(build=build, organisations=organisations)
    yield wrapped(WORDS["caution"][language])


def _lists(findings: Findings, language: Language) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every ranked list by its title: sentences, each with what is told of its score."""
    yield (
        "groups",
        [
            (sentences.group_sentence(row, language), _score(row.gap, language, "best" if row.rows[1:] else "score"))
            for row in findings.groups
        ],
    )
    for kind in ("zone", "programme"):
        alike = [row for row in findings.duplicates if row.kind == kind]
        yield kind, [(sentences.duplicate_sentence(row, language), _score(row.score, language)) for row in alike]
    missing = sorted(
        (c for c in findings.cells if sentences.misses_ties(c) and not c.broad), key=lambda cell: -cell.missing
    )
    yield "cells", [(sentences.cell_sentence(cell, language), "") for cell in missing]
    yield "conflicts", [(sentences.conflict_sentence(row, language), "") for row in findings.conflicts]


def _section(title: str, items: list[str], language: Language, rows: int) -> Iterator[str]:
    if not items:
        return
    shown = items[:rows]
    first = WORDS["first"][language].format(shown=len(shown), total=number(len(items), language))
    yield ""
    yield WORDS[title][language] + (f" ({first})" if len(shown) < len(items) else "")
    yield from (numbered(place, text) for place, text in enumerate(shown, start=1))


def _highlight(item: Any, language: Language) -> str:
    return str(item.sentence_it if language == "it" else item.sentence_en)


def _score(score: float, language: Language, which: str = "score") -> str:
    return f" [{WORDS[which][language]} {number(score, language, 2)}]"
