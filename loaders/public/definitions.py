"""The public sources that zisgraph knows: one `<source>.toml` each, and the reader that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from zisgraph.errors import NotFoundError
from zisgraph.loaders.bundled.reading import nearest
from zisgraph.loaders.metadata import Metadata, parse_metadata

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
    sources whose files its reader looks things up in; `options` are the reader's own. A source without a `reader`
    says nothing itself: others consult it."""

    id: str
    metadata: Metadata
    reader: str
    files: Mapping[str, tuple[str, ...]]
    downloads: tuple[Download, ...]
    consults: tuple[str, ...]
    options: Mapping[str, Any]


@cache
def definitions() -> Mapping[str, Definition]:
    """Every source by its id, in the order of the ids."""
    found = (file for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    made = [_parsed(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")) for file in found]
    return MappingProxyType({one.id: one for one in sorted(made, key=lambda one: one.id)})


def definition_named(source: str) -> Definition:
    """The definition of that id.

    Raises:
        NotFoundError: there is none; the message offers the nearest.
    """
    known = definitions()
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
    )


def _download(content: Mapping[str, Any]) -> Download:
    megabytes = content.get("largest_mb")
    return Download(
        address=content["address"],
        file=content["file"],
        hosts=tuple(content.get("hosts", ())),
        largest=megabytes << 20 if megabytes else LARGEST_DOWNLOAD,
    )
