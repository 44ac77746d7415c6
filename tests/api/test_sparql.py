"""The SPARQL 1.1 Protocol over real HTTP, case by case from the specification."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import httpx
import pyoxigraph as ox
import pytest
from served import Server
from small_builds import EX

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
SELECT_TYPES = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPH_TYPES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def one(answer: httpx.Response) -> str:
    """The one value of a one-row answer in JSON."""
    assert answer.status_code == 200, answer.text
    [row] = answer.json()["results"]["bindings"]
    [cell] = row.values()
    return str(cell["value"])


def media_type(answer: httpx.Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The problem that an answer describes, after checking its form."""
    assert answer.status_code == status, answer.text
    assert media_type(answer) == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"].endswith(".")
    assert body["request_id"] == answer.headers["x-request-id"]
    return body


# --- the three ways to send a query -------------------------------------------------------------------------


def test_query_by_get(server: Server) -> None:
    assert one(server.sparql(COUNT)) == "5"


def test_query_by_post_of_a_form(server: Server) -> None:
    assert one(httpx.post(f"{server.url}/sparql", data={"query": COUNT})) == "5"


@pytest.mark.parametrize("content_type", [QUERY, f"{QUERY}; charset=utf-8", "Application/SPARQL-Query"])
def test_query_by_post_directly(server: Server, content_type: str) -> None:
    headers = {"content-type": content_type}
    assert one(httpx.post(f"{server.url}/sparql", content=COUNT, headers=headers)) == "5"


def test_a_form_with_a_charset_and_text_beyond_ascii(server: Server) -> None:
    body = "query=" + quote("SELECT ('è' AS ?x) {}")
    headers = {"content-type": f"{FORM}; charset=UTF-8"}
    assert one(httpx.post(f"{server.url}/sparql", content=body, headers=headers)) == "è"
    assert one(server.sparql("SELECT ('è🌍' AS ?x) {}")) == "è🌍"


@pytest.mark.parametrize("form", ["ASK { ?s ?p ?o }", "ASK { ?s ?p 'none' }"])
def test_ask_answers_with_a_boolean(server: Server, form: str) -> None:
    assert server.sparql(form).json()["boolean"] is ("none" not in form)
    xml = ET.fromstring(server.sparql(form, accept="application/sparql-results+xml").content)
    assert xml.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == str("none" not in form).lower()


# --- what breaks the protocol -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("", COUNT),
        ("text/plain", COUNT),
        ("application/json", json.dumps({"query": COUNT})),
        ("multipart/form-data", ""),
    ],
)
def test_another_content_type_is_415(server: Server, content_type: str, body: str) -> None:
    headers = {"content-type": content_type} if content_type else {}
    answer = httpx.request("POST", f"{server.url}/sparql", content=body.encode(), headers=headers)
    assert QUERY in problem(answer, 415)["detail"]


def test_another_charset_is_415(server: Server) -> None:
    headers = {"content-type": f"{QUERY}; charset=latin-1"}
    problem(httpx.post(f"{server.url}/sparql", content=COUNT, headers=headers), 415)


@pytest.mark.parametrize("fields", ["", "default-graph-uri=http%3A%2F%2Fx%2F", "query="])
def test_a_form_without_a_query_is_400(server: Server, fields: str) -> None:
    problem(httpx.post(f"{server.url}/sparql", content=fields, headers={"content-type": FORM}), 400)


def test_two_queries_are_400(server: Server) -> None:
    twice = f"query={quote(COUNT)}&query={quote(COUNT)}"
    assert "exactly one" in problem(httpx.get(f"{server.url}/sparql?{twice}"), 400)["detail"]
    problem(httpx.post(f"{server.url}/sparql", content=twice, headers={"content-type": FORM}), 400)
    url = f"{server.url}/sparql?query={quote(COUNT)}"
    problem(httpx.post(url, content=COUNT, headers={"content-type": QUERY}), 400)
    problem(httpx.post(url, data={"query": COUNT}), 400)


def test_text_that_is_not_utf8_is_400(server: Server) -> None:
    assert "UTF-8" in problem(httpx.get(f"{server.url}/sparql?query=ASK%7B%7D%FF"), 400)["detail"]
    headers = {"content-type": QUERY}
    assert (
        "0xe8" in problem(httpx.post(f"{server.url}/sparql", content=b"# \xe8\nASK {}", headers=headers), 400)["detail"]
    )
    problem(httpx.post(f"{server.url}/sparql", content=b"query=%E8", headers={"content-type": FORM}), 400)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405_and_told_which_are_allowed(server: Server, method: str) -> None:
    answer = httpx.request(method, f"{server.url}/sparql", params={"query": COUNT})
    problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_a_body_too_long_is_413(server: Server) -> None:
    answer = httpx.post(f"{server.url}/sparql", content=b"#" * 3_000_000, headers={"content-type": QUERY})
    problem(answer, 413)
    answer = httpx.post(f"{server.url}/sparql", content=b"#" * 200_001, headers={"content-type": QUERY})
    assert "200,000" in problem(answer, 413)["detail"]


def test_options_names_the_methods(server: Server) -> None:
    answer = httpx.options(f"{server.url}/sparql")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert "access-control-allow-origin" not in answer.headers


def test_head_answers_as_get_without_the_body(server: Server) -> None:
    got = server.sparql(ALL)
    head = httpx.head(f"{server.url}/sparql", params={"query": ALL})
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "content-type", "etag", "vary", "zisgraph-build"):
        assert head.headers[name] == got.headers[name]


def test_a_browser_of_an_allowed_origin_may_ask(strict_server: Server) -> None:
    headers = {"origin": "https://a.test", "access-control-request-method": "POST"}
    preflight = httpx.options(f"{strict_server.url}/sparql", headers=headers)
    assert preflight.headers["access-control-allow-origin"] == "https://a.test"
    other = httpx.options(f"{strict_server.url}/sparql", headers=headers | {"origin": "https://b.test"})
    assert "access-control-allow-origin" not in other.headers
    answer = strict_server.sparql(COUNT, origin="https://a.test")
    assert "ETag" in answer.headers["access-control-expose-headers"]


# --- errors in the query ------------------------------------------------------------------------------------


def test_a_syntax_error_is_400_with_line_and_column(server: Server) -> None:
    body = problem(server.sparql("SELECT * WHERE {\n  nope:a ?p ?o }"), 400)
    assert (body["line"], body["column"]) == (2, 3)
    assert body["type"].endswith("#query-syntax")


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <u:a> <u:b> <u:c> }",
        "CLEAR ALL",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    ],
)
def test_updates_services_and_files_are_403_however_they_are_sent(server: Server, query: str) -> None:
    problem(server.sparql(query), 403)
    problem(httpx.post(f"{server.url}/sparql", data={"query": query}), 403)
    problem(httpx.post(f"{server.url}/sparql", content=query, headers={"content-type": QUERY}), 403)


def test_updates_by_their_own_protocol_are_refused(server: Server) -> None:
    update = "INSERT DATA { <u:a> <u:b> <u:c> }"
    problem(httpx.post(f"{server.url}/sparql", data={"update": update}), 403)
    problem(httpx.get(f"{server.url}/sparql", params={"update": update}), 403)
    headers = {"content-type": "application/sparql-update"}
    assert "read-only" in problem(httpx.post(f"{server.url}/sparql", content=update, headers=headers), 415)["detail"]
    assert one(server.sparql(COUNT)) == "5"


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_of_a_file_is_403_and_no_iri_is_400(server: Server, name: str) -> None:
    problem(httpx.get(f"{server.url}/sparql", params={"query": COUNT, name: "file:///etc/passwd"}), 403)
    problem(httpx.get(f"{server.url}/sparql", params={"query": COUNT, name: "not an iri"}), 400)


# --- the dataset --------------------------------------------------------------------------------------------

GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def graphs_seen(answer: httpx.Response) -> list[str]:
    return [row["g"]["value"].removeprefix(EX) for row in answer.json()["results"]["bindings"]]


@pytest.mark.parametrize(("graphs", "count"), [(["g1"], 2), (["g2"], 2), (["g1", "g2"], 3), (["none"], 0)])
def test_default_graphs_named_beside_the_query(
    server: Server, strict_server: Server, graphs: list[str], count: int
) -> None:
    fields = {"default-graph-uri": [EX + graph for graph in graphs]}
    for one_server in (server, strict_server):
        url = f"{one_server.url}/sparql"
        if one_server is strict_server and graphs != ["none"]:
            fields["default-graph-uri"] = [EX + graph for graph in graphs]
        got = httpx.get(url, params={"query": COUNT, **fields})
        posted = httpx.post(url, data={"query": COUNT, **fields})
        direct = httpx.post(url, params=fields, content=COUNT, headers={"content-type": QUERY})
        assert one(got) == one(posted) == one(direct)
        if one_server is server:
            assert one(got) == str(count)


def test_named_graphs_named_beside_the_query(server: Server) -> None:
    url = f"{server.url}/sparql"
    assert graphs_seen(httpx.get(url, params={"query": GRAPHS})) == ["g1", "g2", "g3"]
    fields = {"named-graph-uri": [f"{EX}g1", f"{EX}g3"]}
    assert graphs_seen(httpx.get(url, params={"query": GRAPHS, **fields})) == ["g1", "g3"]
    assert one(httpx.get(url, params={"query": COUNT, **fields})) == "0"
    both = {"query": GRAPHS, "default-graph-uri": f"{EX}g1", "named-graph-uri": f"{EX}g2"}
    assert graphs_seen(httpx.get(url, params=both)) == ["g2"]
    assert graphs_seen(httpx.get(url, params={"query": GRAPHS, "default-graph-uri": f"{EX}g1"})) == []


def test_graphs_beside_the_query_take_the_place_of_from(server: Server) -> None:
    query = "SELECT ?g ?s FROM ex:g3 FROM NAMED ex:g3 WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    query = f"PREFIX ex: <{EX}> {query}"
    own = httpx.get(f"{server.url}/sparql", params={"query": query}).json()["results"]["bindings"]
    assert len(own) == 4
    given = httpx.get(f"{server.url}/sparql", params={"query": query, "default-graph-uri": f"{EX}g1"})
    assert [row["s"]["value"] for row in given.json()["results"]["bindings"]] == [f"{EX}s1", f"{EX}s1"]


def test_from_names_graphs_of_the_build_and_fetches_nothing(server: Server) -> None:
    assert one(server.sparql(COUNT.replace("WHERE", f"FROM <{EX}g1> FROM <{EX}g2> WHERE"))) == "3"
    assert one(server.sparql("SELECT (COUNT(*) AS ?n) FROM <http://127.0.0.1:9/x> { ?s ?p ?o }")) == "0"


def test_the_default_graph_holds_each_triple_of_the_union_once_or_nothing(
    server: Server, strict_server: Server
) -> None:
    assert one(server.sparql(COUNT)) == "5"
    assert one(strict_server.sparql(COUNT)) == "0"


# --- content negotiation ------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", SELECT_TYPES)
def test_bindings_come_in_every_format_and_say_the_same(server: Server, accept: str) -> None:
    answer = server.sparql(ALL, accept=accept)
    assert (answer.status_code, media_type(answer)) == (200, accept)
    expected = [[row[name]["value"] for name in "spo"] for row in server.sparql(ALL).json()["results"]["bindings"]]
    assert len(expected) == 5
    text = answer.content.decode("utf-8")
    if accept == "text/csv":
        assert list(csv.reader(io.StringIO(text, newline="")))[1:] == expected
    elif accept == "text/tab-separated-values":
        assert [line.count("\t") for line in text.rstrip("\n").split("\n")] == [2] * 6
    elif accept.endswith("xml"):
        space = "{http://www.w3.org/2005/sparql-results#}"
        found = [[b[0].text for b in result] for result in ET.fromstring(answer.content).iter(f"{space}result")]
        assert found == expected


@pytest.mark.parametrize("accept", GRAPH_TYPES)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", f"DESCRIBE <{EX}s1> <{EX}s2> <{EX}s3>"])
def test_graphs_come_in_every_format_and_say_the_same(server: Server, accept: str, query: str) -> None:
    answer = server.sparql(query, accept=accept)
    assert (answer.status_code, media_type(answer)) == (200, accept)
    triples = {str(quad.triple) for quad in ox.parse(answer.content, GRAPH_TYPES[accept])}
    plain = server.sparql(query, accept="application/n-triples")
    assert len(triples) == 5
    assert triples == {str(quad.triple) for quad in ox.parse(plain.content, ox.RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.7, */*;q=0.1", "application/sparql-results+xml"),
        ("text/csv;q=0.9, text/tab-separated-values", "text/tab-separated-values"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/sparql-results+json"),
        ("application/sparql-results+xml;charset=utf-8;q=1.0 , nonsense, a/b;q=oops", "application/sparql-results+xml"),
    ],
)
def test_the_format_follows_the_weights_of_accept(server: Server, accept: str, expected: str) -> None:
    answer = server.sparql(ALL, accept=accept)
    assert (answer.status_code, media_type(answer)) == (200, expected)
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "text/turtle"),
        ("application/json", "application/json"),
        ("application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
    ],
)
def test_the_format_of_graphs_follows_accept_too(server: Server, accept: str, expected: str) -> None:
    assert media_type(server.sparql("CONSTRUCT WHERE { ?s ?p ?o }", accept=accept)) == expected


@pytest.mark.parametrize(
    ("query", "accept"), [(ALL, "text/turtle"), (ALL, "image/png"), ("DESCRIBE <u:x>", "text/csv")]
)
def test_nothing_acceptable_is_406_and_names_what_is_there(server: Server, query: str, accept: str) -> None:
    answer = server.sparql(query, accept=accept)
    assert accept in problem(answer, 406)["detail"]
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("csv", ALL, "text/csv"),
        ("xml", ALL, "application/sparql-results+xml"),
        ("text/csv", ALL, "text/csv"),
        ("json", "CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json"),
        ("xml", "CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml"),
        ("ntriples", "CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples"),
    ],
)
def test_a_format_in_the_address_wins_over_accept(server: Server, name: str, query: str, expected: str) -> None:
    answer = httpx.get(f"{server.url}/sparql", params={"query": query, "format": name})
    assert media_type(answer) == expected


@pytest.mark.parametrize(
    ("name", "query"), [("bogus", ALL), ("turtle", ALL), ("csv", "CONSTRUCT WHERE { ?s ?p ?o }"), ("bogus", None)]
)
def test_a_format_that_the_answer_does_not_have_is_refused(server: Server, name: str, query: str | None) -> None:
    asked = {"format": name} | ({"query": query} if query else {})
    answer = httpx.get(f"{server.url}/sparql", params=asked)
    assert answer.status_code == 400
    assert repr(name) in answer.json()["detail"]
    assert "; allowed: " in answer.json()["detail"]


def test_what_a_format_cannot_say_is_406(server: Server) -> None:
    control = 'SELECT ("a\\u0007b" AS ?x) {}'
    assert (
        "control characters" in problem(server.sparql(control, accept="application/sparql-results+xml"), 406)["detail"]
    )
    assert one(server.sparql(control)) == "a\x07b"
    query = "CONSTRUCT { ?s <http://x/1> ?o } WHERE { ?s ?p ?o }"
    assert "text/turtle" in problem(server.sparql(query, accept="application/rdf+xml"), 406)["detail"]


# --- the service description --------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ["*/*", *GRAPH_TYPES])
def test_get_without_a_query_is_the_service_description(server: Server, accept: str) -> None:
    answer = httpx.get(f"{server.url}/sparql", headers={"accept": accept})
    assert answer.status_code == 200
    form = GRAPH_TYPES[media_type(answer)]
    store = ox.Store()
    store.extend(ox.parse(answer.content, form))
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    endpoint = ox.NamedNode(f"{server.url}/sparql")
    assert store.query(
        f"{sd}ASK {{ ?s a sd:Service ; sd:endpoint {endpoint} ; sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph }}"
    )
    assert store.query(f"{sd}ASK {{ ?s sd:defaultDataset ?d . ?d a sd:Dataset ; sd:defaultGraph ?g . ?g a sd:Graph }}")
    named = store.query(f"{sd}SELECT ?n {{ ?d sd:namedGraph ?g . ?g a sd:NamedGraph ; sd:name ?n }}")
    assert {row[0].value for row in named} == {f"{EX}g1", f"{EX}g2", f"{EX}g3"}  # type: ignore[union-attr]


def test_the_description_tells_the_setting_of_the_default_graph(strict_server: Server) -> None:
    assert "UnionDefaultGraph" not in httpx.get(f"{strict_server.url}/sparql").text


def test_a_person_is_sent_to_the_page_for_asking(server: Server) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "accept-language": "en"}
    answer = httpx.get(f"{server.url}/sparql", headers=browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/ask")
    assert httpx.get(f"{server.url}/sparql", headers=browser, params={"query": "ASK {}"}).status_code == 200


def test_the_description_negotiates_too(server: Server) -> None:
    problem(httpx.get(f"{server.url}/sparql", headers={"accept": "image/png"}), 406)
    head = httpx.head(f"{server.url}/sparql")
    assert (head.status_code, head.content) == (200, b"")


# --- caching, caps, comfort ---------------------------------------------------------------------------------


def test_an_answer_has_a_tag_of_its_build_and_is_not_sent_twice(server: Server) -> None:
    first = server.sparql(ALL)
    tag = first.headers["etag"]
    assert tag.startswith('W/"1111111111111111-')
    again = server.sparql(ALL, **{"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert server.sparql(ALL + " LIMIT 3").headers["etag"] != tag
    assert server.sparql(ALL, accept="text/csv").headers["etag"] != tag
    assert first.headers["zisgraph-build"] == "1111111111111111"
    with_graph = httpx.get(f"{server.url}/sparql", params={"query": ALL, "default-graph-uri": f"{EX}g1"})
    assert with_graph.headers["etag"] != tag


def test_what_changes_by_itself_has_no_tag(server: Server) -> None:
    assert "etag" not in server.sparql("SELECT (RAND() AS ?x) {}").headers


@pytest.mark.parametrize("accept", [*SELECT_TYPES])
def test_a_cut_answer_says_so_and_parses(strict_server: Server, accept: str) -> None:
    query = "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"
    answer = strict_server.sparql(query, accept=accept)
    assert answer.status_code == 200
    assert answer.headers["zisgraph-truncated"] == "rows"
    assert int(answer.headers["content-length"]) == len(answer.content) <= 5_000
    rows = {
        "json": lambda: len(answer.json()["results"]["bindings"]),
        "xml": lambda: len(list(ET.fromstring(answer.content).iter("{http://www.w3.org/2005/sparql-results#}result"))),
        "csv": lambda: len(list(csv.reader(io.StringIO(answer.text, newline="")))) - 1,
        "tsv": lambda: answer.text.count("\n") - 1,
    }
    assert rows[SELECT_TYPES[accept]]() == 10
    whole = strict_server.sparql(query + " LIMIT 10", accept=accept)
    assert "zisgraph-truncated" not in whole.headers


def test_an_answer_past_the_byte_cap_is_cut_or_refused(strict_server: Server) -> None:
    long = "SELECT ?x { VALUES ?x { " + " ".join(f'"{"x" * 900}{n}"' for n in range(9)) + " } }"
    answer = httpx.post(f"{strict_server.url}/sparql", data={"query": long})
    assert answer.headers["zisgraph-truncated"] == "bytes"
    assert 0 < len(answer.json()["results"]["bindings"]) < 9
    one_row = f'SELECT ("{"x" * 9_000}" AS ?x) {{}}'
    problem(httpx.post(f"{strict_server.url}/sparql", data={"query": one_row}), 413)


@pytest.mark.parametrize("accept", GRAPH_TYPES)
def test_a_cut_graph_says_so_and_parses(strict_server: Server, accept: str) -> None:
    answer = strict_server.sparql("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", accept=accept)
    assert answer.headers["zisgraph-truncated"] == "rows"
    assert len(list(ox.parse(answer.content, GRAPH_TYPES[accept]))) == 10


def test_the_prefixes_of_the_project_need_no_declaration(server: Server) -> None:
    assert one(server.sparql("SELECT (STR(zis:Body) AS ?x) {}")) == "https://w3id.org/zisgraph/ontology#Body"


def test_rdflib_asks_unmodified(server: Server) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        store = SPARQLStore(f"{server.url}/sparql", method=method)
        assert len(list(store.query(ALL))) == 5
        assert len(list(store.query("CONSTRUCT WHERE { ?s ?p ?o }"))) == 5
        assert bool(store.query("ASK { ?s ?p ?o }"))


def test_a_distant_client_gets_gzip_when_it_asks_and_a_local_one_its_bytes(server: Server) -> None:
    answer = server.sparql(ALL, **{"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    page = httpx.get(f"{server.url}/api/openapi.json", headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert page.json()["paths"]["/sparql"]["get"]["parameters"]
