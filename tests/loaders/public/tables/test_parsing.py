"""Mappings: every fault is told with its line and with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from startup_table import MAPPING

from zisgraph.errors import InputError
from zisgraph.loaders.public import definitions
from zisgraph.loaders.public.tables.own import own_tables
from zisgraph.loaders.public.tables.parsing import parse_mapping, read_text


def changed(*pairs: tuple[str, str]) -> str:
    text = MAPPING
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (changed(('title_en = "Innovative start-ups (an invented list)"\n', "")), 1,
         'allowed: a line title_en = "Start-up innovative (elenco inventato)" in [dataset], in English'),
        (changed(('title_it = "Start-up innovative (elenco inventato)"\ntitle_en', "title")), 1, "field title_it: received nothing"),
        (changed(("publisher", "publischer")), 5, "did you mean 'publisher'?"),
        (changed(("CC0 1.0", "…")), 6, "the words themselves in place of …"),
        (changed(("https://www", "www")), 7, "an address on the web"),
        (changed(("[table]", "[tabel]")), 9, "did you mean 'table'?"),
        (changed(('key = "Codice fiscale"\n', "")), 9, "a line key ="),
        (changed(('"Start-up"', '"Startup innovativa"')), 11, "field kind: received 'Startup innovativa'"),
        (changed(('"Start-up"', '"Startap"')), 11, "did you mean 'startup'?"),
        (changed(('kind = "Start-up"\n', "")), 9, "field kind: received nothing"),
        (changed(('kind = "Start-up"', 'kind = {column = "Tipo", values = {"U" = "university", "C" = "percorso formativo"}}')), 11,
         "bodies and training programmes in one table"),
        (changed(("DD/MM/YYYY", "gg/mm/aaaa")), 12, "one of 'YYYY-MM-DD', 'DD/MM/YYYY'"),
        (changed(('["Sito"]', '["Situ"]')), 14, "did you mean 'Sito'?"),
        (changed(('"municipality"', '"municipalty"')), 19, "did you mean 'municipality'?"),
        (changed(('"name"', '"full name"')), 16, "no column that says name"),
        (changed(('"Pr" = "province"', '"Pr" = "provincia"\n"Prov" = "province"')), 21, "province said by Pr and Prov"),
        (changed(('"Pr" = "province"', '"Pr" = 7')), 20, "field Pr: received 7"),
        (changed(('"Pr" = "province"', '"Pr" = "seats"')), 20, "received 'seats' of a body"),
        (changed(('"Pr" = "province"', '"Pr" = "member of"')), 20, "'member of' without values"),
        (changed(('indicator = "employees"', 'indicator = "employes"')), 24, "did you mean 'employees'?"),
        (changed(("year = 2024", 'year = "2024/25"')), 24, "the year '2024/25'"),
        (changed(('separator = ","', 'seperator = ","')), 23, "did you mean 'separator'?"),
        (changed(('"member of"', '"membre of"')), 30, "did you mean 'member of'?"),
        (changed(('"Telefono"', '"Pr"')), 20, "a column that is read and ignored"),
        (changed(("[columns]", 'encoding = "utf-88"\n[columns]')), 16, "the name of an encoding"),
        (changed(("[columns]", 'delimiter = "||"\n[columns]')), 16, "one mark"),
        (changed(("[columns]", '"Pr = 3\n[columns]')), 16, "a line that cannot be read"),
        (changed(("startup-prova", "altro")), 2, "'startup-prova', as the folder is called"),
        (MAPPING + "[bounds]\nStartUp = 7\n", 35, "the least and the most of a class"),
        (changed(('[columns]', '[columns]\n[colums]')), 17, "did you mean 'columns'?"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_what_to_write(text: str, line: int, told: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_mapping(text, "source.toml", "startup-prova")
    found = [issue for issue in caught.value.issues if told in str(issue)]
    assert found, str(caught.value)
    assert found[0].line == line


def test_all_faults_come_at_once() -> None:
    text = changed(('"municipality"', '"municipalty"'), ("publisher", "publischer"), ('"Start-up"', '"X"'))
    with pytest.raises(InputError) as caught:
        parse_mapping(text, "a.toml")
    assert len(caught.value.issues) == 4


def test_kinds_and_words_are_taken_in_both_languages_whatever_their_capitals() -> None:
    for word in ("StartUp", "start-up", "START-UP"):
        kind = parse_mapping(changed(('"Start-up"', f'"{word}"')), "a.toml").kind.every
        assert kind is not None
        assert kind.iri.endswith("#StartUp")
    mapping = parse_mapping(changed(('"member of"', '"è membro di"'), ('"name"', '"DENOMINAZIONE"')), "a.toml")
    assert mapping.says[-1].tie.endswith("#Membership")


def test_a_mapping_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b'[dataset]\ntitle_it = "citt\xe0"\n')
    with pytest.raises(InputError, match=r"a\.toml, line 2: received letters that are no UTF-8"):
        read_text(file, "a.toml")
    with pytest.raises(InputError, match="no readable file"):
        read_text(tmp_path / "none.toml", "none.toml")


@pytest.mark.parametrize("source", ["ror", "curated", "cordis-h2020"])
def test_an_id_of_another_source_is_refused(tmp_path: Path, source: str) -> None:
    (tmp_path / source).mkdir()
    (tmp_path / source / "source.toml").write_text(MAPPING)
    with pytest.raises(InputError, match=f"received '{source}', which is another source's"):
        definitions(tmp_path)


def test_an_id_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Start up").mkdir()
    (tmp_path / "Start up" / "source.toml").write_text(MAPPING)
    with pytest.raises(InputError, match="small letters without accents, digits and hyphens"):
        own_tables(tmp_path, frozenset())


def test_own_tables_stand_among_the_sources(tmp_path: Path) -> None:
    (tmp_path / "startup-prova").mkdir()
    (tmp_path / "startup-prova" / "source.toml").write_text(MAPPING)
    (tmp_path / "no-source").mkdir()
    (tmp_path / "a-file").write_text("")
    known = definitions(tmp_path)
    assert set(known) == {*definitions(), "startup-prova"}
    assert known["startup-prova"].metadata.publisher == "Camera di esempio"
    assert definitions(tmp_path / "nowhere") == definitions()
