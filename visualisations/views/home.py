"""The home page: four numbers, the map of provinces, five findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from zisgraph.analytics.findings import Highlight
from zisgraph.catalogue.records import Count, EntityRef, Numbers, ProvinceCount
from zisgraph.visualisations.drawing.boundaries import Outlines
from zisgraph.visualisations.drawing.glyphs import Glyph
from zisgraph.visualisations.drawing.province_map import (
    DESKTOP,
    PHONE,
    ProvinceMark,
    land,
    map_svg,
    used_land,
)
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Language, Translator
from zisgraph.visualisations.views.kinds import mark_of, short_name
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.overview_queries import map_query
from zisgraph.visualisations.views.query_behind import QueryBehind

LAYERS = ("organisations", "ties", "programmes")


@dataclass(frozen=True, slots=True)
class Number:
    """One of the four numbers: `bar` has its sourced and unverified parts."""

    value: int
    label: str
    note: str
    bar: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several views of a panel."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class MapRow:
    """A province in the table beside the map."""

    name: str
    href: str
    count: Count


@dataclass(frozen=True, slots=True)
class MapPanel:
    """The map and its table."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    land: Markup
    wide: Markup
    narrow: Markup
    elsewhere: str
    rows: tuple[MapRow, ...]
    csv: str
    svg: str
    query: QueryBehind
    open: bool


@dataclass(frozen=True, slots=True)
class HighlightItem:
    """One point of "Da guardare"."""

    kind: str
    word: str
    sentence: Markup
    href: str
    action: str


@dataclass(frozen=True, slots=True)
class BrowseItem:
    """An entity to start from: `note` says how far or how many."""

    text: str
    href: str
    mark: Glyph
    note: str


@dataclass(frozen=True, slots=True)
class Home:
    """Everything the template needs."""

    examples: tuple[BrowseItem, ...]
    zones: tuple[BrowseItem, ...]
    topics: tuple[BrowseItem, ...]
    numbers: tuple[Number, ...]
    map: MapPanel
    highlights: tuple[HighlightItem, ...]


def browse(ref: EntityRef, note: str, language: Language, links: Links) -> BrowseItem:
    """An entity as a place to start from."""
    return BrowseItem(short_name(ref, language), links.entity(ref.path), mark_of(ref), note)


def four_numbers(numbers: Numbers, newest_zone_source: str, formats: Formats) -> tuple[Number, ...]:
    """Organisations, ties, programmes with their parts; zones, of which none is admitted in any source."""
    t = formats.words
    counted = (
        (numbers.organisations, t("organisations"), "organisations"),
        (numbers.ties, t("recorded ties"), "ties"),
        (numbers.programmes, t("training programmes"), "programmes"),
    )
    found = [
        Number(count.total, label, parts_in_words(count, formats, layer), (count.sourced, count.unverified))
        for count, label, layer in counted
    ]
    without = t("joint projects not counted")
    found[1] = replace(found[1], note=f"{found[1].note}; {without}")
    note = t("None admitted in the sources read, up to %(date)s", date=formats.day(newest_zone_source))
    return (*found, Number(numbers.zones_announced, t("ZIS announced or in preparation"), note, None))


def parts_in_words(count: Count, formats: Formats, layer: str) -> str:
    """Both parts of a total of organisations, ties or programmes: "442 con fonte, 139 non verificate"."""
    t = formats.words
    values = {"sourced": formats.number(count.sourced), "unverified": formats.number(count.unverified)}
    if layer == LAYERS[0]:
        return t.within("organisations", "%(sourced)s with a source, %(unverified)s unverified", **values)
    return t.within("ties", "%(sourced)s with a source, %(unverified)s unverified", **values)


def map_panel(
    provinces: Sequence[ProvinceCount],
    numbers: Numbers,
    layer: str,
    outlines: Outlines,
    formats: Formats,
    links: Links,
    *,
    table_open: bool = False,
) -> MapPanel:
    """The map of one layer (organisations, ties or programmes by province)."""
    t = formats.words
    words = _layer_words(t)
    layer = layer if layer in LAYERS else LAYERS[0]
    title = words[layer][0]
    marks = province_marks(provinces, layer, formats, links)
    rows = sorted(provinces, key=lambda p: (-count_of(p, layer).total, p.plate))
    return MapPanel(
        key=layer,
        title=title,
        choices=tuple(
            Choice(words[name][1], links.page("home", "map", map="" if name == LAYERS[0] else name), name == layer)
            for name in LAYERS
        ),
        land=land(outlines),
        wide=map_svg(marks, used_land(), DESKTOP, title),
        narrow=map_svg(marks, used_land(), PHONE, title),
        elsewhere=_elsewhere(numbers, layer, formats),
        rows=tuple(MapRow(p.ref.label.in_(t.language), links.entity(p.ref.path), count_of(p, layer)) for p in rows),
        csv=f"/{t.language}/export/provinces.csv",
        svg=f"/{t.language}/export/provinces.svg?map={layer}",
        query=map_query(layer, links),
        open=table_open,
    )


def province_marks(
    provinces: Iterable[ProvinceCount], layer: str, formats: Formats, links: Links
) -> tuple[ProvinceMark, ...]:
    """The circles of one layer."""
    return tuple(
        ProvinceMark(
            plate=p.plate,
            name=p.ref.label.in_(formats.words.language),
            count=count_of(p, layer).total,
            href=links.entity(p.ref.path),
            said=f"{p.plate} {formats.number(count_of(p, layer).total)}, "
            f"{p.ref.label.in_(formats.words.language)}: {parts_in_words(count_of(p, layer), formats, layer)}",
        )
        for p in provinces
    )


def count_of(province: ProvinceCount, layer: str) -> Count:
    """The count of one layer in one province."""
    counts: Mapping[str, Count] = {
        "organisations": province.organisations, "ties": province.ties, "programmes": province.programmes,
    }  # fmt: skip
    return counts[layer]


def highlights(rows: Iterable[Highlight], formats: Formats, links: Links) -> tuple[HighlightItem, ...]:
    """At most five points, names in bold, each with where its evidence stands."""
    t = formats.words
    words = {
        "gap": (t("Gap"), t("See the evidence")),
        "duplicate": (t("Possible duplicate"), t("Compare")),
        "conflict": (t("Sources in conflict"), t("Compare the sources")),
        "rule": (t("Check of the rules"), t("See the rules")),
        "missing": (t("Missing data"), t("Open the list")),
    }
    found = []
    for row in list(rows)[:5]:
        word, action = words.get(row.kind, (t("Finding"), t("Open")))
        sentence = row.sentence_en if t.language == "en" else row.sentence_it
        names = [ref.name_en if t.language == "en" else ref.name_it for ref in row.refs]
        found.append(HighlightItem(row.kind, word, emphasised(sentence, names), _evidence(row, links), action))
    return tuple(found)


def emphasised(sentence: str, names: Iterable[str]) -> Markup:
    """The sentence with the names in it in bold; longer names first, so that none is cut by a shorter one."""
    parts: list[str | Markup] = [sentence]
    for name in sorted(filter(None, set(names)), key=lambda n: (-len(n), n)):
        parts = [piece for part in parts for piece in _around(part, name)]
    return Markup("").join(part if isinstance(part, Markup) else escape(part) for part in parts)


def _around(part: str | Markup, name: str) -> list[str | Markup]:
    if isinstance(part, Markup) or name not in part:
        return [part]
    before, _, after = part.partition(name)
    return [before, Markup("<b><bdi>{}</bdi></b>").format(name), after]


def _evidence(row: Highlight, links: Links) -> str:
    if row.kind == "conflict" and row.refs:
        return links.of_iri(row.refs[0].iri, "facts")
    if row.kind == "rule" and row.refs:
        return links.of_iri(row.refs[0].iri)
    if row.kind == "missing":
        return links.page("gaps", "unrecorded")
    if row.finding:
        return links.page("gaps", row.finding, open=row.finding)
    return links.page("gaps")


def _layer_words(t: Translator) -> Mapping[str, tuple[str, str]]:
    return {
        "organisations": (t("Organisations by province"), t("Organisations")),
        "ties": (t("Recorded ties by province"), t("Ties")),
        "programmes": (t("Training programmes by province"), t("Programmes")),
    }


def _elsewhere(numbers: Numbers, layer: str, formats: Formats) -> str:
    t = formats.words
    match layer:
        case "organisations":
            return t.plural(
                "One more organisation has its seat outside the region, or none recorded.",
                "Another %(shown)s organisations have their seat outside the region, or none recorded.",
                numbers.outside,
                shown=formats.number(numbers.outside),
            )
        case "ties":
            return t("A tie between two provinces counts in both; joint projects are not counted.")
        case _:
            return t("Programmes by the place where they are held.")
