"""Builds in processes of their own, and what has to be true of a published one."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from zisgraph.pipeline.build import build
from zisgraph.pipeline.home import Build, Home
from zisgraph.pipeline.progress import Progress
from zisgraph.pipeline.report import BuildReport
from zisgraph.settings import load_settings
from zisgraph.store.oxigraph import open_reader
from zisgraph.store.rdf_export import export_rdf

BUILD = """
import sys
from dataclasses import dataclass
from pathlib import Path
from zisgraph.pipeline.build import build
from zisgraph.settings import load_settings
print(build(load_settings(home=Path(sys.argv[1])), facts=Path(sys.argv[2])).build)
"""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Tables and a home that a test may change."""

    facts: Path
    home: Path

    def build(self, progress: Progress | None = None, **settings: object) -> BuildReport:
        """Build these tables in this home, in this process; without Cypher unless asked for."""
        return build(load_settings(home=self.home, **{"cypher": "off", **settings}), progress, self.facts)

    @property
    def current(self) -> Build:
        return Home(self.home).current()


def start_build(home: Path, facts: Path, **environment: str) -> subprocess.Popen[str]:
    """A build in a process (and process group) of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(home), str(facts)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "ZISGRAPH_CYPHER": "off", **environment},
        start_new_session=True,
    )


def exported(made: Build, form: str = "nq") -> bytes:
    """All statements of a build in one format."""
    output = io.BytesIO()
    export_rdf(open_reader(made.store), output, form, {"zis": "https://w3id.org/zisgraph/ontology#"})
    return output.getvalue()


def assert_whole(home: Path, contents: dict[str, str]) -> str:
    """The published build is one of those expected, complete to the last statement; its id."""
    with Home(home).reading() as current:
        assert hashlib.sha256(exported(current)).hexdigest() == contents[current.id] == current.manifest()["content"]
        return current.id
