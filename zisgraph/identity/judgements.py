"""Judgements on identity: same, different or unsure, by whom and on what basis."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import Enum


class Verdict(Enum):
    """What is judged of two records. Verdicts along a chain a-b-c add up to what follows for a and c."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"

    def __add__(self, other: Verdict) -> Verdict:
        """What follows for the ends of a chain: two differences, or any doubt, settle nothing.

        >>> (Verdict.SAME + Verdict.DIFFERENT, Verdict.DIFFERENT + Verdict.DIFFERENT)
        (<Verdict.DIFFERENT: 'different'>, <Verdict.UNSURE: 'unsure'>)
        """
        if Verdict.SAME in (self, other):
            return other if self is Verdict.SAME else self
        return Verdict.UNSURE


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement. `a` and `b` are keys: a curated id, "pic:…", "ror:…" and the like. `confidence`: high, medium, low;
    `date` is the day it was made, where that is known."""

    a: str
    b: str
    verdict: Verdict
    basis: str
    by: str
    confidence: str
    date: str = ""

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.a, self.b))


def latest(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Of several judgements on one pair the last given; the others in their order."""
    return list({judgement.pair: judgement for judgement in judgements}.values())


def dump_judgements(judgements: Iterable[Judgement]) -> str:
    """JSON, sorted by the two keys: the same judgements give the same text."""
    rows = [{**asdict(judgement), "verdict": judgement.verdict.value} for judgement in judgements]
    rows.sort(key=lambda row: (row["a"], row["b"]))
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def parse_judgements(text: str) -> list[Judgement]:
    """Read back what `dump_judgements` wrote."""
    return [Judgement(**{**row, "verdict": Verdict(row["verdict"])}) for row in json.loads(text)]
