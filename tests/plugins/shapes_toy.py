"""A small graph that keeps every shape, and copies of it with one fault each, to be checked in one run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zisgraph.ontology.prefixes import PREFIXES

HERE = "https://w3id.org/zisgraph/"

GOOD = """
id/acme a zis:Company @editor
id/acme rdfs:label "Acme"@it
id/acme rdfs:label "Acme"@en
id/acme schema:foundingDate "1998"^^xsd:gYear
id/acme foaf:homepage <https://acme.example/>
id/acme zis:seatIn id/pavia
id/acme zis:city "Pavia"
id/acme zis:provinceCode "PV"
id/acme zis:rorId "02dq7z403"
id/acme zis:wikidataId "Q42"
id/acme zis:pic "999999999"
id/acme zis:vatNumber "IT05679490960"
id/acme zis:helix "P" @editor
id/acme zis:hasSpecialisation id/micro @editor
id/foreign a zis:University
id/foreign rdfs:label "Politecnico di Torino"@it
id/foreign zis:outsideLombardy "true"^^xsd:boolean
id/plant a zis:CompanySite @editor
id/plant rdfs:label "Acme Lodi"@it
id/plant zis:siteIn id/pavia
id/lab a zis:Laboratory @editor
id/lab rdfs:label "Laboratorio"@it
id/lab zis:siteIn id/pavia
id/lab zis:hasEquipment id/table
id/table a zis:Equipment
id/table rdfs:label "Tavola vibrante"@it
id/district a zis:District @editor
id/district rdfs:label "Distretto"@it
id/tie a zis:Collaboration
id/tie zis:tieFrom id/acme
id/tie zis:tieTo id/foreign
id/tie zis:validFrom "2019"^^xsd:gYear
id/tie zis:validTo "2023"^^xsd:gYear
id/tie zis:tieTo id/foreign @second
id/tie zis:tieFrom id/acme @second
id/tie zis:validFrom "2020"^^xsd:gYear @second
id/signature a zis:Signature
id/signature zis:tieFrom id/acme
id/signature zis:tieTo id/zone
id/participation a zis:Participation
id/participation zis:tieFrom id/acme
id/participation zis:tieTo id/project
id/participation zis:role "coordinator"
id/participation zis:ecContribution "100"^^xsd:decimal
id/project a zis:Project
id/project rdfs:label "SHAKE"
id/project zis:cordisId "101007237"
id/project zis:framework "H2020"
id/project zis:startDate "2021-05-01"^^xsd:date
id/project zis:endDate "2024-05-01"^^xsd:date
id/project zis:maxContribution "200"^^xsd:decimal
id/project zis:participantCount "5"^^xsd:integer
id/project zis:lombardParticipantCount "2"^^xsd:integer
id/course a zis:TrainingProgramme
id/course rdfs:label "Corso"@it
id/course zis:provider id/acme
id/course zis:levelCode "its" @editor
id/course zis:eqfLevel "5"^^xsd:integer @editor
id/course zis:teaches id/micro @editor
id/course zis:seats "25"^^xsd:integer
id/course zis:hours "2000"^^xsd:decimal
id/course zis:cost "0"^^xsd:decimal
id/course zis:locatedIn id/pavia
id/course zis:startDate "2025-02"
id/micro a zis:Specialisation @editor
id/micro skos:prefLabel "Microelettronica"@it
id/micro skos:prefLabel "Microelectronics"@en
id/micro skos:inScheme id/scheme @editor
id/micro zis:specialisationType "sector"
id/micro zis:atecoCode2007 "26.11" @editor
id/zone a zis:Zone
id/zone rdfs:label "ZIS"@it
id/zone zis:inProvinceScope id/province
id/zone zis:hasSpecialisation id/micro @editor
id/zone zis:hasState id/state
id/state a zis:ZoneState
id/state zis:status "announced_intention"
id/state zis:statusDate "2025-11-18"^^xsd:date
id/rule a zis:Rule
id/rule zis:ruleId "R04"
id/rule zis:ruleValue "2"
id/rule zis:phase "general"
id/rule zis:ruleStatus "page"
id/rule zis:executable "region" @editor
id/rule zis:sentence "Al massimo due."@it @editor
id/rule zis:sentence "Two at most."@en @editor
id/rule zis:unit id/count
id/count a zis:UnitOfMeasure
id/count rdfs:label "numero"@it
id/count rdfs:label "count"@en
id/region a zis:Region
id/region rdfs:label "Lombardia"@it
id/region zis:istatCode "03"
id/region zis:nutsCode "ITC4"
id/province a zis:Province
id/province rdfs:label "Pavia"@it
id/province zis:istatCode "018"
id/province zis:plateCode "PV"
id/province zis:containedIn id/region
id/pavia a zis:Municipality
id/pavia rdfs:label "Pavia"@it
id/pavia zis:istatCode "018110"
id/pavia zis:containedIn id/province
id/pavia geo:lat "45.18"^^xsd:decimal
id/pavia geo:long "9.15"^^xsd:decimal
id/pavia gsp:asWKT "POINT(9.15 45.18)"^^gsp:wktLiteral
id/figure a zis:Observation
id/figure zis:observationOf id/acme
id/figure zis:indicator "employees"
id/figure zis:year "2023"^^xsd:gYear
id/figure zis:value "12"^^xsd:decimal
id/figure zis:unit id/count
id/citation a zis:Citation @meta
id/citation dct:title "Una pagina" @meta
id/citation dct:publisher "Chi la pubblica" @meta
id/citation zis:citationType "press" @meta
id/citation zis:datePrecision "day" @meta
id/citation dct:issued "2025-11-18"^^xsd:date @meta
id/citation foaf:page <https://press.example/1> @meta
id/dataset a zis:Dataset @meta
id/dataset rdfs:label "curated"@en @meta
id/graph a zis:StatementGraph @meta
id/graph dct:source id/citation @meta
id/graph dct:isPartOf id/dataset @meta
id/graph zis:confidence "sourced" @meta
id/graph zis:inputHash "0123456789abcdef" @meta
id/graph zis:loaderVersion "0.1.0" @meta
"""
"""Prefixed statements; `@word` names another graph than the one of the first citation."""

Edit = Callable[[list[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing made wrong: how, which shape has to speak, about what, and a piece of what it has to say."""

    edit: Edit
    shape: str
    focus: str
    says: str


def without(start: str) -> Edit:
    """Leave out the statements that begin like this."""

    def edit(lines: list[str]) -> list[str]:
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) < len(lines), start
        return kept

    return edit


def instead(old: str, new: str) -> Edit:
    """Put one statement in the place of another."""

    def edit(lines: list[str]) -> list[str]:
        assert lines.count(old) == 1, old
        return [new if line == old else line for line in lines]

    return edit


def plus(*more: str) -> Edit:
    """Add statements."""
    return lambda lines: [*lines, *more]


def good_lines() -> list[str]:
    """The statements of the good graph."""
    return [line for line in GOOD.splitlines() if line]


def quads(lines: Sequence[str], copy: str) -> list[str]:
    """N-Quads of the statements, every entity and graph named after this copy."""
    return [_quad(line, copy) for line in lines]


def _quad(line: str, copy: str) -> str:
    graph = "first"
    head, marker, last = line.rpartition(" @")
    if marker and last.isalpha():
        line, graph = head, last
    subject, predicate, value = line.split(" ", 2)
    name = {"first": "curated/first/sourced", "second": "curated/second/sourced", "meta": "meta"}
    place = name.get(graph, f"curated/{graph}/sourced")
    return f"{_term(subject, copy)} {_term(predicate, copy)} {_term(value, copy)} <{HERE}graph/{copy}/{place}> .\n"


def _term(text: str, copy: str) -> str:
    if text == "a":
        return f"<{PREFIXES['rdf']}type>"
    if text.startswith("id/"):
        return f"<{HERE}id/{copy}/{text.removeprefix('id/')}>"
    if text.startswith("<"):
        return text
    if text.startswith('"'):
        body, marker, datatype = text.rpartition('"^^')
        return f'{body}"^^{_term(datatype, copy)}' if marker else text
    prefix, _, local = text.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"
