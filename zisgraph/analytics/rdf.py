"""Findings as statements of their run's own graph: who, what score, from which factors, resting on what.

A finding speaks about bodies and never asserts a tie between them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zisgraph import __version__
from zisgraph.analytics.evidence import Basis, Ref
from zisgraph.analytics.findings import DuplicateRow, Findings, GapRow, LetterPair, MatrixCell, Run
from zisgraph.analytics.sentences import cell_sentence, duplicate_sentence, gap_sentence, name_of
from zisgraph.model.iris import Minter
from zisgraph.model.snapshot import Snapshot
from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.vocabulary import PROV, RDF, RDFS, XSD, ZIS

TITLES = {
    "gaps": ("Lacune di collaborazione", "Collaboration gaps"),
    "matrix": ("Matrice delle lacune, tema per area", "Gap matrix, topic by area"),
    "duplicates": ("Possibili doppioni", "Possible duplicates"),
}


@dataclass(frozen=True, slots=True)
class FindingStatement:
    """One statement and the named graph of the run it stands in."""

    graph: str
    subject: Iri
    predicate: Iri
    value: Iri | Literal


def findings_statements(findings: Findings, snapshot: Snapshot) -> Iterator[FindingStatement]:
    """Every run with its findings, in a fixed order; conflicting figures are in the data already."""
    writer = _Writer(snapshot)
    groups = {row: group.id for group in findings.groups for row in group.rows}
    runs = {run.analysis: run for run in findings.runs}
    for analysis in TITLES:
        run = runs[analysis]
        yield from writer.run(run)
        if analysis == "gaps":
            for row in findings.gaps:
                yield from writer.gap(run, row, groups[row.id])
        elif analysis == "matrix":
            for cell in findings.cells:
                for pair in cell.pairs:
                    yield from writer.cell(run, cell, pair)
        else:
            for found in findings.duplicates:
                yield from writer.duplicate(run, found)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A finding before it is written; `key` makes its address."""

    kind: str
    names: tuple[str, str]
    key: tuple[str, tuple[str, ...]]
    values: Sequence[tuple[str, Iri | Literal]]
    texts: tuple[str, str]
    scores: Mapping[str, float]
    basis: Basis
    evidence: Sequence[str] = ()


class _Writer:
    """Writes runs and findings of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._minter = Minter(snapshot.base)
        self._provinces = {province.code: province.iri for province in snapshot.records.provinces}
        self._rules = {rule.id: rule.iri for rule in snapshot.records.rules}

    def run(self, run: Run) -> Iterator[FindingStatement]:
        me, graph = self._run_iri(run), self._minter.run_graph(run.analysis)
        title_it, title_en = TITLES[run.analysis]
        for predicate, value in (
            (RDF.type, Iri(ZIS.AnalysisRun)),
            (RDFS.label, Literal(title_it, language="it")),
            (RDFS.label, Literal(title_en, language="en")),
            (ZIS.analysis, Literal(run.analysis)),
            (ZIS.snapshotHash, Literal(run.snapshot)),
            (ZIS.codeVersion, Literal(__version__)),
            (ZIS.parameters, Literal(json.dumps(dict(run.parameters), sort_keys=True))),
        ):
            yield FindingStatement(graph, Iri(me), Iri(predicate), value)

    def gap(self, run: Run, row: GapRow, group: str) -> Iterator[FindingStatement]:
        evidence = [tie.tie for one in row.common for tie in (one.tie_a, one.tie_b)]
        evidence += [tie.tie for tie in row.other_relations]
        texts = (gap_sentence(row, "it"), gap_sentence(row, "en"))
        scores = {factor.name: factor.value for factor in row.factors}
        values: list[tuple[str, Iri | Literal]] = [
            *self._pair(row.a, row.b),
            (ZIS.rank, _integer(row.rank)),
            (ZIS.score, _decimal(row.gap)),
            (ZIS.similarity, _decimal(row.jaccard)),
            (ZIS.distanceFactor, _decimal(row.tau)),
            (ZIS.firstRecordedness, _decimal(row.b_a)),
            (ZIS.secondRecordedness, _decimal(row.b_b)),
            (ZIS.firstEvidence, _integer(row.evidence_a)),
            (ZIS.secondEvidence, _integer(row.evidence_b)),
            (ZIS.sharedBits, _decimal(row.shared_bits)),
            (ZIS.complementarity, _decimal(row.complement)),
            (ZIS.commonPartnerCount, _integer(row.common_partners)),
            (ZIS.gapStatus, Literal(row.status)),
            (ZIS.groupKey, Literal(group)),
            *((ZIS.distanceKm, _decimal(row.km)) for _ in [0] if row.km is not None),
            *((ZIS.graphDistance, _integer(row.graph_distance)) for _ in [0] if row.graph_distance is not None),
            *((ZIS.onSpecialisation, Iri(share.topic.iri)) for share in row.shared_topics),
            *self._areas(row.area.split("–")),
        ]
        members = (row.a.iri, row.b.iri)
        draft = _Draft(
            ZIS.CollaborationGap, _names(row.a, row.b), ("gap", members), values, texts, scores, row.basis, evidence
        )
        yield from self._finding(run, draft)

    def cell(self, run: Run, cell: MatrixCell, pair: LetterPair) -> Iterator[FindingStatement]:
        one = replace(cell, pairs=(pair,))
        texts = (cell_sentence(one, "it"), cell_sentence(one, "en"))
        scores = {"expected": pair.expected, "missing": pair.missing}
        values: list[tuple[str, Iri | Literal]] = [
            (ZIS.onSpecialisation, Iri(cell.topic.iri)),
            (ZIS.firstHelix, Literal(pair.letters[0])),
            (ZIS.secondHelix, Literal(pair.letters[1])),
            (ZIS.possiblePairs, _integer(pair.possible)),
            (ZIS.tiedPairs, _integer(pair.tied)),
            (ZIS.regionPossiblePairs, _integer(pair.region_possible)),
            (ZIS.regionTiedPairs, _integer(pair.region_tied)),
            (ZIS.missingPairs, _decimal(pair.missing)),
            (ZIS.inArea if cell.area.kind == "Province" else ZIS.findingMember, Iri(cell.area.iri)),
            *((ZIS.findingMember, Iri(ref.iri)) for ref in cell.unlinked if ref.helix in pair.letters),
        ]
        members = (cell.topic.iri, cell.area.iri, pair.letters)
        yield from self._finding(
            run,
            _Draft(
                ZIS.GapCell,
                _names(cell.topic, cell.area, pair.letters),
                ("cell", members),
                values,
                texts,
                scores,
                cell.basis,
            ),
        )

    def duplicate(self, run: Run, row: DuplicateRow) -> Iterator[FindingStatement]:
        texts = (duplicate_sentence(row, "it"), duplicate_sentence(row, "en"))
        scores = {factor.name: factor.value for factor in row.factors}
        values: list[tuple[str, Iri | Literal]] = [
            *self._pair(row.a, row.b),
            (ZIS.rank, _integer(row.rank)),
            (ZIS.score, _decimal(row.score)),
            (ZIS.similarity, _decimal(row.jaccard)),
            (ZIS.sharedBits, _decimal(row.shared_bits)),
            (ZIS.alreadyTied, Literal("true" if row.tied else "false", XSD.boolean)),
            *((ZIS.distanceFactor, _decimal(row.tau)) for _ in [0] if row.tau is not None),
            *((ZIS.distanceKm, _decimal(row.km)) for _ in [0] if row.km is not None),
            *((ZIS.onSpecialisation, Iri(share.topic.iri)) for share in row.shared_topics),
            *((ZIS.hitsRule, Iri(self._rules[rule])) for rule in row.rule_hit),
        ]
        key = ("duplicate", (row.a.iri, row.b.iri))
        yield from self._finding(
            run, _Draft(ZIS.DuplicatedSpecialisation, _names(row.a, row.b), key, values, texts, scores, row.basis)
        )

    def _finding(self, run: Run, draft: _Draft) -> Iterator[FindingStatement]:
        me, graph = Iri(self._minter.finding(*draft.key)), self._minter.run_graph(run.analysis)
        scores = json.dumps({name: float(value) for name, value in draft.scores.items()}, sort_keys=True)
        rest: list[tuple[str, Iri | Literal]] = [
            (RDF.type, Iri(draft.kind)),
            (RDFS.label, Literal(draft.names[0], language="it")),
            (RDFS.label, Literal(draft.names[1], language="en")),
            (ZIS.foundBy, Iri(self._run_iri(run))),
            (ZIS.sentence, Literal(draft.texts[0], language="it")),
            (ZIS.sentence, Literal(draft.texts[1], language="en")),
            (ZIS.factors, Literal(scores)),
            (ZIS.unverifiedShare, _decimal(draft.basis.unverified_share)),
            *draft.values,
            *((PROV.wasDerivedFrom, Iri(iri)) for iri in [*draft.basis.citations, *sorted(set(draft.evidence))]),
        ]
        for predicate, value in rest:
            yield FindingStatement(graph, me, Iri(predicate), value)

    @staticmethod
    def _pair(first: Ref, second: Ref) -> list[tuple[str, Iri]]:
        return [(ZIS.firstMember, Iri(first.iri)), (ZIS.secondMember, Iri(second.iri))]

    def _areas(self, codes: Iterable[str]) -> Iterator[tuple[str, Iri]]:
        for code in codes:
            if code in self._provinces:
                yield ZIS.inArea, Iri(self._provinces[code])

    def _run_iri(self, run: Run) -> str:
        return self._minter.run(run.analysis, run.id.rsplit("-", 1)[-1])


def _names(first: Ref, second: Ref, letters: str = "") -> tuple[str, str]:
    """What a finding is called: its two sides, and the letters compared."""
    end = f", {'–'.join(letters)}" if letters else ""
    it = f"{name_of(first, 'it')} – {name_of(second, 'it')}{end}"
    return it, f"{name_of(first, 'en')} – {name_of(second, 'en')}{end}"


def _integer(value: int) -> Literal:
    return Literal(str(value), XSD.integer)


def _decimal(value: float) -> Literal:
    """Twelve decimals: enough to recompute a score to 1e-9, and no exponent, which xsd:decimal does not know."""
    return Literal(f"{value:.12f}".rstrip("0").rstrip(".") or "0", XSD.decimal)
