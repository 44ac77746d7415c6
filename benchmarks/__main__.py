"""All measurements in one run; exit code 1 when a goal is missed."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from benchmarks import filling, loading, querying
from benchmarks.scaling import scale
from zisgraph.pipeline.build import build
from zisgraph.pipeline.export import export_to
from zisgraph.pipeline.home import Home
from zisgraph.settings import load_settings


def main() -> int:
    """Build, scale, measure, print."""
    options = _options()
    settings = load_settings(home=options.home, cypher="off")
    _say(
        f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}, {platform.machine()}"
    )
    report = build(settings)
    with tempfile.TemporaryDirectory(prefix="zisgraph-bench-") as folder:
        bundled, scaled = Path(folder, "bundled.nq"), Path(folder, "scaled.nq")
        with bundled.open("wb") as output:
            export_to(Home(settings.home).build(report.build), "nq", output, settings.base_iri)
        statements = scale(bundled, scaled, settings.base_iri, options.statements)
        _say(f"Bundled graph: {report.statements:,} statements; scaled copy: {statements:,}.\n")
        if options.neo4j:
            missed = _filling(scaled, Path(folder, "scaled.nt"), statements, options.rounds)
        else:
            missed = _loading(scaled, options.rounds) + _querying(scaled, Path(folder), options.questions)
    return 1 if missed else 0


def _loading(file: Path, rounds: int) -> list[str]:
    """Print the loads side by side; the goals that were missed."""
    taken = loading.compare(file, rounds)
    reference = taken["rdflib"]
    missed = []
    _say(f"Load of the scaled copy, median of {rounds}    wall s    cpu s   peak MiB   statements   x rdflib   goal")
    for engine, one in taken.items():
        ratio = reference.seconds / one.seconds
        goal = loading.GOALS.get(engine)
        if goal is not None and ratio < goal:
            missed.append(engine)
        verdict = "" if goal is None else f"{goal:.0f}x {'missed' if engine in missed else 'reached'}"
        _say(
            f"  {engine:<33} {one.seconds:9.2f} {one.cpu:8.2f} {one.memory:10,} {one.statements:12,} {ratio:10.1f}   {verdict}"
        )
        if one.statements != reference.statements:
            missed.append(f"{engine} holds {one.statements}, rdflib {reference.statements}")
    return missed


def _filling(quads: Path, triples: Path, statements: int, rounds: int) -> list[str]:
    """Print the loads into Neo4j side by side; the goals that were missed."""
    different = filling.as_triples(quads, triples)
    _say(f"The same without graphs, as rdflib-neo4j takes them: {different:,} statements.\n")
    taken = filling.compare(quads, triples, rounds)
    reference, missed = taken[filling.REFERENCE], []
    _say(f"Into an empty Neo4j, median of {rounds}    wall s      nodes   relationships   x rdflib-neo4j   goal")
    for engine, one in taken.items():
        ratio, goal = reference.seconds / one.seconds, filling.GOALS.get(engine)
        if goal is not None and statements >= filling.LEAST and ratio < goal:
            missed.append(engine)
        verdict = "" if goal is None else f"{goal:.0f}x {'missed' if engine in missed else 'reached'}"
        _say(f"  {engine:<27} {one.seconds:13.1f} {one.nodes:10,} {one.relationships:15,} {ratio:16.1f}   {verdict}")
    return missed


def _querying(file: Path, scratch: Path, rounds: int) -> list[str]:
    """Print the questions side by side; the goals that were missed."""
    compared = querying.compare(file, scratch, rounds)
    _say(
        f"\nQuestions over the scaled copy, median of {rounds}     rows   store ms   /sparql ms   x store   rdflib ms   goal"
    )
    for name, one in compared.items():
        rdflib = f"> {querying.PATIENCE:,} s" if one.rdflib is None else f"{one.rdflib * 1000:,.0f}"
        verdict = f"{querying.GOAL}x {'missed' if one.missed else 'reached'}" if one.store >= querying.LEAST else ""
        _say(
            f"  {name:<42} {one.rows:8,} {one.store * 1000:10.1f} {one.endpoint * 1000:12.1f} {one.ratio:9.2f} "
            f"{rdflib:>11}   {verdict}"
        )
    return [name for name, one in compared.items() if one.missed]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--statements", type=int, default=250_000, help="size of the scaled copy, at least (default: %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each load is measured (default: %(default)s)")
    parser.add_argument(
        "--questions", type=int, default=15, help="how often each question is asked (default: %(default)s)"
    )
    parser.add_argument("--neo4j", action="store_true", help="measure loads into a real Neo4j instead of the rest")
    parser.add_argument("--home", type=Path, default=Path(".cache/bench"), help="home of the build that is measured")
    options = parser.parse_args()
    if options.neo4j and find_spec("rdflib_neo4j") is None:
        parser.error("--neo4j needs rdflib-neo4j beside zisgraph: install the extra `bench`.")
    return options


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
