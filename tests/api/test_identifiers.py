"""Our addresses resolve: RDF with its sources for programs, the page for people, the whole for what was merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from served import Server, running
from small_builds import BASE, publish

ZIS = f"{BASE}ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
PAPER, WEB, META = f"{BASE}graph/curated/paper/sourced", f"{BASE}graph/curated/web/unverified", f"{BASE}graph/meta"
WHOLE = f"{BASE}id/ror/02dq7z403"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
WITH_GRAPHS = {"application/ld+json", "application/trig", "application/n-quads"}


def line(subject: str, predicate: str, value: str, graph: str) -> str:
    return f"<{subject}> <{predicate}> {value} <{graph}> .\n"


LINES = [
    line(f"{ZIS}Organisation", f"{RDFS}subClassOf", f"<{ZIS}Body>", f"{BASE}graph/ontology"),
    line(WHOLE, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"<{ZIS}Organisation>", PAPER),
    line(WHOLE, f"{RDFS}label", '"Fondazione Eucentre"@it', PAPER),
    line(WHOLE, f"{RDFS}label", '"Fondazione Eucentre"@it', WEB),
    line(WHOLE, f"{OWL}sameAs", f"<{BASE}id/curated/eucentre>", f"{BASE}graph/identity"),
    line(f"{BASE}id/tie/a--b--c", f"{ZIS}tieFrom", f"<{WHOLE}>", WEB),
    line(f"{BASE}id/tie/a--b--c", f"{ZIS}tieTo", f"<{BASE}id/curated/other>", WEB),
    line(f"{BASE}id/curated/other", f"{RDFS}label", '"Other"', PAPER),
    line(PAPER, f"{DCT}source", f"<{BASE}id/citation/paper>", META),
    line(WEB, f"{DCT}source", f"<{BASE}id/citation/web>", META),
    line(f"{BASE}id/citation/paper", f"{DCT}title", '"The paper"', META),
    line(f"{BASE}id/citation/web", f"{DCT}title", '"The site"', META),
    line(f"{BASE}id/curated/caff%C3%A8", f"{RDFS}label", '"Caffè"@it', PAPER),
]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home: Path = tmp_path_factory.mktemp("named") / "home"
    publish(home, "5555555555555555", LINES)
    with running(home) as started:
        yield started


def get(server: Server, path: str, **headers: str) -> httpx.Response:
    return httpx.get(f"{server.url}{path}", headers=headers)


@pytest.mark.parametrize("accept", FORMATS)
def test_a_program_gets_what_is_stated_and_by_whom(named: Server, accept: str) -> None:
    answer = get(named, "/id/ror/02dq7z403", accept=accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert answer.headers["vary"].startswith("Accept, Accept-Language")
    store = ox.Store()
    store.extend(ox.parse(answer.content, FORMATS[accept]))
    union = {"use_default_graph_as_union": True}

    def holds(pattern: str) -> bool:
        prefixes = {"zis": ZIS, "rdfs": RDFS, "owl": OWL, "dct": DCT, "prov": PROV, "id": f"{BASE}id/"}
        return bool(store.query(f"ASK {{ {pattern} }}", prefixes=prefixes, **union))  # type: ignore[call-overload]

    assert holds(
        f'<{WHOLE}> a zis:Organisation ; rdfs:label "Fondazione Eucentre"@it ; owl:sameAs <{BASE}id/curated/eucentre>'
    )
    assert holds(f"<{BASE}id/tie/a--b--c> zis:tieFrom <{WHOLE}> ; zis:tieTo <{BASE}id/curated/other>")
    assert holds(f'<{PAPER}> dct:source ?c . ?c dct:title "The paper"')
    assert not holds('?s rdfs:label "Other"')
    if accept in WITH_GRAPHS:
        assert holds(f"GRAPH <{PAPER}> {{ <{WHOLE}> rdfs:label ?l }} GRAPH <{WEB}> {{ <{WHOLE}> rdfs:label ?l }}")
    else:
        assert holds(f"<{WHOLE}> prov:wasDerivedFrom <{PAPER}>, <{WEB}>")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "text/turtle"),
        ("", "text/turtle"),
        ("application/rdf+xml;q=0.9, text/html;q=0.1", "application/rdf+xml"),
    ],
)
def test_without_a_wish_it_is_turtle(named: Server, accept: str, expected: str) -> None:
    assert get(named, "/id/ror/02dq7z403", accept=accept).headers["content-type"].partition(";")[0] == expected


def test_a_format_in_the_address_wins(named: Server) -> None:
    answer = get(named, "/id/ror/02dq7z403?format=jsonld", accept="text/turtle")
    assert answer.headers["content-type"] == "application/ld+json"


@pytest.mark.parametrize(
    ("languages", "page"),
    [("en-GB, it;q=0.5", "/en/id/ror/02dq7z403"), ("it", "/it/id/ror/02dq7z403"), ("", "/it/id/ror/02dq7z403")],
)
def test_a_person_is_sent_to_the_page_in_their_language(named: Server, languages: str, page: str) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = get(named, "/id/ror/02dq7z403", accept=browser, **{"accept-language": languages})
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert "Accept-Language" in answer.headers["vary"]


def test_a_person_is_sent_to_the_page_of_a_citation_and_gets_data_where_there_is_no_page(named: Server) -> None:
    answer = get(named, "/id/citation/paper", accept="text/html")
    assert (answer.status_code, answer.headers["location"]) == (303, "/it/id/citation/paper")
    answer = get(named, "/id/tie/a--b--c", accept="text/html")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")


@pytest.mark.parametrize("accept", ["text/turtle", "text/html", "*/*"])
def test_a_merged_record_leads_to_the_whole_for_good(named: Server, accept: str) -> None:
    answer = get(named, "/id/curated/eucentre?format=jsonld", accept=accept)
    assert (answer.status_code, answer.headers["location"]) == (308, "/id/ror/02dq7z403?format=jsonld")


@pytest.mark.parametrize(
    "path", ["/id/ror/none", "/id/curated/%3Cscript%3E", "/id/curated/a%20b", "/id/x/%22%7D", "/id/a/b/c/d"]
)
def test_what_nobody_speaks_of_is_404(named: Server, path: str) -> None:
    answer = get(named, path)
    assert answer.status_code == 404
    assert "Nothing is stated about" in answer.json()["detail"]
    assert "<script>" not in answer.text


def test_an_address_beyond_ascii_is_found(named: Server) -> None:
    assert "Caffè" in get(named, "/id/curated/caff%C3%A8").text


def test_nothing_acceptable_is_406(named: Server) -> None:
    answer = get(named, "/id/ror/02dq7z403", accept="image/png")
    assert answer.status_code == 406
    assert "application/trig" in answer.json()["detail"]


def test_an_unchanged_description_is_not_sent_twice(named: Server) -> None:
    tag = get(named, "/id/ror/02dq7z403").headers["etag"]
    assert get(named, "/id/ror/02dq7z403", **{"if-none-match": tag}).status_code == 304
    other = get(named, "/id/ror/02dq7z403", accept="application/ld+json", **{"if-none-match": tag})
    assert other.status_code == 200
