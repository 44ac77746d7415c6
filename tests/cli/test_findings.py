from __future__ import annotations

import json
from typing import Any

import pytest


def test_one_screen_of_findings_in_both_languages(built: Any) -> None:
    italian, english = (built("analyse", "--lang", lang, COLUMNS="100") for lang in ("it", "en"))
    assert italian.returncode == english.returncode == 0, italian.stderr
    assert "DA GUARDARE" in italian.stdout
    assert "nessun legame registrato" in italian.stdout
    assert "WORTH A LOOK" in english.stdout
    assert "no recorded tie" in english.stdout
    for screen in (italian.stdout, english.stdout):
        assert len(screen.splitlines()) <= 45
        assert max(map(len, screen.splitlines())) <= 100


def test_no_finding_is_told_twice_on_the_screen(built: Any) -> None:
    paragraphs = [" ".join(part.split()) for part in built("analyse", "--lang", "en").stdout.split("\n\n")]
    look = next(part for part in paragraphs if part.startswith("WORTH A LOOK"))
    lists = [part for part in paragraphs if " (one of " in part or " (the only one) " in part]
    assert len(lists) >= 4
    assert [part for part in lists if part.partition(") ")[2] in look] == []


def test_rows_of_each_list_come_with_their_scores(built: Any) -> None:
    found = built("analyse", "--lang", "en", "--rows", "3").stdout
    assert "(the first 3 of " in found
    assert found.count("[score 0.") >= 3
    assert found.count("[score of its best pair 0.") >= 1


def test_the_language_is_that_of_the_terminal(built: Any) -> None:
    assert "DA GUARDARE" in built("analyse", "--rows", "1", LANG="it_IT.UTF-8", LC_ALL="", LC_MESSAGES="").stdout


def test_the_document_carries_every_factor(built: Any, bundled_build: Any) -> None:
    document = json.loads(built("analyse", "--json", "--rows", "4").stdout)
    assert document["build"] == bundled_build.id
    assert len(document["gaps"]["rows"]) == 4
    for row in document["gaps"]["rows"]:
        assert row["gap"] == pytest.approx(row["jaccard"] * row["tau"] * row["b_a"] * row["b_b"], abs=1e-9)


def test_partners_of_a_body_show_terms_reasons_and_chain(built: Any) -> None:
    result = built("partners", "Eucentre", "--rows", "3", "--lang", "en")
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Possible partners for ")
    assert "Eucentre" in lines[0]
    assert sum("Chain:" in line for line in lines) == 3
    answer = json.loads(built("partners", "Eucentre", "--rows", "3", "--json").stdout)
    for row in answer["rows"]:
        assert row["score"] == pytest.approx(sum(term["value"] for term in row["terms"]), abs=1e-9)


def test_partners_for_a_topic_and_a_place(built: Any) -> None:
    arguments = ("--topic", "Microelettronica e semiconduttori", "--near", "Pavia", "--km", "30", "--lang", "it")
    result = built("partners", *arguments)
    assert result.returncode == 0, result.stderr
    assert "vicino a Pavia" in result.stdout.splitlines()[0]


def test_towns_are_in_the_language_of_the_report(built: Any) -> None:
    for language, town, other in (("it", "(Milano, MI)", "(Milan, MI)"), ("en", "(Milan, MI)", "(Milano, MI)")):
        told = built("partners", "Politecnico di Milano", "--rows", "3", "--lang", language).stdout
        assert town in told
        assert other not in told


def test_an_unknown_name_is_offered_the_nearest(built: Any) -> None:
    result = built("partners", "Eucentreeee Pavia")
    assert result.returncode == 1
    assert "Nothing is called 'Eucentreeee Pavia'" in result.stderr


def test_partners_of_nobody_is_wrong_use(built: Any) -> None:
    result = built("partners")
    assert result.returncode == 2
    assert "--topic" in result.stderr


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [("--helix", "Q", "R, P, T, I, C"), ("--kind", "Qzz", "Association"), ("--province", "ZZ", "BG, BS, CO")],
)
def test_a_filter_that_nothing_has_is_wrong_use(built: Any, option: str, value: str, allowed: str) -> None:
    result = built("partners", "Eucentre", option, value)
    assert result.returncode == 2
    assert f"received '{value.upper() if value == 'ZZ' else value}'" in " ".join(result.stderr.split())
    assert allowed in " ".join(result.stderr.split())


def test_a_name_of_several_is_not_guessed(built: Any) -> None:
    result = built("partners", "Università")
    assert result.returncode == 1
    assert "Several are called 'Università', such as " in " ".join(result.stderr.split())
