"""Resolve every dependency for every supported Python and platform into locks/*.txt, with hashes and no address.

    python scripts/lock.py [--upgrade]

One file per purpose, all agreeing with constraints.txt: `constraints` runs the product and builds it, `cypher` adds
the embedded Cypher engine (wheels for some platforms only, so its install may fail alone), `test` and `lint` add
the tools, `installer` is what installs them all quickly. Needs `uv` on the path or in .venv.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "locks"
OLDEST_PYTHON = "3.11"
EXTRAS = ("cypher", "test", "lint")
INSTALLER = ["uv>=0.5"]


def find_uv() -> str:
    local = ROOT / ".venv" / "bin" / "uv"
    found = shutil.which("uv") or (str(local) if local.exists() else None)
    if found is None:
        raise SystemExit("lock: uv was not found; `pip install uv` provides it.")
    return found


def compile_lock(name: str, requirements: list[str], *, upgrade: bool, constrained: bool) -> None:
    """Write locks/NAME.txt from requirement lines; versions already locked are kept unless `upgrade`."""
    target = LOCKS / f"{name}.txt"
    command = [find_uv(), "pip", "compile", "-", "--universal", "--generate-hashes", "--quiet"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header", "--no-config"]
    command += ["--python-version", OLDEST_PYTHON, "--output-file", str(target)]
    command += ["--constraints", str(LOCKS / "constraints.txt")] if constrained else []
    command += ["--upgrade"] if upgrade else []
    subprocess.run(command, input="\n".join(requirements), text=True, check=True, cwd=ROOT)
    print(f"{target.relative_to(ROOT)}: {target.read_text().count('==')} packages")


def main() -> int:
    parser = argparse.ArgumentParser(description="Refresh locks/*.txt from pyproject.toml.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    options = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    build = (LOCKS / "build.in").read_text().splitlines()
    try:
        compile_lock("constraints", [*project["dependencies"], *build], upgrade=options.upgrade, constrained=False)
        compile_lock("installer", INSTALLER, upgrade=options.upgrade, constrained=False)
        for extra in EXTRAS:
            wanted = project["optional-dependencies"][extra]
            compile_lock(extra, wanted, upgrade=options.upgrade, constrained=True)
    except subprocess.CalledProcessError as error:
        print(f"lock: uv could not resolve the dependencies (exit code {error.returncode}).", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
