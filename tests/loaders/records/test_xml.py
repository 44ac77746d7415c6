"""Elements of XML as records, and the XML that is refused."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.errors import InputError
from zisgraph.loaders.records import every, xml_records
from zisgraph.loaders.records.xml import CHUNK, DEEPEST, LARGEST_ELEMENT

ANSWER = """<!-- a note -->
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <ns2:cds xmlns:ns2="http://ws.di.u-gov.cineca.it/">
    <ns2:cdsCod>32400</ns2:cdsCod>
    <ns2:ciclo><ns2:cicloDes>Primo</ns2:cicloDes></ns2:ciclo>
    <ns2:regdid>
      <ns2:nomeCds>COMUNICAZIONE, MULTIMEDIALITÀ
      </ns2:nomeCds>
      <ns2:af id="7">
        <ns2:afGenDes>DIRITTO D'AUTORE &amp; ALTRO</ns2:afGenDes>
        <ns2:linDid><ns2:linDidAf><ns2:linDidCod>ita</ns2:linDidCod></ns2:linDidAf></ns2:linDid>
        <ns2:settCod/>
      </ns2:af>
      <ns2:af><ns2:afGenDes>A</ns2:afGenDes><ns2:afGenDes>B</ns2:afGenDes> mixed </ns2:af>
    </ns2:regdid>
  </ns2:cds>
</soap:Envelope>
"""


class Trickle(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def read(self, size=-1):
        return super().read(7 if size != 0 else 0)


def read(text, element="af", enclosing=("cds", "regdid"), stream=io.BytesIO):
    data = text if isinstance(text, bytes) else text.encode()
    return [
        {"line": record.line} | {name: record.pop(name) for name in record.names()}
        for record in xml_records(stream(data), "a.xml", element, enclosing)
    ]


@pytest.mark.parametrize("stream", [io.BytesIO, Trickle])
def test_elements_come_with_their_line_and_what_stood_around_them(stream):
    around = {"cds/cdsCod": "32400", "regdid/nomeCds": "COMUNICAZIONE, MULTIMEDIALITÀ"}
    assert read(ANSWER, stream=stream) == [
        {
            "line": 9,
            **around,
            "@id": "7",
            "afGenDes": "DIRITTO D'AUTORE & ALTRO",
            "linDid": {"linDidAf": {"linDidCod": "ita"}},
            "settCod": "",
        },
        {"line": 14, **around, "afGenDes": ["A", "B"], "#text": "mixed"},
    ]


def test_what_stood_around_an_earlier_element_is_forgotten():
    text = "<a><b><n>1</n><c/></b><b><c/></b></a>"
    assert read(text, "c", ["b"]) == [{"line": 1, "b/n": "1"}, {"line": 1}]


def test_an_element_of_the_same_name_inside_is_a_field():
    assert read("<a><c><c>x</c></c></a>", "c") == [{"line": 1, "c": "x"}]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="￾￿")), max_size=5
    )
)
def test_text_comes_as_it_stood(texts):
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts]
    text = "<a>" + "".join(f"<c><t>{one}</t></c>" for one in [*escaped, "end"]) + "</a>"
    assert [record["t"] for record in read(text, "c", stream=Trickle)] == [*(one.strip() for one in texts), "end"]


def test_other_encodings_are_those_that_the_file_names():
    text = '<?xml version="1.0" encoding="windows-1252"?><a><c>città</c></a>'
    assert read(text.encode("cp1252"), "c") == [{"line": 1, "#text": "città"}]


BOMB = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]>\n<a><c>&y;</c></a>'


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (BOMB, 1, "received a document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>', 1, "received a document type"),
        ("<!doctype html><html><body></html>", 1, "XML that breaks here"),
        ("<a>\n<c>&undefined;</c></a>", 2, "XML that breaks here (undefined entity)"),
        (ANSWER[:400], 10, "was it cut off?"),
        ("", 1, "no element found"),
        ("id;name\n1;x\n", 1, "XML that breaks here"),
        ("<a><d/></a>", 0, "allowed: XML with elements called c"),
        ("<a>" * 200, 1, f"more than {DEEPEST} elements inside each other"),
        ('<?xml version="1.0" encoding="martian"?><a/>', 1, "an encoding that cannot be read"),
        ('<?xml version="1.0" encoding="utf-7"?><a/>', 1, "received"),
        (b"<a><c>citt\xe0</c></a>", 1, "not well-formed"),
    ],
)
def test_what_cannot_be_trusted_or_understood_is_told(text, line, told):
    with pytest.raises(InputError) as caught:
        read(text, "c")
    (issue,) = caught.value.issues
    assert (issue.file, issue.line) == ("a.xml", line)
    assert told in str(issue)


class Endless(io.RawIOBase):
    """A stream that never ends: a beginning, then the same letters again and again."""

    def __init__(self, beginning, letters):
        self.beginning, self.letters, self.given = beginning, letters, 0

    def read(self, size=-1):
        data = self.beginning or self.letters
        self.beginning = b""
        self.given += len(data)
        return data


@pytest.mark.parametrize("beginning", [b"<a><c>", b"<a><!-- ", b'<a b="', b"<a><b><n>"])
def test_parts_without_end_are_given_up_in_bounded_memory(beginning):
    stream = Endless(beginning, b"x" * CHUNK)
    tracemalloc.start()
    with pytest.raises(InputError, match="more than"):
        list(xml_records(stream, "a.xml", "c", ["b"]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert stream.given < 4 * LARGEST_ELEMENT
    assert peak < 6 * LARGEST_ELEMENT


def test_many_elements_need_no_more_memory_than_one():
    class Many(io.RawIOBase):
        left = 60

        def read(self, size=-1):
            self.left -= 1
            return (
                b"<a>"
                if self.left == 59
                else b"<c><d>text</d></c>" * 2000
                if self.left > 0
                else b"</a>" * (not self.left)
            )

    tracemalloc.start()
    assert sum(1 for _ in xml_records(Many(), "a.xml", "c")) == 58 * 2000
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def test_a_field_as_a_list():
    assert every(None) == []
    assert every({"a": "b"}) == [{"a": "b"}]
