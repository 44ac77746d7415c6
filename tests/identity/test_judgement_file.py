"""The file of judgements: one line each, kept whole, and every broken line told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from zisgraph.errors import InputError
from zisgraph.identity import Judgement, Verdict, add_judgement, read_judgement_file, remove_judgement

ONE = Judgement("eucentre", "pic:999844476", Verdict.SAME, 'names agree, "by eye"', "Anna", "high", "2026-11-23")
TWO = Judgement("ima", "pic:1", Verdict.DIFFERENT, "other company", "Anna", "medium", "2026-11-23")
HEAD = "a,b,judgement,basis,by,confidence,date\n"


def test_what_is_added_is_read_and_what_is_removed_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "home" / "judgements.csv"
    assert read_judgement_file(file) == []
    add_judgement(file, ONE)
    add_judgement(file, TWO)
    assert read_judgement_file(file) == [ONE, TWO]
    assert remove_judgement(file, ("pic:999844476", "eucentre"))
    assert not remove_judgement(file, ("pic:999844476", "eucentre"))
    assert read_judgement_file(file) == [TWO]
    assert [one.name for one in file.parent.iterdir()] == ["judgements.csv"]


def test_a_file_without_a_last_line_feed_is_continued(tmp_path: Path) -> None:
    file = tmp_path / "judgements.csv"
    file.write_text(HEAD + "ima,pic:1,different,other,Anna,high,", encoding="utf-8")
    add_judgement(file, ONE)
    assert [one.a for one in read_judgement_file(file)] == ["ima", "eucentre"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("EU CENTRE,pic:1,same,why,who,high,", "field a"),
        ("eucentre,eucentre,same,why,who,high,", "field b"),
        ("eucentre,pic:1,perhaps,why,who,high,", "field judgement"),
        ("eucentre,pic:1,same,,who,high,", "field basis"),
        ("eucentre,pic:1,same,why,,high,", "field by"),
        ("eucentre,pic:1,same,why,who,sure,", "field confidence"),
        ("eucentre,pic:1,same,why,who,high,23.11.2026", "field date"),
        ("eucentre,pic:1,same,why", "more or fewer cells"),
        ('eucentre,pic:1,same,"why', "quotes closed"),
    ],
)
def test_a_line_that_is_none_is_told_with_its_place(tmp_path: Path, line: str, field: str) -> None:
    file = tmp_path / "judgements.csv"
    file.write_text(HEAD + "ima,pic:1,different,other,Anna,high,\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_judgement_file(file)
    assert "judgements.csv, line 3" in str(error.value)
    assert field in str(error.value)


@pytest.mark.parametrize("content", [b"", b"first,second\n", b"a,b\xff\n"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "judgements.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"judgements\.csv"):
        read_judgement_file(file)
