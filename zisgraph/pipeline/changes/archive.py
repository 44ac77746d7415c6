"""All statements of a build in the order of their subjects, compressed, so that two builds are compared by streaming."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from zisgraph.loaders.public.sorting import sorted_lines
from zisgraph.model.iris import Minter
from zisgraph.ontology.vocabulary import ZIS
from zisgraph.pipeline.home import Build
from zisgraph.store.oxigraph import open_reader
from zisgraph.store.rdf_export import export_rdf

ARCHIVE: Final = "statements.nq.gz"
_LEVEL: Final = 4
_OF_A_READING: Final = (f"<{ZIS.inputHash}>", f"<{ZIS.loaderVersion}>")
"""Properties that tell from which bytes a graph was read: the manifest has them, and they are no facts."""


def write_archive(statements: Path, target: Path, base: str) -> None:
    """Sort an N-Quads file by subject into `target`; equal statements give equal bytes.

    The ontology is left out, which comes with the program, and so are the runs of analyses, whose addresses stand for
    everything they were run over.
    """
    with (
        statements.open(encoding="utf-8", newline="\n") as lines,
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as output,
    ):
        for line in sorted_lines(_kept(lines, base), target.parent):
            output.write(line.encode())


@contextmanager
def opened_archive(build: Build, base: str) -> Iterator[Path]:
    """The sorted statements of a build while the block runs; of a build that keeps none they are made from its store.

    Raises:
        BuildError: the store cannot be read.
    """
    kept = build.path / ARCHIVE
    if kept.is_file():
        yield kept
        return
    with TemporaryDirectory(prefix="zisgraph-statements-") as folder:
        dumped, made = Path(folder, "statements.nq"), Path(folder, ARCHIVE)
        with dumped.open("wb") as output:
            export_rdf(open_reader(build.store), output, "nq", {})
        write_archive(dumped, made, base)
        yield made


def lines_of(archive: Path) -> Iterator[bytes]:
    """The lines of an archive, one by one."""
    with gzip.open(archive, "rb") as content:
        yield from content


def _kept(lines: Iterable[str], base: str) -> Iterator[str]:
    minter = Minter(base)
    run = f"<{minter.run('', '').rstrip('-')}"
    schema, meta = f" <{minter.ontology_graph()}> .\n", f" <{minter.meta_graph()}> .\n"
    for line in lines:
        if line.endswith(schema) or run in line:
            continue
        if line.endswith(meta) and line.split(" ", 2)[1] in _OF_A_READING:
            continue
        yield line
