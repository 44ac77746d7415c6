"""What is declared is what is there: packages, links, data files, locks."""

from __future__ import annotations

import pkgutil
import subprocess
import tomllib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import zisgraph

LINKED = ("api", "loaders", "ontology", "visualisations")
NOT_SHIPPED = {"README.md"}


@cache
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text())


def tracked(root: Path, *paths: str) -> list[str]:
    """Files git knows, as `mode path` pairs joined by a tab."""
    command = ["git", "ls-files", "--stage", "--", *paths]
    return subprocess.run(command, cwd=root, text=True, capture_output=True, check=True).stdout.splitlines()


def test_every_package_is_declared(project_root: Path) -> None:
    found = {"zisgraph"} | {
        module.name for module in pkgutil.walk_packages(zisgraph.__path__, "zisgraph.") if module.ispkg
    }
    assert found == set(project(project_root)["tool"]["setuptools"]["packages"])


@pytest.mark.parametrize("name", LINKED)
def test_sub_packages_beside_are_committed_links(project_root: Path, name: str) -> None:
    link = project_root / "zisgraph" / name
    assert link.is_symlink()
    assert link.readlink() == Path("..") / name
    (entry,) = tracked(project_root, f"zisgraph/{name}")
    assert entry.startswith("120000 "), f"git holds {name} as {entry}, not as a link"


@pytest.mark.parametrize("folder", ["zisgraph", *LINKED])
def test_every_data_file_is_shipped(project_root: Path, folder: str) -> None:
    """A tracked file beside the modules must match a package-data pattern, or it is missing in the wheel."""
    patterns = project(project_root)["tool"]["setuptools"]["package-data"]
    name = folder if folder == "zisgraph" else f"zisgraph.{folder}"
    files = [Path(line.split("\t")[1]) for line in tracked(project_root, folder) if not line.startswith("120000")]
    data = [path.relative_to(folder) for path in files if path.suffix != ".py" and path.name not in NOT_SHIPPED]
    unmatched = [str(path) for path in data if not any(matches(path, pattern) for pattern in patterns.get(name, []))]
    assert unmatched == []


def matches(path: Path, pattern: str) -> bool:
    """Like setuptools: ** stands for any number of folders, * stays inside one."""
    head, star, tail = pattern.partition("**/")
    if star:
        return str(path).startswith(head) and fnmatch(path.name, tail)
    return len(path.parts) == len(Path(pattern).parts) and fnmatch(str(path), pattern)


@pytest.mark.parametrize("extra", ["", "cypher", "test", "lint"])
def test_locks_fulfil_the_requirements(project_root: Path, extra: str) -> None:
    declared = project(project_root)["project"]
    wanted = declared["optional-dependencies"][extra] if extra else declared["dependencies"]
    locked = pins(project_root / "locks" / f"{extra or 'constraints'}.txt")
    stale = [
        line
        for line in wanted
        for requirement in [Requirement(line)]
        if not locked.get(canonicalize_name(requirement.name))
        or not all(requirement.specifier.contains(pin) for pin in locked[canonicalize_name(requirement.name)])
    ]
    assert stale == [], "run `make lock`"


@pytest.mark.parametrize("extra", ["cypher", "test", "lint"])
def test_locks_agree_on_every_version(project_root: Path, extra: str) -> None:
    base, other = pins(project_root / "locks/constraints.txt"), pins(project_root / f"locks/{extra}.txt")
    shared = base.keys() & other.keys()
    assert {name: other[name] for name in shared} == {name: base[name] for name in shared}


def pins(lock: Path) -> dict[str, set[str]]:
    """Versions by package; a package may have one for each range of Python."""
    found: dict[str, set[str]] = {}
    for line in lock.read_text().splitlines():
        if line and not line.startswith((" ", "#")):
            name, _, rest = line.partition("==")
            found.setdefault(canonicalize_name(name), set()).add(rest.split()[0])
    return found


@pytest.mark.parametrize("lock", ["constraints.txt", "cypher.txt", "installer.txt", "test.txt", "lint.txt"])
def test_every_locked_package_has_a_hash(project_root: Path, lock: str) -> None:
    lines = (project_root / "locks" / lock).read_text().splitlines()
    starts = [number for number, line in enumerate(lines) if "==" in line]
    assert starts
    assert [lines[n] for n in starts if not lines[n + 1].lstrip().startswith("--hash=sha256:")] == []
