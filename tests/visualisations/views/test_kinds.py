"""Names are shortened where they only explain themselves, and kept where they say which one it is."""

from __future__ import annotations

import pytest

from zisgraph.catalogue.records import EntityRef, Group, Text
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.drawing.glyphs import Shape
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.kinds import drawn_name, legend, shape_plural, short_name


def ref(name: str, *, organisation: bool = True) -> EntityRef:
    text = Text(name, name)
    return EntityRef("i", "p", text, Group.BODY, "Foundation", text, Confidence.SOURCED, is_organisation=organisation)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Fondazione Eucentre - Centro europeo di formazione", "Fondazione Eucentre"),
        ("RETURN - multi-Risk sciEnce", "RETURN"),
        ("CREA - Foraggere e Lattiero Casearie (Lodi)", "CREA - Foraggere e Lattiero Casearie (Lodi)"),
        ("Chips-IT", "Chips-IT"),
        ("ENEA - sede di Ispra", "ENEA - sede di Ispra"),
    ],
)
def test_organisations(name: str, short: str) -> None:
    assert short_name(ref(name), "it") == short


def test_a_site_keeps_its_whole_name() -> None:
    site = ref("Politecnico di Milano - Polo territoriale di Lecco", organisation=False)
    assert short_name(site, "it") == "Politecnico di Milano - Polo territoriale di Lecco"


def test_a_picture_does_not_repeat_its_middle() -> None:
    assert drawn_name(ref("ShakeLab (Eucentre)", organisation=False), "Fondazione Eucentre", "it") == "ShakeLab"
    assert drawn_name(ref("Dipartimento di Ingegneria civile", organisation=False), "X", "it") == "Dip. Ing. civile"


def test_every_shape_has_its_words(italian: Translator) -> None:
    assert all(word for _, word in legend(Shape, italian))
    for shape in Shape:
        assert shape_plural(shape, 1, italian).startswith("1 ")
        assert shape_plural(shape, 37, italian).startswith("37 ")
