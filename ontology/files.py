"""The files of the ontology, read from the package wherever it is installed."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rdflib import Graph

SCHEMA_FILES: Final = ("zis.ttl", "standard.ttl", "codes.ttl", "indicators.ttl")
"""What stands in the graph of the ontology: own terms, labels of the standard terms in use, code lists."""


def ontology_file(name: str) -> Traversable:
    """Return a file of the ontology by its name, such as `zis.ttl` or `shapes/ties.ttl`."""
    return resources.files("zisgraph.ontology").joinpath(name)


def folder_files(folder: str, suffix: str) -> list[Traversable]:
    """Return the files of a folder of the ontology that end in `suffix`, by name."""
    found = (entry for entry in ontology_file(folder).iterdir() if entry.name.endswith(suffix))
    return sorted(found, key=lambda entry: entry.name)


def ontology_files() -> list[Traversable]:
    """Return every file that decides what a build contains: schema, shapes and rules."""
    single = [ontology_file(name) for name in SCHEMA_FILES]
    return [*single, *folder_files("shapes", ".ttl"), *folder_files("rules", ".rq")]


def load_schema() -> Graph:
    """Parse the schema files into one graph of their own."""
    from rdflib import Graph

    schema = Graph()
    for name in SCHEMA_FILES:
        schema.parse(data=ontology_file(name).read_text(encoding="utf-8"), format="turtle")
    return schema
