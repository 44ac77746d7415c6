"""The gate before a build: staged statements against the shapes; what has passed once is not checked again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from zisgraph.loaders import Staged
from zisgraph.pipeline.fingerprint import code_hash

CHECKING_CODE = ("ontology", "validate")
REMEMBERED = 20


def validate_staged(staged: Sequence[Staged], passed: Path) -> int:
    """Check all datasets together and note in the file `passed` that they conform; how many statements were checked.

    Zero means that the same statements had passed the same shapes before.

    Raises:
        ShapeError: with everything that breaks a shape.
    """
    key, known = _key(staged), _read(passed)
    if key in known:
        return 0
    from zisgraph.validate import check_files

    report = check_files([one.statements for one in staged])
    report.raise_if_broken()
    passed.write_text(json.dumps({"passed": [key, *known][:REMEMBERED]}), encoding="utf-8")
    return report.statements


def _key(staged: Sequence[Staged]) -> str:
    parts = [code_hash(CHECKING_CODE), version("pyshacl"), version("rdflib"), *sorted(one.digest for one in staged)]
    return sha256("\n".join(parts).encode()).hexdigest()


def _read(passed: Path) -> list[str]:
    try:
        return list(json.loads(passed.read_text(encoding="utf-8"))["passed"])
    except (FileNotFoundError, ValueError, KeyError):
        return []
