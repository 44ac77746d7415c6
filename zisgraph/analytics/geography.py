"""Distances between points in degrees, and how much nearness counts."""

from __future__ import annotations

import numpy as np

from zisgraph.model.snapshot import Floats

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
HALVING_KM = 25.0
"""Nearness halves every 25 km."""


def kilometres(first: Floats, second: Floats) -> Floats:
    """Great-circle distance of (…, 2) latitude and longitude in degrees; NaN where a point is not known."""
    a, b = np.radians(first), np.radians(second)
    half = (b - a) / 2
    chord = np.sin(half[..., 0]) ** 2 + np.cos(a[..., 0]) * np.cos(b[..., 0]) * np.sin(half[..., 1]) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, chord))))


def nearness(km: Floats) -> Floats:
    """Tau = 2^(-km/25), in (0, 1]."""
    return np.asarray(np.exp2(-km / HALVING_KM))
