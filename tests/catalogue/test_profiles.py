from __future__ import annotations

import pytest

from zisgraph.catalogue import Catalogue
from zisgraph.catalogue.records import Fact, Group, Profile
from zisgraph.errors import NotFoundError
from zisgraph.model.terms import Confidence


def fact(profile: Profile, key: str) -> Fact:
    return next(item for item in profile.facts if item.key == key)


def test_eucentre_is_one_profile_with_the_facts_of_each_register(catalogue: Catalogue) -> None:
    profile = catalogue.profile("eucentre")
    assert profile.ref.path == "ror/02dq7z403"
    assert {alias.rsplit("/id/")[-1] for alias in profile.aliases} == {"curated/eucentre", "pic/999844476"}
    citations = {s.citation.id for value in fact(profile, "label").values for s in value.sources}
    assert {"ror-2026-06-14", "cordis-h2020-2017"} <= citations


def test_every_address_of_a_merged_body_leads_to_the_same_entity(catalogue: Catalogue) -> None:
    refs = {catalogue.ref(key).iri for key in ("eucentre", "curated/eucentre", "pic/999844476", "ror/02dq7z403")}
    assert len(refs) == 1


def test_no_value_of_any_profile_is_without_a_citation(catalogue: Catalogue) -> None:
    for key in ("eucentre", "chips-it", "microelectronics", "zis-cosmesi", "istat/018", "cordis/101007237"):
        profile = catalogue.profile(key)
        assert profile.facts
        assert all(value.sources for item in profile.facts for value in item.values), key
        assert all(tie.sources for tie in profile.ties), key
        assert all(observation.sources for observation in profile.observations), key


def test_a_field_marked_unverified_is_unverified_though_its_row_is_sourced(catalogue: Catalogue) -> None:
    profile = catalogue.profile("chips-it")
    founded = fact(profile, "foundingDate").values[0]
    assert profile.ref.confidence is Confidence.SOURCED
    assert (founded.text, founded.confidence) == ("2023", Confidence.UNVERIFIED)


def test_a_tie_stated_by_two_citations_names_both(catalogue: Catalogue) -> None:
    ties = catalogue.profile("eucentre").ties
    iuss = next(t for t in ties if t.predicate == "collaboratesWith" and "IUSS" in t.other.label.it)
    assert [s.citation.id for s in iuss.sources] == ["eucentre-accordo-nd", "eucentre-storia-nd"]
    assert iuss.counts
    assert iuss.symmetric


def test_laboratories_are_family_and_no_working_tie(catalogue: Catalogue) -> None:
    ties = catalogue.profile("eucentre").ties
    labs = [tie for tie in ties if tie.other.kind == "Laboratory"]
    assert len(labs) >= 7
    assert all(tie.family and not tie.counts and not tie.other.is_organisation for tie in labs)


def test_derived_shortcuts_are_not_shown_as_facts(catalogue: Catalogue) -> None:
    keys = {item.key for item in catalogue.profile("chips-it").facts}
    assert "tiedTo" not in keys
    assert "collaboratesWith" not in keys
    assert "inProvince" in keys


def test_a_zone_shows_its_dated_state_and_no_zone_is_admitted(catalogue: Catalogue) -> None:
    state = catalogue.profile("zis-pavia-microelettronica").states[0]
    assert (state.status, state.date) == ("announced_intention", "2025-11-18")
    statuses = {
        s.status
        for ref in catalogue.list(group=catalogue.ref("zis-cosmesi").group).items
        for s in catalogue.profile(ref.path).states
    }
    assert statuses
    assert not any("admit" in status or "recogn" in status for status in statuses)


def test_figures_that_sources_give_differently_are_a_conflict(catalogue: Catalogue) -> None:
    observations = catalogue.profile("chips-it").observations
    conflicting = [o for o in observations if o.conflict]
    by_key = {(o.indicator, o.year): set() for o in conflicting}
    for o in conflicting:
        by_key[(o.indicator, o.year)].add(o.value or o.as_given)
    assert all(len(values) > 1 for values in by_key.values())


def test_indicators_and_units_have_names_in_both_languages(catalogue: Catalogue) -> None:
    students = [o for o in catalogue.profile("its-natta").observations if o.indicator == "students"]
    assert students
    assert (students[0].label.it, students[0].label.en) == ("studenti", "students")


def test_a_specialisation_lists_who_has_it(catalogue: Catalogue) -> None:
    members = catalogue.profile("microelectronics").members
    assert {"hasSpecialisation", "teaches"} <= {member.role for member in members}
    assert "Fondazione Chips-IT" in " ".join(member.ref.label.it for member in members)


def test_an_unknown_address_says_what_was_received(catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError, match="'curated/nobody'"):
        catalogue.profile("curated/nobody")


def test_a_project_without_a_name_is_called_by_its_record(catalogue: Catalogue) -> None:
    nameless = [ref for ref in catalogue.directory.of_group(Group.PROJECT) if "/rcn-" in ref.path]
    assert len(nameless) > 500
    assert all(not ref.label.it.startswith("rcn-") for ref in nameless)
    label = catalogue.ref("cordis/rcn-198338").label
    assert (label.it, label.en) == ("Progetto CORDIS n. 198338", "CORDIS project no. 198338")
    assert catalogue.ref("cordis/101138532").label.it == "AutoMat"


def test_broad_topics_are_those_with_narrower_ones(catalogue: Catalogue) -> None:
    paths = {iri.rsplit("/", 1)[1] for iri in catalogue.broad_topics}
    assert {"s3-mobilita", "s3-connettivita"} <= paths
    assert "microelectronics" not in paths
