from __future__ import annotations

from zisgraph.catalogue import Catalogue
from zisgraph.catalogue.records import Group, Text


def test_what_a_source_adds_to_a_tie_is_said_in_both_languages(catalogue: Catalogue) -> None:
    notes = {tie.note for tie in catalogue.profile("csmt").ties}
    assert Text("socio della società consortile", "member of the consortium company") in notes
    assert all(bool(note.it) == bool(note.en) for note in notes)


def test_a_working_tie_has_a_body_at_both_ends(catalogue: Catalogue) -> None:
    groups = (Group.ZONE, Group.PROGRAMME, Group.BODY)
    refs = [ref for group in groups for ref in list(catalogue.directory.of_group(group))[:60]]
    ties = [(ref.group, tie) for ref in refs for tie in catalogue.profile(ref.path).ties]
    assert {group for group, tie in ties if tie.counts} == {Group.BODY}
    assert all(tie.other.group is Group.BODY and tie.other.ties for _, tie in ties if tie.counts)
