"""The layers of docs/architecture.md hold; `lint-imports` says which import breaks them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_imports_respect_the_layers(project_root: Path) -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=project_root, text=True, capture_output=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:]
