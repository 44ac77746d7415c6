"""What a build's id stands for: the staged statements, the ontology, and the code that shapes the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from zisgraph import __version__

SHAPING = ("analytics", "identity", "model", "ontology", "pipeline", "store")
"""The sub-packages (code, ontology files, shapes, rules) of which a change gives another build."""


def build_id(staged: Mapping[str, str], base: str) -> str:
    """Sixteen hex digits: `staged` is the sha256 of each dataset's statements, `base` the start of every address."""
    parts = [f"{dataset}={digest}" for dataset, digest in sorted(staged.items())]
    return sha256("\n".join([__version__, base, code_hash(), *parts]).encode()).hexdigest()[:16]


@cache
def code_hash(packages: tuple[str, ...] = SHAPING) -> str:
    """The sha256 over the files of sub-packages, names included; as they were when the process first asked."""
    digest = sha256()
    for name, content in _files(packages):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(packages: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    root = files("zisgraph")
    for package in packages:
        yield from _below(root / package, package)


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _below(entry, name)
        elif entry.is_file():
            yield name, entry.read_bytes()
