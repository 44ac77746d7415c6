"""Rules derive to a fixpoint, and each result stands with the citation it follows from."""

from __future__ import annotations

from pathlib import Path

import pytest

from zisgraph.errors import BuildError
from zisgraph.model.iris import Minter
from zisgraph.pipeline.rules import RuleRunner, parse_rule
from zisgraph.store.oxigraph import OxigraphFiller, OxigraphReader

BASE = "https://w3id.org/zisgraph/"
PREFIXES = {"x": "http://x/"}
CLOSURE = "CONSTRUCT { ?a x:over ?c } WHERE { GRAPH ?g { ?a x:over ?b } ?b x:over ?c }"
INVERSE = "# a comment with { braces\nPREFIX y: <http://y/>\nCONSTRUCT { ?b y:under ?a . ?a a x:Top . }\nWHERE { GRAPH ?g { ?a x:over ?b } }"


def graph(dataset: str, citation: str, confidence: str = "sourced") -> str:
    return f"<{BASE}graph/{dataset}/{citation}/{confidence}>"


def filled(tmp_path: Path, *lines: str) -> OxigraphFiller:
    file = tmp_path / "facts.nq"
    file.write_text("".join(f"{line} .\n" for line in lines), encoding="utf-8")
    store = OxigraphFiller.in_memory()
    store.add(file)
    return store


def run(store: OxigraphFiller, tmp_path: Path, **texts: str) -> tuple[dict[str, int], OxigraphReader]:
    rules = [parse_rule(name, text, PREFIXES) for name, text in texts.items()]
    return RuleRunner(Minter(BASE), PREFIXES, tmp_path).run(rules, store), store.reader(PREFIXES)


def test_a_chain_is_closed_over_several_rounds(tmp_path: Path) -> None:
    links = [f"<http://x/{n}> <http://x/over> <http://x/{n + 1}> {graph('curated', 'c')}" for n in range(9)]
    derived, reader = run(filled(tmp_path, *links), tmp_path, closure=CLOSURE)
    assert derived == {"closure": 9 * 8 // 2}
    assert reader.select("SELECT (COUNT(*) AS ?n) { ?a x:over ?b }") == [{"n": "45"}]


def test_a_result_stands_with_the_citation_and_confidence_it_follows_from(tmp_path: Path) -> None:
    store = filled(
        tmp_path,
        f"<http://x/1> <http://x/over> <http://x/2> {graph('curated', 'press', 'unverified')}",
        f"<http://x/1> <http://x/over> <http://x/2> {graph('cordis', 'register')}",
        f"<http://x/2> <http://x/over> <http://x/3> {graph('curated', 'page')}",
    )
    _, reader = run(store, tmp_path, closure=CLOSURE)
    rows = reader.select("SELECT ?g { GRAPH ?g { x:1 x:over x:3 } } ORDER BY ?g")
    assert [row["g"] for row in rows] == [
        f"{BASE}graph/derived/press/unverified",
        f"{BASE}graph/derived/register/sourced",
    ]


def test_a_template_of_several_triples_with_its_own_prefix(tmp_path: Path) -> None:
    store = filled(tmp_path, f"<http://x/1> <http://x/over> <http://x/2> {graph('curated', 'c')}")
    derived, reader = run(store, tmp_path, inverse=INVERSE)
    assert derived == {"inverse": 2}
    assert reader.ask("ASK { GRAPH ?g { x:2 <http://y/under> x:1 . x:1 a x:Top } }")


def test_nothing_follows_from_a_graph_that_holds_no_citation(tmp_path: Path) -> None:
    store = filled(tmp_path, f"<http://x/1> <http://x/over> <http://x/2> <{BASE}graph/ontology>")
    assert run(store, tmp_path, inverse=INVERSE)[0] == {"inverse": 0}


def test_two_rules_feed_each_other(tmp_path: Path) -> None:
    back = "CONSTRUCT { ?b x:over ?a } WHERE { GRAPH ?g { ?a x:over ?b } }"
    store = filled(tmp_path, f"<http://x/1> <http://x/over> <http://x/2> {graph('curated', 'c')}")
    derived, reader = run(store, tmp_path, back=back, closure=CLOSURE)
    assert sum(derived.values()) == 4  # the two directions, and each end over itself; the first one a second time
    assert reader.select("SELECT (COUNT(*) AS ?n) { ?a x:over ?b }") == [{"n": "4"}]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * WHERE { GRAPH ?g { ?a ?b ?c } }", "a rule is CONSTRUCT"),
        ("CONSTRUCT { ?a x:p ?b } WHERE { ?a x:q ?b }", "a rule is CONSTRUCT"),
        ("CONSTRUCT { ?a x:p ?b ; x:q ?c } WHERE { GRAPH ?g { ?a ?b ?c } }", "without ';' or ','"),
        ("CONSTRUCT { ?a x:p } WHERE { GRAPH ?g { ?a ?b ?c } }", "triples have three"),
        (
            "CONSTRUCT { ?a no:p ?b } WHERE { GRAPH ?g { ?a ?b ?c } }",
            "'no:p' is no variable, IRI or prefixed name; prefixes known: x",
        ),
    ],
)
def test_a_rule_of_another_form_is_refused(text: str, says: str) -> None:
    with pytest.raises(BuildError, match=f"Rule wrong: .*{says}"):
        parse_rule("wrong", text, PREFIXES)


def test_rules_without_end_are_stopped(tmp_path: Path) -> None:
    endless = 'CONSTRUCT { ?b x:over ?b } WHERE { GRAPH ?g { ?a x:over ?o } BIND(IRI(CONCAT(STR(?o), "x")) AS ?b) }'
    store = filled(tmp_path, f"<http://x/1> <http://x/over> <http://x/2> {graph('curated', 'c')}")
    with pytest.raises(BuildError, match="32 rounds"):
        run(store, tmp_path, endless=endless)
