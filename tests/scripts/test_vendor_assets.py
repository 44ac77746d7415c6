"""Only the named files are copied, with their licences, and a failed copy leaves what was there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NOTHING_OUTSIDE = ("css", "data", "fonts", "licences")


def vendor(project_root: Path, modules: Path, target: Path) -> subprocess.CompletedProcess[str]:
    script = project_root / "scripts" / "vendor_assets.py"
    command = [sys.executable, str(script), "--from", str(modules), "--to", str(target)]
    return subprocess.run(command, text=True, capture_output=True, check=False)


def test_a_missing_module_is_named_and_nothing_is_lost(project_root: Path, tmp_path: Path) -> None:
    target = tmp_path / "vendor"
    target.mkdir()
    (target / "kept.css").write_text("kept")
    result = vendor(project_root, tmp_path / "node_modules", target)
    assert result.returncode == 1
    assert "run `npm ci` first" in result.stderr
    assert (target / "kept.css").read_text() == "kept"


@pytest.mark.npm
def test_the_real_modules_hold_everything(project_root: Path, tmp_path: Path) -> None:
    modules = project_root / "node_modules"
    if not modules.is_dir():
        pytest.skip("npm ci has not run")
    target = tmp_path / "vendor"
    result = vendor(project_root, modules, target)
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in target.iterdir()) == sorted(NOTHING_OUTSIDE)
    fonts = sorted(target.glob("fonts/*.woff2"))
    assert [font.stem for font in fonts] == [
        "roboto-mono-400",
        "titillium-web-400",
        "titillium-web-600",
        "titillium-web-700",
    ]
    assert all(font.read_bytes()[:4] == b"wOF2" for font in fonts)
    theme = (target / "css" / "bootstrap-lombardia.min.css").read_bytes()
    assert b"sourceMappingURL" not in theme
    assert b"@font-face" not in theme
