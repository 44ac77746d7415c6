"""The same view has one address in each language."""

from __future__ import annotations

from zisgraph.visualisations.views.links import Links

BASE = "https://w3id.org/zisgraph/"


def test_addresses_carry_the_language_and_only_what_was_chosen() -> None:
    it = Links("it", BASE)
    assert it.page("home") == "/it"
    assert it.page("gaps", "ranked", topic="ai", province="", shown=None) == "/it/lacune?topic=ai#ranked"
    assert it.page("ask", sparql="a:b (?c) & d=<e>") == "/it/interroga?sparql=a:b+(?c)+%26+d%3D%3Ce%3E"
    assert Links("en", BASE).page("gaps") == "/en/gaps"


def test_entities_are_addressed_by_what_follows_the_base() -> None:
    it = Links("it", BASE)
    assert it.of_iri(BASE + "id/ror/02dq7z403", "network") == "/it/id/ror/02dq7z403#network"
    assert it.of_iri("https://elsewhere.test/x") == "https://elsewhere.test/x"
    assert it.entity('curated/"><script>') == "/it/id/curated/%22%3E%3Cscript%3E"
    assert it.citation("ror-2026-06-14") == "/it/id/citation/ror-2026-06-14"
