"""The findings of a build in a folder: one JSON file that reads back equal, and the CSV tables."""

from __future__ import annotations

import json
from pathlib import Path

from zisgraph.analytics.findings import Findings, from_json, to_json
from zisgraph.analytics.tables import findings_tables
from zisgraph.errors import NotFoundError

FILE = "findings.json"


def write_findings(findings: Findings, folder: Path) -> tuple[Path, ...]:
    """Write `findings.json` and the tables; equal findings give equal bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(to_json(findings), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    texts = {FILE: content + "\n", **findings_tables(findings)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return tuple(folder / name for name in texts)


def read_findings(folder: Path) -> Findings:
    """Read back what `write_findings` wrote.

    Raises:
        NotFoundError: the folder holds no findings.
    """
    file = folder / FILE
    if not file.is_file():
        raise NotFoundError(f"No findings at {file}: run `zisgraph build`.")
    return from_json(Findings, json.loads(file.read_text(encoding="utf-8")))
