"""The resolve step: what the sources judge, what an identifier decides, what the keeper of the home says last."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from zisgraph.errors import InputError, Issue
from zisgraph.identity import (
    Comparison,
    Judgement,
    Matching,
    Reason,
    Record,
    Resolver,
    dump_judgements,
    latest,
    match,
    read_judgement_file,
    read_records,
)
from zisgraph.loaders import Staged, read_staged
from zisgraph.model.iris import Minter
from zisgraph.model.ports import Reader
from zisgraph.ontology.vocabulary import RDFS, ZIS
from zisgraph.pipeline.home import Home
from zisgraph.store.oxigraph import open_reader

SUGGESTIONS: Final = "suggestions.json"


@dataclass(frozen=True, slots=True)
class Identity:
    """The view over all judgements, those that rules made among them, and what waits for a person."""

    view: Resolver
    matching: Matching

    def write(self, folder: Path) -> None:
        """Keep the suggestions with the build."""
        rows = [asdict(one) for one in self.matching.suggestions]
        (folder / SUGGESTIONS).write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def identify(staged: Sequence[Staged], own: Sequence[Judgement], schema: Reader, minter: Minter) -> Identity:
    """Which records are one body. A judgement of the home's own counts before one that a source brings on that pair.

    `schema` knows the classes of the ontology.

    Raises:
        InputError: judgements contradict each other; the message names the chain.
    """
    brought = [judgement for one in staged for judgement in one.judgements()]
    judged = latest([*brought, *own])
    _check(Resolver(judged, minter))
    known = match(_records([one.statements for one in staged], schema, minter), judged)
    return Identity(Resolver([*judged, *known.judgements], minter), known)


def own_judgements(file: Path) -> tuple[list[Judgement], str]:
    """The judgements kept in a home, and what stands for them in the id of a build; empty where there are none.

    Raises:
        InputError: a line of the file is none.
    """
    judgements = read_judgement_file(file)
    return judgements, sha256(dump_judgements(judgements).encode()).hexdigest() if judgements else ""


def suggestions(build: Path, since: Sequence[Judgement]) -> list[Comparison]:
    """What a build suggests and nobody has judged since, the likeliest first."""
    try:
        rows = json.loads((build / SUGGESTIONS).read_text(encoding="utf-8"))
    except FileNotFoundError:  # a build of an older version
        return []
    done = {judgement.pair for judgement in since}
    return [one for one in map(_comparison, rows) if frozenset((one.a, one.b)) not in done]


def records_of(home: Home, minter: Minter) -> Mapping[str, Record]:
    """The records of the bodies that are staged in a home, by their keys; none where nothing has been built."""
    build = home.current_or_none()
    if build is None:
        return {}
    staged = (read_staged(home.staged(one["dataset"])) for one in build.manifest()["datasets"])
    return _records([one.statements for one in staged], open_reader(build.store), minter)


def _records(files: Sequence[Path], schema: Reader, minter: Minter) -> dict[str, Record]:
    with ExitStack() as stack:
        opened = [stack.enter_context(file.open("rb")) for file in files]
        return read_records(opened, minter, _below(ZIS.Body, schema), _below(ZIS.Organisation, schema))


def _comparison(row: dict[str, Any]) -> Comparison:
    bare = Comparison(row["a"], row["b"], row["score"], ())
    return replace(bare, reasons=tuple(Reason(**reason) for reason in row["reasons"]))


def _check(view: Resolver) -> None:
    issues = [
        Issue("judgements.csv", 0, "judgement", str(conflict), "judgements that agree: change one of the chain")
        for conflict in view.conflicts
    ]
    if issues:
        raise InputError(issues)


def _below(cls: str, schema: Reader) -> frozenset[str]:
    return frozenset(_classes(cls, schema))


def _classes(cls: str, schema: Reader) -> Iterator[str]:
    for row in schema.select(f"SELECT ?c WHERE {{ ?c <{RDFS.subClassOf}>* <{cls}> }}"):
        yield row["c"]
