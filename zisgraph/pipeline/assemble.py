"""Fill a store with everything a build says before it is analysed: facts under one identity, schema, what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from zisgraph import __version__
from zisgraph.identity import Resolver, identity_triples
from zisgraph.model.iris import Minter
from zisgraph.model.nquads import of_triples
from zisgraph.ontology.files import SCHEMA_FILES, folder_files, ontology_file
from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.pipeline.fingerprint import code_hash
from zisgraph.pipeline.meta import GraphDescriber, Reading
from zisgraph.pipeline.resolve import resolve_file
from zisgraph.pipeline.rules import Rule, RuleRunner, parse_rule
from zisgraph.store.oxigraph import OxigraphFiller, OxigraphReader
from zisgraph.store.turtle import turtle_lines


@dataclass(frozen=True, slots=True)
class StagedFile:
    """One dataset as it was staged."""

    dataset: str
    statements: Path
    reading: Reading


class Assembler:
    """Fills one store, step by step; `scratch` is a folder for files that last no longer than a step."""

    def __init__(self, store: OxigraphFiller, minter: Minter, scratch: Path) -> None:
        self._store = store
        self._minter = minter
        self._scratch = scratch
        self._prefixes = all_prefixes(minter.base)

    def reader(self) -> OxigraphReader:
        """What has been filled in so far."""
        return self._store.reader(self._prefixes)

    def add_facts(self, staged: Iterable[StagedFile], resolver: Resolver) -> int:
        """Staged statements under canonical addresses; the staged files stay as they are."""
        with (self._scratch / "facts.nq").open("wb") as output:
            count = sum(resolve_file(file.statements, output, resolver.names) for file in staged)
        self._load("facts.nq")
        return count

    def add_schema(self) -> None:
        """The graph of the ontology."""
        schema = [ontology_file(name).read_text(encoding="utf-8") for name in SCHEMA_FILES]
        self.add_lines(turtle_lines(schema, self._minter.ontology_graph(), self._minter.base))

    def add_identity(self, resolver: Resolver) -> None:
        """The graph of identity."""
        self.add_lines(of_triples(identity_triples(resolver, self._minter), self._minter.identity_graph()))

    def derive(self) -> Mapping[str, int]:
        """Run the rules of the ontology to a fixpoint; statements per rule."""
        return RuleRunner(self._minter, self._prefixes, self._scratch).run(list(self._rules()), self._store)

    def describe(self, staged: Iterable[StagedFile]) -> None:
        """Describe every graph that stands in the store now."""
        readings = {file.dataset: file.reading for file in staged}
        shared = sha256(
            "".join(reading.input_hash for _, reading in sorted(readings.items())).encode() + code_hash().encode()
        )
        product = Reading(shared.hexdigest(), __version__)
        self.add_lines(GraphDescriber(self._minter, readings, product).lines(self.reader().graphs()))

    def add_lines(self, lines: Iterable[str]) -> int:
        """Load N-Quads lines; how many there were."""
        kept = sorted(set(lines))
        if kept:
            (self._scratch / "lines.nq").write_text("".join(kept), encoding="utf-8")
            self._load("lines.nq")
        return len(kept)

    def _rules(self) -> Iterator[Rule]:
        for file in folder_files("rules", ".rq"):
            yield parse_rule(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"), self._prefixes)

    def _load(self, name: str) -> None:
        file = self._scratch / name
        self._store.add(file)
        file.unlink()
