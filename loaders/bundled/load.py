"""From a folder of tables to the statements of one dataset, or to every fault found in them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zisgraph.errors import InputError, Issue
from zisgraph.identity import Judgement
from zisgraph.loaders.bundled.cells import split
from zisgraph.loaders.bundled.checking import check
from zisgraph.loaders.bundled.citations import CITATIONS, citations
from zisgraph.loaders.bundled.claims import Source
from zisgraph.loaders.bundled.datasets import Dataset, all_tables, bundled, dataset_named, read_metadata
from zisgraph.loaders.bundled.reading import Folder, read_table
from zisgraph.loaders.bundled.same_as import SAME_AS, judgements
from zisgraph.loaders.bundled.tables import Facts
from zisgraph.loaders.metadata import Metadata, described
from zisgraph.model.iris import DEFAULT_BASE, Minter
from zisgraph.model.nquads import Triple
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import RDF, ZIS


@dataclass(frozen=True, slots=True)
class TableCount:
    """How much of a table arrived: its rows, the distinct subjects they speak of, and the statements."""

    rows: int
    subjects: int
    statements: int


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What one dataset says. `description` belongs in the meta graph, `judgements` to the identity of bodies,
    `issues` are remarks that stop nothing, `inputs` the sha256 of every file read."""

    dataset: str
    metadata: Metadata
    statements: Sequence[Statement]
    description: Sequence[Triple]
    judgements: Sequence[Judgement]
    tables: Mapping[str, TableCount]
    issues: Sequence[Issue]
    inputs: Mapping[str, str]


def load(
    dataset: str, folder: Folder | None = None, base: str = DEFAULT_BASE, facts: Facts | None = None
) -> LoadResult:
    """Read one dataset from a folder of tables, by default the bundled one; `facts` if they were read already.

    Raises:
        InputError: with every fault of every table of the folder, since they refer to each other.
        NotFoundError: there is no such dataset.
    """
    chosen = dataset_named(dataset)
    place = bundled() if folder is None else folder
    facts = read_facts(place) if facts is None else facts
    metadata = read_metadata(dataset, place)
    source = Source(dataset, facts, Minter(base))
    statements, counts = _statements(chosen, source)
    problems = [*source.leftovers, *_out_of_bounds(dataset, statements, metadata)]
    if problems:
        raise InputError(problems)
    used = frozenset(statement.origin.citation for statement in statements)
    inputs = {table.file: facts.contents[table.name].sha256 for table in chosen.tables}
    counts |= _other_counts(chosen, facts)
    return LoadResult(
        dataset=dataset,
        metadata=metadata,
        statements=statements,
        description=[
            *described(dataset, metadata, source.minter),
            *citations(facts, source.minter, None if chosen.judges else used),
        ],
        judgements=judgements(facts) if chosen.judges else (),
        tables=counts,
        issues=_unused_citations(facts) if chosen.judges else (),
        inputs=dict(sorted(inputs.items())),
    )


def read_facts(folder: Folder | None = None) -> Facts:
    """Read and check all the tables of a folder together, by default the bundled one.

    Raises:
        InputError: with every fault of every file.
    """
    place = bundled() if folder is None else folder
    facts = Facts({table.name: read_table(place, table) for table in all_tables()})
    issues = [issue for content in facts.contents.values() for issue in check(content.table, facts)]
    if issues:
        raise InputError(issues)
    return facts


def _statements(dataset: Dataset, source: Source) -> tuple[list[Statement], dict[str, TableCount]]:
    everything: list[Statement] = []
    counts = {}
    for table, says in dataset.subjects:
        fresh = list(says(source))
        subjects = {statement.subject.value for statement in fresh}
        counts[table.name] = TableCount(len(source.facts.rows(table.name)), len(subjects), len(fresh))
        everything += fresh
    return everything, counts


def _other_counts(dataset: Dataset, facts: Facts) -> dict[str, TableCount]:
    """The tables of the dataset that become no statements of a citation: the citations, and the judgements."""
    if not dataset.judges:
        return {}
    cited, judged = facts.rows(CITATIONS.name), facts.rows(SAME_AS.name)
    return {
        CITATIONS.name: TableCount(len(cited), len(cited), 0),
        SAME_AS.name: TableCount(len(judged), len(judged), 0),
    }


def _out_of_bounds(dataset: str, statements: Iterable[Statement], metadata: Metadata) -> Iterator[Issue]:
    """Classes with fewer or more things than a healthy load holds."""
    things: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.predicate.value == RDF.type and isinstance(statement.value, Iri):
            things[statement.value.value.removeprefix(ZIS.NAMESPACE)].add(statement.subject.value)
    for name, (least, most) in metadata.bounds.items():
        count = len(things[name])
        if not least <= count <= most:
            allowed = f"{least} to {most}; put a {dataset}.toml with other bounds beside the tables if this is meant"
            yield Issue(f"{dataset}.toml", 0, name, f"{count} of them in the tables", allowed)


def _unused_citations(facts: Facts) -> tuple[Issue, ...]:
    used = {
        citation
        for content in facts.contents.values()
        for row in content.rows
        for column in ("citation", "point_citation")
        for citation in split(row.cells.get(column, ""))
    }
    return tuple(
        Issue(CITATIONS.file, row.line, "id", f"{row['id']!r}, which no row uses", "a citation that a row rests on")
        for row in facts.rows(CITATIONS.name)
        if row["id"] not in used
    )
