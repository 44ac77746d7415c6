"""Steps are told in order, with what came out of them and how long they took."""

from __future__ import annotations

import logging

import pytest

from zisgraph.pipeline.progress import LogLines, Silent, Timed


def test_a_step_is_logged_when_it_begins_and_when_it_ends(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "zisgraph.build")
    timed = Timed(LogLines())
    with timed.step("stage", "reading the sources"):
        timed.advance(1, 2)
        timed.say("3 statements")
    first, last = caplog.messages
    assert first == "stage: reading the sources …"
    assert last.startswith("stage: 3 statements (0.")
    assert timed.seconds.keys() == {"stage"}


def test_a_step_that_fails_is_not_told_as_ended(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "zisgraph.build")
    timed = Timed(LogLines())
    with pytest.raises(LookupError), timed.step("stage", "reading"):
        raise LookupError
    assert caplog.messages == ["stage: reading …"]
    assert timed.seconds == {}


def test_what_one_step_says_is_not_said_of_the_next(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "zisgraph.build")
    timed = Timed(LogLines())
    with timed.step("one", "…"):
        timed.say("something")
    with timed.step("two", "…"):
        pass
    assert "two: done" in caplog.messages[-1]


def test_silence_says_nothing(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    with Timed(Silent()).step("stage", "reading"):
        pass
    assert caplog.messages == []
    assert capsys.readouterr() == ("", "")
