"""Values that sources give differently for one fact: a question for whoever keeps the data.

One subject, one indicator, one unit and one year make one fact. A sum of money that does not recur (an endowment,
a grant, an investment) is one fact within two years, whatever horizon its name adds ("to 2030").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from zisgraph.analytics.describe import Describer
from zisgraph.analytics.evidence import Ref
from zisgraph.analytics.findings import ConflictRow, ConflictValue
from zisgraph.model.iris import key_hash
from zisgraph.model.snapshot import Snapshot
from zisgraph.model.snapshot_records import Named, ObservationRecord

MONEY = frozenset({"eur", "keur", "meur", "beur"})
RECURRING = ("turnover", "export", "revenue", "yearly", "per_year", "salary")
YEARS_APART = 2
_HORIZON = re.compile(r"_to_\d{4}$")


def find_conflicts(snapshot: Snapshot, words: Describer) -> tuple[ConflictRow, ...]:
    """The conflicts, those with most values first, then by subject and indicator."""
    names = {body.iri: words.body(number) for number, body in enumerate(snapshot.bodies)}
    names |= {n.iri: Ref(n.iri, n.name_it, n.name_en, n.kind) for n in snapshot.records.others}
    glossary = {named.kind: named for named in snapshot.records.glossary}
    rows = [
        _row(facts, names, glossary, words)
        for facts in _facts(snapshot.records.observations)
        if _differ(facts) and facts[0].subject in names
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.values), row.subject.iri, row.indicator, row.id)))


def _facts(observations: Sequence[ObservationRecord]) -> Iterator[list[ObservationRecord]]:
    """Observations that speak of one fact."""
    groups: dict[tuple[str, str, str, str], list[ObservationRecord]] = defaultdict(list)
    for item in observations:
        if item.value is not None:
            year = "" if _once(item) else item.year
            groups[item.subject, _stem(item.indicator), item.unit, year].append(item)
    for (_, _, _, year), items in sorted(groups.items()):
        yield from [items] if year else _runs(items)


def _once(item: ObservationRecord) -> bool:
    """A sum of money that does not recur from year to year."""
    return item.unit in MONEY and not any(word in item.indicator for word in RECURRING)


def _stem(indicator: str) -> str:
    return _HORIZON.sub("", indicator)


def _runs(items: Sequence[ObservationRecord]) -> Iterator[list[ObservationRecord]]:
    """Undated ones cannot be compared; the others fall apart where more than two years lie between."""
    run: list[ObservationRecord] = []
    for item in sorted((i for i in items if i.year), key=lambda i: (i.year, i.iri)):
        if run and int(item.year[:4]) - int(run[-1].year[:4]) > YEARS_APART:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _differ(facts: Sequence[ObservationRecord]) -> bool:
    return len({fact.value for fact in facts}) > 1


def _row(
    facts: Sequence[ObservationRecord], names: dict[str, Ref], glossary: dict[str, Named], words: Describer
) -> ConflictRow:
    first = facts[0]
    code = min((fact.indicator for fact in facts), key=len)
    label, unit = glossary.get(code), glossary.get(first.unit)
    years = {fact.year for fact in facts}
    values = sorted(facts, key=lambda fact: (-(fact.value or 0.0), fact.iri))
    return ConflictRow(
        id=f"conflict-{key_hash(sorted(fact.iri for fact in facts))}",
        subject=names[first.subject],
        indicator=code,
        label_it=label.name_it if label else code,
        label_en=label.name_en if label else code,
        unit=first.unit,
        unit_it=unit.name_it if unit else first.unit,
        unit_en=unit.name_en if unit else first.unit,
        year=years.pop() if len(years) == 1 else "",
        values=tuple(
            ConflictValue(
                fact.iri, fact.value or 0.0, fact.qualifier, fact.year, fact.text, words.sources(fact.origins)
            )
            for fact in values
        ),
    )
