"""Notes, levels and the words of rules: a page shows them in its own language, REST in both."""

from __future__ import annotations

from html import unescape

import httpx
import pytest

TEXTS = [
    ("rule/R08", "economic operators; public administration", "operatori economici; pubblica amministrazione"),
    ("rule/R01", "Policy name", "Nome della politica"),
    ("rule/R16", "a description: both forms are allowed", "una descrizione: entrambe le forme sono ammesse"),
    ("curated/zis-agroalimentare", "letter of intent signed", "lettera di intenti firmata"),
    ("curated/unibs-l-tecniche-industriali", "bachelor degree (professional)", "laurea professionalizzante"),
    ("curated/unibs-l-tecniche-industriali", "32 enrolled in the first", "32 iscritti al primo"),
    ("curated/polimi-galleria-vento", "Boundary-layer chamber", "Camera dello strato limite"),
]


@pytest.mark.parametrize(("thing", "english", "italian"), TEXTS)
def test_a_page_shows_a_text_in_its_own_language_alone(thing: str, english: str, italian: str, live_url: str) -> None:
    for language, own, other in (("en", english, italian), ("it", italian, english)):
        reply = httpx.get(f"{live_url}/{language}/id/{thing}", headers={"Accept": "text/html"}, timeout=60)
        page = unescape(reply.raise_for_status().text)
        assert own in page
        assert other not in page


def test_rest_gives_the_note_of_a_tie_in_both_languages(live_url: str) -> None:
    reply = httpx.get(f"{live_url}/api/v1/entities/curated/csmt", timeout=60, follow_redirects=True)
    notes = [tie["note"] for tie in reply.raise_for_status().json()["data"]["ties"]]
    assert {"it": "socio della società consortile", "en": "member of the consortium company"} in notes
