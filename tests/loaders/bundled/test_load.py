"""What the tables say, statement by statement: each under its own citation, and as sure as its field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pytest

from zisgraph.errors import InputError, NotFoundError
from zisgraph.loaders import DATASETS, LoadResult, load, read_facts
from zisgraph.loaders.bundled.cells import split
from zisgraph.loaders.bundled.datasets import all_tables
from zisgraph.loaders.bundled.indicators import KEY
from zisgraph.loaders.bundled.tables import Facts
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Confidence, Iri, Literal, Statement
from zisgraph.ontology.vocabulary import (
    FOAF,
    GEO,
    GSP,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    ZIS,
)

MINTER = Minter()
ALLOWED_TYPES = {XSD.integer, XSD.decimal, XSD.date, XSD.dateTime, XSD.string, XSD.boolean, XSD.gYear, GSP.wktLiteral}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts()


@pytest.fixture(scope="module")
def results(facts: Facts) -> Mapping[str, LoadResult]:
    return {name: load(name, facts=facts) for name in DATASETS}


@pytest.fixture(scope="module")
def about(results: Mapping[str, LoadResult]) -> Mapping[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for result in results.values():
        for statement in result.statements:
            found[statement.subject.value].append(statement)
    return found


def said(statements: list[Statement], prop: str) -> set[tuple[str, str, str]]:
    """(value, citation, confidence) of one property."""
    return {
        (s.value.value, s.origin.citation, s.origin.confidence.value) for s in statements if s.predicate.value == prop
    }


def test_every_statement_rests_on_a_citation_of_the_table_or_on_the_editor(facts, results) -> None:
    known = {row["id"] for row in facts.rows("citations")} | {"editor"}
    for name, result in results.items():
        assert {s.origin.dataset for s in result.statements} == {name}
        assert {s.origin.citation for s in result.statements} <= known


def test_literals_are_of_types_that_the_store_keeps(results) -> None:
    for result in results.values():
        assert {s.value.datatype for s in result.statements if isinstance(s.value, Literal)} <= ALLOWED_TYPES


def test_general_knowledge_is_unverified_everywhere(results) -> None:
    for result in results.values():
        of_it = {s.origin.confidence for s in result.statements if s.origin.citation == "general-knowledge"}
        assert of_it <= {Confidence.UNVERIFIED}


def test_a_row_with_two_citations_stands_in_both_graphs(about) -> None:
    project = about[MINTER.project("101187908")]
    assert said(project, ZIS.callTopic) == {
        ("HORIZON-INFRA-2024-DEV-01-01", "cordis-he-2025-03", "sourced"),
        ("HORIZON-INFRA-2024-DEV-01-01", "cordis-he-2026-04", "sourced"),
    }


FIELDS = {
    "organisations": {
        "name_it": RDFS.label,
        "name_en": RDFS.label,
        "city": ZIS.city,
        "province": ZIS.provinceCode,
        "founded": SCHEMA.foundingDate,
        "website": FOAF.homepage,
        "ror": ZIS.rorId,
    },
    "programmes": {
        "name": RDFS.label,
        "provider": ZIS.provider,
        "level_it": ZIS.level,
        "level_en": ZIS.level,
        "topic": ZIS.teaches,
        "city": ZIS.city,
        "province": ZIS.provinceCode,
    },
    "specialisations": {
        "name_it": SKOS.prefLabel,
        "name_en": SKOS.prefLabel,
        "type": ZIS.specialisationType,
        "parent_s3": SKOS.broader,
        "ateco_2007": ZIS.atecoCode2007,
        "ateco_2025": ZIS.atecoCode2025,
        "euroscivoc": ZIS.euroSciVocPath,
        "esco_hint": ZIS.escoHint,
    },
}


def test_every_unverified_field_stands_in_an_unverified_graph_and_in_no_sourced_one(facts, about) -> None:
    seen = 0
    for table, properties in FIELDS.items():
        mint = MINTER.specialisation if table == "specialisations" else MINTER.curated
        for row in facts.rows(table):
            for field in split(row["unverified_fields"]):
                language = field[-2:] if field.endswith(("_it", "_en")) else ""
                stated = [
                    s
                    for s in about[mint(row["id"])]
                    if s.predicate.value == properties[field]
                    and s.origin.dataset == "curated"
                    and (not language or getattr(s.value, "language", "") == language)
                ]
                assert stated, (table, row["id"], field)
                assert {s.origin.confidence for s in stated} == {Confidence.UNVERIFIED}, (table, row["id"], field)
                seen += 1
    assert seen == sum(len(split(row["unverified_fields"])) for table in FIELDS for row in facts.rows(table))


def test_the_seat_is_as_unsure_as_the_city_it_follows_from(about) -> None:
    site = about[MINTER.organisation("asr-micro")]
    assert said(site, ZIS.siteIn) == {(MINTER.place("018110"), "elettronica-mercati-2022-05", "unverified")}
    assert said(site, ZIS.seatIn) == set()


def test_sites_and_units_are_no_organisations(facts, about) -> None:
    kinds = facts.by_id("kinds")
    for row in facts.rows("organisations"):
        classes = {value for value, _, _ in said(about[MINTER.organisation(row["id"])], RDF.type)}
        assert classes == {ZIS.NAMESPACE + kinds[row["kind"]]["ontology_class"]}
        assert ZIS.Organisation not in classes


def test_what_the_editors_chose_stands_under_the_editor(about) -> None:
    eucentre = about[MINTER.organisation("eucentre")]
    for prop in (RDF.type, ZIS.hasSpecialisation, ZIS.helix):
        assert {citation for _, citation, _ in said(eucentre, prop)} == {"editor"}
    assert said(eucentre, ZIS.helix) == {("R", "editor", "sourced")}
    rule = about[MINTER.rule("R04")]
    for prop in (ZIS.executable, ZIS.machineHint, ZIS.sentence):
        assert {citation for _, citation, _ in said(rule, prop)} == {"editor"}
    assert "editor" not in {citation for _, citation, _ in said(rule, ZIS.ruleValue)}


NOTES = {
    "organisations": ("note", RDFS.comment, lambda row: MINTER.organisation(row["id"])),
    "relations": ("note", RDFS.comment, lambda row: MINTER.tie(row["subject"], row["predicate"], row["object"])),
    "zis": ("note", RDFS.comment, lambda row: MINTER.zone(row["id"])),
    "indicators": ("note", RDFS.comment, lambda row: MINTER.observation(row[name] for name in KEY)),
    "programmes": ("hours_note", ZIS.hoursNote, lambda row: MINTER.programme(row["id"])),
    "zis_rules": ("value", ZIS.ruleValue, lambda row: MINTER.rule(row["id"])),
}


@pytest.mark.parametrize("table", NOTES)
def test_a_note_is_said_in_both_languages_under_the_citation_of_its_row(table: str, facts, about) -> None:
    name, prop, address = NOTES[table]
    rows = [row for row in facts.rows(table) if row[f"{name}_it"]]
    assert rows
    for row in rows:
        for language in ("it", "en"):
            stated = {
                (s.value.value, s.origin.citation, s.origin.confidence.value)
                for s in about[address(row)]
                if s.predicate.value == prop and isinstance(s.value, Literal) and s.value.language == language
            }
            for citation in split(row["citation"]):
                assert (row[f"{name}_{language}"], citation, row["confidence"]) in stated, (table, row.line, language)


@pytest.mark.parametrize("table", [table.name for table in all_tables()])
def test_no_text_stands_in_one_language_alone(table: str, facts) -> None:
    rows = facts.rows(table)
    names = [name.removesuffix("_it") for name in rows[0].cells if name.endswith("_it")]
    for row, name in ((row, name) for row in rows for name in names):
        assert bool(row[f"{name}_it"]) == bool(row[f"{name}_en"]), (table, row.line, name)
    assert "note" not in rows[0].cells


def test_one_tie_stated_by_several_citations_stands_in_several_graphs(facts, about) -> None:
    rows = defaultdict(set)
    for row in facts.rows("relations"):
        rows[row["subject"], row["predicate"], row["object"]].add(row["citation"])
    several = {key: cited for key, cited in rows.items() if len(cited) > 1}
    assert len(several) == 7
    for (subject, predicate, obj), cited in several.items():
        tie = about[MINTER.tie(subject, predicate, obj)]
        assert {citation for _, citation, _ in said(tie, ZIS.tieFrom)} == cited


def test_tie_attributes_stay_on_the_tie(facts, about) -> None:
    row = next(row for row in facts.rows("relations") if row["planned"] == "yes")
    tie = about[MINTER.tie(row["subject"], row["predicate"], row["object"])]
    assert {value for value, _, _ in said(tie, ZIS.planned)} == {"true"}
    assert {value for value, _, _ in said(tie, ZIS.validFrom)} == {row["from_year"]}


def test_money_keeps_its_cents_and_loses_its_padding(about) -> None:
    tie = about[MINTER.participation("101007237", "999977657", "participant")]
    assert {value for value, _, _ in said(tie, ZIS.ecContribution)} == {"594135"}
    assert {value for value, _, _ in said(about[MINTER.project("101007237")], ZIS.maxContribution)} == {"20738434.68"}


def test_a_project_without_acronym_is_called_by_its_number(facts, about) -> None:
    thin = [row for row in facts.rows("eu_projects") if not row["acronym"]]
    assert len(thin) == 891
    assert {value for value, _, _ in said(about[MINTER.project(thin[0]["project"])], RDFS.label)} == {
        thin[0]["project"]
    }


def test_a_participant_with_a_curated_twin_gets_no_second_letter(facts, about) -> None:
    twins = {
        row["b"][4:] for row in facts.rows("same_as") if row["judgement"] == "same" and row["b"].startswith("pic:")
    }
    for row in facts.rows("eu_organisations"):
        letters = {value for value, _, _ in said(about[MINTER.pic(row["pic"])], ZIS.helix)}
        settled = {"PRC": {"P"}, "HES": {"R"}, "REC": {"R"}, "PUB": {"I"}, "OTH": set()}[row["activity_type"]]
        assert letters == (set() if row["pic"] in twins else settled)


def test_the_point_of_a_place_rests_on_the_limits_and_its_census_on_the_slice(about) -> None:
    milan = about[MINTER.place("015146")]
    assert said(milan, GEO.lat) == {("45.46824", "openpolis-limits-2023-06", "sourced")}
    assert said(milan, GSP.asWKT) == {("POINT(9.17322 45.46824)", "openpolis-limits-2023-06", "sourced")}
    assert said(milan, ZIS.population2011) == {("1242123", "istat-geonames-2020-02", "sourced")}
    assert len(said(milan, ZIS.nutsCode)) == 2


def test_the_recent_population_is_marked_as_its_column_says(about) -> None:
    region = about[MINTER.place("03")]
    assert {confidence for _, _, confidence in said(region, ZIS.recentPopulation)} == {"unverified"}


def test_the_one_municipality_without_limits_has_no_point(about) -> None:
    without = [iri for iri, s in about.items() if said(s, ZIS.containedIn) and not said(s, GEO.lat)]
    assert without == [MINTER.place("012144")]


def test_only_the_region_and_the_provinces_carry_plate_codes(about) -> None:
    assert sum(bool(said(s, ZIS.plateCode)) for s in about.values()) == 12


def test_two_citations_of_one_value_speak_of_one_observation(results) -> None:
    count = results["curated"].tables["indicators"]
    assert (count.rows, count.subjects) == (199, 198)


def test_an_rdf_term_is_an_iri_or_a_literal_and_dates_say_no_more_than_is_known(about) -> None:
    programme = about[MINTER.programme("iuss-meees")]
    types = {s.value.datatype for s in programme if s.predicate.value == ZIS.startDate and isinstance(s.value, Literal)}
    assert types == {XSD.date}
    year = about[MINTER.programme("cima-mind")]
    assert {s.value for s in year if s.predicate.value == ZIS.startDate} == {Literal("2022", XSD.gYear)}


def test_the_description_names_the_dataset_and_each_citation(results) -> None:
    curated = results["curated"].description
    cited = {s for s, p, o in curated if p.value == RDF.type and o == Iri(ZIS.Citation)}
    assert len(cited) == 437
    assert (Iri(MINTER.dataset("curated")), Iri(RDF.type), Iri(ZIS.Dataset)) in curated
    used = {s.origin.citation for s in results["cordis"].statements} - {"editor"}
    described = {s.value for s, p, o in results["cordis"].description if o == Iri(ZIS.Citation)}
    assert described == {MINTER.citation(citation) for citation in used}


def test_73_participants_and_124_ror_records_are_judged_the_same(results) -> None:
    same = [j for j in results["curated"].judgements if j.verdict.value == "same"]
    assert sum(j.b.startswith("pic:") for j in same) == 73
    assert sum(j.b.startswith("ror:") for j in same) == 124
    assert results["cordis"].judgements == ()


# --- other folders, other bases ---------------------------------------------------------------------------


def test_another_base_moves_every_address(facts) -> None:
    result = load("places", base="https://example.org/x/", facts=facts)
    assert {s.subject.value[:23] for s in result.statements} == {"https://example.org/x/i"}


def test_an_edited_copy_says_what_was_edited(whole_tables) -> None:
    whole_tables.set("units", 2, label_en="how many")
    result = load("curated", whole_tables.folder)
    assert Literal("how many", XSD.string, "en") in {s.value for s in result.statements}


def test_a_ror_id_on_a_sourced_row_needs_no_judgement_of_its_own(whole_tables) -> None:
    whole_tables.delete("same_as", whole_tables.find("same_as", a="eucentre", b="ror:02dq7z403"))
    judged = {(j.a, j.b): j for j in load("curated", whole_tables.folder).judgements}
    assert judged["eucentre", "ror:02dq7z403"].basis == "registry id on the row"


def test_an_unverified_ror_id_joins_nothing(whole_tables) -> None:
    whole_tables.delete("same_as", whole_tables.find("same_as", a="nokia-vimercate", b="ror:04wsrnw24"))
    assert not [j for j in load("curated", whole_tables.folder).judgements if j.b == "ror:04wsrnw24"]


def test_a_citation_that_nothing_uses_is_remarked_and_stops_nothing(whole_tables) -> None:
    line = whole_tables.append(
        "citations", id="unused", text="t", publisher="p", title="t", date_precision="undated", type="press"
    )
    assert [(i.file, i.line, i.field) for i in load("curated", whole_tables.folder).issues] == [
        ("citations.csv", line, "id")
    ]


def test_a_load_far_from_healthy_is_refused(tables) -> None:
    (tables.folder / "places.toml").unlink()
    with pytest.raises(InputError) as caught:
        load("places", tables.folder)
    (issue,) = caught.value.issues
    assert (issue.file, issue.field) == ("places.toml", "Municipality")
    assert "of them in the tables" in issue.received
    assert "1400 to 1600" in issue.allowed


def test_a_smaller_set_of_tables_brings_its_own_bounds(tables) -> None:
    text = '[dataset]\ntitle_it="x"\ntitle_en="x"\npublisher="x"\nlicence="x"\naddress="https://x.org/"\ncoverage="x"\n'
    (tables.folder / "places.toml").write_text(text + 'languages=["it"]\nloader_version="1"\n', encoding="utf-8")
    assert load("places", tables.folder).metadata.publisher == "x"


@pytest.mark.parametrize("content", ["[dataset", "[dataset]\ntitle_it = 'x'\n", "x = 1\n"])
def test_a_broken_description_of_a_dataset_is_named(tables, content) -> None:
    (tables.folder / "places.toml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"places\.toml.*TOML with a \[dataset\] table"):
        load("places", tables.folder)


def test_an_unknown_dataset_offers_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="did you mean 'curated'"):
        load("curatd")
