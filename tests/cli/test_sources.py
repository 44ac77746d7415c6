"""`zisgraph sources` and `zisgraph fetch` as a maintainer meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cordis_files import as_csv, zipped
from file_server import Behaviour, serving
from fixtures_command import Command

FILE = "cordis-HORIZONprojects-csv.zip"


def test_every_source_is_listed_with_its_licence_and_state(zisgraph: Command) -> None:
    result = zisgraph("sources")
    assert result.returncode == 0, result.stderr
    rows = {line.split()[0]: line for line in result.stdout.splitlines()[1:]}
    assert {"curated", "cordis", "places", "cordis-horizon", "ror", "istat-boundaries"} <= set(rows)
    assert "bundled" in rows["curated"]
    assert "CC0 1.0" in rows["ror"]
    assert "not here" in rows["ror"]


def test_an_unknown_source_is_told_with_those_there_are(zisgraph: Command) -> None:
    for command in ("sources", "fetch"):
        result = zisgraph(command, "cordis-horizons")
        assert result.returncode == 1
        assert "Received the source 'cordis-horizons'; there are " in result.stderr


def test_fetched_built_and_told(zisgraph: Command, tmp_path: Path) -> None:
    with serving(Behaviour(zipped(as_csv()))) as url:
        fetched = zisgraph("fetch", "cordis-horizon", "--from", url)
        assert fetched.returncode == 0, fetched.stderr
        assert "sha256" in fetched.stdout
        again = json.loads(zisgraph("fetch", "cordis-horizon", "--from", url, "--json").stdout)
    assert [one["changed"] for one in again] == [False]
    assert Path(again[0]["file"]) == tmp_path / "home" / "sources" / "cordis-horizon" / "2026-11-13" / FILE
    assert "has not been read yet" in zisgraph("sources", "cordis-horizon").stdout

    built = zisgraph("build", ZISGRAPH_CYPHER="off")
    assert built.returncode == 0, built.stderr
    assert "cordis-horizon: 7 rows, " in built.stdout
    assert "left out: 1 Italian participants outside Lombardy, 1 natural persons" in built.stdout
    told = zisgraph("sources", "cordis-horizon").stdout
    assert "Says in cordis-horizon--2026-11-13: 2 Organisation, 2 Participation, 1 Project" in told

    (tmp_path / "home" / "sources" / "cordis-horizon" / "2026-11-13" / FILE).write_bytes(b"<html>moved</html>")
    refused = zisgraph("build", ZISGRAPH_CYPHER="off")
    assert refused.returncode == 1
    assert FILE in refused.stderr
    query = "ASK { ?p zis:cordisId '101000001' }"
    assert zisgraph("query", "sparql", query).stdout.splitlines()[-1] == "yes"

    (tmp_path / "home" / "sources" / "cordis-horizon" / "2026-11-13" / FILE).unlink()
    assert zisgraph("build", ZISGRAPH_CYPHER="off").returncode == 0
    assert zisgraph("query", "sparql", query).stdout.splitlines()[-1] == "no"


@pytest.mark.parametrize("source", ["ror", "ecsel-ju"])
def test_a_source_without_an_address_says_where_its_files_belong(
    zisgraph: Command, tmp_path: Path, source: str
) -> None:
    result = zisgraph("fetch", source)
    assert result.returncode == 1
    assert f"put them into {tmp_path / 'home' / 'sources' / source}" in " ".join(result.stderr.split())
