"""The changes between two builds, worked out once and kept in the home: a file per layer, read slice by slice."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Final

from zisgraph.errors import BuildError, NotAllowed
from zisgraph.model.iris import Minter
from zisgraph.pipeline.changes.archive import opened_archive
from zisgraph.pipeline.changes.comparing import differences
from zisgraph.pipeline.changes.itemising import Itemiser
from zisgraph.pipeline.changes.items import Item
from zisgraph.pipeline.changes.layers import Layer
from zisgraph.pipeline.changes.merging import joined
from zisgraph.pipeline.home import MAKING, Build, Home
from zisgraph.store.oxigraph import open_reader

_FORM: Final = 1
"""Of the files; records in another form are made again."""
_SUMMARY: Final = "summary.json"
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """What lies in `folder`: items of each layer, one a line, and how many there are of each kind."""

    folder: Path
    before: str
    after: str
    counts: Mapping[str, Counts]
    """Layer to kind to the number of items."""
    datasets: Mapping[str, Counts]
    """Dataset to kind to the number of items of facts that rest on it."""

    def items(self, layer: Layer = Layer.FACTS, kind: str = "", start: int = 0) -> Iterator[tuple[int, Item]]:
        """Items from a place in the file on, each with the place behind it.

        Raises:
            NotAllowed: no item begins at that place.
        """
        file = self.folder / f"{layer.value}.jsonl"
        if not file.is_file():
            return
        with file.open("rb") as lines:
            _go_to(lines, start)
            beginning = Item.begins(kind)
            while line := lines.readline():
                if line.startswith(beginning):
                    yield lines.tell(), Item.loads(line)

    def total(self, layer: Layer = Layer.FACTS, kind: str = "") -> int:
        """How many items there are."""
        counted = self.counts.get(layer.value, {})
        return counted.get(kind, 0) if kind else sum(counted.values())


def compared(home: Home, before: Build, after: Build, base: str, becoming: str = "") -> ChangeRecord:
    """What `after` says otherwise than `before`; kept beside the builds from the first call on.

    `becoming` is the id that a build in the making will have.

    Raises:
        BuildError: a store cannot be read, or the home cannot be written.
    """
    folder = home.changes / f"{before.id}--{becoming or after.id}"
    if found := _read(folder):
        return found
    making = home.changes / f"{MAKING}{folder.name}-{os.getpid()}"
    try:
        making.mkdir(parents=True)
        _write(making, before, after, base)
        shutil.rmtree(folder, ignore_errors=True)
        try:
            making.rename(folder)
        except OSError:  # another process was quicker, and has the same
            if _read(folder) is None:
                raise
    except OSError as error:
        raise BuildError(f"The changes cannot be written in {home.changes}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    made = _read(folder)
    if made is None:
        raise BuildError(f"The changes in {folder} were removed while they were read; ask again.")
    return made


def _write(making: Path, before: Build, after: Build, base: str) -> None:
    minter = Minter(base)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    datasets: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with ExitStack() as held:
        merged = joined(open_reader(before.store), open_reader(after.store), minter)
        old, new = (held.enter_context(opened_archive(build, base)) for build in (before, after))
        found = Itemiser(minter, making).items(differences(old, new, merged.addresses, making))
        files: dict[Layer, IO[str]] = {}
        for layer, item in chain(((Layer.FACTS, item) for item in merged.items), found):
            if layer not in files:
                file = (making / f"{layer.value}.jsonl").open("w", encoding="utf-8", newline="\n")
                files[layer] = held.enter_context(file)
            files[layer].write(f"{item.dumps()}\n")
            counts[layer.value][item.kind] += 1
            if layer is Layer.FACTS:
                for dataset in item.datasets:
                    datasets[dataset][item.kind] += 1
    told = {"form": _FORM, "counts": _plain(counts), "datasets": _plain(datasets)}
    (making / _SUMMARY).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _plain(counts: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    return {name: dict(sorted(held.items())) for name, held in sorted(counts.items())}


def _read(folder: Path) -> ChangeRecord | None:
    try:
        told = json.loads((folder / _SUMMARY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if told.get("form") != _FORM:
        return None
    before, _, after = folder.name.partition("--")
    return ChangeRecord(folder, before, after, told["counts"], told["datasets"])


def _go_to(lines: IO[bytes], start: int) -> None:
    if start:
        lines.seek(start - 1)
        if lines.read(1) != b"\n":
            raise NotAllowed(f"Received the place {start}, where no change begins; leave it out to start over.")
