"""What was withdrawn, sources and citations: named in one file, the files of sources set aside until it is undone."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from zisgraph.errors import BuildError
from zisgraph.model.iris import Minter
from zisgraph.ontology.vocabulary import ZIS
from zisgraph.pipeline.choice import is_source
from zisgraph.pipeline.home import Build, Home, sync_folder
from zisgraph.store.oxigraph import OxigraphReader, open_reader

FILE: Final = "withdrawn.json"


class Withdrawals:
    """What was withdrawn in one home, sources and single citations. Change them only while the home is held for a build.

    The file is what counts: it is written first, and a source named in it is read by no build. Its files are moved
    afterwards, and by the next build if that was cut off.
    """

    def __init__(self, home: Home) -> None:
        self._home, self._file = home, home.withdrawn / FILE

    def all(self) -> Mapping[str, str]:
        """Every withdrawn source and citation by its id, with the time.

        Raises:
            BuildError: the file cannot be understood, and nobody can say what must not be read.
        """
        try:
            content = json.loads(self._file.read_text(encoding="utf-8"))
            return {str(name): str(at) for name, at in content.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, AttributeError) as error:
            raise BuildError(
                f"{self._file} names the withdrawn sources and cannot be read ({error}): write it again as "
                '{"source": "time"}, or remove it if none is withdrawn.'
            ) from error

    def add(self, source: str) -> None:
        """Withdraw a source or a citation."""
        self._write({**self.all(), source: datetime.now(UTC).isoformat(timespec="seconds")})
        self.settle()

    def remove(self, source: str) -> None:
        """Undo a withdrawal."""
        self._write({name: at for name, at in self.all().items() if name != source})
        self.settle()

    def settle(self) -> None:
        """Bring every source's files to where they belong: aside, or back.

        Raises:
            BuildError: there are files in both places; the message says which to remove.
        """
        withdrawn = self.all()
        for name in withdrawn:
            _move(self._home.sources / name, self.files(name))
        for folder in sorted(self._home.withdrawn.iterdir()) if self._home.withdrawn.is_dir() else ():
            if folder.is_dir() and folder.name not in withdrawn:
                _move(folder, self._home.sources / folder.name)

    def files(self, source: str) -> Path:
        """Where the files of a withdrawn source are."""
        return self._home.withdrawn / source

    def held_by(self, build: Build, base: str) -> list[str]:
        """What was withdrawn and yet says something in a build."""
        withdrawn = self.all()
        if not withdrawn:
            return []
        datasets = {one["dataset"] for one in build.manifest().get("datasets", ())}
        citations = [name for name in withdrawn if not is_source(name)]
        reader = open_reader(build.store) if citations else None
        cited = {name for name in citations if reader and cites(reader, name, base)}
        return [name for name in withdrawn if name in datasets | cited]

    def _write(self, content: Mapping[str, str]) -> None:
        try:
            self._home.withdrawn.mkdir(parents=True, exist_ok=True)
            fresh = self._file.with_name(f".{FILE}-{os.getpid()}")
            with fresh.open("w", encoding="utf-8") as output:
                output.write(json.dumps(content, indent=1) + "\n")
                output.flush()
                os.fsync(output.fileno())
            fresh.replace(self._file)
            sync_folder(self._home.withdrawn)
        except OSError as error:
            raise BuildError(
                f"Cannot write {self._file} ({error.strerror}). Point ZISGRAPH_HOME at a folder you may write."
            ) from error


def cites(reader: OxigraphReader, citation: str, base: str) -> bool:
    """Whether a build knows a citation."""
    minter = Minter(base)
    about = f"<{minter.citation(citation)}> a <{ZIS.Citation}>"
    return reader.ask(f"ASK {{ GRAPH <{minter.meta_graph()}> {{ {about} }} }}")


def _move(source: Path, target: Path) -> None:
    if not source.is_dir():
        return
    if target.exists():
        raise BuildError(f"Files of one source lie in {source} and in {target}: remove one of the two folders.")
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)
    sync_folder(target.parent)
