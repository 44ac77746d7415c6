"""The tables of a profile say what stands behind each row."""

from __future__ import annotations

import pytest

from zisgraph.catalogue.records import Citation, EntityRef, Group, Member, Profile, Source, Text
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.citing import Check, Citing
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.paging import View
from zisgraph.visualisations.views.tables import members_table

BASE = "https://w3id.org/zisgraph/"


def _ref(key: str, group: Group) -> EntityRef:
    path = f"curated/{key}"
    return EntityRef(f"{BASE}id/{path}", path, Text(key, key), group, "Company", Text("impresa", "company"), SAID)


SAID, DOUBTED = Confidence.SOURCED, Confidence.UNVERIFIED


def _source(citation: str, confidence: Confidence) -> Source:
    return Source(Citation(citation, "", citation, citation, "2024", "", "", "", "", "", ""), confidence, "curated")


@pytest.mark.parametrize(
    ("sources", "check"),
    [
        ((_source("editor", SAID),), Check.CHOSEN),
        ((_source("editor", SAID), _source("paper", DOUBTED)), Check.CHOSEN),
        ((_source("editor", SAID), _source("paper", SAID)), Check.SOURCED),
        ((_source("general-knowledge", DOUBTED),), Check.UNVERIFIED),
    ],
)
def test_what_only_the_editors_say_of_a_member_is_no_source(
    sources: tuple[Source, ...], check: Check, italian_formats: Formats
) -> None:
    topic, body = _ref("topic", Group.SPECIALISATION), _ref("body", Group.BODY)
    members = tuple(Member(body, "hasSpecialisation", (source,), source.confidence) for source in sources)
    profile = Profile(topic, (), (), (), (), (), members)
    table = members_table(profile, Citing(italian_formats, Links("it", BASE)), View())
    assert table is not None
    (part,) = table.groups
    assert [row.check for row in part.rows] == [check]
    assert table.rows == 1
