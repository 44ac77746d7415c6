"""Staging the datasets that are read from tables of facts, the bundled ones or others in their form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zisgraph.loaders.bundled.datasets import bundled, dataset_named, metadata_file
from zisgraph.loaders.bundled.load import LoadResult, load, read_facts
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.loaders.staging import Staged, file_hash, input_hash, reader_hash, unchanged, write_staged
from zisgraph.model.iris import DEFAULT_BASE, Minter
from zisgraph.model.nquads import of_statements, of_triples


def stage(dataset: str, target: Path, folder: Folder | None = None, base: str = DEFAULT_BASE) -> Staged:
    """Stage one dataset in `target`; see `stage_all`."""
    return stage_all({dataset: target}, folder, base)[0]


def stage_all(targets: Mapping[str, Path], folder: Folder | None = None, base: str = DEFAULT_BASE) -> list[Staged]:
    """Read the tables of `folder` (by default the bundled ones) and stage each dataset in its target folder.

    A dataset whose files and readers have not changed is left as it is. Nothing is written before all are read.

    Raises:
        InputError: with every fault of every table; what was staged before stays.
        BuildError: a target cannot be written.
        NotFoundError: there is no such dataset.
    """
    place = bundled() if folder is None else folder
    keys = {name: _key(name, place, base) for name in targets}
    staged = {name: unchanged(target, keys[name]) for name, target in targets.items()}
    due = [name for name, found in staged.items() if found is None]
    if due:
        facts = read_facts(place)
        results = [load(name, place, base, facts) for name in due]
        for result in results:
            staged[result.dataset] = _write(result, targets[result.dataset], keys[result.dataset], Minter(base))
    return [found for found in staged.values() if found is not None]


def _key(dataset: str, folder: Folder, base: str) -> dict[str, Any]:
    """All that the staged files depend on."""
    names = [table.file for table in dataset_named(dataset).tables]
    inputs = {name: file_hash(folder / name) for name in names}
    inputs[f"{dataset}.toml"] = file_hash(metadata_file(dataset, folder))
    return {"base": base, "reader": reader_hash(), "inputs": dict(sorted(inputs.items()))}


def _write(result: LoadResult, target: Path, key: Mapping[str, Any], minter: Minter) -> Staged:
    lines = set(of_statements(result.statements, minter))
    lines.update(of_triples(result.description, minter.meta_graph()))
    told = {
        "dataset": result.dataset,
        "staged_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "publisher": result.metadata.publisher,
        "licence": result.metadata.licence,
        "loader_version": result.metadata.loader_version,
        "input_hash": input_hash(result.inputs),
        "tables": {name: asdict(count) for name, count in result.tables.items()},
        "issues": [asdict(issue) for issue in result.issues],
    }
    return write_staged(target, sorted(lines), result.judgements, lambda: told, key)
