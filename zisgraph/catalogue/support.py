"""What rests on a citation: the entities that its graphs speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from zisgraph.model.ports import Reader
from zisgraph.ontology.vocabulary import ZIS


def graphs_about(reader: Reader, entities: Iterable[str]) -> tuple[str, ...]:
    """The named graphs that state something of one of the entities, of a tie of theirs or of a figure about them."""
    values = " ".join(f"<{iri}>" for iri in entities)
    rows = reader.select(
        f"SELECT DISTINCT ?g WHERE {{ VALUES ?e {{ {values} }} GRAPH ?g {{ "
        f"{{ ?e ?p ?o }} UNION {{ ?s <{ZIS.tieFrom}>|<{ZIS.tieTo}>|<{ZIS.observationOf}> ?e }} }} }}"
    )
    return tuple(row["g"] for row in rows)


def supported_by(reader: Reader, base: str, citation: str) -> Mapping[str, int]:
    """Statements of a citation by the entity they are about; a tie counts for both its ends, a figure for its subject.

    Derived statements are left out.
    """
    graphs = [
        row["g"]
        for row in reader.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH <{base}graph/meta> {{ ?g ?p ?c }} }}")
        if _is_of(row["g"], f"{base}graph/", citation)
    ]
    found: Counter[str] = Counter()
    for graph in sorted(graphs):
        rows = reader.select(
            "SELECT ?e (COUNT(*) AS ?n) WHERE { "
            f"GRAPH <{graph}> {{ ?s ?p ?o }} "
            f"OPTIONAL {{ GRAPH <{graph}> {{ ?s <{ZIS.tieFrom}>|<{ZIS.tieTo}>|<{ZIS.observationOf}> ?end }} }} "
            "BIND(COALESCE(?end, ?s) AS ?e) } GROUP BY ?e"
        )
        for row in rows:
            if "e" in row:
                found[row["e"]] += int(row["n"])
    return found


def _is_of(graph: str, start: str, citation: str) -> bool:
    parts = graph.removeprefix(start).split("/")
    return graph.startswith(start) and len(parts) == 3 and parts[1] == citation and parts[0] != "derived"
