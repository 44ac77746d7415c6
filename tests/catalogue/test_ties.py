from __future__ import annotations

from zisgraph.catalogue import Catalogue
from zisgraph.catalogue.records import Text


def test_what_a_source_adds_to_a_tie_is_said_in_both_languages(catalogue: Catalogue) -> None:
    notes = {tie.note for tie in catalogue.profile("csmt").ties}
    assert Text("socio della società consortile", "member of the consortium company") in notes
    assert all(bool(note.it) == bool(note.en) for note in notes)
