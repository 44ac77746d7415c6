"""What a build says that the one before did not, and the other way round: statements counted per dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from zisgraph.model.iris import Minter
from zisgraph.pipeline.home import Build
from zisgraph.store.oxigraph import open_reader


def changes(before: Build, after: Build, base: str) -> Mapping[str, tuple[int, int]]:
    """Dataset to (statements more, statements fewer); datasets that say the same are left out, and so are the
    analyses and the description of graphs, which follow from the rest."""
    minter = Minter(base)
    old, new = open_reader(before.store), open_reader(after.store)
    old_graphs, new_graphs = set(old.graphs()), set(new.graphs())
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for graph in sorted(old_graphs | new_graphs):
        origin = minter.origin_of(graph)
        if origin is None:
            continue
        was = set(old.dump(graph).splitlines()) if graph in old_graphs else set()
        now = set(new.dump(graph).splitlines()) if graph in new_graphs else set()
        found[origin.dataset][0] += len(now - was)
        found[origin.dataset][1] += len(was - now)
    return {dataset: (more, fewer) for dataset, (more, fewer) in sorted(found.items()) if more or fewer}
