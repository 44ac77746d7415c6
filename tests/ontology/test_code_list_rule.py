"""A code leads to its entry in a published list, where the list is loaded, and under the citation of the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from zisgraph.model.iris import Minter
from zisgraph.ontology.files import load_schema, ontology_file
from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.ontology.vocabulary import DCT, RDF, SKOS, ZIS
from zisgraph.pipeline.rules import RuleRunner, parse_rule
from zisgraph.store.oxigraph import OxigraphFiller

BASE = "https://w3id.org/zisgraph/"
LISTS = {"ateco-2007": "26.11", "ateco-2025": "26.11", "euroscivoc": "933", "nuts": "ITC48"}


@pytest.mark.parametrize(
    ("prop", "code", "entry"),
    [
        (ZIS.atecoCode2007, "26.11", "ateco-2007/26.11"),
        (ZIS.atecoCode2025, "26.11", "ateco-2025/26.11"),
        (ZIS.nutsCode, "ITC48", "nuts/ITC48"),
        (ZIS.formerNutsCode, "ITC45", ""),
        (ZIS.euroSciVocCode, "933", "euroscivoc/933"),
        (ZIS.euroSciVocPath, "/23/47/297/933", "euroscivoc/933"),
        (ZIS.euroSciVocPath, "/933", "euroscivoc/933"),
        (ZIS.euroSciVocPath, "natural sciences > 933", ""),
        (ZIS.istatCode, "26.11", ""),
    ],
)
def test_a_code_leads_to_the_entry_of_its_own_list(tmp_path: Path, prop: str, code: str, entry: str) -> None:
    lines = [f'<{BASE}id/x/1> <{prop}> "{code}" <{BASE}graph/curated/page/unverified>']
    lines += [
        f'<{ZIS.NAMESPACE}{str(term).removeprefix(ZIS.NAMESPACE)}> <{ZIS.publicCodeList}> "{name}" <{BASE}graph/ontology>'
        for term, name in load_schema().subject_objects(URIRef(ZIS.publicCodeList))
    ]
    for name, notation in LISTS.items():
        scheme, graph = f"<{BASE}id/code/{name}>", f"<{BASE}graph/{name}/{name}/sourced>"
        one = f"<{BASE}id/code/{name}/{notation}>"
        lines += [
            f"{scheme} <{RDF.type}> <{SKOS.ConceptScheme}> {graph}",
            f'{scheme} <{DCT.identifier}> "{name}" {graph}',
            f"{one} <{SKOS.inScheme}> {scheme} {graph}",
            f'{one} <{SKOS.notation}> "{notation}" {graph}',
        ]
    file = tmp_path / "facts.nq"
    file.write_text("".join(f"{line} .\n" for line in lines), encoding="utf-8")
    store = OxigraphFiller.in_memory()
    store.add(file)
    prefixes = all_prefixes(BASE)
    text = ontology_file("rules/code-lists.rq").read_text(encoding="utf-8")
    RuleRunner(Minter(BASE), prefixes, tmp_path).run([parse_rule("code-lists", text, prefixes)], store)
    rows = store.reader(prefixes).select("SELECT ?e ?g { GRAPH ?g { ?s zis:classifiedAs ?e } }")
    wanted = [{"e": f"{BASE}id/code/{entry}", "g": f"{BASE}graph/derived/page/unverified"}]
    assert rows == (wanted if entry else [])
