"""The Jinja environment of the pages: everything is escaped, every word is translated, every asset is ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from zisgraph.visualisations.drawing import bars
from zisgraph.visualisations.drawing.boundaries import NO_OUTLINES, Outlines, decode
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape, glyph
from zisgraph.visualisations.drawing.svg import element
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import LANGUAGES, Language, Translator, translator

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
        "css/zisgraph.css", "img/mark.svg", "img/glyphs.svg", "js/suggestions.js", "js/page.js", THEME,
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
            "glyph": partial(sprite, self.assets),
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


def sprite(assets: Assets, mark: Glyph, size: int = 18) -> Markup:
    """The small glyph that stands before a name, by reference to the sheet of glyphs."""
    name = mark.shape.value if mark.verified else f"{mark.shape.value}-unverified"
    use = element("use", href=f"{assets.address('img/glyphs.svg')}#{name}")
    return element("svg", use, class_="z-glyph", width=size, height=size, aria_hidden="true", focusable="false")


def large_glyph(mark: Glyph, size: int = 48) -> Markup:
    """The glyph beside the title of a profile."""
    drawn = glyph(mark, size / 2, size / 2, size - 6)
    return element("svg", drawn, width=size, height=size, viewBox=f"0 0 {size} {size}", aria_hidden="true")


def glyph_sheet() -> str:
    """The sheet of all glyphs as one SVG file; `static/img/glyphs.svg` holds exactly this."""
    symbols = []
    for shape in Shape:
        for verified in (True, False):
            name = shape.value if verified else f"{shape.value}-unverified"
            drawn = glyph(Glyph(shape, verified), 9, 9, 15)
            symbols.append(element("symbol", drawn, id=name, viewBox="0 0 18 18"))
    return str(element("svg", *symbols, xmlns="http://www.w3.org/2000/svg")) + "\n"
