"""One line of same_as.csv taken away separates two bodies again, in the next build."""

from __future__ import annotations

import pytest

from zisgraph.model.iris import Minter
from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.pipeline.build import build
from zisgraph.pipeline.home import Home
from zisgraph.settings import load_settings
from zisgraph.store.oxigraph import open_reader


@pytest.mark.slow
def test_a_line_less_and_the_university_has_two_profiles_again(tables, home) -> None:
    line = tables.find("same_as", a="unipv", b="pic:999893752")
    tables.delete("same_as", line)
    settings = load_settings(home=home)
    build(settings, facts=tables.folder)
    reader = open_reader(Home(home).current().store, all_prefixes(settings.base_iri))
    minter = Minter(settings.base_iri)
    participant, university = minter.pic("999893752"), minter.ror("00s6t1f81")

    def datasets(iri: str) -> set[str]:
        rows = reader.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ <{iri}> rdfs:label ?name }} }}")
        return {origin.dataset for row in rows if (origin := minter.origin_of(row["g"]))}

    assert datasets(participant) == {"cordis"}
    assert datasets(university) == {"curated"}
    assert reader.select(f"SELECT ?c WHERE {{ ?c owl:sameAs <{participant}> }}") == []
