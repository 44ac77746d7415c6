"""docs/data.md and the README of the tables say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zisgraph.errors import InputError
from zisgraph.loaders import DATASETS, load, read_facts
from zisgraph.loaders.bundled.datasets import all_tables
from zisgraph.loaders.bundled.reconciliation import reconcile

MESSAGE = re.compile(r"^    (\w+\.csv.*: received .*; allowed: .*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def page(project_root: Path) -> str:
    return (project_root / "docs" / "data.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def readme(project_root: Path) -> str:
    return (project_root / "loaders" / "facts" / "README.md").read_text(encoding="utf-8")


def test_every_message_of_the_page_is_what_the_loader_says(page, whole_tables, monkeypatch) -> None:
    t = whole_tables
    t.set("organisations", 2, unverified_fields="city;provnce")
    t.set("organisations", 3, founded="soon")
    t.set("organisations", 4, place="mun-015146")
    t.set("organisations", 9, kind="univercity")
    t.set("organisations", 12, name_en=" ".join(["Foundation"] * 40))
    t.set("programmes", 4, hours="1.500,00")
    t.set("relations", 2, object="unipv-dist-micr")
    t.set("relations", 4, object="huawei-it")
    t.set("kinds", 2, note_it="")
    t.append("units", code="eur", label_it="euro", label_en="euro")
    t.map("kinds", lambda data: b"\xef\xbb\xbf" + data)
    t.map("predicates", lambda data: data.replace("è associato a".encode(), "è associato a".encode("cp1252")))
    t.map("aliases", lambda data: data.replace(b",", b";"))
    t.map("zis", lambda data: data.replace(b"name_en,provinces", b"name_en,provincie", 1))
    t.map("same_as", lambda data: data + b"eucentre,pic:99")
    t.file("indicators").unlink()
    t.folder.rename(t.folder.parent / "my-tables")
    monkeypatch.chdir(t.folder.parent)
    with pytest.raises(InputError) as caught:
        read_facts(Path("my-tables"))
    told = [str(issue) for issue in caught.value.issues]
    assert sorted(MESSAGE.findall(page)) == sorted(told)


def test_the_page_tells_every_difference_between_rows_and_things(page) -> None:
    for one in reconcile(read_facts()):
        if one.why:
            assert f"| `{one.table}` | {one.rows} | {one.things} {one.what} | {one.why} |" in page


def test_the_page_names_every_dataset_and_every_table(page) -> None:
    for dataset in DATASETS.values():
        assert f"| `{dataset.id}` |" in page
        for table, _ in dataset.subjects:
            assert f"`{table.name}`" in page


def test_the_numbers_of_the_page_are_those_of_the_tables(page) -> None:
    facts = read_facts()
    bodies, participants = len(facts.rows("organisations")), len(facts.rows("eu_organisations"))
    twins = sum(row["judgement"] == "same" and row["b"].startswith("pic:") for row in facts.rows("same_as"))
    sentence = (
        f"{bodies} curated bodies and {participants} CORDIS participants are {bodies + participants - twins} bodies"
    )
    assert f"{sentence}: {twins} of them are judged the same." in page
    thin = sum(not (row["acronym"] or row["topic"] or row["euroscivoc"]) for row in facts.rows("eu_projects"))
    assert f"{thin} of the {len(facts.rows('eu_projects')):,} projects" in page


def test_the_readme_explains_every_table_and_every_column(readme) -> None:
    for table in all_tables():
        assert f"| `{table.file}` |" in readme
        for column in table.column_names:
            assert f"`{column}`" in readme, (table.name, column)


def test_the_readme_names_every_licence_of_the_citations(readme) -> None:
    for mention in ("(c) European Union", "ISTAT", "openpolis", "GeoNames", "CC0", "Apache-2.0"):
        assert mention in readme
    licences = {row["licence"] for row in read_facts().rows("citations") if row["licence"]}
    assert len(licences) == 6, "a new licence: name its mention in the README and in DATA-LICENCES.md"


def test_the_metadata_names_the_publisher_that_its_citations_ask_for() -> None:
    assert "(c) European Union" in load("cordis").metadata.licence
