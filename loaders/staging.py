"""Staged files: what a dataset says as sorted N-Quads, its judgements, and a manifest; replaced whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from zisgraph.errors import BuildError
from zisgraph.identity import Judgement, dump_judgements, parse_judgements
from zisgraph.loaders.bundled.datasets import bundled, dataset_named, metadata_file
from zisgraph.loaders.bundled.load import LoadResult, input_hash, load, read_facts
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.model.iris import DEFAULT_BASE, Minter
from zisgraph.model.nquads import of_statements, of_triples

STATEMENTS: Final = "statements.nq"
JUDGEMENTS: Final = "judgements.json"
MANIFEST: Final = "manifest.json"
# The code that decides what a row says: when it changes, staged files are made again.
_READERS: Final = (
    "loaders",
    "loaders/bundled",
    "model/iris.py",
    "model/nquads.py",
    "identity/judgements.py",
    "ontology/vocabulary.py",
    "ontology/mappings.py",
    "ontology/mapping_targets.csv",
)


@dataclass(frozen=True, slots=True)
class Staged:
    """One dataset as it is staged in `folder`; `changed` says whether this call wrote it."""

    folder: Path
    manifest: Mapping[str, Any]
    changed: bool

    @property
    def dataset(self) -> str:
        return str(self.manifest["dataset"])

    @property
    def statements(self) -> Path:
        """N-Quads, sorted, one blank between terms."""
        return self.folder / STATEMENTS

    @property
    def digest(self) -> str:
        """The sha256 of all that a build takes from here: statements and judgements."""
        return str(self.manifest["digest"])

    def judgements(self) -> list[Judgement]:
        """The judgements on identity that the dataset brings, none for most."""
        return parse_judgements((self.folder / JUDGEMENTS).read_text(encoding="utf-8"))


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
    reader = _reader_hash()
    keys = {name: _key(name, place, base, reader) for name in targets}
    staged = {name: _unchanged(target, keys[name]) for name, target in targets.items()}
    due = [name for name, found in staged.items() if found is None]
    if due:
        facts = read_facts(place)
        results = [load(name, place, base, facts) for name in due]
        for result in results:
            staged[result.dataset] = _write(result, targets[result.dataset], keys[result.dataset], Minter(base))
    return [found for found in staged.values() if found is not None]


def read_staged(target: Path) -> Staged:
    """What is staged in a folder.

    Raises:
        BuildError: nothing is, or its files are not those that the manifest describes.
    """
    found = _read(target)
    if found is None:
        raise BuildError(f"Nothing whole is staged in {target}: run `zisgraph build`, which stages it again.")
    return found


def _key(dataset: str, folder: Folder, base: str, reader: str) -> dict[str, Any]:
    """All that the staged files depend on."""
    names = [table.file for table in dataset_named(dataset).tables]
    inputs = {name: _file_hash(folder / name) for name in names}
    inputs[f"{dataset}.toml"] = _file_hash(metadata_file(dataset, folder))
    return {"base": base, "reader": reader, "inputs": dict(sorted(inputs.items()))}


def _file_hash(file: Folder) -> str:
    """The sha256 of a file; empty where it cannot be read, which reading the tables then explains."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _reader_hash() -> str:
    digest = sha256()
    for path in _READERS:
        for file in _code(files("zisgraph").joinpath(*path.split("/"))):
            digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _code(entry: Traversable) -> Iterable[Traversable]:
    if entry.is_file():
        return [entry]
    inside = (file for file in entry.iterdir() if file.is_file() and file.name.endswith((".py", ".toml")))
    return sorted(inside, key=lambda file: file.name)


def _unchanged(target: Path, key: Mapping[str, Any]) -> Staged | None:
    found = _read(target)
    return (
        found if found is not None and all(found.manifest.get(name) == value for name, value in key.items()) else None
    )


def _read(target: Path) -> Staged | None:
    """What is staged whole: a manifest, and beside it the very files that it describes."""
    try:
        manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if any(_file_hash(target / name) != digest for name, digest in manifest.get("outputs", {"": ""}).items()):
        return None
    return Staged(target, manifest, changed=False)


def _write(result: LoadResult, target: Path, key: Mapping[str, Any], minter: Minter) -> Staged:
    lines = set(of_statements(result.statements, minter))
    lines.update(of_triples(result.description, minter.meta_graph()))
    contents = {
        STATEMENTS: "".join(sorted(lines)).encode(),
        JUDGEMENTS: dump_judgements(result.judgements).encode(),
    }
    outputs = {name: sha256(content).hexdigest() for name, content in contents.items()}
    manifest = _manifest(result, len(lines)) | dict(key) | {"outputs": outputs, "digest": input_hash(outputs)}
    contents[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():  # the manifest last: it vouches for the others
            _replace(target / name, content)
    except OSError as error:
        raise BuildError(
            f"Cannot stage in {target}: {error.strerror}. Point ZISGRAPH_HOME at a folder you may write."
        ) from error
    return Staged(target, manifest, changed=True)


def _manifest(result: LoadResult, statements: int) -> dict[str, Any]:
    metadata = asdict(result.metadata)
    return {
        "dataset": result.dataset,
        "staged_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "publisher": metadata["publisher"],
        "licence": metadata["licence"],
        "loader_version": metadata["loader_version"],
        "input_hash": input_hash(result.inputs),
        "statements": statements,
        "judgements": len(result.judgements),
        "tables": {name: asdict(count) for name, count in result.tables.items()},
        "issues": [asdict(issue) for issue in result.issues],
    }


def _replace(file: Path, content: bytes) -> None:
    """Put new content in a file's place in one step: killed at any moment, the old one or the new one is there."""
    beside = file.with_name(f".{file.name}.fresh")
    with beside.open("wb") as output:
        output.write(content)
        output.flush()
        os.fsync(output.fileno())
    beside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
