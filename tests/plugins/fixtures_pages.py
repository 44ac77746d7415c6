"""One Chromium for the session, and a server over a build whose names mean harm."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ego_networks import HOSTILE
from real_builds import Workshop
from served import running
from small_facts import small_facts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RENAMED = {"eucentre": "Eucentre", "chips-it": "Chips-IT", "unipv": "Pavia", "parco-cardano": "Cardano"}
"""Bodies of the hostile build, each with the honest word that its name still begins with."""


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium without network features of its own; one for all tests."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=flags)
        yield started
        started.close()


@pytest.fixture(scope="session")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over one province whose best-known bodies carry script, quotes and direction marks in their names."""
    folder = tmp_path_factory.mktemp("hostile")
    facts = small_facts(folder / "facts")
    _rename(facts / "organisations.csv")
    Workshop(facts, folder / "home").build()
    with running(folder / "home", cypher="off") as server:
        yield server.url


def _rename(file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    renamed = 0
    for row in rows:
        if row["id"] in RENAMED:
            row["name_it"] = row["name_en"] = f"{RENAMED[row['id']]} {HOSTILE}".replace(
                "\a", ""
            )  # refused by the loaders
            renamed += 1
    assert renamed == len(RENAMED), f"{renamed} of {len(RENAMED)} bodies are in the small tables"
    with file.open("w", encoding="utf-8", newline="") as output:
        writer = csv.DictWriter(output, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
