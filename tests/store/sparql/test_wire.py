"""What is packed on one side is unpacked on the other."""

from __future__ import annotations

import os
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.store.sparql import wire
from zisgraph.store.sparql.wire import Question, Reply

graphs = st.none() | st.lists(st.text(max_size=9), max_size=3).map(tuple)


@given(st.text(), graphs, graphs)
def test_a_question_arrives_as_it_was_sent(
    query: str, default: tuple[str, ...] | None, named: tuple[str, ...] | None
) -> None:
    question = Question(query, "JSON", "TURTLE", 10, 1000, 2.5, default, named)
    frame = wire.pack(question)
    assert wire.length(frame[:4]) == len(frame) - 4
    assert wire.unpack_question(frame[4:]) == question


@given(st.text(), st.none() | st.integers(0, 9), st.booleans())
def test_a_reply_arrives_as_it_was_sent(message: str, line: int | None, tired: bool) -> None:
    reply = Reply(5, "CSV", "rows", "syntax", message, line, line, tired)
    assert wire.unpack_reply(wire.pack(reply)[4:]) == reply


def test_more_than_a_pipe_holds_goes_through_it() -> None:
    reading, writing = os.pipe()
    data = os.urandom(3_000_000)
    sender = threading.Thread(target=wire.write_all, args=(writing, data))
    sender.start()
    assert wire.read_exactly(reading, len(data)) == data
    sender.join()
    os.close(writing)
    with pytest.raises(EOFError):
        wire.read_exactly(reading, 1)
    os.close(reading)
