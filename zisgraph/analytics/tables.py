"""Findings as plain tables: one CSV per result, names and addresses side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from zisgraph.analytics.evidence import Basis, Ref, TopicShare
from zisgraph.analytics.findings import ConflictRow, DuplicateRow, Findings, GapGroup, GapRow, MatrixCell
from zisgraph.analytics.proposals import PartnerRow
from zisgraph.analytics.sentences import (
    cell_sentence,
    conflict_sentence,
    duplicate_sentence,
    gap_sentence,
    group_sentence,
)

Value = str | int | float | bool | None
Record = Mapping[str, Value]
T = TypeVar("T")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def findings_tables(findings: Findings) -> Mapping[str, str]:
    """File name to CSV text for every result."""
    return {
        "gaps.csv": gaps_csv(findings.gaps),
        "gaps-same-letter.csv": gaps_csv(findings.same_letter),
        "gap-groups.csv": _csv(findings.groups, _group),
        "gap-matrix.csv": matrix_csv(findings.cells),
        "duplicates.csv": duplicates_csv(findings.duplicates),
        "conflicts.csv": _csv(findings.conflicts, _conflict),
        "no-recorded-tie.csv": _csv(findings.unrecorded, lambda ref: _entity("organisation", ref)),
    }


def gaps_csv(rows: Iterable[GapRow]) -> str:
    return _csv(rows, _gap)


def matrix_csv(cells: Iterable[MatrixCell]) -> str:
    """One line per cell and pair of letters; a cell without a pair to compare has one line."""
    return _csv([(cell, at) for cell in cells for at in range(max(1, len(cell.pairs)))], _cell)


def duplicates_csv(rows: Iterable[DuplicateRow]) -> str:
    return _csv(rows, _duplicate)


def partners_csv(rows: Iterable[PartnerRow]) -> str:
    return _csv(rows, _partner)


def _csv(rows: Iterable[T], columns: Callable[[T], Record]) -> str:
    records = [columns(row) for row in rows]
    out = io.StringIO()
    names = list(dict.fromkeys(name for record in records for name in record))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for record in records:
        writer.writerow([_text(record.get(name)) for name in names])
    return out.getvalue()


def _text(value: Value) -> str:
    """A cell; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return repr(value)


# --- columns -----------------------------------------------------------------------------------------------


def _entity(name: str, ref: Ref | None) -> Record:
    return {name: ref.name_it if ref else "", f"{name}_iri": ref.iri if ref else ""}


def _names(refs: Sequence[Ref]) -> str:
    return "; ".join(ref.name_it for ref in refs)


def _topics(shares: Sequence[TopicShare]) -> str:
    return "; ".join(f"{share.topic.name_it} ({share.bits:.3f})" for share in shares)


def _basis(basis: Basis) -> Record:
    return {
        "ties_used": basis.ties,
        "ties_unverified": basis.ties_unverified,
        "topics_used": basis.topics,
        "topics_unverified": basis.topics_unverified,
        "places_used": basis.places,
        "places_unverified": len(basis.unplaced),
        "unverified_share": basis.unverified_share,
        "citations": "; ".join(citation.rsplit("/", 1)[-1] for citation in basis.citations),
    }


def _gap(row: GapRow) -> Record:
    return {
        "rank": row.rank,
        **_entity("org_a", row.a),
        **_entity("org_b", row.b),
        "kind_a": row.a.kind,
        "kind_b": row.b.kind,
        "helix_a": row.a.helix,
        "helix_b": row.b.helix,
        "gap": row.gap,
        **{name: getattr(row, name) for name in ("jaccard", "tau", "b_a", "b_b", "status", "complement")},
        "shared_bits": row.shared_bits,
        "union_bits": row.union_bits,
        "km": row.km,
        "area": row.area,
        "same_zone": row.same_zone.name_it if row.same_zone else "",
        **{name: getattr(row, name) for name in ("common_partners", "graph_distance", "partners_a", "partners_b")},
        "shared_topics": _topics(row.shared_topics),
        "evidence_a": row.evidence_a,
        "evidence_b": row.evidence_b,
        "members_a": _names(row.members_a),
        "members_b": _names(row.members_b),
        **_basis(row.basis),
        **_sentences(gap_sentence(row, "it"), gap_sentence(row, "en")),
    }


def _group(group: GapGroup) -> Record:
    return {
        "rank": group.rank,
        **_entity("body", group.hub),
        "others": _names(group.others),
        "n_others": len(group.others),
        "helix": group.helix,
        "topic": group.topic.name_it,
        "area": group.area,
        "gap": group.gap,
        "status": group.status,
        "tied": _names(group.tied),
        **_basis(group.basis),
        **_sentences(group_sentence(group, "it"), group_sentence(group, "en")),
    }


def _cell(item: tuple[MatrixCell, int]) -> Record:
    cell, at = item
    pair = cell.pairs[at] if cell.pairs else None
    names = ("letters", "n_a", "n_b", "possible", "tied", "region_possible", "region_tied", "expected", "missing")
    return {
        **_entity("topic", cell.topic),
        **_entity("area", cell.area),
        "bodies": len(cell.bodies),
        "bodies_unverified": cell.bodies_unverified,
        **{name: getattr(pair, name) if pair else None for name in names},
        "unlinked": _names(cell.unlinked),
        **_basis(cell.basis),
        **_sentences(cell_sentence(cell, "it", pair), cell_sentence(cell, "en", pair)),
    }


def _duplicate(row: DuplicateRow) -> Record:
    return {
        "rank": row.rank,
        "kind": row.kind,
        **_entity("unit_a", row.a),
        **_entity("unit_b", row.b),
        **_entity("provider_a", row.provider_a),
        **_entity("provider_b", row.provider_b),
        "level": row.level,
        "score": row.score,
        **{factor.name: factor.value for factor in row.factors},
        "tied": row.tied,
        "km": row.km,
        "period_a": row.period_a,
        "period_b": row.period_b,
        "shared_topics": _topics(row.shared_topics),
        "rule_hit": "; ".join(row.rule_hit),
        **_basis(row.basis),
        **_sentences(duplicate_sentence(row, "it"), duplicate_sentence(row, "en")),
    }


def _conflict(row: ConflictRow) -> Record:
    return {
        **_entity("subject", row.subject),
        "indicator": row.indicator,
        "year": row.year,
        "values": "; ".join(f"{value.value!r} ({value.text})" for value in row.values),
        "unit": row.unit,
        "citations": "; ".join(s.citation.rsplit("/", 1)[-1] for value in row.values for s in value.sources),
        **_sentences(conflict_sentence(row, "it"), conflict_sentence(row, "en")),
    }


def _partner(row: PartnerRow) -> Record:
    return {
        "rank": row.rank,
        **_entity("candidate", row.candidate),
        **_entity("family", row.family),
        "score": row.score,
        **{factor.name: factor.value for factor in row.terms},
        "common_partners": row.common_partners,
        "km": row.km,
        "partners": row.partners,
        "popularity_percentile": row.popularity_percentile,
        "chain_steps": len(row.chain),
        "reasons": " ".join(reason.text_it for reason in row.reasons),
        **_basis(row.basis),
    }


def _sentences(it: str, en: str) -> Record:
    return {"sentence_it": it, "sentence_en": en}
