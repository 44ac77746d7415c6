"""The facts of a profile as they are read."""

from __future__ import annotations

import pytest

from zisgraph.visualisations.views.facts import address_text


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("http://data.europa.eu/8mn/euroscivoc/29584f77-4bbc-4540-afae-cbc9764a2660", "EuroSciVoc 783"),
        ("http://w3id.org/ns/dpv-nace/C26.11", "NACE 26.11"),
        ("https://www.eucentre.it/chi-siamo/", "eucentre.it/chi-siamo"),
        ("https://www.eucentre.it/una-pagina-dal-percorso-lungo", "eucentre.it"),
    ],
)
def test_a_concept_elsewhere_is_called_by_its_vocabulary_and_code(link: str, text: str) -> None:
    assert address_text(link) == text
