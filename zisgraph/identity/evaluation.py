"""How well the matcher judges pairs that somebody has judged: precision, recall and F1 at the shipped threshold."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from zisgraph.errors import InputError, Issue
from zisgraph.identity.comparison import THRESHOLD, Comparison, compare
from zisgraph.identity.judgements import Verdict
from zisgraph.identity.name_score import Rarity
from zisgraph.identity.records import Record, domain

VERDICTS: Final[Mapping[str, Verdict]] = MappingProxyType(
    {
        **dict.fromkeys(("same", "1", "true", "yes", "match"), Verdict.SAME),
        **dict.fromkeys(("different", "0", "false", "no", "no match", "no_match"), Verdict.DIFFERENT),
        "unsure": Verdict.UNSURE,
    }
)
FIELDS: Final = ("name", "short_name", "town", "province", "website", "vat", "pic", "ror", "wikidata")
"""What `a_…` and `b_…` columns may give of each record; several values of a cell stand apart by ` | `."""
_SCHEMES: Final = {"vat": "VAT", "pic": "PIC", "ror": "ROR", "wikidata": "Wikidata"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records and what was judged of them; None for a key of which there is no record."""

    a: Record | None
    b: Record | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Counts at a threshold; pairs judged unsure are not counted. `wrong` are the pairs judged otherwise."""

    threshold: float
    true_positives: int
    false_positives: int
    false_negatives: int
    true_negatives: int
    unsure: int
    unknown: int
    """Pairs of which this home has not both records."""
    wrong: tuple[Comparison, ...]

    @property
    def precision(self) -> float:
        """Of the pairs that the matcher takes for one body, the part that are; 1 where it takes none."""
        taken = self.true_positives + self.false_positives
        return self.true_positives / taken if taken else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one body, the part that the matcher finds; 1 where there are none."""
        there = self.true_positives + self.false_negatives
        return self.true_positives / there if there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = 2 * self.true_positives + self.false_positives + self.false_negatives
        return 2 * self.true_positives / both if both else 1.0


def evaluate(pairs: Sequence[Pair], known: Mapping[str, Record], threshold: float = THRESHOLD) -> Evaluation:
    """Hold the matcher against judged pairs; how rare a word is follows from `known` and the pairs themselves."""
    names = [name for record in known.values() for name in record.names]
    rarity = Rarity.of([*names, *(name for pair in pairs for one in (pair.a, pair.b) if one for name in one.names)])
    counts = {(taken, same): 0 for taken in (True, False) for same in (True, False)}
    wrong = []
    for pair in pairs:
        if pair.verdict is Verdict.UNSURE or pair.a is None or pair.b is None:
            continue
        found, same = compare(pair.a, pair.b, rarity), pair.verdict is Verdict.SAME
        taken = found.score >= threshold
        counts[taken, same] += 1
        if taken != same:
            wrong.append(found)
    return Evaluation(
        threshold=threshold,
        true_positives=counts[True, True],
        false_positives=counts[True, False],
        false_negatives=counts[False, True],
        true_negatives=counts[False, False],
        unsure=sum(1 for pair in pairs if pair.verdict is Verdict.UNSURE),
        unknown=sum(1 for pair in pairs if pair.a is None or pair.b is None),
        wrong=tuple(sorted(wrong, key=lambda one: -abs(one.score - threshold))),
    )


def read_pairs(file: Path, known: Mapping[str, Record]) -> list[Pair]:
    """The judged pairs of a CSV file: keys of known records in `a` and `b`, or what `a_name`, `b_name` and so on give.

    Raises:
        InputError: with every line that is no judged pair.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Issue(str(file), 0, "", str(error), "a CSV file in UTF-8")]) from error
    rows = csv.DictReader(io.StringIO(text), dialect=_dialect(text))
    given = set(rows.fieldnames or ())
    if "judgement" not in given or not ({"a", "b"} <= given or {"a_name", "b_name"} <= given):
        told = f"the columns {', '.join(rows.fieldnames or ()) or 'of an empty file'}"
        allowed = "judgement, and either a and b (keys such as pic:999888777) or a_name and b_name"
        raise InputError([Issue(str(file), 1, "", told, allowed)])
    found, issues = list[Pair](), list[Issue]()
    for row in rows:
        cells = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}
        faults = list(_faults(cells, str(file), rows.line_num))
        issues += faults
        if not faults:
            a, b = (_record(cells, side, known, rows.line_num) for side in "ab")
            found.append(Pair(a, b, VERDICTS[cells["judgement"].casefold()]))
    if issues:
        raise InputError(issues)
    return found


def _dialect(text: str) -> type[csv.Dialect]:
    head = text.partition("\n")[0]

    class Sniffed(csv.excel):
        delimiter = max(",;\t", key=head.count)

    return Sniffed


def _faults(cells: Mapping[str, str], file: str, line: int) -> Iterator[Issue]:
    if cells["judgement"].casefold() not in VERDICTS:
        yield Issue(file, line, "judgement", repr(cells["judgement"]), ", ".join(VERDICTS))
    for side in "ab":
        if not cells.get(side) and not cells.get(f"{side}_name"):
            yield Issue(file, line, f"{side}_name", "nothing", "a name, or a key in the column " + side)


def _record(cells: Mapping[str, str], side: str, known: Mapping[str, Record], line: int) -> Record | None:
    key = cells.get(side, "")
    if key in known or not cells.get(f"{side}_name"):
        return known.get(key)
    told = {name: _values(cells.get(f"{side}_{name}", "")) for name in FIELDS}
    return Record(
        key=key or f"line-{line}-{side}:{line}",
        names=told["name"],
        short_names=told["short_name"],
        towns=frozenset(name.casefold() for name in told["town"]),
        provinces=frozenset(name.upper() for name in told["province"]),
        domains=frozenset(filter(None, map(domain, told["website"]))),
        identifiers=frozenset((scheme, number) for name, scheme in _SCHEMES.items() for number in told[name]),
    )


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split(" | ") if value.strip())
