"""The command as a whole: instant help, sentences for errors, exit codes."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HEAVY = {
    "neo4j",
    "rdflib",
    "networkx",
    "pyvis",
    "scipy",
    "numpy",
    "pyoxigraph",
    "pyshacl",
    "fastapi",
    "pydantic",
    "rich",
}
BUDGET = 0.3  # seconds


def test_help_imports_nothing_heavy(project_root: Path) -> None:
    code = (
        "import json, sys\nfrom zisgraph.cli import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=project_root, text=True, capture_output=True, check=True)
    assert "Commands:" in result.stdout
    assert HEAVY & set(json.loads(result.stderr)) == set()


def test_help_is_instant(project_root: Path) -> None:
    """Processor time, which a busy machine does not stretch; the best of five."""
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "zisgraph", "--help"], cwd=project_root, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < BUDGET, spent


def test_the_version_is_printed(zisgraph: Any) -> None:
    from zisgraph import __version__

    assert zisgraph("--version").stdout == f"zisgraph {__version__}\n"


@pytest.mark.parametrize("arguments", [["nonsense"], ["query", "sparql", "--nonsense"], ["up", "--port", "99999"]])
def test_wrong_use_ends_with_2(zisgraph: Any, arguments: list[str]) -> None:
    result = zisgraph(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_setting_out_of_range_is_one_sentence(zisgraph: Any) -> None:
    result = zisgraph("build", ZISGRAPH_WORKERS="none")
    assert result.returncode == 2
    assert result.stderr.startswith("zisgraph: ZISGRAPH_WORKERS: received 'none'")
    assert len(result.stderr.splitlines()) == 1


def test_a_misspelt_setting_is_noted_and_the_command_goes_on(zisgraph: Any) -> None:
    result = zisgraph("export", "graph", ZISGRAPH_WORKRES="3")
    told, went_on = result.stderr.splitlines()
    assert told == "ZISGRAPH_WORKRES is not a setting and changes nothing; did you mean ZISGRAPH_WORKERS?"
    assert "Nothing has been built" in went_on


@pytest.mark.parametrize("arguments", [["query", "sparql", "ASK {}"], ["query", "cypher", "RETURN 1"]])
def test_nothing_built_says_what_to_do(zisgraph: Any, arguments: list[str]) -> None:
    result = zisgraph(*arguments)
    assert result.returncode == 1
    assert "run `zisgraph build`" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_closed_pipe_is_no_error(built: Any, bundled_settings: Any, project_root: Path) -> None:
    """`zisgraph export graph | head` ends without a word, as other commands do."""
    command = [sys.executable, "-m", "zisgraph", "export", "graph"]
    environment = {
        "ZISGRAPH_HOME": str(bundled_settings.home),
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(project_root),
    }
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().endswith(b" .\n")
        process.stdout.close()
        assert process.stderr.read() == b""
