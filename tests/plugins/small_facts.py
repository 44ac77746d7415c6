"""The bundled tables cut down to one province: real rows, whole references, a build of a second or two."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

Row = Mapping[str, str]
WHOLE = ("citations", "kinds", "predicates", "units", "specialisations", "zis_rules")
DATASETS = ("cordis", "curated", "places")


def small_facts(target: Path, province: str = "PV") -> Path:
    """Write the tables of one province into `target`, without lower bounds on what a healthy load holds."""
    target.mkdir(parents=True)
    tables = {name: _read(name) for name in _names()}
    kept = _kept(tables, province)
    for name, rows in tables.items():
        _write(target / f"{name}.csv", list(rows[0]), [row for row in rows if name in WHOLE or kept[name](row)])
    for dataset in DATASETS:
        text = (files("zisgraph.loaders.bundled") / f"{dataset}.toml").read_text(encoding="utf-8")
        (target / f"{dataset}.toml").write_text(re.sub(r"(?s)\n\[bounds\].*", "\n", text), encoding="utf-8")
    return target


def without(facts: Path, table: str, **cells: str) -> None:
    """Take the rows with these cells out of a table."""
    file = facts / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    left = [row for row in rows if any(row[name] != value for name, value in cells.items())]
    assert 0 < len(left) < len(rows), f"{table}.csv: {len(rows) - len(left)} of {len(rows)} rows have {cells}"
    _write(file, list(rows[0]), left)


def _kept(tables: Mapping[str, list[Row]], province: str) -> dict[str, Callable[[Row], bool]]:
    bodies = {row["id"] for row in tables["organisations"] if row["province"] == province}
    programmes = {row["id"] for row in tables["programmes"] if row["provider"] in bodies}
    zones = {row["id"] for row in tables["zis"]}
    pics = {row["pic"] for row in tables["eu_organisations"] if row["province"] == province}
    shared = {row["project"] for row in tables["eu_participations"] if row["pic"] not in pics}
    projects = {row["project"] for row in tables["eu_participations"]} - shared
    capitals = {row["capital"] for row in tables["places"]}
    ends = bodies | programmes | zones
    seated = ("organisations", "programmes", "eu_organisations")
    used = {
        row["place"]
        for name in seated
        for row in tables[name]
        if row["province"] == province or row.get("id") in programmes
    }

    def judged(key: str) -> bool:
        scheme, colon, number = key.partition(":")
        return number in pics if scheme == "pic" else bool(colon) or key in bodies

    return {
        "organisations": lambda row: row["id"] in bodies,
        "programmes": lambda row: row["id"] in programmes,
        "zis": lambda row: row["id"] in zones,
        "aliases": lambda row: row["id"] in bodies,
        "relations": lambda row: row["subject"] in ends and row["object"] in ends,
        "indicators": lambda row: row["subject"] in ends,
        "eu_organisations": lambda row: row["pic"] in pics,
        "eu_projects": lambda row: row["project"] in projects,
        "eu_participations": lambda row: row["project"] in projects,
        "same_as": lambda row: judged(row["a"]) and judged(row["b"]),
        "places": lambda row: row["type"] != "municipality" or row["id"] in used or row["name_it"] in capitals,
    }


def _names() -> list[str]:
    names = (file.name for file in (files("zisgraph.loaders") / "facts").iterdir())
    return sorted(name.removesuffix(".csv") for name in names if name.endswith(".csv"))


def _read(name: str) -> list[Row]:
    text = (files("zisgraph.loaders") / "facts" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _write(file: Path, header: list[str], rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as output:
        writer = csv.DictWriter(output, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
