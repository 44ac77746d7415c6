"""Run the analyses over a store that is being made, and keep what they find: statements, tables, JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zisgraph.analytics.archive import write_findings
from zisgraph.analytics.rdf import FindingStatement, findings_statements
from zisgraph.analytics.results import run_all
from zisgraph.analytics.snapshot_builder import build_snapshot
from zisgraph.model.nquads import line
from zisgraph.model.ports import Reader
from zisgraph.model.terms import Iri
from zisgraph.ontology.vocabulary import RDF, RDFS
from zisgraph.pipeline.assemble import Assembler


def analyse(assembler: Assembler, base: str, folder: Path) -> Mapping[str, int]:
    """Write findings.json and the CSV tables into `folder`, and each run into its own graph; rows per run."""
    reader = assembler.reader()
    snapshot = build_snapshot(reader, base)
    findings = run_all(snapshot)
    write_findings(findings, folder)
    assembler.add_lines(_lines(findings_statements(findings, snapshot), reader))
    return {name: count for run in findings.runs for name, count in run.counts}


def _lines(statements: Iterable[FindingStatement], reader: Reader) -> Iterator[str]:
    """N-Quads lines; a finding is also of every class above its own, like everything else in the graph."""
    above: dict[str, list[str]] = {}
    for one in statements:
        yield line(one.subject.value, one.predicate.value, one.value, one.graph)
        if one.predicate.value == RDF.type:
            kind = str(one.value)
            if kind not in above:
                above[kind] = _superclasses(kind, reader)
            yield from (line(one.subject.value, RDF.type, Iri(other), one.graph) for other in above[kind])


def _superclasses(kind: str, reader: Reader) -> list[str]:
    rows = reader.select(
        f"SELECT DISTINCT ?above WHERE {{ <{kind}> <{RDFS.subClassOf}>+ ?above FILTER(isIRI(?above)) }}"
    )
    return sorted(row["above"] for row in rows)
