"""The slices of real public files, laid out as a home's sources."""

from __future__ import annotations

from pathlib import Path


def link_slices(shared_data: Path, sources: Path) -> None:
    """CORDIS, ROR and the boundaries, each as the snapshot of its date."""
    cordis = shared_data / "cordis"
    listed = cordis / "h2020-participations-2020-12"
    _link(sources / "cordis-h2020/2020-12", [listed / "h2020.csv.gz"])
    _link(sources / "cordis-h2020/2017", [listed / "organisations-2017.csv"])
    for path, folder in (
        ("cordis-h2020/2023-05-29", cordis / "h2020-2023-05-29"),
        ("cordis-horizon/2025-03", cordis / "horizon-europe-2025-03"),
        ("cordis-horizon/2025-04", cordis / "horizon-europe-2025-04-sample"),
        ("cordis-horizon/2026-04", cordis / "horizon-europe-2026-04"),
        ("cordis-search/2022-02", cordis / "semiconductors-json-2022-02"),
        ("ecsel-ju", cordis / "ecsel-ju"),
        ("ror/2026-06-23", shared_data / "ror"),
    ):
        _link(sources / path, [file for file in folder.iterdir() if file.suffix != ".md"])
    outlines = shared_data / "boundaries" / "openpolis" / "limits_R_3_municipalities.topo.json"
    _link(sources / "istat-boundaries/2023-06", [outlines])


def _link(place: Path, files: list[Path]) -> None:
    place.mkdir(parents=True)
    for file in sorted(files):
        (place / file.name).symlink_to(file)
