"""The pages over the bundled data: every address answers, in both languages, light and whole."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import httpx
import pytest

from zisgraph.visualisations.environment import load_assets

EUCENTRE, CHIPS, PAVIA = "ror/02dq7z403", "curated/chips-it", "ror/00s6t1f81"
POLIMI, MILAN = "ror/01nffqt88", "ror/00wjc7c48"
MOST_BYTES = 100_000
PAIRS = [
    ("/it", "/en"),
    ("/it?map=ties", "/en?map=ties"),
    ("/it/cerca?q=micro", "/en/search?q=micro"),
    ("/it/cerca?q=xyzzyxyzzy", "/en/search?q=xyzzyxyzzy"),
    (f"/it/id/{EUCENTRE}", f"/en/id/{EUCENTRE}"),
    (f"/it/id/{CHIPS}", f"/en/id/{CHIPS}"),
    (f"/it/id/{PAVIA}", f"/en/id/{PAVIA}"),
    (f"/it/id/{PAVIA}?ties=2", f"/en/id/{PAVIA}?ties=2"),
    (f"/it/id/{PAVIA}?sources=1", f"/en/id/{PAVIA}?sources=1"),
    ("/it/id/curated/zis-pavia-microelettronica", "/en/id/curated/zis-pavia-microelettronica"),
    ("/it/id/specialisation/microelectronics", "/en/id/specialisation/microelectronics"),
    ("/it/id/istat/015", "/en/id/istat/015"),
    ("/it/id/rule/R07", "/en/id/rule/R07"),
    ("/it/id/citation/ror-2026-06-14", "/en/id/citation/ror-2026-06-14"),
    ("/it/id/citation/general-knowledge", "/en/id/citation/general-knowledge"),
    ("/it/lacune", "/en/gaps"),
    ("/it/identita", "/en/identity"),
    ("/it/lacune?matrix=unlinked", "/en/gaps?matrix=unlinked"),
    ("/it/lacune?matrix=ties", "/en/gaps?matrix=ties"),
    ("/it/lacune?matrix=pairs&rows=all", "/en/gaps?matrix=pairs&rows=all"),
    ("/it/partner", "/en/partners"),
    (f"/it/partner?who={CHIPS}", f"/en/partners?who={CHIPS}"),
    ("/it/partner?who=Photeonn", "/en/partners?who=Photeonn"),
    ("/it/interroga", "/en/ask"),
    ("/it/interroga?tab=own", "/en/ask?tab=own"),
    ("/it/fonti", "/en/sources"),
    ("/it/dati", "/en/data"),
    ("/it/accessibilita", "/en/accessibility"),
]
ADDRESSES = [address for pair in PAIRS for address in pair]


@pytest.fixture(scope="module")
def client(live_url: str) -> Iterator[httpx.Client]:
    """A browser's way of asking."""
    with httpx.Client(base_url=live_url, headers={"Accept": "text/html"}, timeout=60) as opened:
        yield opened


def wait_for_cypher(client: httpx.Client) -> None:
    """The embedded engine starts beside the server; on a busy machine that takes a while."""
    deadline = time.monotonic() + 90
    while (told := client.get("/ready").json()["cypher"]) != "ready":
        assert time.monotonic() < deadline, told
        time.sleep(0.3)


class Page(HTMLParser):
    """What a test asks of a page: its elements with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers_light_and_without_inline_code(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:300]
    assert len(answer.content) <= MOST_BYTES
    page = Page(answer.text)
    assert page.all("html") == [{"lang": address.split("/")[1][:2]}]
    assert len(page.all("h1")) == 1
    assert page.all("main")
    assert all("src" in script for script in page.all("script"))
    assert not page.all("style")
    assert not [
        name for _, attributes in page.elements for name in attributes if name == "style" or name.startswith("on")
    ]
    foreign = [
        a for tag in ("script", "link", "img", "use") for e in page.all(tag) if (a := e.get("src") or e.get("href", ""))
    ]
    assert not [a for a in foreign if not a.startswith(("/", "#"))]


@pytest.mark.parametrize(("italian", "english"), PAIRS)
def test_the_other_language_is_one_link_away(client: httpx.Client, italian: str, english: str) -> None:
    for here, there, code in ((italian, english, "en"), (english, italian, "it")):
        links = [a["href"] for a in Page(client.get(here).text).all("a") if a.get("hreflang") == code]
        assert links == [there]


@pytest.mark.parametrize("address", [f"/it/id/{EUCENTRE}", "/it/lacune", f"/it/partner?who={CHIPS}", "/it"])
def test_inner_links_lead_somewhere(client: httpx.Client, address: str) -> None:
    wait_for_cypher(client)  # a question in Cypher is among the links
    page = Page(client.get(address).text)
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    for link in page.all("a"):
        href = link.get("href", "")
        if href.startswith("#"):
            assert href[1:] in ids, href
    pages = sorted({href.split("#")[0] for a in page.all("a") if (href := a.get("href", "")).startswith("/it")})
    for href in pages[:40]:
        assert client.get(href).status_code in (200, 303, 308), href


def test_the_language_of_the_browser_is_met_at_the_door(client: httpx.Client) -> None:
    for header, home in (("en-GB,en;q=0.9", "/en"), ("de", "/it"), ("it", "/it")):
        answer = client.get("/", headers={"Accept-Language": header})
        assert (answer.status_code, answer.headers["location"]) == (307, home)


def test_the_four_numbers_stand_with_their_parts(client: httpx.Client) -> None:
    text = Page(client.get("/it").text).text
    assert re.search(r"\d+ con fonte, \d+ non verificate", text)
    assert "Nessuna ammessa nelle fonti lette, fino al" in text
    assert "Sede nei dati raccolti, non censimento." in text


def test_a_profile_says_where_each_fact_comes_from(client: httpx.Client) -> None:
    page = Page(client.get(f"/it/id/{EUCENTRE}").text)
    cited = {a["href"] for a in page.all("a") if a.get("href", "").startswith("/it/id/citation/")}
    assert len(cited) >= 8
    assert "nessuna fonte letta" in page.text
    assert "non verificato" in page.text
    citation = Page(client.get("/it/id/citation/eucentre-storia-nd").text)
    assert [a for a in citation.all("a") if a.get("rel") == "external noreferrer" and "eucentre" in a["href"]]
    assert "Fondazione Eucentre" in citation.text


def test_conflicting_figures_stand_together_with_their_sources(client: httpx.Client) -> None:
    text = client.get(f"/it/id/{CHIPS}").text
    conflict = next(part for part in text.split('class="z-fact"') if "fonti in conflitto" in part)
    values = Page(conflict).text
    assert all(value in values for value in ("225", "215", "circa 200"))
    assert conflict.count("/it/id/citation/") >= 3


def test_a_merged_record_leads_to_the_whole(client: httpx.Client) -> None:
    answer = client.get("/it/id/curated/eucentre?ties=all")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/it/id/{EUCENTRE}?ties=all")


def test_the_network_shows_forty_at_most_and_the_table_all(client: httpx.Client) -> None:
    whole = client.get(f"/it/id/{PAVIA}").text
    drawing = re.search(r'<svg class="z-ego".*?</svg>', whole, re.DOTALL)
    assert drawing is not None
    nodes = [a for a in ET.fromstring(drawing[0]).iter("a") if not (a.get("href") or "").endswith("#network")]
    assert 20 < len(nodes) <= 40


@pytest.mark.parametrize(("path", "listing"), [(PAVIA, "ties"), (MILAN, "ties"), ("istat/015", "members")])
def test_a_long_table_has_pages_that_hold_every_row_once(client: httpx.Client, path: str, listing: str) -> None:
    address: str = f"/it/id/{path}?{listing}=all"
    rows: list[str] = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        assert len(answer.content) < MOST_BYTES
        rows += re.findall(r'<th scope="row">.*?<a href="([^"]+)"', answer.text, re.DOTALL)
        address = next((a["href"] for a in Page(answer.text).all("a") if a.get("rel") == "next"), "")
    total = int(re.search(r"di (\d+)</span>", client.get(f"/it/id/{path}?{listing}=1").text)[1])  # type: ignore[index]
    assert len(rows) == len(set(rows)) == total > 60


def test_a_page_of_a_table_that_is_not_there_is_the_nearest(client: httpx.Client) -> None:
    last = client.get(f"/it/id/{PAVIA}?ties=999999").text
    assert 'rel="next"' not in last
    assert 'rel="prev"' in last
    assert "La rete" not in last
    programme = client.get("/it/id/curated/eucentre-courses?ties=2")
    assert '<section class="z-panel z-network"' in programme.text, "a profile without ties is shown as it is"


def test_the_largest_profiles_are_light(client: httpx.Client) -> None:
    for path in (POLIMI, MILAN, PAVIA, "istat/015", "istat/015146", "specialisation/life-sciences"):
        for language in ("it", "en"):
            assert len(client.get(f"/{language}/id/{path}").content) < MOST_BYTES, path


@pytest.mark.parametrize("path", [EUCENTRE, CHIPS, PAVIA])
def test_the_header_and_the_tab_count_the_same_ties(client: httpx.Client, path: str) -> None:
    text = client.get(f"/it/id/{path}").text
    header = re.search(r"(\d+) (?:legami registrati|relazioni registrate)", text)
    tab = re.search(r'<a href="#ties">Legami <span>(\d+)</span>', text)
    assert header is not None
    assert tab is not None
    assert header[1] == tab[1]


def test_who_is_missing_is_told_by_topic_and_never_by_a_whole_ecosystem_as_one(client: httpx.Client) -> None:
    panel = Page(client.get(f"/it/id/{EUCENTRE}").text.split('id="missing"')[1]).text
    assert "Stesso tema: ingegneria sismica" in panel
    assert "Stesso tema: ecosistema" not in panel
    cards = Page(client.get("/it/partner?who=curated/polimi-mantova").text).text
    assert "Temi vicini, entrambi in «Ecosistema" in cards


def test_a_partner_card_says_what_is_recorded_besides(client: httpx.Client) -> None:
    cards = Page(client.get(f"/it/partner?who={CHIPS}&shown=50").text).text
    assert (
        "È registrato però che Analog Devices (sede pavese) ha manifestato interesse per Fondazione Chips-IT." in cards
    )


def test_the_network_of_a_programme_holds_who_delivers_it(client: httpx.Client) -> None:
    text = client.get("/it/id/curated/eucentre-courses").text
    drawing = re.search(r'<svg class="z-ego".*?</svg>', text, re.DOTALL)
    assert drawing is not None
    assert "Fondazione Eucentre" in drawing[0]
    assert text.count("formazione professionale continua") == 1, "the level is told once"
    assert 'href="#ties"' not in text, "no link leads to a table that is not there"
    assert ">Tabella</a>" not in text


def test_an_italian_page_is_in_italian(client: httpx.Client) -> None:
    text = client.get("/it/id/curated/zis-pavia-microelettronica").text
    assert "I soggetti elencati sono quelli nominati dalle pagine" in text
    assert "zisgraph, scelta dei curatori" in text
    assert "Choice of the dataset" not in text


def test_a_zone_is_never_above_its_source(client: httpx.Client) -> None:
    text = Page(client.get("/it/id/curated/zis-pavia-microelettronica").text).text
    assert "Non ammessa: intenzione annunciata" in text
    assert "nessuna, in alcuna fonte" in text


def test_a_row_opens_its_evidence_at_an_address_of_its_own(client: httpx.Client) -> None:
    listing = client.get("/it/lacune").text
    rows = re.findall(r'<details class="z-row" id="([^"]+)"', listing)
    assert len(rows) >= 20
    assert "nessun legame registrato" in listing
    opened = client.get("/it/lacune", params={"open": rows[3]}).text
    assert f'id="{rows[3]}" open' in opened
    alone = client.get("/it/lacune", params={"evidence": rows[3]}).text
    assert alone.strip().startswith('<div class="z-evidence">')
    finding = client.get(f"/it/id/finding/{rows[3]}")
    assert (finding.status_code, finding.headers["location"]) == (303, f"/it/lacune?open={rows[3]}#{rows[3]}")


def test_factors_multiply_to_the_score(client: httpx.Client) -> None:
    table = client.get("/it/export/gaps.csv").text
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) > 100
    for row in rows:
        product = float(row["likeness"]) * float(row["nearness"]) * float(row["b_first"]) * float(row["b_second"])
        assert product == pytest.approx(float(row["score"]), abs=1e-9)


def test_partner_scores_are_the_sum_of_their_written_parts(client: httpx.Client) -> None:
    text = client.get(f"/it/partner?who={CHIPS}").text
    for card in text.split('<p class="z-rank">')[1:]:
        total = re.search(r'class="z-split-head">.*?<b>([\d,]+)</b>', card, re.DOTALL)
        parts = re.findall(r"<dd>([\d,]+)</dd>", card)
        assert total is not None
        assert round(sum(float(p.replace(",", ".")) for p in parts), 2) == float(total[1].replace(",", "."))
    assert "GET /api/v1/partners?who=" in text


def test_an_unknown_name_is_answered_with_the_nearest(client: httpx.Client) -> None:
    page = Page(client.get("/it/partner?who=Photeonn Tecnologies srl").text)
    assert "Nessuna organizzazione con questo nome." in page.text or "proposte" in page.text


def test_a_question_has_its_sentence_its_queries_and_its_answer(client: httpx.Client) -> None:
    asked = {"query": "theme-without-tie", "province": "istat/018", "theme": "specialisation/microelectronics"}
    page = Page(client.get("/it/interroga", params=asked).text)
    assert "Quali soggetti in provincia di" in page.text
    assert re.search(r"\d+ righe", page.text)
    assert "MATCH" in Page(client.get("/it/interroga", params={**asked, "tab": "cypher"}).text).text
    assert "curl http" in Page(client.get("/it/interroga", params={**asked, "tab": "curl"}).text).text


def test_an_english_answer_has_english_names_and_years_are_no_numbers(client: httpx.Client) -> None:
    asked = {"query": "ties-in-year", "body": "ror/02dq7z403", "year": "2022"}
    text = client.get("/en/ask", params=asked).text
    blank = re.search(r'<input[^>]*name="body"[^>]*>', text)
    assert blank is not None
    assert "Eucentre" in blank[0]
    assert "ror/02dq7z403" not in blank[0]
    answer = Page(text.partition("<table")[2]).text
    assert "2003" in answer
    assert "2,003" not in answer
    assert "University of Pavia" in answer


def test_a_query_of_ones_own_is_answered_or_refused_in_words(client: httpx.Client) -> None:
    query = "SELECT ?z ?n WHERE { ?z a zis:Zone ; rdfs:label ?n }"
    answered = Page(client.get("/it/interroga", params={"sparql": query}).text)
    assert "ZIS Pavia" in answered.text
    for bad, status in (("SELECT", 400), ("SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }", 403)):
        refused = client.get("/it/interroga", params={"sparql": bad})
        assert refused.status_code == status
        assert "z-notice-error" in refused.text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/it/nulla", 404, "Questa pagina non esiste"),
        ("/en/id/curated/nobody", 404, "This page does not exist"),
        ("/it/lacune?open=gap-000000000000&evidence=gap-000000000000", 404, "Questa pagina non esiste"),
        ("/it/interroga?query=nothing", 404, "Questa pagina non esiste"),
        ("/it/fonti?page=x", 422, "Questo indirizzo è incompleto"),
    ],
)
def test_errors_are_pages(client: httpx.Client, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    page = Page(answer.text)
    assert words in page.text
    assert answer.headers["x-request-id"] in page.text


def test_downloads_hold_what_the_pages_show(client: httpx.Client) -> None:
    ties = list(csv.DictReader(io.StringIO(client.get(f"/it/export/network.csv?id={EUCENTRE}").text)))
    assert {"ShakeLab (Eucentre)", "Università degli Studi di Pavia"} <= {row["name"] for row in ties}
    assert {row["confidence"] for row in ties} == {"sourced", "editors", "unverified"}
    park = next(row for row in ties if row["name"].startswith("Parco Gerolamo Cardano"))
    assert (park["year"], park["reported_year"]) == ("", "2023")  # only the report is dated
    for address in (
        f"/it/export/network.svg?id={EUCENTRE}",
        "/it/export/provinces.svg?map=ties",
        "/it/export/matrix.svg",
    ):
        answer = client.get(address)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert ET.fromstring(answer.text).tag == "{http://www.w3.org/2000/svg}svg"
        assert "attachment" in answer.headers["content-disposition"]
    whole = client.get(f"/it/export/network.html?id={EUCENTRE}")
    assert len(whole.content) <= 1_000_000
    table = re.sub(r"<[^>]+>", "", whole.text.partition("<tbody>")[2])
    assert "Università degli Studi di Paviaè fondatore diFondazione Eucentre2003Eucentre (eucentre.it)" in table
    assert "Scuola Universitària Superiore IUSS Paviacollabora conUniversità degli Studi di PaviaEucentre (" in table
    assert client.get("/it/export/network.pdf?id=curated/chips-it").status_code == 404


def test_cells_that_a_spreadsheet_would_run_are_made_harmless() -> None:
    from zisgraph.visualisations.views.exports import csv_text

    assert csv_text(("a",), [("=1+1",), ("-x",), (5,)]) == "a\r\n'=1+1\r\n'-x\r\n5\r\n"


def test_static_files_are_kept_and_nothing_else_is_served(client: httpx.Client) -> None:
    first = client.get(load_assets().address("css/zisgraph.css"))
    assert "immutable" in first.headers["cache-control"]
    again = client.get("/static/css/zisgraph.css", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    for path in (
        "../environment.py",
        "%2e%2e/environment.py",
        "css/../../environment.py",
        "css",
        ".git/config",
        "js/x.py",
    ):
        assert client.get(f"/static/{path}").status_code == 404, path


def test_suggestions_are_grouped_and_marked(client: httpx.Client) -> None:
    groups = client.get("/it/suggestions", params={"q": "micro"}).json()["groups"]
    assert [group["title"] for group in groups][:3] == [
        "Specializzazioni",
        "Zone di innovazione e sviluppo",
        "Organizzazioni",
    ]
    assert sum(len(group["options"]) for group in groups) <= 9
    assert groups[0]["options"][0]["parts"][0] == ["Micro", True]
    assert "organizzazioni in" in groups[0]["options"][0]["detail"]


def test_the_page_of_a_project_names_who_takes_part(client: httpx.Client) -> None:
    (group,) = client.get("/it/suggestions", params={"q": "ITEAM", "type": "project"}).json()["groups"]
    page = Page(client.get(group["options"][0]["href"]).text)
    assert "Chi partecipa" in page.text
