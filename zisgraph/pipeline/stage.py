"""Read the sources, each into its staged folder; what has not changed since is not read again.

    staged/<dataset>/{statements.nq,judgements.json,manifest.json}

The manifest is written last and holds the hashes of the other two: a stage that was cut off does not count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from zisgraph.errors import InputError, Issue
from zisgraph.identity import Judgement, Resolver, dump_judgements, parse_judgements
from zisgraph.loaders.datasets import DATASETS, bundled, dataset_named
from zisgraph.loaders.load import LoadResult, input_hash, load
from zisgraph.loaders.reading import Folder
from zisgraph.model.iris import Minter
from zisgraph.model.nquads import of_statements, of_triples
from zisgraph.pipeline.fingerprint import code_hash
from zisgraph.pipeline.home import Home

READING_CODE = ("identity", "loaders", "model", "ontology")


@dataclass(frozen=True, slots=True)
class Staged:
    """One dataset as it lies in its staged folder; `fresh` when it was read just now."""

    folder: Path
    manifest: Mapping[str, Any]
    fresh: bool

    @property
    def dataset(self) -> str:
        return str(self.manifest["dataset"])

    @property
    def statements(self) -> Path:
        return self.folder / "statements.nq"

    @property
    def digest(self) -> str:
        """The sha256 of everything this dataset says."""
        return sha256("".join(sorted(self.manifest["files"].values())).encode()).hexdigest()

    def judgements(self) -> list[Judgement]:
        return parse_judgements((self.folder / "judgements.json").read_text(encoding="utf-8"))


def stage_all(home: Home, base: str, facts: Folder | None = None) -> list[Staged]:
    """Stage every dataset that is new or changed; all of them, sorted by id.

    Raises:
        InputError: with every fault of every file; then nothing that was staged has been replaced.
    """
    folder = bundled() if facts is None else facts
    kept: dict[str, Staged] = {}
    loaded: dict[str, LoadResult] = {}
    faults: list[Issue] = []
    for dataset in sorted(DATASETS):
        key = _key(dataset, folder, base)
        known = _known(home, dataset, key)
        if known is not None:
            kept[dataset] = known
            continue
        try:
            loaded[dataset] = load(dataset, folder, base)
        except InputError as error:
            faults += error.issues
    if faults:
        raise InputError(sorted(set(faults), key=lambda issue: (issue.file, issue.line, issue.field, str(issue))))
    for dataset, result in loaded.items():
        kept[dataset] = _write(home, result, base, _key(dataset, folder, base))
    return [kept[dataset] for dataset in sorted(kept)]


def resolver(staged: Sequence[Staged], base: str) -> Resolver:
    """The view that the judgements of all datasets give."""
    return Resolver((judgement for one in staged for judgement in one.judgements()), Minter(base))


def _key(dataset: str, folder: Folder, base: str) -> str:
    """Changes when a file that the dataset reads, or the code that reads it, changes."""
    names = sorted({f"{dataset}.toml", *(table.file for table in dataset_named(dataset).tables)})
    digest = sha256(f"{base}\n{code_hash(READING_CODE)}\n".encode())
    for name in names:
        file = folder / name
        digest.update(f"{name}\n{sha256(file.read_bytes()).hexdigest() if file.is_file() else 'none'}\n".encode())
    return digest.hexdigest()


def _known(home: Home, dataset: str, key: str) -> Staged | None:
    folder = home.staged(dataset)
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        whole = manifest["key"] == key and all(
            sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in manifest["files"].items()
        )
    except (FileNotFoundError, ValueError, KeyError):
        return None
    return Staged(folder, manifest, fresh=False) if whole else None


def _write(home: Home, result: LoadResult, base: str, key: str) -> Staged:
    minter = Minter(base)
    lines = sorted({*of_statements(result.statements, minter), *of_triples(result.description, minter.meta_graph())})
    files = {"statements.nq": "".join(lines).encode(), "judgements.json": dump_judgements(result.judgements).encode()}
    manifest = {
        "dataset": result.dataset,
        "key": key,
        "base": base,
        "input_hash": input_hash(result.inputs),
        "inputs": dict(result.inputs),
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
        "statements": len(lines),
        "tables": {name: asdict(count) for name, count in result.tables.items()},
        "loader_version": result.metadata.loader_version,
        "licence": result.metadata.licence,
        "issues": [str(issue) for issue in result.issues],
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    folder = home.staged(result.dataset)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        _replace(folder / name, content)
    return Staged(folder, manifest, fresh=True)


def _replace(file: Path, content: bytes) -> None:
    """Write beside, then rename: nobody sees half a file."""
    beside = file.with_name(f".{file.name}")
    beside.write_bytes(content)
    beside.replace(file)


def issues(staged: Sequence[Staged]) -> Iterator[str]:
    """The remarks of the loaders that stop nothing."""
    for one in staged:
        yield from one.manifest["issues"]
