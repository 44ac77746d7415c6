"""Codes that a loaded list does not have, told by the rows of the tables that state them."""

from __future__ import annotations

from pathlib import Path

import pytest

from zisgraph.ontology.vocabulary import DCT, RDF, SKOS, ZIS
from zisgraph.pipeline.unlisted import unlisted
from zisgraph.store.oxigraph import OxigraphFiller

BASE = "https://w3id.org/zisgraph/"
THEME = f"{BASE}id/specialisation/s3-salute"
EDITOR, LIST = f"{BASE}graph/curated/editor/unverified", f"{BASE}graph/ateco-2025/ateco-2025/sourced"


def told(tmp_path: Path, *lines: str, listed: str = "ateco-2025") -> tuple[str, ...]:
    scheme = f"<{BASE}id/code/{listed}>"
    entry = f"<{BASE}id/code/{listed}/21>"
    given = [
        f'<{ZIS.atecoCode2025}> <{ZIS.publicCodeList}> "ateco-2025" <{BASE}graph/ontology>',
        f'<{ZIS.euroSciVocPath}> <{ZIS.publicCodeList}> "euroscivoc" <{BASE}graph/ontology>',
        f"{scheme} <{RDF.type}> <{SKOS.ConceptScheme}> <{LIST}>",
        f'{scheme} <{DCT.identifier}> "{listed}" <{LIST}>',
        f"{entry} <{SKOS.inScheme}> {scheme} <{LIST}>",
        f'{entry} <{SKOS.notation}> "21" <{LIST}>',
        *lines,
    ]
    file = tmp_path / "facts.nq"
    file.write_text("".join(f"{one} .\n" for one in given), encoding="utf-8")
    store = OxigraphFiller.in_memory()
    store.add(file)
    return unlisted(store.reader({}), None, BASE)


def code(value: str, prop: str = ZIS.atecoCode2025) -> str:
    return f'<{THEME}> <{prop}> "{value}" <{EDITOR}>'


def test_a_code_of_the_list_is_no_issue(tmp_path: Path) -> None:
    assert told(tmp_path, code("21")) == ()


def test_a_code_that_the_list_lacks_is_told_by_its_row(tmp_path: Path) -> None:
    (line,) = told(tmp_path, code("21"), code("72.10"))
    assert line.startswith(
        "specialisations.csv, line 3, field ateco_2025: received '72.10'; allowed: a code of the list"
    )
    assert "ateco-2025" in line


def test_a_code_of_a_list_that_is_not_loaded_is_no_issue(tmp_path: Path) -> None:
    assert told(tmp_path, code("72.10"), listed="ateco-2007") == ()


@pytest.mark.parametrize(("value", "count"), [("natural sciences > optics", 0), ("/23/21", 0), ("/23/22", 1)])
def test_a_path_of_codes_counts_and_one_of_names_does_not(tmp_path: Path, value: str, count: int) -> None:
    assert len(told(tmp_path, code(value, ZIS.euroSciVocPath), listed="euroscivoc")) == count
