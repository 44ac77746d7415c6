"""The description of graphs: one citation, one dataset, one confidence, where it was read."""

from __future__ import annotations

from zisgraph.model.iris import Minter
from zisgraph.pipeline.meta import GraphDescriber, Reading

MINTER = Minter()
BASE = MINTER.base
STATED, DERIVED = f"{BASE}graph/curated/page/unverified", f"{BASE}graph/derived/page/unverified"


def described(*graphs: str) -> list[str]:
    readings = {"curated": Reading("ab" * 32, "7")}
    return GraphDescriber(MINTER, readings, Reading("cd" * 32, "0.1")).lines(graphs)


def about(lines: list[str], graph: str) -> dict[str, str]:
    """Local name of the property to the value, of one graph."""
    own = [line.split(" ", 2) for line in lines if line.startswith(f"<{graph}> ")]
    return {p.strip("<>").replace("#", "/").rsplit("/", 1)[-1]: rest.split(" <")[0].strip("<>") for _, p, rest in own}


def test_a_graph_of_facts_names_its_citation_dataset_and_reading() -> None:
    said = about(described(STATED), STATED)
    assert said["source"] == MINTER.citation("page")
    assert said["isPartOf"] == MINTER.dataset("curated")
    assert said["confidence"] == '"unverified"'
    assert said["inputHash"] == f'"{"ab" * 32}"'
    assert said["loaderVersion"] == '"7"'


def test_a_derived_graph_names_what_it_was_derived_from() -> None:
    said = about(described(STATED, DERIVED), DERIVED)
    assert said["wasDerivedFrom"] == STATED
    assert said["source"] == MINTER.citation("page")
    assert said["isPartOf"] == MINTER.dataset("derived")
    assert "wasDerivedFrom" not in about(described(STATED, DERIVED), STATED)


def test_runs_rest_on_the_product_and_the_rest_on_the_editors() -> None:
    run = MINTER.run_graph("gaps")
    lines = described(run, MINTER.ontology_graph())
    assert about(lines, run)["source"] == MINTER.citation("zisgraph")
    assert about(lines, MINTER.ontology_graph())["source"] == MINTER.citation("editor")
    assert about(lines, MINTER.meta_graph())["source"] == MINTER.citation("editor")


def test_the_order_in_which_graphs_are_named_leaves_no_trace() -> None:
    assert described(STATED, DERIVED) == described(DERIVED, STATED)
