"""What a finding rests on, in words."""

from __future__ import annotations

from dataclasses import replace

from zisgraph.analytics.evidence import Basis, Ref
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.evidence import basis_text

EDISON = Ref("https://w3id.org/zisgraph/id/curated/edison", "Edison", "Edison", "Company", place_unverified=True)
BASIS = Basis(ties=3, ties_unverified=0, topics=1, topics_unverified=0, places=2)


def test_what_a_pair_rests_on_counts_its_places_and_names_the_unverified(italian_formats: Formats) -> None:
    assert basis_text(BASIS, italian_formats) == (
        "Poggia su 3 legami registrati, 1 attribuzione di tema e 2 luoghi: nessuno di essi è non verificato."
    )
    assert basis_text(replace(BASIS, unplaced=(EDISON,)), italian_formats) == (
        "Poggia su 3 legami registrati, 1 attribuzione di tema e 2 luoghi: 1 non è verificato. "
        "Non è verificato dove si trova Edison."
    )


def test_a_finding_that_uses_no_place_speaks_of_none(italian_formats: Formats) -> None:
    assert basis_text(replace(BASIS, places=0), italian_formats) == (
        "Poggia su 3 legami registrati e 1 attribuzione di tema: nessuno di essi è non verificato."
    )
