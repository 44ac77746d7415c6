"""Words in Italian, and the pages' own templates and catalogues."""

from __future__ import annotations

import pytest

from zisgraph.visualisations.drawing.ego_svg import EgoWords
from zisgraph.visualisations.environment import Pages
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator


@pytest.fixture(scope="session")
def ego_words() -> EgoWords:
    """The words of a picture."""
    return EgoWords(
        "Rete di Ego", "con fonte", "non verificato", "altri enti collegati", "{} altri enti collegati a {}".format
    )


@pytest.fixture(scope="session")
def pages() -> Pages:
    """The templates and catalogues, read once."""
    return Pages()


@pytest.fixture(scope="session")
def italian(pages: Pages) -> Translator:
    """The Italian words."""
    return pages.words["it"]


@pytest.fixture(scope="session")
def italian_formats(pages: Pages) -> Formats:
    """Italian numbers and dates."""
    return pages.formats["it"]
