"""A network as one HTML file that opens anywhere, with pyvis: no request, no running layout, nothing to inject.

pyvis builds the nodes and edges of vis-network; the page around them is our own escaping template. Positions are
ours, physics is off, the library is inlined, and a content policy with hashes lets only these scripts run.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from zisgraph.errors import ZisgraphError
from zisgraph.visualisations.drawing import palette
from zisgraph.visualisations.drawing.glyphs import FILLS, Glyph, Shape, glyph
from zisgraph.visualisations.drawing.svg import element, plain

if TYPE_CHECKING:
    from pyvis.network import Network

MOST_NODES = 300
_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
_CANVAS = "z-canvas"
_SIZE = 24
_VIS_SHAPES: Mapping[Shape, str] = {
    Shape.COMPANY: "dot",
    Shape.UNIVERSITY: "square",
    Shape.RESEARCH: "diamond",
    Shape.TRAINING: "hexagon",
    Shape.NETWORK: "triangle",
    Shape.PARK: "triangleDown",
    Shape.ZONE: "star",
    Shape.PROGRAMME: "hexagon",
}


class TooManyNodes(ZisgraphError):
    """One file holds at most 300 bodies; a larger network belongs in a query."""

    status = 422


@dataclass(frozen=True, slots=True)
class ExportNode:
    """One body with its place in the picture; `title` is what a screen tip says, `label` a name cut for the picture."""

    key: str
    name: str
    kind: str
    mark: Glyph
    x: float
    y: float
    title: str
    size: float = 12.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class ExportEdge:
    """One line of the picture; `words` are its screen tip."""

    start: str
    end: str
    words: str
    sourced: bool
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One statement of the table, from subject to object: its words, since when it holds, who says it."""

    start: str
    words: str
    end: str
    years: str
    sources: str
    check: str
    """`sourced`, `editors` (a choice of the editors of the data, no source says it) or `unverified`."""


@dataclass(frozen=True, slots=True)
class ExportWords:
    """The words of the page in the reader's language."""

    language: str
    title: str
    intro: str
    picture: str
    table: str
    columns: tuple[str, str, str, str, str, str]
    sourced: str
    unverified: str
    legend: str
    footer: str


@dataclass(frozen=True, slots=True)
class ExportNetwork:
    """Everything one file holds."""

    nodes: Sequence[ExportNode]
    edges: Sequence[ExportEdge]
    rows: Sequence[ExportRow]
    legend: Sequence[tuple[Shape, str]]


def network_html(network: ExportNetwork, words: ExportWords) -> str:
    """The file as text, to be written as UTF-8.

    Raises:
        TooManyNodes: there are more than 300 nodes.
    """
    if len(network.nodes) > MOST_NODES:
        raise TooManyNodes(
            f"The network has {len(network.nodes)} bodies; one HTML file holds {MOST_NODES} at most. "
            "Narrow it, or download it as a table."
        )
    drawn = _pyvis(network)
    library = Markup(_script_safe(_library()))  # noqa: S704 - the library as shipped, checked not to end its script
    start = Markup(_start_script(drawn))  # noqa: S704 - JSON with every bracket escaped
    style = Markup(_style())  # noqa: S704 - our own constant
    policy = (
        f"default-src 'none'; script-src {_hash(library)} {_hash(start)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    text: str = _template().render(
        words=words,
        policy=policy,
        library=library,
        start=start,
        style=style,
        canvas=_CANVAS,
        network=network,
        swatches={shape: _swatch(shape) for shape, _ in network.legend},
    )
    return text


def _pyvis(network: ExportNetwork) -> Network:
    from pyvis.network import Network

    drawn = Network(height="680px", width="100%", directed=False, notebook=False, cdn_resources="in_line")
    drawn.toggle_physics(status=False)
    for node in network.nodes:
        drawn.add_node(node.key, label=plain(node.label or node.name), title=plain(node.title), **_node_options(node))
    # `add_edge` looks through all edges for each new one; the list is pyvis' own data, so it is filled directly.
    drawn.edges = [_edge(edge) for edge in network.edges]
    return drawn


def _node_options(node: ExportNode) -> dict[str, Any]:
    fill = FILLS.get(node.mark.shape, palette.WHITE)
    shape = _VIS_SHAPES.get(node.mark.shape)
    options: dict[str, Any] = {
        "x": round(node.x, 1),
        "y": round(node.y, 1),
        "physics": False,
        "size": node.size,
        "borderWidth": 1.2,
        "font": {"color": palette.TEXT, "size": 14, "face": "Titillium Web, Segoe UI, Arial, sans-serif"},
    }
    if shape is None:
        return options | {"shape": "image", "image": _image(node.mark)}
    colour = {"background": fill, "border": palette.TEXT, "highlight": {"background": fill, "border": palette.FOCUS}}
    faint = {"opacity": 0.38, "shapeProperties": {"borderDashes": [3, 2]}} if not node.mark.verified else {}
    return options | {"shape": shape, "color": colour} | faint


def _edge(edge: ExportEdge) -> dict[str, Any]:
    colour = palette.EDGE_QUIET if edge.quiet else palette.EDGE if edge.sourced else palette.UNVERIFIED_LINE
    return {
        "from": edge.start,
        "to": edge.end,
        "title": plain(edge.words),
        "color": {"color": colour, "highlight": palette.FOCUS},
        "width": 1 if edge.quiet else 1.5,
        "dashes": False if edge.sourced else [5, 4],
        "smooth": False,
    }


def _start_script(drawn: Network) -> str:
    nodes, edges, *_ = drawn.get_network_data()
    options = {
        "physics": {"enabled": False},
        "interaction": {"hover": True, "keyboard": False, "navigationButtons": False, "zoomSpeed": 0.6},
        "layout": {"improvedLayout": False},
    }
    data = {"nodes": nodes, "edges": edges, "options": options}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    for sign, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, escape)
    # vis-network puts a text title into the page as HTML: an element made of text cannot carry any.
    return (
        f"const data = {text};\n"
        "const tip = (words) => { const box = document.createElement('div'); box.textContent = words; return box; };\n"
        "for (const item of [...data.nodes, ...data.edges]) if (item.title) item.title = tip(item.title);\n"
        f"const network = new vis.Network(document.getElementById('{_CANVAS}'), "
        "{ nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges) }, data.options);\n"
        "network.once('afterDrawing', () => network.fit({ animation: false }));\n"
    )


def _library() -> str:
    from pyvis import network as module

    source = files(module.__package__) / "templates" / _LIBRARY
    return source.read_text("utf-8")


def _script_safe(text: str) -> str:
    if "</script" in text.lower():
        raise ValueError("the library would end its own script element")
    return text


def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("zisgraph.visualisations", "templates"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("network_export.html")


def _hash(content: str) -> str:
    digest = base64.b64encode(sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _image(mark: Glyph) -> str:
    drawn = element(
        "svg",
        glyph(mark, _SIZE / 2, _SIZE / 2, _SIZE - 3),
        xmlns="http://www.w3.org/2000/svg",
        width=_SIZE,
        height=_SIZE,
        viewBox=f"0 0 {_SIZE} {_SIZE}",
    )
    return "data:image/svg+xml;base64," + base64.b64encode(str(drawn).encode()).decode()


def _swatch(shape: Shape) -> Markup:
    drawn = glyph(Glyph(shape), 9, 9, 15)
    return element("svg", drawn, width=18, height=18, viewBox="0 0 18 18", aria_hidden="true")


def _style() -> str:
    return (
        "body{margin:0;padding:20px 24px 40px;font:16px/24px 'Titillium Web','Segoe UI',Arial,sans-serif;"
        f"color:{palette.TEXT};background:#fff}}main{{max-width:1200px;margin:0 auto}}h1{{font-size:28px;line-height:34px;"
        "margin:0 0 4px}h2{font-size:20px;line-height:26px;margin:28px 0 8px}p{margin:0 0 10px}"
        f"figure{{margin:12px 0;border:1px solid {palette.HAIRLINE};border-radius:8px}}#{_CANVAS}{{height:680px}}"
        f".quiet,footer{{color:{palette.TEXT_SECOND};font-size:14px}}"
        "ul{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 10px;padding:0;list-style:none;font-size:14px}"
        "li{display:flex;align-items:center;gap:6px}table{width:100%;border-collapse:collapse;font-size:15px}"
        f"th{{text-align:left;border-bottom:2px solid {palette.TEXT};padding:6px 12px 6px 0;font-size:13px}}"
        f"td{{border-bottom:1px solid {palette.HAIRLINE};padding:6px 12px 6px 0;vertical-align:top}}"
        f".doubt{{color:{palette.UNVERIFIED_TEXT};font-weight:600}}a{{color:{palette.LINK}}}"
        ".vis-tooltip{position:absolute;visibility:hidden;padding:6px 10px;background:#fff;border:1px solid #737373;"
        "border-radius:4px;font-size:14px;max-width:340px;pointer-events:none;z-index:5}"
        "@media print{figure{break-inside:avoid}}"
    )
