"""What every test can rely on: a clean environment, its own home, and no silent skip in CI."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Generator
from pathlib import Path

import pytest
from groups import ByGroup, claim, group_of, neo4j_line
from xdist.remote import Producer

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"

# Session fixtures live in tests/plugins/fixtures_*.py, one file per part of the product.
pytest_plugins = sorted(path.stem for path in (Path(__file__).parent / "plugins").glob("fixtures_*.py"))

OPTIONAL = "optional: "


def _may_skip_in_ci(item: pytest.Item, report: pytest.TestReport) -> bool:
    """Data that is not part of the project, and reasons that start with `optional: `, may be absent anywhere."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    told = reason.removeprefix("Skipped: ")
    return item.get_closest_marker("shared_data") is not None or told.startswith(OPTIONAL)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where CI=true: there, Neo4j, Chromium, ArcadeDB and npm have to be present."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and not _may_skip_in_ci(item, report):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same rule for a whole module that skips itself while it is collected."""
    report = yield
    if IN_CI and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skipped itself, which CI does not allow: {report.longrepr}"
    return report


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByGroup:
    """What `-n` deals the tests out by."""
    return ByGroup(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long work begins first, so that no process waits for another at the end; all else stays in its random order.

    Of the tests against Neo4j, those that want the same graph in it come one after the other, the bundled one last:
    to fill it anew takes half a minute.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("browser")}

    def turn(item: pytest.Item) -> tuple[int, str, int]:
        line = neo4j_line(item.nodeid)
        if not line:
            return (1 if item.path in slow else 2, "", 0)
        used = fixtures_of(item)
        return (0, line, 2 if "bundled_reader" in used else 1 if "workshop" in used else 0)

    items.sort(key=turn)


def fixtures_of(item: pytest.Item) -> tuple[str, ...]:
    """The names of the fixtures that a test uses, directly or not."""
    return tuple(getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees the operator's own settings, none writes into the checkout's home, and a build of a test's own
    goes without the embedded Cypher engine, whose start takes seconds, unless the test asks for it."""
    for name in [*os.environ]:
        if name.startswith("ZISGRAPH_") and not name.startswith("ZISGRAPH_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ZISGRAPH_CYPHER", "off")
    monkeypatch.setenv("ZISGRAPH_HOME", str(tmp_path_factory.getbasetemp() / "default-home"))


@pytest.fixture(autouse=True)
def _one_process_per_group(request: pytest.FixtureRequest, run_folder: Path) -> None:
    """Two processes that run tests of one group would each start its servers: told at once, not by a slow run."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        assert claim(run_folder, group_of(request.node.nodeid), worker) == worker


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The checkout the tests lie in."""
    return ROOT


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home folder for builds, this test's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def free_port() -> int:
    """A loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; skips (fails in CI) where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium found: install it (Debian: apt-get install chromium)")


@pytest.fixture(scope="session")
def npm_path() -> str:
    """Where npm is; skips (fails in CI) where there is none."""
    return shutil.which("npm") or pytest.skip("no npm found: install Node.js")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Slices of real public files beside the checkout; skips with the reason where they are absent."""
    folder = ROOT.parent / "shared" / "data"
    return folder if folder.is_dir() else pytest.skip(f"optional: {folder} is not here")
