"""A source that is withdrawn says nothing any more anywhere; read alone, accepted, or brought back, it does again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cordis_files import ORGANISATION, PAVIA, PROJECT, Row, delimited, organisation, project
from real_builds import Workshop, exported
from small_facts import without

from zisgraph.errors import BuildError, InputError, NoBuildError, NotFoundError
from zisgraph.pipeline import publishing
from zisgraph.pipeline.build import build
from zisgraph.pipeline.choice import Choice
from zisgraph.pipeline.home import Home
from zisgraph.pipeline.report import BuildReport
from zisgraph.pipeline.sources import sources
from zisgraph.pipeline.withdrawals import Withdrawals
from zisgraph.pipeline.withdrawing import withdraw
from zisgraph.settings import Settings, load_settings

SOURCE, OTHER = "cordis-horizon", "cordis-search"


def settings(workshop: Workshop) -> Settings:
    return load_settings(home=workshop.home, cypher="off")


def put(workshop: Workshop, source: str, rows: list[Row]) -> Path:
    """One file of participants; their projects beside it."""
    folder = workshop.home / "sources" / source / "2025-03"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "organization.csv").write_text(delimited(ORGANISATION, rows, ";"), encoding="utf-8")
    projects = [project(number, f"P{number}") for number in sorted({row["projectID"] for row in rows})]
    (folder / "project.csv").write_text(delimited(PROJECT, projects, ";"), encoding="utf-8")
    return folder


def many(count: int, first: int = 0) -> list[Row]:
    """So many participants of Pavia, each in a project of its own."""
    return [
        organisation(f"10100{n:04}", f"98{n:07}", f"ALFA {n} SRL", "PAVIA", vatNumber=f"IT{n:011}")
        for n in range(first, first + count)
    ]


def run(workshop: Workshop, **choice: object) -> BuildReport:
    return build(settings(workshop), None, workshop.facts, Choice(**choice))  # type: ignore[arg-type]


def said_by(workshop: Workshop, source: str) -> int:
    """Statements of the published build that stand in a graph of the source, or about it."""
    marks = (f"/graph/{source}/".encode(), f"/dataset/{source}>".encode(), f"/citation/{source}--".encode())
    return sum(any(mark in line for mark in marks) for line in exported(workshop.current).splitlines())


def test_withdrawn_and_brought_back(workshop: Workshop) -> None:
    folder = put(workshop, SOURCE, [PAVIA])
    before = run(workshop)
    assert said_by(workshop, SOURCE) > 10

    done = withdraw(settings(workshop), SOURCE, facts=workshop.facts)
    assert done.report.build != before.build
    assert said_by(workshop, SOURCE) == 0
    assert done.report.since.counts["removed"] > 0
    assert not folder.exists()
    assert (Path(done.folder) / "2025-03" / "organization.csv").is_file()
    assert {one.id: one.state for one in sources(Home(workshop.home))}[SOURCE] == "withdrawn"
    assert done.still_held == (before.build,)
    text = "\n".join(done.lines())
    assert f"`zisgraph withdraw --undo {SOURCE}` brings them back" in text

    with pytest.raises(BuildError, match=rf"says what {SOURCE} said, which was withdrawn"):
        publishing.publish(settings(workshop), before.build)
    with pytest.raises(NoBuildError, match="holds nothing withdrawn"):
        publishing.roll_back(settings(workshop))
    assert not run(workshop).changed
    with pytest.raises(BuildError, match=f"{SOURCE} is withdrawn since"):
        withdraw(settings(workshop), SOURCE, facts=workshop.facts)
    with pytest.raises(NotFoundError, match=f"{SOURCE} was withdrawn"):
        run(workshop, only=SOURCE)

    back = withdraw(settings(workshop), SOURCE, undo=True, facts=workshop.facts)
    assert back.report.build == before.build == workshop.current.id
    assert folder.is_dir()
    assert said_by(workshop, SOURCE) > 10
    with pytest.raises(BuildError, match="is not withdrawn"):
        withdraw(settings(workshop), SOURCE, undo=True, facts=workshop.facts)


def test_going_back_passes_over_what_holds_withdrawn_data(workshop: Workshop) -> None:
    first = workshop.current.id
    without(workshop.facts, "same_as", a="eucentre")
    second = run(workshop).build
    put(workshop, SOURCE, [PAVIA])
    run(workshop)
    assert withdraw(settings(workshop), SOURCE, facts=workshop.facts).report.build == second
    assert publishing.roll_back(settings(workshop)).build == first == workshop.current.id


def test_one_citation_is_withdrawn_and_brought_back(workshop: Workshop) -> None:
    before, name = workshop.current.id, "thenextfactory-2023-11"
    done = withdraw(settings(workshop), name, facts=workshop.facts)
    assert set(done.report.since.counts) == {"removed"}
    assert any("500" in sentence["en"] for sentence in done.report.since.first)
    assert name.encode() not in exported(workshop.current)
    assert not run(workshop).changed
    with pytest.raises(BuildError, match=f"says what {name} said, which was withdrawn"):
        publishing.publish(settings(workshop), before)
    assert withdraw(settings(workshop), name, undo=True, facts=workshop.facts).report.build == before
    with pytest.raises(NotFoundError, match="Received the source 'thenextfactory-2024'"):
        withdraw(settings(workshop), "thenextfactory-2024", facts=workshop.facts)


def test_a_citation_that_others_rest_on_stays(workshop: Workshop) -> None:
    before = workshop.current
    with pytest.raises(
        BuildError, match=r"il-giorno-2023-04 was not withdrawn: .*\n.*\n.*Every body has at least one name"
    ):
        withdraw(settings(workshop), "il-giorno-2023-04", facts=workshop.facts)
    assert workshop.current == before


def test_a_bundled_source_can_be_withdrawn_where_the_rest_stands_without_it(workshop: Workshop) -> None:
    before = workshop.current
    with pytest.raises(BuildError, match="places was not withdrawn: the build is refused, and all stays"):
        withdraw(settings(workshop), "places", facts=workshop.facts)
    assert workshop.current == before
    assert Withdrawals(Home(workshop.home)).all() == {}
    with pytest.raises(NotFoundError, match=r"Received the source 'cordsi'; there are .*did you mean"):
        withdraw(settings(workshop), "cordsi")


def test_a_withdrawal_that_was_cut_off_is_completed_by_the_next_build(workshop: Workshop) -> None:
    folder = put(workshop, SOURCE, [PAVIA])
    run(workshop)
    withdrawals = Withdrawals(Home(workshop.home))
    withdrawals.add(SOURCE)
    shutil.move(withdrawals.files(SOURCE), folder.parent)  # killed before the files were moved
    run(workshop)
    assert said_by(workshop, SOURCE) == 0
    assert not folder.exists()


def test_files_of_a_withdrawn_source_in_both_places_are_told(workshop: Workshop) -> None:
    put(workshop, SOURCE, [PAVIA])
    Withdrawals(Home(workshop.home)).add(SOURCE)
    put(workshop, SOURCE, [PAVIA])
    with pytest.raises(BuildError, match=r"Files of one source lie in .*sources.* and in .*withdrawn.*remove one"):
        run(workshop)


def test_one_source_is_read_alone(workshop: Workshop) -> None:
    put(workshop, SOURCE, many(3))
    put(workshop, OTHER, many(2, first=50))
    run(workshop)
    put(workshop, SOURCE, many(4))
    put(workshop, OTHER, many(3, first=50))
    without(workshop.facts, "same_as", a="eucentre")
    report = run(workshop, only=SOURCE)
    assert [one.dataset for one in report.datasets if one.fresh] == [SOURCE]
    assert set(report.since.datasets) == {SOURCE}
    assert report.since.counts == {"added": 3}  # one participant, its project, the tie between them
    assert {one.dataset for one in run(workshop).datasets if one.fresh} == {OTHER, "cordis", "curated"}
    with pytest.raises(NotFoundError, match="No file of ror is here to read"):
        run(workshop, only="ror")
    with pytest.raises(NotFoundError, match="Received the source 'cordis-horizont'"):
        run(workshop, only="cordis-horizont")


def test_a_load_unlike_the_previous_one_is_refused_until_it_is_accepted(workshop: Workshop) -> None:
    put(workshop, SOURCE, many(20))
    good = run(workshop)
    for count, allowed in ((15, "16 to 40"), (41, "16 to 40")):
        put(workshop, SOURCE, many(count))
        with pytest.raises(InputError) as caught:
            run(workshop)
        assert {issue.field for issue in caught.value.issues} >= {"Organisation", "Project", "Participation"}
        told = str(caught.value)
        assert f"{SOURCE}, field Organisation: received {count} of them, where the previous load had 20" in told
        assert allowed in told
        assert "The previous load and the published build stay as they are" in told
        assert f"zisgraph build --accept {SOURCE}" in told
        assert workshop.current.id == good.build
    put(workshop, SOURCE, many(15))
    assert run(workshop, accepted=frozenset({SOURCE})).changed
    assert not run(workshop).changed  # it is the previous load now


def test_how_far_a_load_may_differ_is_a_setting(workshop: Workshop) -> None:
    put(workshop, SOURCE, many(20))
    run(workshop)
    put(workshop, SOURCE, many(15))
    wide = load_settings(home=workshop.home, cypher="off", load_least=0.5)
    assert build(wide, None, workshop.facts).changed


def test_few_things_are_not_held_against_a_load(workshop: Workshop) -> None:
    put(workshop, SOURCE, many(9))
    run(workshop)
    put(workshop, SOURCE, many(1))
    assert run(workshop).changed


def test_a_build_that_is_not_published_waits_to_be(workshop: Workshop) -> None:
    before = workshop.current
    without(workshop.facts, "same_as", a="eucentre")
    report = run(workshop, publish=False)
    assert (report.changed, report.published, workshop.current) == (True, False, before)
    assert f"`zisgraph publish {report.build}` publishes it." in list(report.lines())
    assert not run(workshop, publish=False).changed
    assert publishing.publish(settings(workshop)).build == report.build == workshop.current.id


def test_what_was_taken_back_is_not_published_by_building_again(workshop: Workshop) -> None:
    before = workshop.current
    without(workshop.facts, "same_as", a="eucentre")
    taken_back = run(workshop).build
    publishing.roll_back(settings(workshop))
    report = run(workshop)
    assert (report.build, report.published, workshop.current) == (taken_back, False, before)
    assert f"Build {taken_back} was taken back on " in report.held_back
    assert report.held_back in list(report.lines())
    without(workshop.facts, "indicators", subject="unipv-dist-micro", value="523")
    assert run(workshop).published  # other sources give another build
    publishing.publish(settings(workshop), taken_back)
    assert workshop.current.id == taken_back
