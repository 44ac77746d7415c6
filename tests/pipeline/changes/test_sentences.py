"""Sentences about changes: what they say, and that they say no more than the statements do."""

from __future__ import annotations

import doctest
from collections.abc import Iterable
from pathlib import Path

import pytest
from small_builds import store_of

from zisgraph.model.iris import Minter
from zisgraph.ontology.files import SCHEMA_FILES, ontology_file
from zisgraph.ontology.vocabulary import RDF, RDFS, ZIS
from zisgraph.pipeline.changes import Item, Saying, StatementChange, Teller, sentences
from zisgraph.pipeline.home import Build
from zisgraph.store.turtle import turtle_lines

MINTER = Minter()
PAGE = Saying("curated", "a-page", "sourced")
DOUBT = Saying("curated", "a-page", "unverified")
BODY, OTHER = MINTER.curated("eucentre"), MINTER.curated("ingv")
TIE = MINTER.tie("eucentre", "partner_of", "ingv")


def quad(subject: str, prop: str, value: str, graph: str = f"{MINTER.base}graph/curated/a-page/sourced") -> str:
    return f"<{subject}> <{prop}> {value} <{graph}> .\n"


def figure(name: str, value: str, **more: str) -> list[str]:
    me, told = MINTER.observation([name]), {"indicator": '"employees"', "year": '"2025"', **more}
    lines = [quad(me, RDF.type, f"<{ZIS.Observation}>"), quad(me, ZIS.observationOf, f"<{BODY}>")]
    lines += [quad(me, ZIS.value, f'"{value}"')]
    return [*lines, *(quad(me, f"{ZIS.NAMESPACE}{key}", term) for key, term in told.items())]


def world() -> Iterable[str]:
    schema = [ontology_file(name).read_text(encoding="utf-8") for name in SCHEMA_FILES]
    yield from turtle_lines(schema, MINTER.ontology_graph(), MINTER.base)
    citation, meta = MINTER.citation("a-page"), MINTER.meta_graph()
    yield quad(citation, RDF.type, f"<{ZIS.Citation}>", meta)
    yield quad(citation, "http://purl.org/dc/terms/publisher", '"Il Giorno"', meta)
    yield quad(citation, "http://purl.org/dc/terms/issued", '"2025-03"', meta)
    for body, name in ((BODY, "Eucentre"), (OTHER, "INGV {x}")):
        yield quad(body, RDFS.label, f'"{name}"')
        yield quad(body, RDF.type, f"<{ZIS.ResearchBody}>")
    yield quad(TIE, RDF.type, f"<{ZIS.Partnership}>")
    yield quad(TIE, ZIS.tieFrom, f"<{BODY}>")
    yield quad(TIE, ZIS.tieTo, f"<{OTHER}>")
    yield from figure("old", "95", qualifier='"about"')
    yield from figure("new", "101")


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> Teller:
    """Names out of one small store, taken for both builds."""
    folder = tmp_path_factory.mktemp("names")
    store_of(folder / "a" / "store", world())
    return Teller(Build(folder / "a"), Build(folder / "a"), MINTER.base)


def change(
    predicate: str, before: str, after: str, was: Saying = PAGE, now: Saying = PAGE, **more: bool
) -> StatementChange:
    return StatementChange(predicate, before, after, (was,) if before else (), (now,) if after else (), **more)


DECIMAL = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
FIGURE = Item(
    "changed",
    MINTER.observation(["new"]),
    (change(ZIS.value, f'"95"{DECIMAL}', f'"101"{DECIMAL}'),),
    replaces=MINTER.observation(["old"]),
)
CASES = [
    (FIGURE, "Eucentre, addetti (2025): da circa 95 a 101 (fonte: Il Giorno, 2025-03).", "Eucentre, employees (2025): from about 95 to 101 (source: Il Giorno, 2025-03)."),
    (Item("changed", BODY, (change(ZIS.city, '"Pavia"', '"Lodi"'),)), "da «Pavia» a «Lodi» (fonte: Il Giorno, 2025-03).", "from “Pavia” to “Lodi” (source: Il Giorno, 2025-03)."),
    (Item("changed", BODY, (change(ZIS.city, '"Pavia"', '"Pavia"', DOUBT),)), "prima non verificato, ora con fonte (fonte:", "unverified before, now with a source (source:"),
    (Item("changed", BODY, (change(ZIS.city, '"Pavia"', '"Pavia"', PAGE, DOUBT),)), "ora non verificato (fonte: Il Giorno, 2025-03, non verificato).", "now unverified (source: Il Giorno, 2025-03, unverified)."),
    (Item("added", BODY, (change(ZIS.city, "", '"Lodi"'),)), "aggiunto «Lodi»", "added “Lodi”"),
    (Item("added", BODY, (change(ZIS.city, "", '"Lodi"', shared=True),)), "una fonte in più", "one more source"),
    (Item("removed", BODY, (change(ZIS.city, '"Lodi"', "", shared=True),)), "altre lo dicono ancora", "others still say it"),
    (Item("removed", BODY, (change(ZIS.city, '"a \\"b\\"\\tc"', ""),)), 'tolto «a "b"\tc»', 'removed “a "b"\tc”'),
    (Item("added", TIE, (change(ZIS.tieTo, "", f"<{OTHER}>"),), whole=True), "Nuovo legame: Eucentre – è partner di – INGV {x} (", "New tie: Eucentre – is a partner of – INGV {x} ("),
    (Item("removed", TIE, (change(ZIS.tieTo, f"<{OTHER}>", ""),), whole=True), "Legame non più nei dati: Eucentre", "Tie no longer in the data: Eucentre"),
    (Item("added", BODY, (change(RDFS.label, "", '"Eucentre"'),), whole=True), "Nuovo nei dati: Eucentre (ente o istituto di ricerca) (", "New in the data: Eucentre (research body) ("),
    (Item("removed", MINTER.curated("gone"), (change(RDFS.label, '"G"', ""),), whole=True), "Non più nei dati: curated/gone (", "No longer in the data: curated/gone ("),
    (Item("merged", BODY, bodies=(BODY, OTHER)), "Riuniti in un solo ente: Eucentre (curated/eucentre) e INGV {x} (curated/ingv).", "Merged into one body: Eucentre (curated/eucentre) and INGV {x} (curated/ingv)."),
    (Item("changed", BODY, (change(RDF.type, f"<{ZIS.Company}>", f"<{ZIS.ResearchBody}>"),)), "Eucentre, tipo: da impresa a ente o istituto di ricerca", "Eucentre, kind: from company to research body"),
    (Item("added", BODY, (change(ZIS.city, "", '"L"', now=Saying("curated", "general-knowledge", "unverified")),)), "(nessuna fonte letta, non verificato).", "(no source read, unverified)."),
    (Item("added", BODY, (change(ZIS.city, "", '"L"', now=Saying("curated", "editor", "sourced")),)), "(scelta dei curatori).", "(choice of the editors)."),
]  # fmt: skip


@pytest.mark.parametrize(("item", "it", "en"), CASES)
def test_what_a_sentence_says(teller: Teller, item: Item, it: str, en: str) -> None:
    (told,) = teller.tell([item])
    assert it in told.it
    assert en in told.en
    assert told.it.endswith(".")
    assert told.en.endswith(".")


def test_a_long_text_is_cut_and_a_number_keeps_its_decimals(teller: Teller) -> None:
    long = Item("added", BODY, (change(RDFS.comment, "", f'"{"word " * 90}"'),))
    exact = Item("changed", BODY, (change(ZIS.value, f'"45.187123"{DECIMAL}', f'"45.187124"{DECIMAL}'),))
    cut, number = teller.tell([long, exact])
    assert len(cut.en) < 260
    assert "…" in cut.en
    assert "da 45,187123 a 45,187124" in number.it


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(sentences).failed == 0


def test_nothing_to_tell_is_nothing(teller: Teller, tmp_path: Path) -> None:
    assert teller.tell([]) == []
