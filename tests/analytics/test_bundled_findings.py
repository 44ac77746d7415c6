"""What an official would meet on the bundled data: the findings are of use, sound, and say what they rest on."""

from __future__ import annotations

from itertools import pairwise
from math import prod

import pytest

from zisgraph.analytics.archive import read_findings
from zisgraph.analytics.partners import TermsRecommender
from zisgraph.analytics.proposals import PartnerQuery
from zisgraph.analytics.results import run_all
from zisgraph.analytics.sentences import duplicate_sentence, gap_sentence, group_sentence
from zisgraph.analytics.snapshot_builder import build_snapshot
from zisgraph.analytics.study import study
from zisgraph.errors import NotFoundError


@pytest.fixture(scope="module")
def found(bundled_reader, bundled_settings):
    return study(build_snapshot(bundled_reader, bundled_settings.base_iri))


@pytest.fixture(scope="module")
def findings(found):
    return run_all(found.snapshot, found)


def test_the_build_keeps_what_the_analyses_give(findings, bundled_build, tmp_path):
    assert read_findings(bundled_build.path / "findings") == findings
    with pytest.raises(NotFoundError, match="run `zisgraph build`"):
        read_findings(tmp_path)


def test_the_first_rows_are_those_that_matter(findings):
    first = [{row.a.name_it.split(" - ")[0], row.b.name_it.split(" - ")[0]} for row in findings.gaps[:40]]
    assert {"Edison", "RSE"} in first
    groups = [group for group in findings.groups[:20] if group.hub.name_it.startswith("Fondazione Chips-IT")]
    assert len(groups) == 1
    assert len(groups[0].others) >= 7
    assert (groups[0].area, groups[0].helix) == ("PV", "P")
    assert groups[0].topic.name_it.startswith("Microelettronica")


def test_the_first_rows_are_not_all_alike(findings):
    first = findings.groups[:20]
    assert len({group.topic.iri for group in first}) >= 8
    assert len({group.hub.iri for group in first}) >= 15
    assert len({round(group.gap, 6) for group in first}) >= 8


def test_every_score_recomputes(findings):
    for row in findings.all_gaps:
        assert row.gap == pytest.approx(prod(factor.value for factor in row.factors), abs=1e-9)
        assert row.jaccard == pytest.approx(row.shared_bits / row.union_bits, abs=1e-9)
    for row in findings.duplicates:
        assert row.score == pytest.approx(prod(factor.value for factor in row.factors), abs=1e-9)
    for cell in findings.cells:
        assert cell.missing == pytest.approx(sum(max(0.0, p.expected - p.tied) for p in cell.pairs), abs=1e-9)
        for pair in cell.pairs:
            assert pair.tied <= pair.possible == pair.n_a * pair.n_b


def test_order_of_the_rows(findings):
    keys = [(-round(r.gap, 12), -round(r.shared_bits, 12), -(r.partners_a + r.partners_b)) for r in findings.gaps]
    assert all(one <= other for one, other in pairwise(keys))


def test_no_pair_has_a_recorded_tie_or_one_family(findings, found):
    for row in findings.all_gaps:
        a, b = found.family_of(row.a.iri), found.family_of(row.b.iri)
        assert a != b
        assert not found.words.tied(a, b)
        assert row.evidence_a >= row.partners_a
        assert row.evidence_b >= row.partners_b
        assert row.basis.ties == row.evidence_a + row.evidence_b
        assert row.topic.iri in {share.topic.iri for share in row.shared_topics}


def test_like_rows_are_no_stages_of_one_initiative(findings):
    zones = [
        {row.a.iri.rsplit("/", 1)[-1], row.b.iri.rsplit("/", 1)[-1]}
        for row in findings.duplicates
        if row.kind == "zone"
    ]
    assert {"zis-cosmesi", "focus-crema-cosmesi"} not in zones
    assert {"focus-mantova-tre-distretti", "focus-monza-legno-arredo"} in zones
    for row in findings.duplicates:
        if row.kind == "programme":
            assert row.provider_a != row.provider_b
            assert "From Micro to Macro" not in row.a.name_it or "From Micro to Macro" not in row.b.name_it


def test_programmes_rest_on_their_places_and_say_which_no_source_gives(findings):
    pairs = [row for row in findings.duplicates if row.kind == "programme"]
    assert {row.basis.places for row in pairs} == {2}
    doubtful = [row for row in pairs if row.basis.unplaced]
    assert 0 < len(doubtful) < len(pairs)
    for row in doubtful:
        assert {ref.iri for ref in row.basis.unplaced} <= {row.a.iri, row.b.iri}
        assert "including where" in duplicate_sentence(row, "en")


def test_the_public_endowment_of_chips_it(findings):
    row = next(row for row in findings.conflicts if row.subject.name_it.startswith("Fondazione Chips-IT"))
    assert [value.value for value in row.values] == [225.0, 215.0, 200.0]
    assert all(value.sources for value in row.values)


def test_five_highlights(findings):
    assert [item.kind for item in findings.highlights] == ["gap", "duplicate", "rule", "conflict", "missing"]


@pytest.mark.parametrize("language", ["it", "en"])
def test_no_sentence_says_more_than_is_known(findings, language):
    told = [gap_sentence(row, language) for row in findings.all_gaps]
    told += [group_sentence(group, language) for group in findings.groups]
    told += [duplicate_sentence(row, language) for row in findings.duplicates]
    for text in told:
        assert (
            "nessun legame registrato" in text or "no recorded tie" in text or "doppione" in text or "duplicate" in text
        )
        assert not any(word in text.lower() for word in ("non collaborano", "isolat", "spreco", "waste", "do not work"))
        assert "  " not in text
        assert "None" not in text


def test_partners_of_a_well_known_body(found):
    body = next(b.iri for b in found.snapshot.bodies if b.name_it == "Photeon Technologies")
    answer = TermsRecommender(found).recommend(PartnerQuery(body=body, helix=("R",), limit=20))
    names = [row.candidate.name_it for row in answer.rows]
    assert names[0].startswith("Dipartimento di Ingegneria Industriale")
    assert any(name.startswith("Fondazione Chips-IT") for name in names[:4])
    for row in answer.rows:
        assert row.score == pytest.approx(sum(term.value for term in row.terms), abs=1e-9)
        assert all(term.value >= 0 for term in row.terms)
        assert len(row.chain) <= 4
        assert row.reasons
