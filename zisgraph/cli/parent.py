"""Ends this process when the one that started it is gone, so that a killed `make` leaves no server behind."""

from __future__ import annotations

import os
import signal
import threading
import time

LOOK_EVERY = 0.5  # seconds


def end_with_parent() -> None:
    """Watch the parent from now on; SIGTERM comes to this process soon after the parent has gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()
