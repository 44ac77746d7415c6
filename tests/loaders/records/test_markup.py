"""XML as records: nested elements, and what a file may not hold."""

from __future__ import annotations

from io import BytesIO

import pytest

from zisgraph.errors import InputError
from zisgraph.loaders.records import elements

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<Ateco>
  <Sezione>
    <Codice>A</Codice>
    <Titolo>AGRICOLTURA,
      SILVICOLTURA</Titolo>
    <Descrizione><CENTRALE>In questa sezione &amp; altre.</CENTRALE><ESCLUSIONE/></Descrizione>
    <Divisione><Codice>01</Codice><Titolo>Produzioni</Titolo></Divisione>
    <Divisione><Codice>02</Codice><Titolo>Foreste</Titolo></Divisione>
  </Sezione>
</Ateco>
"""
LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>\n'
    "<Ateco><Sezione><Codice>&lol2;</Codice></Sezione></Ateco>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Ateco><Sezione><Codice>&x;</Codice></Sezione></Ateco>'
UNDECLARED = "<Ateco>\n<Sezione><Codice>&nbsp;</Codice></Sezione></Ateco>"


def records(text: str | bytes, *names: str):
    data = text if isinstance(text, bytes) else text.encode()
    return list(elements(BytesIO(data), "a.xml", names or ("Sezione", "Divisione")))


def test_an_element_comes_before_those_below_it_and_knows_those_above() -> None:
    section, first, second = records(LIST)
    assert (section.line, section.pop("@element"), section.pop("@above")) == (3, "Sezione", [])
    assert {name: section.pop(name) for name in section.names()} == {
        "Codice": "A",
        "Titolo": "AGRICOLTURA, SILVICOLTURA",
        "Descrizione/CENTRALE": "In questa sezione & altre.",
    }
    assert [(row.line, row.pop("Codice"), row.pop("@above")[0]["Codice"]) for row in (first, second)] == [
        (8, "01", "A"),
        (9, "02", "A"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LAUGHS, r"a\.xml, line 2: received a document type"),
        (OUTSIDE, r"a\.xml, line 1: received a document type"),
        (UNDECLARED, r"a\.xml, line 2: received XML that breaks here \(undefined entity\)"),
        (LIST[:-30], r"a\.xml, line 9: received XML that breaks here \(unclosed token\).*cut off"),
        (LIST.replace("</Titolo>\n    <Desc", "</Titel>\n    <Desc"), r"line 6: .*\(mismatched tag\)"),
        (LIST.encode().replace(b"Foreste", b"Citt\xe0"), r"line 9: .*\(not well-formed \(invalid token\)\)"),
        ("<Ateco/>", "received no such element; allowed: XML with elements called Sezione"),
        ("", r"received XML that breaks here \(no element found\)"),
        ("<a>" * 200, "received more than 100 elements inside each other"),
        (f"<Ateco><Sezione><Codice>{'x' * (1 << 25)}", "received an element of more than 16,777,216 characters"),
    ],
)
def test_what_cannot_be_trusted_or_read_is_told_by_its_line(text: str | bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        records(text)
