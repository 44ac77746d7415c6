"""What an address asks for and a page does not have is told in a sentence, in the page's language; the rest is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest

MOST_BYTES = 100_000


@pytest.fixture(scope="module")
def client(live_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=live_url, headers={"Accept": "text/html"}, timeout=60) as session:
        yield session


def told(text: str) -> str:
    """The notices of a page, without markup."""
    return unescape(re.sub(r"<[^>]+>", "", " ".join(re.findall(r'<p class="z-notice".*?</p>', text))))


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/it?map=foo", "map=foo"),
        ("/it/cerca?q=micro&type=zz", "type=zz"),
        ("/it/fonti?type=zz", "type=zz"),
        ("/it/lacune?matrix=foo", "possibili: organisations, unlinked, ties, pairs"),
        ("/it/lacune?open=foo", "non ha la riga foo"),
        ("/it/lacune?topic=foo&province=ZZ", "province=ZZ"),
        ("/en/gaps?list=foo", "The page is shown without it."),
        ("/it/partner?who=chips-it&km=-3", "km=-3; possibile: un numero intero maggiore di zero"),
        ("/it/partner?who=chips-it&km=abc&helix=Z", "helix=Z"),
        ("/it/partner?topic=qqqqqq", "Nessun tema nei dati si chiama «qqqqqq»"),
        ("/it/interroga?query=theme-without-tie&foo=1", "tralasciato: foo"),
        ("/it/interroga?tab=foo", "tab=foo; possibili: sparql, cypher, curl, own"),
    ],
)
def test_an_unfit_value_is_told_and_the_rest_is_shown(client: httpx.Client, address: str, sentence: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert sentence in told(answer.text)


def test_a_topic_that_is_not_the_one_named_is_told(client: httpx.Client) -> None:
    near = told(client.get("/it/partner?topic=microelettr").text)
    assert "«microelettr» è stato inteso come: Microelettronica e semiconduttori." in near
    for exact in ("microelectronics", "specialisation/microelectronics", "Microelettronica%20e%20semiconduttori"):
        assert told(client.get(f"/it/partner?topic={exact}").text) == ""


@pytest.mark.parametrize(
    ("parameters", "status", "sentence"),
    [
        ({"sparql": "SELECT"}, 400, "La query non si può leggere alla riga 1"),
        ({"sparql": "SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }"}, 403, "ciò che qui non è permesso"),
        ({"query": "theme-without-tie", "province": "abc"}, 422, "«abc» nello spazio «provincia»"),
        ({"query": "ties-in-year", "year": "abc"}, 422, "«abc» nello spazio «anno»"),
    ],
)
def test_a_refusal_is_in_the_language_of_the_page(
    client: httpx.Client, parameters: dict[str, str], status: int, sentence: str
) -> None:
    answer = client.get("/it/interroga", params=parameters)
    assert answer.status_code == status
    assert sentence in unescape(answer.text)


def test_what_the_editors_wrote_of_a_source_is_translated(client: httpx.Client) -> None:
    text = client.get("/it/id/citation/general-knowledge").text
    assert "Conoscenza generale, non verificata" in text
    assert "editor of these tables" not in text
    assert "publisher not stated" not in client.get("/it/id/citation/diazilla-csmt-nd").text


@pytest.mark.parametrize("address", ["/it/lacune?list=all", "/en/gaps?list=all&shown=500&matrix=ties&rows=all"])
def test_the_list_of_bodies_without_a_tie_leaves_the_page_light(client: httpx.Client, address: str) -> None:
    assert len(client.get(address).content) <= MOST_BYTES


def test_every_cell_of_ties_is_told_with_its_own_number(client: httpx.Client) -> None:
    text = client.get("/it/lacune?matrix=ties&rows=all").text
    table, _, rest = text.partition("</table>")
    cells = re.findall(r">(\d+)/(\d+)<", re.sub(r'<td class="z-total">.*?</td>', "", table))
    sentences = re.findall(r"(\d+) dei (\d+) legami possibili", rest)
    assert cells
    assert sorted(cells) == sorted(sentences)
    example = re.search(r"(\d+)/(\d+) \([^()]+, [A-Z]{2}\) si legge", rest)
    assert example is not None
    assert example.groups() in cells
