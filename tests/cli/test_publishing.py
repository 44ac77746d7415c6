"""`zisgraph builds`, `publish`, `rollback`, `withdraw` and `changes` as a maintainer meets them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable

import pytest
from fixtures_command import Command
from real_builds import Workshop
from small_facts import without

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(zisgraph: Command, workshop: Workshop) -> Run:
    """The command over the workshop's home."""
    return lambda *arguments: zisgraph(*arguments, ZISGRAPH_HOME=str(workshop.home), ZISGRAPH_CYPHER="off")


def test_a_walk_through_builds(run: Run, workshop: Workshop) -> None:
    first = workshop.current.id
    without(workshop.facts, "indicators", subject="unipv-dist-micro", value="523")
    made = run("build", "--facts", str(workshop.facts), "--no-publish", "--json")
    assert made.returncode == 0, made.stderr
    report = json.loads(made.stdout)
    second = report["build"]
    assert (report["published"], report["since"]["before"], report["since"]["counts"]) == (False, first, {"removed": 1})
    assert workshop.current.id == first

    listed = {row.split()[0]: row for row in run("builds").stdout.splitlines()[1:]}
    assert list(listed) == [second, first]
    assert "not published" in listed[second]
    assert "current" in listed[first]

    published = run("publish", second[:6])
    assert published.stdout.splitlines()[-2] == f"Build {second} is current; before it was {first}."
    told = run("changes", "--lang", "it")
    assert told.stdout.splitlines()[-1] == f"1 change from build {first} to {second}."
    assert "Dato non più presente: " in told.stdout
    (row,) = {one["it"] for one in csv.DictReader(io.StringIO(run("changes", "--csv").stdout))}
    assert row in told.stdout
    content = json.loads(run("changes", first, second, "--json").stdout)
    assert (content["from"], content["to"], content["total"]) == (first, second, 1)
    assert run("changes", "--kind", "added").stdout == f"0 changes from build {first} to {second}.\n"

    back = json.loads(run("rollback", "--json").stdout)
    assert (back["build"], back["before"]) == (first, second)
    assert "taken back" in next(row for row in run("builds").stdout.splitlines() if row.startswith(second))
    again = run("build", "--facts", str(workshop.facts))
    assert again.stdout.startswith(
        f"Nothing changed: build {second} is here, and not published.\nBuild {second} was taken back"
    )
    nothing = run("rollback")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr.splitlines()[-1].startswith(f"zisgraph: No build was published before {first}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("publish", "nope"), "There is no build 'nope'; builds here: "),
        (("changes", "nope"), "There is no build 'nope'"),
        (("withdraw", "nope"), "Received the source 'nope'; there are "),
        (("withdraw", "--undo", "ror"), "ror is not withdrawn; nothing was changed."),
        (("build", "--only", "nope"), "Received the source 'nope'"),
        (("build", "--accept", "nope"), "Received the source 'nope'"),
        (("changes",), "No build older than "),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr.splitlines()[-1]


def test_an_empty_home_says_what_to_do(zisgraph: Command) -> None:
    assert "run `zisgraph build`" in zisgraph("builds").stdout
    assert json.loads(zisgraph("builds", "--json").stdout) == []
    for command in ("publish", "rollback", "changes"):
        assert "run `zisgraph build`" in zisgraph(command).stderr
