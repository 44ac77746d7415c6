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
    "score": {"it": "punteggio", "en": "score"},
    "caution": {
        "it": "«Nessun legame registrato» non vuol dire nessun legame: può mancare il legame, o solo il dato.",
        "en": "“No recorded tie” does not mean no tie: the tie may be missing, or only the datum.",
    },
    "build": {"it": "Build {build}, {organisations} organizzazioni.", "en": "Build {build}, {organisations} organisations."},
}  # fmt: skip


def lines(build: str, findings: Findings, language: Language, rows: int) -> Iterator[str]:
    """The screen: what to look at first, then the head of each ranked list."""
    organisations = number(findings.organisations, language)
    yield WORDS["build"][language].format(build=build, organisations=organisations)
    yield wrapped(WORDS["caution"][language])
    yield from _section("look", [_highlight(item, language) for item in findings.highlights], language, rows)
    scored = [(row.gap, sentences.group_sentence(row, language)) for row in findings.groups]
    yield from _section("groups", [_scored(*item, language) for item in scored], language, rows)
    for kind in ("zone", "programme"):
        alike = [row for row in findings.duplicates if row.kind == kind]
        scored = [(row.score, sentences.duplicate_sentence(row, language)) for row in alike]
        yield from _section(kind, [_scored(*item, language) for item in scored], language, rows)
    cells = sorted(
        (cell for cell in findings.cells if cell.missing > 0 and not cell.broad), key=lambda cell: -cell.missing
    )
    yield from _section("cells", [sentences.cell_sentence(cell, language) for cell in cells], language, rows)
    conflicts = [sentences.conflict_sentence(row, language) for row in findings.conflicts]
    yield from _section("conflicts", conflicts, language, rows)


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


def _scored(score: float, sentence: str, language: Language) -> str:
    return f"{sentence} [{WORDS['score'][language]} {number(score, language, 2)}]"
