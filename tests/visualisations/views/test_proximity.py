"""Who is missing: possible partners with their reasons, and the evidence where the analysis of gaps has some."""

from __future__ import annotations

import pytest
from analytics_toy import BASE, iri, toy_records

from zisgraph.analytics.findings import PartnerQuery
from zisgraph.analytics.gaps import GapSettings, find_gaps
from zisgraph.analytics.partners import TermsRecommender
from zisgraph.analytics.study import study
from zisgraph.catalogue.records import EntityRef, Group, Text
from zisgraph.model.snapshot import assemble
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import translator
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.proximity import missing_panel


@pytest.fixture(scope="module")
def toy():
    return study(assemble(toy_records()))


def panel(toy, name, broad=frozenset()):
    body = EntityRef(iri(name), f"curated/{name}", Text(name, name), Group.BODY, "Company", Text("", ""), "sourced")
    answer = TermsRecommender(toy).recommend(PartnerQuery(body=body.iri))
    gaps = [row for row in find_gaps(toy, GapSettings(minimum=0.0)) if body.iri in (row.a.iri, row.b.iri)]
    return missing_panel(body, answer.rows, gaps, broad, Formats(translator("en")), Links("en", BASE))


def test_candidates_come_with_their_reasons_and_without_the_chain(toy) -> None:
    found = panel(toy, "U2")
    best = found.rows[0]
    assert best.name == "C4"
    assert best.text.startswith("Same topic: b2.")
    assert "chain" not in best.text.casefold()
    assert "U1" not in [row.name for row in found.rows], "a recorded tie"
    assert found.more is not None
    assert found.more.href == "/en/partners?who=curated/U2"


def test_the_evidence_of_a_recorded_gap_is_one_step_away_and_bodies_of_one_letter_stand_here_too(toy) -> None:
    gaps = {
        row.b.name_it if row.a.name_it == "U1" else row.a.name_it: row.id
        for row in find_gaps(toy, GapSettings(minimum=0.0))
        if "U1" in (row.a.name_it, row.b.name_it)
    }
    rows = {row.name: row.more for row in panel(toy, "U1").rows}
    assert {name for name in rows if rows[name]} == set(gaps) & set(rows)
    for name in set(gaps) & set(rows):
        assert rows[name].href == f"/en/gaps?open={gaps[name]}#{gaps[name]}"
    assert rows["C2"] is not None
    same_letter = {row.name: row.more for row in panel(toy, "C2").rows}
    assert same_letter["C3"] is None, "company with company is no row of the analysis, and a possible partner"


def test_who_shares_an_ecosystem_only_comes_last(toy) -> None:
    assert panel(toy, "U2").rows[0].name == "C4"
    assert panel(toy, "U2", {iri("b2"), iri("B")}).rows[0].name != "C4"
