"""The Jinja environment of the pages: everything is escaped, every word is translated, every asset is ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from zisgraph.visualisations.drawing import bars
from zisgraph.visualisations.drawing.boundaries import NO_OUTLINES, Outlines, decode
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape, glyph
from zisgraph.visualisations.drawing.svg import Attributes, element
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import LANGUAGES, Language, Translator, translator

_LINE: Attributes = {"fill": "none", "stroke": "currentColor"}
ICONS: Mapping[str, tuple[str, Markup]] = MappingProxyType(
    {
        "i-tick": ("0 0 11 11", element("path", d="M1.3 5.8 4.2 8.7 9.7 2.3", **_LINE, stroke_width="1.9")),
        "i-question": (
            "0 0 9 12",
            element(
                "path",
                d="M1.2 3.4A3.1 3.1 0 0 1 4.4 1c1.9 0 3.2 1.1 3.2 2.7 0 2.3-2.9 2.3-2.9 4.5",
                **_LINE,
                stroke_width="1.8",
            )
            + element("circle", cx="4.7", cy="10.7", r="1.2", fill="currentColor"),
        ),
        "i-unequal": (
            "0 0 12 11",
            element("path", d="M1 3.8h10M1 7.3h10M8.3.6 3.7 10.4", **_LINE, stroke_width="1.7"),
        ),
        "i-columns": ("0 0 11 10", element("path", d="M1.5 10V5.5M5.5 10V1M9.5 10V3.5", **_LINE, stroke_width="2")),
    }
)
"""The small signs of badges and ticks, with the box each is drawn in."""

THEME = "vendor/css/bootstrap-lombardia.min.css"
OUTLINES = "vendor/data/ita.topo.json"


@dataclass(frozen=True, slots=True)
class Assets:
    """The static files at hand: addresses carry a hash, so that browsers may keep them for good."""

    versions: Mapping[str, str]
    outlines: Outlines

    @property
    def themed(self) -> bool:
        """Whether the theme was installed; without it the pages are plain but readable."""
        return THEME in self.versions

    def address(self, name: str) -> str:
        """The address of a static file."""
        return f"/static/{name}?v={self.versions.get(name, '0')}"


def load_assets() -> Assets:
    """Look at the static files once."""
    root = files("zisgraph.visualisations") / "static"
    versions = {}
    names = [
        "css/zisgraph.css", "img/mark.svg", "js/suggestions.js", "js/page.js", THEME,
    ]  # fmt: skip
    for name in names:
        source = root / name
        if source.is_file():
            versions[name] = sha256(source.read_bytes()).hexdigest()[:10]
    outlines = root / OUTLINES
    return Assets(versions, decode(outlines.read_text("utf-8")) if outlines.is_file() else NO_OUTLINES)


class Pages:
    """Renders templates in either language; holds the catalogues, the environments and the assets."""

    def __init__(self) -> None:
        self.assets = load_assets()
        self.words: Mapping[Language, Translator] = {language: translator(language) for language in LANGUAGES}
        self.formats: Mapping[Language, Formats] = {language: Formats(words) for language, words in self.words.items()}
        self._environments = {language: self._environment(language) for language in LANGUAGES}

    def render(self, template: str, language: Language, /, **values: Any) -> str:
        """One page as text."""
        return self._environments[language].get_template(template).render(language=language, **values)

    def _environment(self, language: Language) -> Environment:
        environment = Environment(
            loader=PackageLoader("zisgraph.visualisations", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        catalogue = self.words[language].catalogue
        environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
        formats = self.formats[language]
        environment.filters |= {
            "number": formats.number, "score": formats.score, "percent": formats.percent, "day": formats.day,
            "short_day": formats.short_day, "capital": capital,
        }  # fmt: skip
        environment.globals |= {
            "assets": self.assets,
            "languages": LANGUAGES,
            "glyph": sprite,
            "symbols": symbols(),
            "large_glyph": large_glyph,
            "Glyph": Glyph,
            "trust_bar": bars.trust_bar,
            "length_bar": bars.length_bar,
            "split_bar": bars.split_bar,
            "swatch": bars.swatch,
        }
        return environment


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def sprite(mark: Glyph, size: int | None = None) -> Markup:
    """The small glyph that stands before a name, by reference to the symbols of the page.

    Without a size it has that of its place in the style sheet: a page has hundreds of them.
    """
    use = element("use", href=f"#{glyph_id(mark)}")
    return element("svg", use, class_="z-glyph", width=size, height=size, aria_hidden="true")


def glyph_id(mark: Glyph) -> str:
    """The id of a glyph's symbol."""
    return f"g-{mark.shape.value}" + ("" if mark.verified else "-u")


def symbols() -> Markup:
    """Glyphs, icons and the hatching, defined once at the start of a page and used by reference."""
    drawn = [
        element("symbol", glyph(mark, 9, 9, 15), id=glyph_id(mark), viewBox="0 0 18 18")
        for shape in Shape
        for mark in (Glyph(shape), Glyph(shape, verified=False))
    ]
    icons = [element("symbol", icon, id=name, viewBox=box) for name, (box, icon) in ICONS.items()]
    return element(
        "svg", element("defs", *drawn, *icons, bars.hatch()), width=0, height=0, class_="z-hidden", aria_hidden="true"
    )


def large_glyph(mark: Glyph, size: int = 48) -> Markup:
    """The glyph beside the title of a profile."""
    drawn = glyph(mark, size / 2, size / 2, size - 6)
    return element("svg", drawn, width=size, height=size, viewBox=f"0 0 {size} {size}", aria_hidden="true")
