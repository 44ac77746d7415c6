"""Codes that a loaded list does not have, told by the rows that state them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zisgraph.loaders.bundled.reading import Folder
from zisgraph.model.iris import Minter
from zisgraph.ontology.vocabulary import DCT, RDF, SKOS, ZIS
from zisgraph.pipeline.blame import told
from zisgraph.store.oxigraph import OxigraphReader
from zisgraph.validate import ShapeFinding

MOST: Final = 100
"""Codes that are told one by one; a list of another edition may lack thousands."""
_LISTS: Final = (
    f"SELECT DISTINCT ?p ?name ?list {{ ?p <{ZIS.publicCodeList}> ?name . "
    f"?list <{DCT.identifier}> ?name ; <{RDF.type}> <{SKOS.ConceptScheme}> }} ORDER BY ?p"
)


def unlisted(reader: OxigraphReader, facts: Folder | None, base: str) -> tuple[str, ...]:
    """A line for each code that its list lacks, where the list is loaded, the first MOST of them; `facts` is the
    folder of the tables, by default the bundled one."""
    found = sorted(_findings(reader, Minter(base)), key=lambda one: (one.path, one.value, one.focus))
    return tuple(told(found[:MOST], facts, base))


def _findings(reader: OxigraphReader, minter: Minter) -> Iterator[ShapeFinding]:
    for row in reader.select(_LISTS):
        entries = f"SELECT ?code {{ ?e <{SKOS.inScheme}> <{row['list']}> ; <{SKOS.notation}> ?code }}"
        known = {entry["code"] for entry in reader.select(entries)}
        for one in reader.select(f"SELECT ?s ?code ?g {{ GRAPH ?g {{ ?s <{row['p']}> ?code }} }}"):
            origin = minter.origin_of(one["g"])
            if origin is not None and _is_code(row["p"], one["code"]) and _last(one["code"]) not in known:
                yield ShapeFinding(
                    shape="code-lists",
                    focus=one["s"],
                    path=row["p"],
                    value=one["code"],
                    message_it=f"un codice dell'elenco {row['name']}",
                    message_en=f"a code of the list {row['name']}",
                    graphs=(one["g"],),
                )


def _is_code(prop: str, text: str) -> bool:
    """Whether it is a code at all: a field of science may be given by its names."""
    return prop != ZIS.euroSciVocPath or text.startswith("/")


def _last(code: str) -> str:
    """The code at the end of a path of codes.

    >>> _last("/23/47/297"), _last("26.11")
    ('297', '26.11')
    """
    return code.rpartition("/")[2] if code.startswith("/") else code
