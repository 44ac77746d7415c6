"""Records of bodies out of staged statements."""

from __future__ import annotations

from zisgraph.identity import read_records
from zisgraph.model.iris import Minter
from zisgraph.ontology.vocabulary import FOAF, RDF, RDFS, SKOS, ZIS

BASE = "https://w3id.org/zisgraph/"
MINTER = Minter(BASE)
BODIES = {ZIS.Organisation, ZIS.Company, ZIS.Laboratory}
ORGANISATIONS = {ZIS.Organisation, ZIS.Company}


def statement(subject: str, predicate: str, value: str) -> bytes:
    return f"<{subject}> <{predicate}> {value} <{BASE}graph/x/y/sourced> .\n".encode()


def read(*lines: bytes) -> dict:
    return read_records([lines], MINTER, BODIES, ORGANISATIONS)


def test_what_is_known_of_a_body() -> None:
    me = MINTER.pic("999888777")
    found = read(
        statement(me, RDF.type, f"<{ZIS.Organisation}>"),
        statement(me, RDFS.label, '"OFFICINE \\"ROSSI\\" \\u00E8 \\\\ SPA"'),
        statement(me, SKOS.altLabel, '"Rossi Works"@en'),
        statement(me, ZIS.shortName, '"OR"'),
        statement(me, ZIS.seatIn, f"<{MINTER.place('018110')}>"),
        statement(me, ZIS.provinceCode, '"PV"'),
        statement(me, ZIS.vatNumber, '"IT02009180189"'),
        statement(me, FOAF.homepage, "<https://www.rossi.example/it>"),
        statement(me, FOAF.homepage, "<https://www.facebook.com/rossi>"),
        statement(me, ZIS.activityType, '"PRC"'),
    )
    record = found["pic:999888777"]
    assert record.names == ('OFFICINE "ROSSI" è \\ SPA', "Rossi Works")
    assert (record.short_names, record.towns, record.provinces) == (("OR",), {"018110"}, {"PV"})
    assert record.domains == {"rossi.example"}
    assert record.identifiers == {("PIC", "999888777"), ("VAT", "02009180189")}


def test_only_bodies_are_records_and_a_unit_is_no_organisation() -> None:
    lab, zone = MINTER.curated("lab"), MINTER.curated("zis-x")
    found = read(
        statement(lab, RDF.type, f"<{ZIS.Laboratory}>"),
        statement(lab, RDFS.label, '"Lab"'),
        statement(zone, RDF.type, f"<{ZIS.Zone}>"),
        statement(zone, RDFS.label, '"Zone"'),
    )
    assert list(found) == ["lab"]
    assert not found["lab"].organisation
