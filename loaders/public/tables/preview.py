"""What a table would say, before it is put where a build reads it: the first rows in words and as Turtle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.bundled.claims import EDITOR
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.definitions import own_definition
from zisgraph.loaders.public.places import Places
from zisgraph.loaders.public.snapshots import Snapshot, role_of
from zisgraph.loaders.public.tables.classes import label_of
from zisgraph.loaders.public.tables.mapping import TableMapping
from zisgraph.loaders.public.tables.own import OwnTable
from zisgraph.loaders.public.tables.reading import TABLE, read
from zisgraph.loaders.public.voice import Voice
from zisgraph.loaders.records import Report, members
from zisgraph.model.iris import DEFAULT_BASE, Minter
from zisgraph.model.terms import Confidence, Iri, Literal, Origin, Statement
from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.ontology.vocabulary import RDF, SHORTCUTS, TIE_CLASSES, ZIS

_SHORTCUT_OF = {cls: SHORTCUTS[code] for code, cls in TIE_CLASSES.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """One row in words: what it is about, and one sentence for each thing said."""

    subject: str
    sentences: tuple[str, ...]


@dataclass(slots=True)
class Preview:
    """What a table would say: all of it counted, the first rows in full."""

    rows: list[Told] = field(default_factory=list)
    turtle: str = ""
    statements: int = 0
    things: int = 0
    report: Report = field(default_factory=Report)

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        issues = [
            {"kind": kind, "count": count, "examples": [asdict(issue) for issue in examples]}
            for kind, count, examples in self.report.all()
        ]
        return {
            "rows_read": sum(self.report.rows.values()),
            "things": self.things,
            "statements": self.statements,
            "kinds": dict(self.report.kinds),
            "placed": dict(self.report.placed),
            "left_out": dict(self.report.left_out),
            "issues": issues,
            "unread": [{"field": name, "rows": n} for (_, name), n in sorted(self.report.unread.items())],
            "first": [asdict(row) for row in self.rows],
            "turtle": self.turtle,
        }


def preview(file: Path, mapping: TableMapping, tables: Folder, sources: Path, rows: int, date: str = "") -> Preview:
    """Read a whole table by its mapping, and tell what its first `rows` rows say.

    Raises:
        InputError: the table cannot be read by this mapping.
    """
    definition = own_definition(OwnTable(mapping.id, {"": mapping}, ""))
    wrong = [one.name for one in members(file) if role_of(definition, one) != TABLE]
    if wrong:
        allowed = f"a name such as {mapping.file}, as file in [table] says"
        raise InputError([Issue(wrong[0], 0, "", f"a file called {wrong[0]!r}", allowed)])
    made, places = Preview(), Places(tables, sources)
    origin = Origin(mapping.id, Snapshot(mapping.id, date, (file,)).citation, Confidence.SOURCED)
    voice = Voice(Minter(DEFAULT_BASE), origin)
    snapshot = Snapshot(mapping.id, date, (file,))
    context = Context(definition, snapshot, voice, places(), made.report, {}, places.facts, "")
    kept: list[list[Statement]] = []
    kinds = _kinds(mapping)
    for statement in read(context):
        made.statements += 1
        if statement.predicate.value == RDF.type and str(statement.value) in kinds:
            made.things += 1
            if made.things <= rows:
                kept.append([])
        if made.things <= rows:
            kept[-1].append(statement)
    made.rows = [_told(one, voice.minter) for one in kept]
    made.turtle = "\n".join(_turtle([s for one in kept for s in one]))
    return made


def _kinds(mapping: TableMapping) -> frozenset[str]:
    every = [mapping.kind.every, *mapping.kind.values.values()]
    return frozenset(one.iri for one in every if one)


def _told(statements: Sequence[Statement], minter: Minter) -> Told:
    subject = statements[0].subject
    apart: defaultdict[Iri, dict[str, Statement]] = defaultdict(dict)
    sentences = []
    for one in statements:
        if one.subject == subject:
            sentences.append(f"{label_of(one.predicate.value)}: {_shown(one.value, minter)}{_marks(one)}")
        else:
            apart[one.subject][one.predicate.value] = one
    sentences += [_tie(said, minter) if ZIS.tieTo in said else _figure(said, minter) for said in apart.values()]
    return Told(minter.local_id(subject.value), tuple(sentences))


def _shown(value: Iri | Literal, minter: Minter) -> str:
    if isinstance(value, Literal):
        return value.value
    if value.value.startswith(ZIS.NAMESPACE):
        return label_of(value.value)
    return minter.local_id(value.value)


def _tie(said: Mapping[str, Statement], minter: Minter) -> str:
    kind, target = said[RDF.type], said[ZIS.tieTo]
    words = label_of(_SHORTCUT_OF[str(kind.value)])
    return f"{words}: {_shown(target.value, minter)}{_marks(target)}"


def _figure(said: Mapping[str, Statement], minter: Minter) -> str:
    value, unit = (_shown(said[prop].value, minter) for prop in (ZIS.value, ZIS.unit))
    year = f", {_shown(said[ZIS.year].value, minter)}" if ZIS.year in said else ""
    name = _shown(said[ZIS.indicator].value, minter)
    return f"{name}: {value} {unit.removeprefix('unit/')}{year}{_marks(said[ZIS.value])}"


def _marks(one: Statement) -> str:
    if one.origin.citation == EDITOR:
        return " (the mapping's choice)"
    return " (unverified)" if one.origin.confidence is Confidence.UNVERIFIED else ""


def _turtle(statements: Iterable[Statement]) -> Iterator[str]:
    """One block for each graph, which says in whose name and how surely."""
    by_origin: defaultdict[Origin, list[Statement]] = defaultdict(list)
    for one in statements:
        by_origin[one.origin].append(one)
    for origin, said in sorted(by_origin.items()):
        graph = Graph(bind_namespaces="none")
        for prefix, namespace in all_prefixes(DEFAULT_BASE).items():
            graph.bind(prefix, namespace)
        for one in said:
            value = one.value
            term = URIRef(value.value) if isinstance(value, Iri) else _literal(value)
            graph.add((URIRef(one.subject.value), URIRef(one.predicate.value), term))
        yield f"# citation {origin.citation}, {origin.confidence.value}\n{graph.serialize(format='turtle')}"


def _literal(value: Literal) -> RdfLiteral:
    if value.language:
        return RdfLiteral(value.value, lang=value.language)
    plain = value.datatype.endswith("#string")
    return (
        RdfLiteral(value.value) if plain else RdfLiteral(value.value, datatype=URIRef(value.datatype), normalize=False)
    )
