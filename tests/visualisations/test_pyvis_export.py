"""One file that opens anywhere: within its size, with its own policy, hostile names inert."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from ego_networks import HOSTILE

from zisgraph.visualisations.drawing.glyphs import Glyph, Shape
from zisgraph.visualisations.pyvis_export import (
    MOST_NODES,
    ExportEdge,
    ExportNetwork,
    ExportNode,
    ExportRow,
    ExportWords,
    TooManyNodes,
    network_html,
)

WORDS = ExportWords(
    "it", "Rete di Eucentre", "15 enti.", "Rete", "Gli stessi legami in tabella",
    ("Da", "Legame", "A", "Dal", "Fonte", "Verifica"), "con fonte", "non verificato", "Legenda", "zisgraph, 2026",
)  # fmt: skip
CHECKS = ("sourced", "unverified")


def network(size: int, name: str = "Ente") -> ExportNetwork:
    shapes = list(Shape)
    nodes = [
        ExportNode(
            f"n{n}",
            f"{name} {n}",
            "ente",
            Glyph(shapes[n % len(shapes)], n % 3 > 0),
            n * 10.0,
            n * 5.0,
            f"{name} {n}, ente",
        )
        for n in range(size)
    ]
    edges = [ExportEdge("n0", f"n{n}", f"collabora {name}", n % 2 == 0) for n in range(1, size)]
    rows = [
        ExportRow(f"{name} 0", "collabora con", f"{name} {n}", "2023", "Il Ticino", CHECKS[n % 2])
        for n in range(1, size)
    ]
    return ExportNetwork(nodes, edges, rows, [(Shape.COMPANY, "Impresa")])


def test_three_hundred_bodies_take_a_second_and_a_megabyte() -> None:
    network_html(network(3), WORDS)  # pyvis is imported once
    started = time.perf_counter()
    text = network_html(network(MOST_NODES), WORDS)
    assert time.perf_counter() - started < 1
    assert len(text.encode()) <= 1_000_000


def test_more_than_three_hundred_are_refused_with_the_numbers() -> None:
    with pytest.raises(TooManyNodes, match="301 bodies; one HTML file holds 300"):
        network_html(network(301), WORDS)


def test_the_page_has_a_language_a_title_a_legend_and_the_table() -> None:
    text = network_html(network(4), WORDS)
    assert text.startswith('<!doctype html>\n<html lang="it">')
    assert "<title>Rete di Eucentre</title>" in text
    assert text.count("<tr>") == 4
    assert "Impresa" in text
    assert "zisgraph, 2026" in text
    assert "non verificato" in text


def test_the_table_holds_whole_names_and_no_check_without_a_source() -> None:
    given = network(2)
    nodes = [given.nodes[0], replace(given.nodes[1], name="Ente con un nome lungo", label="Ente con…")]
    rows = [
        ExportRow("Ente 0", "temi", "Ente con un nome lungo", "", "", "editors"),
        ExportRow("Ente con un nome lungo", "collabora con", "Ente 0", "", "Il Ticino", "sourced"),
    ]
    text = network_html(replace(given, nodes=nodes, rows=rows), WORDS)
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    assert table.count("Ente con un nome lungo") == 2
    assert "Ente con…" not in table
    assert '"label": "Ente con…"' in text
    assert table.count("con fonte") == 1


def test_positions_are_ours_and_nothing_runs() -> None:
    text = network_html(network(4), WORDS)
    data = re.search(r"const data = (\{.*?\});\n", text)
    assert data is not None
    assert '"x": 30.0' in data[1]
    assert '"physics": {"enabled": false}' in data[1]


def test_only_its_own_scripts_may_run() -> None:
    text = network_html(network(3), WORDS)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed
    for script in re.findall(r"<script>(.*?)</script>", text, re.DOTALL):
        assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in allowed


def test_no_address_of_others_is_fetched() -> None:
    text = network_html(network(3), WORDS)
    assert not re.search(r'<(?:link|img|iframe|script)[^>]+(?:src|href)="', text)
    assert "cdnjs" not in text


def test_hostile_names_end_neither_script_nor_text() -> None:
    text = network_html(network(3, HOSTILE), WORDS)
    assert text.count("</script>") == 2
    assert "<script>alert" not in text
    assert "<b>bold" not in text


def test_equal_networks_are_equal_bytes() -> None:
    assert network_html(network(9), WORDS) == network_html(network(9), WORDS)


def test_pyvis_is_not_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, zisgraph.visualisations.pyvis_export; sys.exit('pyvis' in sys.modules or 'IPython' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
