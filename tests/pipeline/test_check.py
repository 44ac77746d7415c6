"""`check` looks at tables as a build would, and publishes nothing."""

from __future__ import annotations

import csv
import io

import pytest
from real_builds import Workshop

from zisgraph.errors import ShapeError
from zisgraph.pipeline.check import CheckReport, check
from zisgraph.settings import load_settings


def checked(workshop: Workshop) -> CheckReport:
    before = set(workshop.home.rglob("*"))
    report = check(load_settings(home=workshop.home), facts=workshop.facts)
    assert before == set(workshop.home.rglob("*"))
    return report


def test_good_tables_would_be_published(workshop: Workshop) -> None:
    report = checked(workshop)
    assert report.ok
    assert report.rows["zis_rules"] == 50
    assert report.statements > report.nodes > 0
    assert list(report.lines())[-1] == "A build would be published."
    assert report.as_dict()["ok"] is True
    assert report.as_dict()["shapes"] == ()


def test_every_fault_is_named_with_its_line(workshop: Workshop) -> None:
    table = workshop.facts / "relations.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text + text.splitlines()[1].replace(",partner_of,", ",owns,") + "\nnobody,,,,\n", encoding="utf-8")
    report = checked(workshop)
    assert not report.ok
    assert any("relations.csv, line" in fault and "'owns'" in fault for fault in report.faults)
    assert len(report.faults) > 1
    lines = list(report.lines())
    assert lines[-1] == "A build would be refused; the last good one stays in service."
    assert (
        lines[-2]
        == f"{len(report.faults)} faults in the tables; the shapes were not checked: mend these, then check again."
    )
    assert report.as_dict()["shapes"] is None


def test_remarks_do_not_stop_a_build(workshop: Workshop) -> None:
    report = checked(workshop)
    assert report.ok
    assert report.remarks, "one province cites few of the citations, and the others are remarked on"
    assert all(line.startswith("Remark: citations.csv") for line in list(report.lines())[: len(report.remarks)])


def test_what_only_a_shape_catches_is_told_by_its_row(workshop: Workshop) -> None:
    """Each rule of the tables holds, and yet the graph would be wrong."""
    table = workshop.facts / "organisations.csv"
    header, first, *others = table.read_text(encoding="utf-8").splitlines()
    place = header.split(",").index("ror")
    cells = next(csv.reader([first]))
    cells[place] = "https://ror.org/0abcdefgh"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    table.write_text("\n".join([header, text.getvalue().strip(), *others]) + "\n", encoding="utf-8")
    report = checked(workshop)
    assert not report.ok
    assert report.faults == ()
    (said,) = report.shapes
    assert said.startswith(
        "organisations.csv, line 2, field ror: received '0abcdefgh'; allowed: The ROR id is the last part of the address"
    )
    assert said.endswith("[BodyFacts/rorId]")
    with pytest.raises(ShapeError) as refused:
        workshop.build()
    assert str(refused.value).splitlines()[1:] == [said]
