"""What the read model takes from the ontology of the build."""

from __future__ import annotations

from zisgraph.catalogue.catalogue import Catalogue
from zisgraph.catalogue.records import Text
from zisgraph.ontology.vocabulary import RDFS, SCHEMA, ZIS


def test_a_code_is_named_by_the_list_of_its_property(catalogue: Catalogue) -> None:
    zone, topic = (catalogue.schema.code_label("tour_focus", prop) for prop in (ZIS.status, ZIS.specialisationType))
    assert zone == Text("tappa del tour regionale", "stop of the regional tour")
    assert topic.it != zone.it
    assert topic.en != zone.en


def test_a_code_that_no_list_names_is_written_with_blanks(catalogue: Catalogue) -> None:
    assert catalogue.schema.code_label("never_seen", ZIS.status) == Text("never seen", "never seen")
    assert catalogue.schema.code_label("tour_focus").it


def test_the_ontology_says_which_properties_have_one_value(catalogue: Catalogue) -> None:
    assert {SCHEMA.foundingDate, ZIS.seatIn} <= catalogue.schema.single_valued
    assert RDFS.label not in catalogue.schema.single_valued
