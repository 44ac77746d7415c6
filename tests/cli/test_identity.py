"""`zisgraph review`, `judge` and `eval identity` as the keeper of a home meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixtures_command import Command
from linked_homes import linked_home

from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings


@pytest.fixture
def keeper(zisgraph: Command, bundled_build: Build, bundled_settings: Settings, tmp_path: Path) -> Command:
    """The command over a home of this test's own that holds the session's build."""
    home = linked_home(bundled_settings.home, tmp_path / "own home")

    def run(*arguments: str, text: str | None = None, **environment: str) -> object:
        return zisgraph(*arguments, text=text, **{"ZISGRAPH_HOME": str(home), **environment})

    return run  # type: ignore[return-value]


def lines(tmp_path: Path) -> list[str]:
    file = tmp_path / "own home" / "judgements.csv"
    return file.read_text("utf-8").splitlines()[1:] if file.exists() else []


def test_a_suggestion_is_shown_field_by_field_and_its_judgement_kept(keeper: Command, tmp_path: Path) -> None:
    listed = json.loads(keeper("review", "--json").stdout)
    assert listed
    result = keeper("review", "--by", "Anna", "--lang", "en", text="x\nsame\nthey share a website\nq\n")
    assert result.returncode == 0, result.stderr
    assert f"score {listed[0]['score']:.2f}" in result.stdout
    assert "A: " in result.stdout
    assert "B: " in result.stdout
    assert "Received 'x'; answer with s, d, u, n or q." in result.stderr
    assert "1 judgements kept" in result.stdout
    (line,) = lines(tmp_path)
    assert line.startswith(f"{listed[0]['a']},{listed[0]['b']},same,they share a website,Anna,high,")
    assert len(json.loads(keeper("review", "--json").stdout)) == len(listed) - 1


def test_the_end_of_the_input_is_the_end_of_the_review(keeper: Command, tmp_path: Path) -> None:
    result = keeper("review", "--lang", "it", text="")
    assert result.returncode == 0
    assert "nomi: «" in result.stdout
    assert lines(tmp_path) == []


def test_judged_by_name_and_taken_back(keeper: Command, tmp_path: Path) -> None:
    kept = keeper("judge", "eucentre", "ror:02dq7z403", "different", "--why", "a test", "--by", "Anna")
    assert kept.returncode == 0, kept.stderr
    assert lines(tmp_path)[0].startswith("eucentre,ror:02dq7z403,different,a test,Anna,high,")
    assert keeper("judge", "ror:02dq7z403", "eucentre", "--undo").returncode == 0
    assert lines(tmp_path) == []
    gone = keeper("judge", "ror:02dq7z403", "eucentre", "--undo")
    assert (gone.returncode, "says nothing of" in gone.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("eucentre", "pic:1", "perhaps", "--why", "x"), 2, "allowed: same, different, unsure"),
        (("eucentre", "pic:999844476", "same"), 2, "--why"),
        (("eucentre", "pic:000000001", "same", "--why", "x"), 1, "pic/000000001"),
    ],
)
def test_a_judgement_that_cannot_be_kept_is_told(
    keeper: Command, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = keeper("judge", *arguments)
    assert result.returncode == code
    assert said in result.stderr
    assert lines(tmp_path) == []


def test_figures_of_the_matcher(keeper: Command, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("a,b,judgement\neucentre,pic:999844476,same\neucentre,pic:9,different\n", encoding="utf-8")
    result = keeper("eval", "identity", str(file))
    assert result.returncode == 0, result.stderr
    assert "1 judged pairs at the threshold 0.50" in result.stdout
    assert "1 name a record that this home does not hold" in result.stdout
    assert "precision 1.000  recall 1.000  F1 1.000" in result.stdout
    found = json.loads(keeper("eval", "identity", str(file), "--json", "--threshold", "0.99999").stdout)
    assert (found["recall"], found["false_negatives"]) == (0.0, 1)


def test_pairs_are_judged_without_any_build(zisgraph: Command, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("a_name,b_name,judgement\nRossi spa,ROSSI,1\nRossi,Bianchi,0\n", encoding="utf-8")
    result = zisgraph("eval", "identity", str(file), "--wrong")
    assert result.returncode == 0, result.stderr
    assert "F1 1.000" in result.stdout
