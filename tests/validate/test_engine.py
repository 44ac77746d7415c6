"""Every shape speaks when its fault is planted, and only then."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from shapes_toy import HERE, Fault, good_lines, instead, plus, quads, without

from zisgraph.errors import BuildError, ShapeError
from zisgraph.validate import ShapeFinding, check_files, check_quads
from zisgraph.validate.quads import parse_quads

FAULTS = {
    "a body without a name": Fault(without("id/foreign rdfs:label"), "Body/label", "foreign", "at least one name"),
    "two names in one language from one source": Fault(
        plus('id/acme rdfs:label "Acme SpA"@it'), "BodyFacts/label", "acme", "one per language"
    ),
    "a year of foundation that is no year": Fault(
        instead('id/acme schema:foundingDate "1998"^^xsd:gYear', 'id/acme schema:foundingDate "1998-01-01"^^xsd:date'),
        "BodyFacts/foundingDate",
        "acme",
        "four digits",
    ),
    "two years of foundation in one source": Fault(
        plus('id/acme schema:foundingDate "1999"^^xsd:gYear'), "BodyFacts/foundingDate", "acme", "one year per source"
    ),
    "a website that is no address": Fault(
        instead("id/acme foaf:homepage <https://acme.example/>", "id/acme foaf:homepage <ftp://acme.example/>"),
        "BodyFacts/homepage",
        "acme",
        "http or https",
    ),
    "a ROR id with a letter too many": Fault(
        instead('id/acme zis:rorId "02dq7z403"', 'id/acme zis:rorId "02dq7z4031"'), "BodyFacts/rorId", "acme", "ROR id"
    ),
    "a PIC of eight digits": Fault(
        instead('id/acme zis:pic "999999999"', 'id/acme zis:pic "99999999"'), "BodyFacts/pic", "acme", "nine digits"
    ),
    "a tax number without its country": Fault(
        instead('id/acme zis:vatNumber "IT05679490960"', 'id/acme zis:vatNumber "05679490960"'),
        "BodyFacts/vatNumber",
        "acme",
        "country code",
    ),
    "a helix letter that does not exist": Fault(
        instead('id/acme zis:helix "P" @editor', 'id/acme zis:helix "X" @editor'), "BodyFacts/helix", "acme", "R, P, T"
    ),
    "a theme that is not in the tree": Fault(
        plus("id/acme zis:hasSpecialisation id/nowhere @editor"),
        "Body/hasSpecialisation",
        "acme",
        "tree of specialisations",
    ),
    "a seat in a province": Fault(
        instead("id/acme zis:seatIn id/pavia", "id/acme zis:seatIn id/province"), "Body/seatIn", "acme", "municipality"
    ),
    "two seats in one source": Fault(
        plus(
            "id/acme zis:seatIn id/lodi",
            *(
                f"id/lodi {rest}"
                for rest in (
                    "a zis:Municipality",
                    'rdfs:label "Lodi"@it',
                    'zis:istatCode "098031"',
                    "zis:containedIn id/province",
                )
            ),
        ),
        "BodyFacts/seatIn",
        "acme",
        "one legal or main seat",
    ),
    "a body outside Lombardy in a Lombard municipality": Fault(
        plus("id/foreign zis:seatIn id/pavia"), "BodyOutside", "foreign", "no Lombard municipality"
    ),
    "a site with a legal seat": Fault(plus("id/plant zis:seatIn id/pavia"), "Site/seatIn", "plant", "use zis:siteIn"),
    "an organisation with a site of its own": Fault(
        plus("id/acme zis:siteIn id/pavia"), "Organisation/siteIn", "acme", "bodies of their own"
    ),
    "a laboratory counted as an organisation": Fault(
        plus("id/lab a zis:Organisation @second"), "UnitDisjoint", "lab", "count it twice"
    ),
    "a district counted as an organisation": Fault(
        plus("id/district a zis:Company @second"), "DistrictDisjoint", "district", "count it twice"
    ),
    "a piece of equipment of no facility": Fault(
        without("id/lab zis:hasEquipment"), "Equipment/inverse-hasEquipment", "table", "belongs to one facility"
    ),
    "a tie without its end": Fault(
        without("id/signature zis:tieTo"), "TieFacts/tieTo", "signature", "ends at one entity"
    ),
    "a tie of a body to itself": Fault(
        instead("id/signature zis:tieTo id/zone", "id/signature zis:tieTo id/acme"),
        "TieFacts/tieFrom",
        "signature",
        "other than the one it ends at",
    ),
    "a tie that ends before it begins": Fault(
        instead('id/tie zis:validTo "2023"^^xsd:gYear', 'id/tie zis:validTo "2018"^^xsd:gYear'),
        "TieFacts/validFrom-2",
        "tie",
        "not end before it begins",
    ),
    "a year that is no year": Fault(
        instead('id/tie zis:validTo "2023"^^xsd:gYear', 'id/tie zis:validTo "soon"^^xsd:gYear'),
        "TieFacts/validTo",
        "tie",
        "one year per source",
    ),
    "a collaboration with a project": Fault(
        instead("id/tie zis:tieTo id/foreign", "id/tie zis:tieTo id/project"),
        "TieToBody/tieTo",
        "tie",
        "ends at a body",
    ),
    "a signature for a body": Fault(
        instead("id/signature zis:tieTo id/zone", "id/signature zis:tieTo id/foreign"),
        "TieToZone/tieTo",
        "signature",
        "ends at a zone",
    ),
    "a participation without role": Fault(
        without("id/participation zis:role"), "ParticipationFacts/role", "participation", "states the role"
    ),
    "a role that does not exist": Fault(
        instead('id/participation zis:role "coordinator"', 'id/participation zis:role "boss"'),
        "TieFacts/role",
        "participation",
        "list of roles",
    ),
    "a contribution below zero": Fault(
        instead(
            'id/participation zis:ecContribution "100"^^xsd:decimal',
            'id/participation zis:ecContribution "-1"^^xsd:decimal',
        ),
        "ParticipationFacts/ecContribution",
        "participation",
        "not negative",
    ),
    "a project that ends before it begins": Fault(
        instead('id/project zis:endDate "2024-05-01"^^xsd:date', 'id/project zis:endDate "2020-05-01"^^xsd:date'),
        "ProjectFacts/startDate-2",
        "project",
        "not end before it begins",
    ),
    "more Lombard participants than participants": Fault(
        instead(
            'id/project zis:lombardParticipantCount "2"^^xsd:integer',
            'id/project zis:lombardParticipantCount "6"^^xsd:integer',
        ),
        "ProjectFacts/lombardParticipantCount",
        "project",
        "no more than all participants",
    ),
    "a programme of nobody": Fault(
        without("id/course zis:provider"), "TrainingProgramme/provider", "course", "offered by a body"
    ),
    "an EQF level of nine": Fault(
        instead('id/course zis:eqfLevel "5"^^xsd:integer @editor', 'id/course zis:eqfLevel "9"^^xsd:integer @editor'),
        "TrainingProgrammeFacts/eqfLevel",
        "course",
        "from 1 to 8",
    ),
    "seats written as a text": Fault(
        instead('id/course zis:seats "25"^^xsd:integer', 'id/course zis:seats "25"'),
        "TrainingProgrammeFacts/seats",
        "course",
        "an integer",
    ),
    "a specialisation without an English name": Fault(
        without('id/micro skos:prefLabel "Microelectronics"@en'), "Specialisation/prefLabel", "micro", "in English"
    ),
    "an ATECO code that lost its form": Fault(
        instead('id/micro zis:atecoCode2007 "26.11" @editor', 'id/micro zis:atecoCode2007 "2611" @editor'),
        "SpecialisationFacts/atecoCode2007",
        "micro",
        "zeros count",
    ),
    "a zone in no province": Fault(
        without("id/zone zis:inProvinceScope"), "Zone/inProvinceScope", "zone", "at least one province"
    ),
    "a status beyond the list": Fault(
        instead('id/state zis:status "announced_intention"', 'id/state zis:status "funded"'),
        "ZoneStateFacts/status",
        "state",
        "list of statuses",
    ),
    "a note in no language": Fault(
        plus('id/course zis:seatsNote "limited enrolment"'),
        "TrainingProgrammeFacts/seatsNote",
        "course",
        "in Italian and English",
    ),
    "two notes in one language": Fault(
        plus('id/course zis:hoursNote "two years"@en', 'id/course zis:hoursNote "three years"@en'),
        "TrainingProgrammeFacts/hoursNote",
        "course",
        "one per language",
    ),
    "a note on cost in a third language": Fault(
        plus('id/course zis:costNote "gratuit"@fr'), "TrainingProgrammeFacts/costNote", "course", "Italian and English"
    ),
    "a level in no language": Fault(
        plus('id/course zis:level "bachelor degree"'), "TrainingProgrammeFacts/level", "course", "said in words"
    ),
    "a reason in no language": Fault(
        plus('id/rule zis:whyNotExecutable "a name" @editor'), "RuleFacts/whyNotExecutable", "rule", "not checked"
    ),
    "two values of a rule in one language": Fault(
        plus('id/rule zis:ruleValue "due"@it', 'id/rule zis:ruleValue "tre"@it'),
        "RuleFacts/ruleValue",
        "rule",
        "one text per language",
    ),
    "a rule without an Italian sentence": Fault(
        without('id/rule zis:sentence "Al massimo due."@it'), "Rule/sentence", "rule", "in Italian"
    ),
    "a municipality in no province": Fault(
        without("id/pavia zis:containedIn"), "Municipality/containedIn", "pavia", "is in a province"
    ),
    "a latitude in another country": Fault(
        instead('id/pavia geo:lat "45.18"^^xsd:decimal', 'id/pavia geo:lat "9.15"^^xsd:decimal'),
        "PlaceFacts/lat",
        "pavia",
        "between 35 and 48",
    ),
    "an ISTAT code that lost its zero": Fault(
        instead('id/pavia zis:istatCode "018110"', 'id/pavia zis:istatCode "18110"'),
        "PlaceFacts/istatCode",
        "pavia",
        "zeros count",
    ),
    "an observation of nothing known": Fault(
        instead("id/figure zis:observationOf id/acme", "id/figure zis:observationOf id/nobody"),
        "Observation/observationOf",
        "figure",
        "is about a body",
    ),
    "an observation without a value": Fault(
        without("id/figure zis:value"), "ObservationFactsValue", "figure", "a bound or a text value"
    ),
    "a value that is a text": Fault(
        instead('id/figure zis:value "12"^^xsd:decimal', 'id/figure zis:value "12"'),
        "ObservationFacts/value",
        "figure",
        "one decimal number",
    ),
    "a statement graph without citation": Fault(
        without("id/graph dct:source"), "StatementGraph/source", "graph", "rests on one citation"
    ),
    "a confidence that does not exist": Fault(
        instead('id/graph zis:confidence "sourced" @meta', 'id/graph zis:confidence "probable" @meta'),
        "StatementGraph/confidence",
        "graph",
        '"sourced" or "unverified"',
    ),
    "a citation without publisher": Fault(
        without("id/citation dct:publisher"), "Citation/publisher", "citation", "has a publisher"
    ),
}


@pytest.fixture(scope="module")
def found() -> dict[str, list[ShapeFinding]]:
    """What one run finds in the good graph and in each copy with a fault, by the copy's name."""
    copies = {"good": good_lines()} | {f"f{n}": fault.edit(good_lines()) for n, fault in enumerate(FAULTS.values())}
    lines = [line for copy, statements in copies.items() for line in quads(statements, copy)]
    by_copy: dict[str, list[ShapeFinding]] = defaultdict(list)
    for finding in check_quads(list(parse_quads(lines))).findings:
        by_copy[finding.focus.removeprefix(f"{HERE}id/").split("/")[0]].append(finding)
    return by_copy


def test_the_good_graph_keeps_every_shape(found: dict[str, list[ShapeFinding]]) -> None:
    assert [str(finding) for finding in found["good"]] == []


@pytest.mark.parametrize(("number", "name"), list(enumerate(FAULTS)), ids=list(FAULTS))
def test_a_planted_fault_is_named(number: int, name: str, found: dict[str, list[ShapeFinding]]) -> None:
    fault = FAULTS[name]
    spoken = found[f"f{number}"]
    right = [finding for finding in spoken if finding.shape == fault.shape]
    assert right, f"{fault.shape} is silent; these speak: {[finding.shape for finding in spoken]}"
    assert right[0].focus == f"{HERE}id/f{number}/{fault.focus}"
    assert fault.says in right[0].message_en
    assert right[0].message_it
    assert {finding.focus for finding in spoken} == {right[0].focus}, "a fault of one thing is blamed on another"


def test_a_finding_names_the_graph_that_says_it(found: dict[str, list[ShapeFinding]]) -> None:
    number = list(FAULTS).index("two years of foundation in one source")
    assert found[f"f{number}"][0].graphs == (f"{HERE}graph/f{number}/curated/first/sourced",)


def test_two_sources_may_differ() -> None:
    lines = [*good_lines(), 'id/acme schema:foundingDate "2001"^^xsd:gYear @second']
    assert check_quads(list(parse_quads(quads(lines, "c")))).conforms


def test_terms_that_nobody_declared_are_named() -> None:
    lines = [*good_lines(), "id/acme zis:seetIn id/pavia", "id/x a zis:Compny"]
    report = check_quads(list(parse_quads(quads(lines, "c"))))
    assert {(finding.shape, finding.focus.rpartition("#")[2]) for finding in report.findings} == {
        ("UsedProperty/type", "seetIn"),
        ("UsedClass/type", "Compny"),
    }


def test_a_broken_graph_stops_the_build_with_every_finding() -> None:
    lines = FAULTS["a tie without its end"].edit(FAULTS["a body without a name"].edit(good_lines()))
    with pytest.raises(ShapeError, match=r"(?s)the last good build stays.*at least one name.*ends at one entity"):
        check_quads(list(parse_quads(quads(lines, "c")))).raise_if_broken()


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "statements.nq"
    file.write_text("".join(quads(good_lines(), "c"))[:-20], encoding="utf-8")
    with pytest.raises(
        BuildError, match=rf"line {len(good_lines())}: received .* allowed: one statement in a named graph"
    ):
        check_files([file])
