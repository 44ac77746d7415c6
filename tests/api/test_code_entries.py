"""Entries of published code lists: each has an address that resolves, codes lead to them, and search leaves them out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fixtures_sources import Sources
from served import Server, running
from small_builds import BASE, publish

from zisgraph.catalogue import Catalogue
from zisgraph.loaders.public import definitions, staging
from zisgraph.ontology.vocabulary import DCT, RDF, RDFS, ZIS
from zisgraph.store.oxigraph import open_reader

PAPER, DERIVED = f"{BASE}graph/curated/paper/sourced", f"{BASE}graph/derived/paper/sourced"
META, ONTOLOGY = f"{BASE}graph/meta", f"{BASE}graph/ontology"
PAVIA, ENTRY = f"{BASE}id/istat/018", f"{BASE}id/code/nuts/ITC48"


def line(subject: str, predicate: str, value: str, graph: str) -> str:
    return f"<{subject}> <{predicate}> {value} <{graph}> .\n"


LINES = [
    line(ZIS.Province, RDFS.subClassOf, f"<{ZIS.Place}>", ONTOLOGY),
    line(ZIS.nutsCode, ZIS.publicCodeList, '"nuts"', ONTOLOGY),
    line(PAVIA, RDF.type, f"<{ZIS.Province}>", PAPER),
    line(PAVIA, RDFS.label, '"Pavia"@it', PAPER),
    line(PAVIA, ZIS.nutsCode, '"ITC48"', PAPER),
    line(PAVIA, ZIS.istatCode, '"018"', PAPER),
    line(PAVIA, ZIS.classifiedAs, f"<{ENTRY}>", DERIVED),
    *(line(graph, DCT.source, f"<{BASE}id/citation/paper>", META) for graph in (PAPER, DERIVED)),
    line(f"{BASE}id/citation/paper", RDF.type, f"<{ZIS.Citation}>", META),
    line(f"{BASE}id/citation/paper", DCT.title, '"The paper"', META),
]
NAMES = [f"{what}_{n}_livello{tongue}" for n in range(1, 5) for what, tongue in (
    ("codice", ""), ("label", "_it"), ("label", "_en"), ("definizione", "_it"), ("definizione", "_en"))]  # fmt: skip
DISCIPLINE = [
    "Area 01", "Matematica", "Mathematics", "", "", "01/A", "Macro", "Macro", "", "", "01/A1", "Logica", "Logic", "", "",
    "MAT/01", "Logica matematica", "Mathematical logic", "", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A build of a place and one small list."""
    folder = tmp_path_factory.mktemp("entries")
    one = definitions()["academic-disciplines"]
    free = dataclasses.replace(one, metadata=dataclasses.replace(one.metadata, bounds={}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staging, "definitions", lambda _folder: {one.id: free})
        sources = Sources(folder)
        sources.put("academic-disciplines/academic-disciplines.csv", "\n".join(map(",".join, [NAMES, DISCIPLINE])))
        said = sources.read()["academic-disciplines"]
    publish(folder / "home", "6666666666666666", [*LINES, *(f"{text}\n" for text in said.lines)])
    return folder / "home"


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Server]:
    with running(home) as started:
        yield started


@pytest.fixture(scope="module")
def catalogue(home: Path) -> Catalogue:
    return Catalogue(open_reader(home / "builds" / "6666666666666666" / "store"), BASE)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("academic-disciplines/01/A1", '"Logic"@en'),
        ("academic-disciplines/MAT/01", '"Logica matematica"@it'),
        ("academic-disciplines/Area%2001", '"Area 01"'),
        ("academic-disciplines", "ConceptScheme"),
    ],
)
@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_the_address_of_an_entry_resolves(server: Server, path: str, says: str, accept: str) -> None:
    answer = httpx.get(f"{server.url}/id/code/{path}", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/turtle")
    assert says in answer.text


def test_an_entry_that_is_not_there_is_told(server: Server) -> None:
    answer = httpx.get(f"{server.url}/id/code/academic-disciplines/99/Z9", headers={"Accept": "text/turtle"})
    assert answer.status_code == 404
    assert "Nothing is stated about" in answer.text


def test_entries_are_no_entities_and_are_not_found_by_search(catalogue: Catalogue) -> None:
    assert set(catalogue.directory.refs) == {PAVIA}
    assert catalogue.index.search("logica matematica") == ()
    assert [hit.ref.iri for hit in catalogue.index.search("pavia")] == [PAVIA]


def test_a_code_leads_to_its_entry_on_the_page_of_what_bears_it(catalogue: Catalogue) -> None:
    values = {fact.key: fact.values for fact in catalogue.profile("istat/018").facts}
    assert [value.entry for value in values["nutsCode"]] == ["code/nuts/ITC48"]
    assert [value.entry for value in values["istatCode"]] == [""]
