"""What a newcomer may meet is answered in one plain sentence, and the second run is quick."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.scripts.conftest import Workbench

NO_WHEEL = "× No solution found: arcadedb-embedded==26.10.2.post1 has no wheels with a matching platform tag"
NO_NETWORK = "error: Failed to fetch arcadedb-embedded: dns error: failed to lookup address; connection refused"


def only_line(text: str) -> str:
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    return lines[0]


def test_another_system_is_told_of_wsl(workbench: Workbench) -> None:
    workbench.grant("uname", "#!/bin/sh\necho MINGW64_NT-10.0\n")
    result = workbench.run()
    assert result.returncode == 2
    assert "on Windows use WSL" in only_line(result.stderr)


def test_an_old_python_is_named(workbench: Workbench) -> None:
    old = workbench.grant("python3.9", '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.18 && exit 0\nexit 1\n')
    result = workbench.run(PYTHON=str(old))
    assert result.returncode == 2
    assert "needs CPython 3.11 to 3.14" in only_line(result.stderr)
    assert "Python 3.9.18" in result.stderr


def test_no_python_at_all_is_said(workbench: Workbench) -> None:
    (workbench.bin / "python3").unlink()
    result = workbench.run()
    assert result.returncode == 2
    assert "needs CPython 3.11 to 3.14" in only_line(result.stderr)


def test_a_python_without_venv_names_the_package(workbench: Workbench) -> None:
    (workbench.bin / "uv").unlink()
    crippled = workbench.checkout / "crippled"
    crippled.mkdir()
    (crippled / "ensurepip.py").write_text("raise ImportError('No module named ensurepip')\n")
    python = workbench.grant("python3", f'#!/bin/sh\nPYTHONPATH="{crippled}" exec {sys.executable} "$@"\n')
    result = workbench.run(PYTHON=str(python))
    assert result.returncode == 2
    assert "apt-get install python3-venv" in only_line(result.stderr)


@pytest.mark.skipif(os.geteuid() != 0, reason="optional: only root can become another user to meet a read-only folder")
def test_a_read_only_folder_is_named(public_workbench: Workbench) -> None:
    result = public_workbench.run(user=65534)
    assert result.returncode == 2
    assert "cannot be written" in only_line(result.stderr)
    assert str(public_workbench.checkout) in result.stderr


def test_without_npm_it_goes_on_unstyled(workbench: Workbench) -> None:
    result = workbench.run()
    assert result.returncode == 0, result.stderr
    assert "npm was not found, so the pages work but go unstyled" in result.stdout


def test_without_npm_ci_fails(workbench: Workbench) -> None:
    result = workbench.run(CI="true")
    assert result.returncode == 1
    assert "npm was not found" in only_line(result.stderr)


def test_a_failing_npm_is_tried_again(workbench: Workbench) -> None:
    workbench.grant("npm", "#!/bin/sh\necho no network >&2\nexit 1\n")
    for _ in range(2):
        result = workbench.run()
        assert result.returncode == 0
        assert "the next run tries again" in result.stdout


def test_a_platform_without_the_engine_goes_on(workbench: Workbench) -> None:
    first = workbench.run(UV_CYPHER_ANSWER=NO_WHEEL)
    assert first.returncode == 0, first.stderr
    assert "has no wheel for this platform" in first.stdout
    assert "/cypher will answer 501" in first.stdout
    assert "wheel" not in workbench.run(UV_CYPHER_ANSWER=NO_WHEEL).stdout


def test_ci_allows_no_missing_engine(workbench: Workbench) -> None:
    result = workbench.run(UV_CYPHER_ANSWER=NO_WHEEL, CI="true")
    assert result.returncode == 1
    assert "CI=true allows no missing part" in only_line(result.stderr)


def test_an_engine_that_could_not_be_fetched_is_tried_again(workbench: Workbench) -> None:
    for _ in range(2):
        assert "the next run tries again" in workbench.run(UV_CYPHER_ANSWER=NO_NETWORK).stdout


def test_everything_is_installed_from_hashed_locks(workbench: Workbench) -> None:
    assert workbench.run("test").returncode == 0
    installs = [call for call in workbench.uv_calls() if call.startswith("pip install")]
    assert [call.split()[-1] for call in installs] == [
        "locks/constraints.txt",
        "locks/test.txt",
        ".",
        "locks/cypher.txt",
    ]
    assert all("--require-hashes" in call or "--no-deps" in call for call in installs)


def test_the_second_run_installs_nothing(workbench: Workbench) -> None:
    workbench.run()
    calls = workbench.uv_calls()
    assert workbench.run().returncode == 0
    assert workbench.uv_calls() == calls


def test_a_changed_lock_is_installed_again(workbench: Workbench) -> None:
    workbench.run()
    before = len(workbench.uv_calls())
    with (workbench.checkout / "locks" / "constraints.txt").open("a") as lock:
        lock.write("# changed\n")
    workbench.run()
    assert [call.split()[-1] for call in workbench.uv_calls()[before:]] == ["locks/constraints.txt"]


def test_an_environment_of_ones_own_is_used_and_kept(workbench: Workbench) -> None:
    workbench.run()
    (workbench.checkout / ".venv" / ".place").unlink()
    mine = workbench.checkout / ".venv" / "mine"
    mine.touch()
    result = workbench.run()
    assert result.returncode == 0, result.stderr
    assert "Making" not in result.stdout
    assert mine.exists()


def test_an_environment_of_ones_own_that_is_too_old_is_kept(workbench: Workbench) -> None:
    folder = workbench.checkout / ".venv" / "bin"
    folder.mkdir(parents=True)
    (folder / "python").symlink_to(workbench.grant("python3.9", "#!/bin/sh\nexit 1\n"))
    result = workbench.run()
    assert result.returncode == 2
    assert "remove it" in only_line(result.stderr)
    assert folder.exists()


def test_a_moved_checkout_gets_a_new_environment(workbench: Workbench) -> None:
    workbench.run()
    moved = workbench.checkout.with_name("moved")
    shutil.move(workbench.checkout, moved)
    workbench.checkout = moved
    assert "Making the virtual environment" in workbench.run().stdout
