"""The public sources that zisgraph knows: one `<source>.toml` each, and the reader that it names.

Beside those that come with it, a home may have tables of its own: folders of its sources with a `source.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from zisgraph.errors import NotFoundError
from zisgraph.loaders.bundled.reading import nearest
from zisgraph.loaders.metadata import Metadata, parse_metadata
from zisgraph.loaders.public.tables.own import OwnTable, own_tables

LARGEST_DOWNLOAD: Final = 2 << 30
"""Bytes of one downloaded file, where a source does not say."""


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a source on the publisher's server: https only; `hosts` are those it may be redirected to."""

    address: str
    file: str
    hosts: tuple[str, ...]
    largest: int


@dataclass(frozen=True, slots=True)
class Definition:
    """What is known of one source. `files` are the names of each role's files, `*` and `?` allowed; `consults` are
    sources whose files its reader looks things up in, `tables` are bundled ones; `options` are the reader's own. A
    source without a `reader` says nothing itself: others consult it. `digest` stands for what a home's own definition
    says; those that come with zisgraph are part of its code."""

    id: str
    metadata: Metadata
    reader: str
    files: Mapping[str, tuple[str, ...]]
    downloads: tuple[Download, ...]
    consults: tuple[str, ...]
    options: Mapping[str, Any]
    tables: tuple[str, ...] = ()
    digest: str = ""


def definitions(folder: Path | None = None) -> Mapping[str, Definition]:
    """Every source by its id, in the order of the ids; with a folder of sources, the tables that are its own too.

    Raises:
        InputError: a mapping in the folder cannot be understood, or has the id of another source.
    """
    if folder is None:
        return _shipped()
    own = own_tables(folder, taken=frozenset(_shipped()))
    every = {**_shipped(), **{one.id: own_definition(one) for one in own}}
    return MappingProxyType(dict(sorted(every.items())))


@cache
def _shipped() -> Mapping[str, Definition]:
    found = (file for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    made = [_parsed(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")) for file in found]
    return MappingProxyType({one.id: one for one in sorted(made, key=lambda one: one.id)})


def definition_named(source: str, folder: Path | None = None) -> Definition:
    """The definition of that id.

    Raises:
        NotFoundError: there is none; the message offers the nearest.
    """
    if source in _shipped():  # whatever stands in the mappings of others
        return _shipped()[source]
    known = definitions(folder)
    if source not in known:
        raise NotFoundError(
            f"Received the source {source!r}; there are {', '.join(known)}{nearest(source, tuple(known))}"
        )
    return known[source]


def _parsed(source: str, text: str) -> Definition:
    metadata, content = parse_metadata(text, f"{source}.toml")
    own = content["source"]
    return Definition(
        id=source,
        metadata=metadata,
        reader=own.get("reader", ""),
        files=MappingProxyType({role: tuple(names) for role, names in own["files"].items()}),
        downloads=tuple(_download(one) for one in content.get("download", ())),
        consults=tuple(own.get("consults", ())),
        options=MappingProxyType(dict(own.get("options", {}))),
        tables=tuple(own.get("tables", ())),
    )


def own_definition(own: OwnTable) -> Definition:
    """The definition of a table of a home's own."""
    return Definition(
        id=own.id,
        metadata=own.newest.metadata,
        reader="table",
        files=MappingProxyType({"table": tuple(sorted({mapping.file for mapping in own.mappings.values()}))}),
        downloads=(),
        consults=("anpr-municipalities", "istat-boundaries"),
        options=MappingProxyType({"mappings": own.mappings}),
        tables=("organisations", "specialisations", "units"),
        digest=own.digest,
    )


def _download(content: Mapping[str, Any]) -> Download:
    megabytes = content.get("largest_mb")
    return Download(
        address=content["address"],
        file=content["file"],
        hosts=tuple(content.get("hosts", ())),
        largest=megabytes << 20 if megabytes else LARGEST_DOWNLOAD,
    )
