"""The pages in a real browser: accessible, silent, asking nobody else, usable by keyboard and without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EUCENTRE, CHIPS, PAVIA = "ror/02dq7z403", "curated/chips-it", "ror/00s6t1f81"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
ADDRESSES = [
    "/it", "/en", "/it?map=ties&table=1", "/it/cerca?q=micro", "/en/search?q=micro",
    f"/it/id/{EUCENTRE}", f"/en/id/{EUCENTRE}", f"/it/id/{CHIPS}", f"/en/id/{CHIPS}", f"/it/id/{PAVIA}",
    f"/en/id/{PAVIA}", f"/it/id/{PAVIA}?ties=all", "/it/id/curated/zis-pavia-microelettronica",
    "/en/id/curated/zis-pavia-microelettronica", "/it/id/specialisation/microelectronics",
    "/en/id/specialisation/microelectronics", "/it/id/istat/018", "/en/id/istat/018", "/it/id/rule/R07",
    "/it/id/citation/ror-2026-06-14", "/en/id/citation/general-knowledge", "/it/lacune", "/en/gaps",
    "/it/lacune?matrix=ties", "/en/gaps?matrix=pairs&list=all", "/it/partner", "/en/partners",
    f"/it/partner?who={CHIPS}", f"/en/partners?who={CHIPS}", "/it/partner?who=zzzzzz&near=zzzz", "/it/interroga",
    "/en/ask", "/it/interroga?tab=own", "/en/ask?sparql=SELECT", "/it/fonti", "/en/sources?q=cordis", "/it/dati", "/en/data",
    "/it/accessibilita", "/en/accessibility", "/it/nulla", "/en/nothing",
]  # fmt: skip
OPENED = "details[data-opened]"
NARROW = [
    "/it",
    f"/it/id/{EUCENTRE}",
    "/it/lacune",
    f"/it/partner?who={CHIPS}",
    "/it/interroga",
    "/it/fonti",
    "/it/dati",
]


@pytest.fixture(scope="session")
def axe(project_root: Path) -> str:
    """The axe-core script."""
    source = project_root / "node_modules" / "axe-core" / "axe.min.js"
    return source.read_text("utf-8") if source.is_file() else pytest.skip("axe-core is not installed: run `npm ci`")


@contextmanager
def opened(browser: Browser, url: str, width: int = 1280, *, script: bool = True) -> Iterator[tuple[Page, list[str]]]:
    """A page, and everything it complained of or asked from elsewhere. Pages of one kind share what the browser keeps
    of style and script."""
    page = _context(browser, script=script).new_page()
    page.set_viewport_size({"width": width, "height": 900})
    complaints: list[str] = []
    host = urlsplit(url).netloc
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}") or dialog.dismiss())
    page.on(
        "request",
        lambda r: complaints.append(f"foreign: {r.url}") if urlsplit(r.url).netloc not in (host, "") else None,
    )
    try:
        page.goto(url, wait_until="load")
        yield page, complaints
    finally:
        page.close()


@cache
def _context(browser: Browser, *, script: bool) -> BrowserContext:
    return browser.new_context(java_script_enabled=script)


def violations(page: Page, axe: str, within: str = "html") -> list[str]:
    """What axe finds in the parts that a selector names; evaluated by the browser itself, which the page's policy
    does not hinder. What passes is not told node by node, which takes longest."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(
        """async ([tags, within]) => (await axe.run({include: [[within]]}, {runOnly: {type: 'tag', values: tags},
        resultTypes: ['violations']})).violations""",
        [TAGS, within],
    )
    return [f"{v['id']}: {v['help']} at {n['target']}: {n['html'][:160]}" for v in found for n in v["nodes"]]


def open_details(page: Page) -> int:
    """Opens what is folded in the content (of the ranked rows, that fetch their evidence, two), and counts it."""
    count: int = page.evaluate(
        """() => { const folded = [...document.querySelectorAll('main details:not([open])')];
        const rows = folded.filter(d => d.dataset.evidence).slice(0, 2);
        const chosen = [...folded.filter(d => !d.dataset.evidence), ...rows];
        for (const details of chosen) { details.open = true; details.dataset.opened = "1"; } return chosen.length; }"""
    )
    page.wait_for_function(
        "() => [...document.querySelectorAll('details[data-evidence][open]')].every(d => d.querySelector('.z-factors'))"
    )
    page.evaluate("for (const details of document.querySelectorAll('main .z-evidence details')) details.open = true")
    return count


def own_complaints(complaints: list[str], address: str) -> list[str]:
    """Without the browser's own note that a page asked for on purpose does not exist, or was refused."""
    expected = ("nulla", "nothing", "zzzzzz", "sparql=SELECT")
    failed = any(word in address for word in expected)
    return [c for c in complaints if not (failed and "Failed to load resource" in c)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_violation_no_complaint_no_foreign_request(browser: Browser, live_url: str, axe: str, address: str) -> None:
    with opened(browser, live_url + address) as (page, complaints):
        assert violations(page, axe) == []
        if open_details(page):
            assert violations(page, axe, OPENED) == []
        assert own_complaints(complaints, address) == []


@pytest.mark.parametrize("address", NARROW)
@pytest.mark.parametrize("width", [390, 820])
def test_narrow_pages_are_as_accessible_and_do_not_scroll_sideways(
    browser: Browser, live_url: str, axe: str, address: str, width: int
) -> None:
    with opened(browser, live_url + address, width) as (page, complaints):
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if open_details(page):
            assert violations(page, axe, OPENED) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert own_complaints(complaints, address) == []


LONG_NAMES = """() => {
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement;
        if (holder.closest("h1, bdi") && !holder.closest("svg, pre") && texts.currentNode.data.trim()) found.push(texts.currentNode);
    }
    found.forEach(text => { text.data = "N".repeat(300); });
    return found.length;
}"""


@pytest.mark.parametrize("address", [f"/it/cerca?q={'a' * 3000}", f"/it/id/{EUCENTRE}", f"/it/partner?who={CHIPS}"])
@pytest.mark.parametrize("width", [390, 1280])
def test_long_words_wrap(browser: Browser, live_url: str, address: str, width: int) -> None:
    with opened(browser, live_url + address, width) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(LONG_NAMES) > 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ["/it", f"/it/id/{EUCENTRE}", "/it/lacune", "/it/interroga"])
def test_pages_work_without_javascript(browser: Browser, live_url: str, address: str) -> None:
    with opened(browser, live_url + address, script=False) as (page, complaints):
        assert complaints == []
        assert page.locator("h1").is_visible()
        if address == "/it":
            page.fill("#search", "eucentre")
            page.press("#search", "Enter")
            page.wait_for_url("**/it/cerca?q=eucentre")
            page.locator("main").get_by_role("link", name="Eucentre").first.click()
            assert page.locator("svg.z-ego a").count() > 10
        if address == "/it/lacune":
            row = page.locator("details.z-row").nth(2)
            row.locator("summary").click(position={"x": 8, "y": 14})
            row.get_by_role("link", name="Apri le prove").click()
            assert page.locator("details.z-row[open] .z-factors").first.is_visible()


def test_suggestions_are_used_by_keyboard(browser: Browser, live_url: str) -> None:
    with opened(browser, live_url + "/it") as (page, complaints):
        box = page.get_by_role("combobox")
        box.focus()
        page.keyboard.type("micro")
        page.get_by_role("option").first.wait_for()
        assert box.get_attribute("aria-expanded") == "true"
        page.keyboard.press("ArrowDown")
        first = page.locator("[role=option][aria-selected=true]")
        assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
        page.keyboard.press("ArrowUp")
        assert first.count() == 0
        page.keyboard.press("Escape")
        assert not page.get_by_role("listbox").is_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/it/id/specialisation/microelectronics")
        assert complaints == []


def test_open_suggestions_are_accessible(browser: Browser, live_url: str, axe: str) -> None:
    with opened(browser, live_url + "/it") as (page, complaints):
        page.get_by_role("combobox").type("micro")
        page.get_by_role("option").first.wait_for()
        assert violations(page, axe) == []
        assert complaints == []


def test_an_opened_row_fetches_its_evidence(browser: Browser, live_url: str, axe: str) -> None:
    with opened(browser, live_url + "/it/lacune") as (page, complaints):
        row = page.locator("details.z-row").nth(4)
        row.locator("summary").click(position={"x": 8, "y": 14})
        row.locator(".z-factors").first.wait_for()
        assert "nessun legame registrato" in (row.text_content() or "")
        assert violations(page, axe) == []
        assert complaints == []


def test_ties_between_neighbours_can_be_hidden(browser: Browser, live_url: str) -> None:
    with opened(browser, f"{live_url}/it/id/{EUCENTRE}") as (page, _):
        quiet = page.locator("svg.z-ego .z-quiet")
        assert quiet.is_visible()
        page.get_by_label("legami tra vicini").uncheck()
        assert not quiet.is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser: Browser, live_url: str) -> None:
    with opened(browser, live_url + "/it/fonti") as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Vai al contenuto"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_links_in_the_picture_have_names_and_can_be_reached(browser: Browser, live_url: str) -> None:
    with opened(browser, f"{live_url}/it/id/{EUCENTRE}") as (page, _):
        link = page.locator("svg.z-ego a").filter(has_text="INGV").or_(page.locator("svg.z-ego a").first).first
        link.focus()
        assert page.evaluate("document.activeElement.tagName.toLowerCase()") == "a"
        tree = page.locator("#network").aria_snapshot()
        assert "con fonte" in tree


@pytest.mark.parametrize("width", [1280, 390])
def test_no_label_of_the_picture_lies_on_another(browser: Browser, live_url: str, width: int) -> None:
    for path in (EUCENTRE, CHIPS, PAVIA):
        with opened(browser, f"{live_url}/it/id/{path}", width) as (page, _):
            boxes = page.evaluate(
                """() => [...document.querySelectorAll('svg.z-ego a')].filter(a => a.checkVisibility()).map(a =>
                [...a.querySelectorAll('text')].map(t => { const b = t.getBoundingClientRect();
                return [b.left, b.top + 3, b.right, b.bottom - 3]; }))"""
            )
            flat = [(link, box) for link, texts in enumerate(boxes) for box in texts]
            clashes = [
                (a, b)
                for i, (one, a) in enumerate(flat)
                for other, b in flat[i + 1 :]
                if one != other and a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] and b[1] < a[3]
            ]
            assert clashes == []


def test_hostile_names_are_only_names(browser: Browser, hostile_url: str, axe: str) -> None:
    addresses = [
        "/it", "/it/cerca?q=Eucentre", f"/it/id/{EUCENTRE}", f"/en/id/{CHIPS}", f"/it/id/{PAVIA}", "/it/lacune",
        f"/it/partner?who={CHIPS}", "/it/interroga", '/it/cerca?q="><script>alert(1)</script>',
    ]  # fmt: skip
    for address in addresses:
        with opened(browser, hostile_url + address) as (page, complaints):
            assert complaints == [], address
            assert page.evaluate("document.querySelectorAll('main script, main b b, svg script').length") == 0
            assert violations(page, axe) == []
    with opened(browser, hostile_url + "/it") as (page, complaints):
        page.get_by_role("combobox").type("eucentre")
        page.get_by_role("option").first.wait_for()
        assert "<script>alert(1)</script>" in (page.get_by_role("listbox").text_content() or "")
        assert complaints == []


def test_hostile_names_are_inert_in_files(browser: Browser, hostile_url: str, tmp_path: Path) -> None:
    import httpx

    for form in ("svg", "html"):
        file = tmp_path / f"network.{form}"
        file.write_bytes(httpx.get(f"{hostile_url}/it/export/network.{form}?id={EUCENTRE}", timeout=60).content)
        with opened(browser, file.as_uri()) as (page, complaints):
            page.wait_for_timeout(300)
            assert complaints == []
            assert "alert(1)" in (page.locator(":root").text_content() or "")


def test_the_exported_network_opens_from_a_folder_and_asks_nobody(
    browser: Browser, live_url: str, axe: str, tmp_path: Path
) -> None:
    import httpx

    file = tmp_path / "rete.html"
    file.write_bytes(httpx.get(f"{live_url}/it/export/network.html?id={PAVIA}", timeout=60).content)
    context = browser.new_context()
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        page.locator("canvas").wait_for()
        assert asked == [file.as_uri()]
        assert violations(page, axe) == []
        assert page.locator("tbody tr").count() > 60
    finally:
        context.close()


def test_printing_leaves_the_controls_out_and_writes_addresses(browser: Browser, live_url: str) -> None:
    with opened(browser, f"{live_url}/it/id/{EUCENTRE}") as (page, _):
        page.emulate_media(media="print")
        assert not page.locator(".z-nav").is_visible()
        assert page.locator(".z-print-only").is_visible()
        shown = page.evaluate("getComputedStyle(document.querySelector('#sources a.z-cite-link'), '::after').content")
        assert "http" in shown


def test_the_first_view_is_light_and_quick(browser: Browser, live_url: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        sizes: list[int] = []
        page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
        page.goto(live_url + "/it", wait_until="networkidle")
        assert sum(sizes) <= 250_000, json.dumps(sizes)
    finally:
        context.close()
