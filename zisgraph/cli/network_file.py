"""The network of one entity as a file: the same drawing, table and page that the explorer offers for download."""

from __future__ import annotations

from typing import Literal

from zisgraph.catalogue.catalogue import Catalogue
from zisgraph.catalogue.records import EntityRef
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.pyvis_export import network_html
from zisgraph.visualisations.translation import Language, translator
from zisgraph.visualisations.views import exports, network_export
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.profile import ProfileInput, profile_page


def network_text(catalogue: Catalogue, ref: EntityRef, form: Literal["html", "svg", "csv"], language: Language) -> str:
    """One entity with its recorded ties: a page that opens anywhere, a drawing, or a table."""
    formats = Formats(translator(language))
    given = ProfileInput(
        profile=catalogue.profile(ref.path),
        around=catalogue.neighbourhood(ref.path),
        topic_sizes={row.ref.iri: row.total.total for row in catalogue.matrix},
        every_row=True,
        codes=lambda prop, code: catalogue.schema.code_label(code, prop).in_(language),
    )
    page = profile_page(given, formats, Links(language, catalogue.base))
    date = formats.day(catalogue.numbers.newest_source)
    if form == "csv":
        return exports.csv_text(*network_export.network_rows(page, formats.words))
    if form == "svg":
        note = formats.words("zisgraph, newest source: %(date)s. Outlines: Natural Earth.", date=date)
        return exports.standalone_svg(page.picture, page.network.words.title, note)
    return network_html(*network_export.network_file(page, page.network, date, formats))
