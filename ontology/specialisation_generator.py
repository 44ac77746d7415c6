"""Writes specialisations.ttl, the specialisation scheme as a vocabulary of its own, from the table of facts.

The table (loaders/facts/specialisations.csv) is the source: the loader turns it into statements with their
citations. This file repeats scheme, concepts, broader themes and mappings without sources, under the default base,
for tools that want the vocabulary and nothing else. It is never loaded into a store.

Run it after each change of the table: `python -m zisgraph.ontology.specialisation_generator [TABLE]`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from zisgraph.ontology.mappings import CODE_COLUMNS, mapping_targets, targets_of
from zisgraph.ontology.prefixes import PREFIXES

BASE: Final = "https://w3id.org/zisgraph/id/"
SCHEME: Final = f"<{BASE}specialisation-scheme/lombardy>"

_HEAD: Final = f"""# The specialisation scheme of the Lombard innovation ecosystem: S3 ecosystems on top, themes below.
# Generated from the table of specialisations by zisgraph.ontology.specialisation_generator; never edited by hand.

@prefix zis: <{PREFIXES["zis"]}> .
@prefix spec: <{BASE}specialisation/> .
@prefix skos: <{PREFIXES["skos"]}> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .
@prefix dct: <{PREFIXES["dct"]}> .

{SCHEME} a skos:ConceptScheme ;
    rdfs:label "Specializzazioni lombarde"@it, "Lombard specialisations"@en ;
    dct:title "Specializzazioni lombarde"@it, "Lombard specialisations"@en ;
    dct:license <https://creativecommons.org/licenses/by/4.0/> .
"""


def render_specialisations(rows: Iterable[Mapping[str, str]]) -> str:
    """Return the text of specialisations.ttl for the rows of the table."""
    targets = mapping_targets()
    table = list(rows)
    tops = ", ".join(f"spec:{row['id']}" for row in table if not row["parent_s3"])
    concepts = [f"{SCHEME} skos:hasTopConcept {tops} .\n"]
    for row in table:
        lines = [f"spec:{row['id']} a zis:Specialisation, skos:Concept", *_description(row)]
        lines += [
            f"skos:relatedMatch <{target.iri}>"
            for column in CODE_COLUMNS
            for target in targets_of(column, _codes(row[column]), targets)
        ]
        concepts.append(" ;\n    ".join(lines) + " .\n")
    return "\n".join([_HEAD, *concepts])


def _description(row: Mapping[str, str]) -> Iterator[str]:
    yield f"skos:prefLabel {_quoted(row['name_it'])}@it, {_quoted(row['name_en'])}@en"
    parent = row["parent_s3"]
    yield f"skos:inScheme {SCHEME}"
    yield f"skos:broader spec:{parent}" if parent else f"skos:topConceptOf {SCHEME}"
    yield f'zis:specialisationType "{row["type"]}"'
    if row["type"] == "cross_cutting":
        yield "zis:crossCutting true"
    for column, term in (("ateco_2007", "atecoCode2007"), ("ateco_2025", "atecoCode2025")):
        codes = ", ".join(_quoted(code) for code in _codes(row[column]))
        if codes:
            yield f"zis:{term} {codes}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _codes(cell: str) -> list[str]:
    return [code.strip() for code in cell.split(";") if code.strip()]


def read_table(path: Path) -> list[dict[str, str]]:
    """Read the table of specialisations."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main(arguments: list[str]) -> None:
    """Write specialisations.ttl beside this module, from the table given or that of this checkout."""
    here = Path(__file__).resolve().parent
    table = Path(arguments[0]) if arguments else here.parent / "loaders" / "facts" / "specialisations.csv"
    target = here / "specialisations.ttl"
    target.write_text(render_specialisations(read_table(table)), encoding="utf-8")
    sys.stdout.write(f"Wrote {target}.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
