"""Import files for a Neo4j that is empty: the graph that the loader carries over Bolt, as CSV for `neo4j-admin`.

A file per set of labels and per type of relationship, each with the columns that occur there. The form is that of the
chapter "Import" in the Neo4j Operations Manual; the items of a list stand apart by U+001F.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final, Generic, TypeVar

from zisgraph.model.property_graph import Node, PropertyGraph, Relationship
from zisgraph.store.cypher import loading
from zisgraph.store.cypher.import_cells import SEPARATOR, cell, column_types
from zisgraph.store.cypher.loader import complete

Item = TypeVar("Item", bound=Node | Relationship)

ARGUMENTS: Final = "neo4j-admin.args"
CONSTRAINTS: Final = "constraints.cypher"
BUILD_FILE: Final = "build.csv"
BUILD_KEY: Final = "urn:zisgraph:build"
"""What the build node is called while it is imported; it is not kept."""
READ_BUFFER: Final = 4 * 1024 * 1024
"""Bytes of the importer's buffer where it is not told otherwise; no value may be longer."""
LETTER: Final = 4
"""Bytes of one letter at most."""


@dataclass(frozen=True, slots=True)
class ImportFiles:
    """What was written; `command`, run in the folder, imports it."""

    command: str
    nodes: int
    relationships: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Item]):
    """How nodes or relationships are written: their file, what they are and where they stand, their properties."""

    option: str
    key: Callable[[Item], str]
    file: Callable[[Item], str]
    head: tuple[str, ...]
    cells: Callable[[Item], Iterable[str]]
    properties: Callable[[Item], Mapping[str, Any]]


def _node_properties(node: Node) -> Mapping[str, Any]:
    """All but the address, which is the key of the importer and kept under its name."""
    return {name: value for name, value in loading.ready_node(node).properties.items() if name != "iri"}


_NODES: Final[_Kind[Node]] = _Kind(
    "nodes",
    lambda node: node.iri,
    lambda node: f"nodes-{'-'.join(node.labels)}",
    ("iri:ID", ":LABEL"),
    lambda node: (cell(node.iri), cell([loading.OURS, *node.labels])),
    _node_properties,
)
_RELATIONSHIPS: Final[_Kind[Relationship]] = _Kind(
    "relationships",
    lambda one: one.key,
    lambda one: f"relationships-{one.type}",
    (":START_ID", ":END_ID", ":TYPE"),
    lambda one: (cell(one.start), cell(one.end), cell(one.type)),
    lambda one: loading.ready_relationship(one).properties,
)


@dataclass(slots=True)
class _Table(Generic[Item]):
    """The items of one file; `columns` has the type of every property that one of them has."""

    columns: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    def takes(self, types: Mapping[str, str]) -> bool:
        """Whether no property would stand in a column of another type."""
        return all(self.columns.get(name, type_) == type_ for name, type_ in types.items())

    def add(self, item: Item, types: Mapping[str, str]) -> None:
        self.columns.update(types)
        self.items.append(item)


def write_import_files(graph: PropertyGraph, folder: Path, database: str) -> ImportFiles:
    """Write the graph and its build node into `folder`, in place of what an earlier call left there.

    Equal graphs give equal bytes. The file of arguments comes last: where it stands, the others are whole.

    Raises:
        ExportError: a value has no form in an import file; the message names it.
    """
    nodes, relationships = _tables(_NODES, graph.nodes), _tables(_RELATIONSHIPS, graph.relationships)
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    output = _Output(folder)
    for name, table in nodes.items():
        output.write(_NODES, name, table)
    output.write_build(graph)
    for name, ties in relationships.items():
        output.write(_RELATIONSHIPS, name, ties)
    output.finish()
    command = f"neo4j-admin database import full {database} @{ARGUMENTS}"
    return ImportFiles(command, len(graph.nodes), len(graph.relationships), tuple(output.files))


def _tables(kind: _Kind[Item], items: Iterable[Item]) -> dict[str, _Table[Item]]:
    """The items by file; where one property has two types among things of one name, the second has its own file."""
    found: dict[str, _Table[Item]] = {}
    for item in items:
        types = column_types(kind.key(item), kind.properties(item))
        for name in _names(kind.file(item)):
            table = found.setdefault(name, _Table())
            if table.takes(types):
                table.add(item, types)
                break
    return dict(sorted(found.items()))


def _names(name: str) -> Iterator[str]:
    """The name of a file, and those of the further ones that it may need."""
    yield f"{name}.csv"
    number = 2
    while True:
        yield f"{name}.{number}.csv"
        number += 1


def _clear(folder: Path) -> None:
    """Remove what an earlier export wrote, the arguments first: without them nothing is imported."""
    earlier = folder / ARGUMENTS
    if not earlier.is_file():
        return
    lines = earlier.read_text(encoding="utf-8").splitlines()
    earlier.unlink()
    for name in [one.partition("=./")[2] for one in lines if one.startswith(("--nodes=./", "--relationships=./"))]:
        (folder / name).unlink(missing_ok=True)


class _Output:
    """Writes the files of one folder, and remembers what the importer has to be told."""

    def __init__(self, folder: Path) -> None:
        self.files: list[str] = []
        self._folder = folder
        self._arguments: list[str] = []
        self._longest = 0
        self._many_lines = False

    def write(self, kind: _Kind[Item], name: str, table: _Table[Item]) -> None:
        """One file of nodes or relationships."""
        columns = sorted(table.columns)
        with self._open(name, kind.option) as file:
            self._line(file, [*kind.head, *(f"{column}:{table.columns[column]}" for column in columns)])
            for item in table.items:
                properties = kind.properties(item)
                self._line(file, [*kind.cells(item), *(cell(properties.get(column)) for column in columns)])

    def write_build(self, graph: PropertyGraph) -> None:
        """The build node, which says that the graph is whole."""
        properties = complete(graph)
        types = column_types(loading.BUILD, properties)
        with self._open(BUILD_FILE, "nodes") as file:
            self._line(file, [":ID", ":LABEL", *(f"{name}:{type_}" for name, type_ in types.items())])
            self._line(file, [cell(BUILD_KEY), cell([loading.BUILD]), *map(cell, properties.values())])

    def finish(self) -> None:
        """The constraints, and the arguments in the form in which `neo4j-admin` reads them from a file."""
        with self._open(CONSTRAINTS) as file:
            file.writelines(f"{one};\n" for one in loading.CONSTRAINTS.values())
        options = [f"--array-delimiter=U+{ord(SEPARATOR):04X}", "--id-type=string", "--strict=true"]
        if self._many_lines:
            options.append("--multiline-fields=true")
        if LETTER * self._longest > READ_BUFFER:
            options.append(f"--read-buffer-size={LETTER * self._longest}")
        with self._open(ARGUMENTS) as file:
            file.writelines(f"{one}\n" for one in (*self._arguments, *options))

    def _open(self, name: str, option: str = "") -> IO[str]:
        self.files.append(name)
        if option:
            self._arguments.append(f"--{option}=./{name}")
        return (self._folder / name).open("w", encoding="utf-8", newline="\n")

    def _line(self, file: IO[str], cells: Iterable[str]) -> None:
        text = ",".join(cells)
        self._longest = max(self._longest, len(text))
        self._many_lines = self._many_lines or "\n" in text or "\r" in text
        file.write(f"{text}\n")
