"""Staged files: what a dataset says as sorted N-Quads, its judgements, and a manifest; replaced whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from zisgraph.errors import BuildError
from zisgraph.identity import Judgement, dump_judgements, parse_judgements

STATEMENTS: Final = "statements.nq"
JUDGEMENTS: Final = "judgements.json"
MANIFEST: Final = "manifest.json"
_READERS: Final = (
    "loaders",
    "model/iris.py",
    "model/nquads.py",
    "identity/judgements.py",
    "ontology/vocabulary.py",
    "ontology/mappings.py",
    "ontology/mapping_targets.csv",
)
"""The code that decides what a row says: when it changes, staged files are made again."""


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


def read_staged(target: Path) -> Staged:
    """What is staged in a folder.

    Raises:
        BuildError: nothing is, or its files are not those that the manifest describes.
    """
    found = _read(target)
    if found is None:
        raise BuildError(f"Nothing whole is staged in {target}: run `zisgraph build`, which stages it again.")
    return found


def unchanged(target: Path, key: Mapping[str, Any]) -> Staged | None:
    """What is staged in a folder, where it was made from `key`: the inputs, the base and the readers."""
    found = _read(target)
    same = found is not None and all(found.manifest.get(name) == value for name, value in key.items())
    return found if same else None


def write_staged(
    target: Path,
    lines: Iterable[str],
    judgements: Sequence[Judgement],
    tell: Callable[[], Mapping[str, Any]],
    key: Mapping[str, Any],
) -> Staged:
    """Stage sorted lines and judgements. `tell` is asked when all lines have been read, and nothing is in its place
    yet: for what the manifest says beside what follows from them, or to refuse them with an error.

    Raises:
        BuildError: the folder cannot be written.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        statements = _fresh(target / STATEMENTS)
        count = _write(statements, (line.encode() for line in lines))
        told = tell()
        judged = _fresh(target / JUDGEMENTS)
        _write(judged, [dump_judgements(judgements).encode()])
        outputs = {STATEMENTS: file_hash(statements), JUDGEMENTS: file_hash(judged)}
        counts = {"statements": count, "judgements": len(judgements)}
        manifest = {**told, **counts, **key, "outputs": outputs, "digest": input_hash(outputs)}
        _write(_fresh(target / MANIFEST), [(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()])
        for name in (STATEMENTS, JUDGEMENTS, MANIFEST):  # the manifest last: it vouches for the others
            _put(_fresh(target / name), target / name)
    except OSError as error:
        raise BuildError(
            f"Cannot stage in {target}: {error.strerror}. Point ZISGRAPH_HOME at a folder you may write."
        ) from error
    return Staged(target, manifest, changed=True)


def input_hash(inputs: Mapping[str, str]) -> str:
    """One sha256 for all the files of a dataset."""
    return sha256("\n".join(f"{name} {digest}" for name, digest in sorted(inputs.items())).encode()).hexdigest()


def file_hash(file: Traversable) -> str:
    """The sha256 of a file; empty where it cannot be read, which reading it then explains."""
    try:
        digest = sha256()
        with file.open("rb") as content:
            while part := content.read(1 << 20):
                digest.update(part)
        return digest.hexdigest()
    except OSError:
        return ""


@cache
def reader_hash() -> str:
    """The sha256 of the code that decides what a row says, as it was when the process first asked."""
    digest = sha256()
    for path in _READERS:
        for name, file in _code(files("zisgraph").joinpath(*path.split("/")), path):
            digest.update(f"{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _code(entry: Traversable, path: str) -> Iterable[tuple[str, Traversable]]:
    if entry.is_file():
        yield path, entry
        return
    for inside in sorted(entry.iterdir(), key=lambda file: file.name):
        if inside.is_dir() or inside.name.endswith((".py", ".toml")):
            yield from _code(inside, f"{path}/{inside.name}")


def _read(target: Path) -> Staged | None:
    """What is staged whole: a manifest, and beside it the very files that it describes."""
    try:
        manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if any(file_hash(target / name) != digest for name, digest in manifest.get("outputs", {"": ""}).items()):
        return None
    return Staged(target, manifest, changed=False)


def _fresh(file: Path) -> Path:
    """Where the new content of a file waits until all of them are complete."""
    return file.with_name(f".{file.name}.fresh")


def _write(file: Path, parts: Iterable[bytes]) -> int:
    """Write to the disk, not only to its cache; the number of parts."""
    count = 0
    with file.open("wb") as output:
        for part in parts:
            output.write(part)
            count += 1
        output.flush()
        os.fsync(output.fileno())
    return count


def _put(fresh: Path, file: Path) -> None:
    """Put new content in a file's place in one step: killed at any moment, the old one or the new one is there."""
    fresh.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
