"""Build the wheel from the source archive, install it alone, serve from it far from the checkout, end it cleanly."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("constraints", "cypher")
START_SECONDS = 180
STOP_SECONDS = 15
SPARQL = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def say(text: str) -> None:
    print(f"wheel: {text}", flush=True)


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    subprocess.run([str(part) for part in command], cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def build_wheel(out: Path) -> Path:
    """Source archive first, wheel from it: what is missing in the archive is missing in the wheel."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out)
    (wheel,) = out.glob("*.whl")
    return wheel


def install(wheel: Path, environment: Path) -> Path:
    """A clean environment with the locked packages and this wheel; returns its `bin`."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    python = environment / "bin" / "python"
    if uv:
        run(uv, "venv", "--quiet", "--python", sys.executable, environment)
        pip = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        run(sys.executable, "-m", "venv", environment)
        pip = [python, "-m", "pip", "install", "--quiet"]
    for lock in LOCKS:
        run(*pip, "--require-hashes", "-r", ROOT / "locks" / f"{lock}.txt")
    run(*pip, "--no-deps", "--no-index", wheel)
    return environment / "bin"


def clean_environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZISGRAPH_", "PYTHON"))}
    return {**kept, "HOME": str(home), "PATH": "/usr/bin:/bin"}


def wait_for_url(server: subprocess.Popen[str], log: Path) -> str:
    """The address that `zisgraph up` prints once it answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
        if found and answers(found.group()):
            return found.group()
        if server.poll() is not None:
            break
        time.sleep(0.3)
    raise SystemExit(f"wheel: the server did not come up; it said:\n{log.read_text()[-3000:]}")


def answers(url: str) -> bool:
    try:
        status, _ = fetch(f"{url}/ready")
    except OSError:
        return False
    return status == 200


def fetch(url: str, body: object = None, **headers: str) -> tuple[int, str]:
    data = None if body is None else (body if isinstance(body, bytes) else json.dumps(body).encode())
    request = urllib.request.Request(url, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def check_answers(url: str) -> None:
    """The home page with its style, a SPARQL count, the same engine by Cypher."""
    status, page = fetch(f"{url}/it/")
    assert status == 200, f"home page: {status} {page[:300]}"
    sheets = re.findall(r'<link[^>]+href="([^"]+\.css[^"]*)"', page)
    assert any("bootstrap-lombardia" in sheet for sheet in sheets), f"the home page is not dressed: {sheets}"
    for sheet in sheets:
        assert fetch(f"{url}{sheet}")[0] == 200, f"{sheet} is not served"
    status, body = fetch(
        f"{url}/sparql", SPARQL.encode(), **{"Content-Type": "application/sparql-query", "Accept": "application/json"}
    )
    assert status == 200, f"/sparql: {status} {body[:300]}"
    count = int(json.loads(body)["results"]["bindings"][0]["n"]["value"])
    assert count > 20_000, f"/sparql counts {count} statements"
    say(f"the home page answers, /sparql counts {count} statements")
    check_cypher(url)


def check_cypher(url: str) -> None:
    """The embedded engine starts in the background: it may say 503 for a while, never anything else."""
    query = {"query": "MATCH (b:Body) RETURN count(b) AS n"}
    deadline = time.monotonic() + 60
    while True:
        status, body = fetch(f"{url}/cypher", query, **{"Content-Type": "application/json"})
        if status != 503 or time.monotonic() > deadline:
            break
        time.sleep(1)
    assert status == 200, f"/cypher: {status} {body[:300]}"
    say(f"/cypher answers {body.strip()[:120]}")


def stop(server: subprocess.Popen[str]) -> None:
    """SIGTERM ends the server and every process it started."""
    family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
    server.send_signal(signal.SIGTERM)
    code = server.wait(STOP_SECONDS)
    _, alive = psutil.wait_procs(family[1:], timeout=STOP_SECONDS)
    assert not alive, f"still alive after SIGTERM: {alive}"
    say(f"SIGTERM ended it with code {code} and left none of its {len(family)} processes")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="zisgraph-wheel-") as folder:
        place = Path(folder)
        wheel = build_wheel(place / "dist")
        say(f"built {wheel.name}, {wheel.stat().st_size // 1024} KiB")
        binaries = install(wheel, place / "environment")
        away = place / "far away"
        away.mkdir()
        log = place / "up.log"
        with log.open("w") as output:
            command = [str(binaries / "zisgraph"), "up", "--port", "0"]
            server = subprocess.Popen(
                command, cwd=away, env=clean_environment(away), stdout=output, stderr=output, text=True
            )
        try:
            check_answers(wait_for_url(server, log))
            stop(server)
        finally:
            if server.poll() is None:
                server.kill()
                server.wait()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
