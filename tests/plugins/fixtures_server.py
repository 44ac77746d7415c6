"""One real server over the session's build: a process of its own on a free loopback port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings

START = 90  # seconds, on a loaded machine
READY = re.compile(r"ready at (http://\S+?)/?\s*$")


@pytest.fixture(scope="session")
def live_url(bundled_build: Build, bundled_settings: Settings) -> Iterator[str]:
    """The address of the server, without a slash at its end."""
    assert bundled_build.id
    command = [sys.executable, "-m", "zisgraph", "serve", "--port", "0", "--home", str(bundled_settings.home)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
        start_new_session=True,
    )
    said: list[str] = []
    found = threading.Event()
    url = ""

    def listen() -> None:
        nonlocal url
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if match := READY.search(line):
                url = match[1]
                found.set()
        found.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        if not found.wait(START) or not url:
            pytest.fail(f"The server did not start: {''.join(said)}")
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        listener.join(5)
        assert process.stdout is not None
        process.stdout.close()
