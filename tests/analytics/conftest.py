"""The worked toy as a fixture."""

from __future__ import annotations

import pytest
from analytics_toy import Toy, make, toy_records


@pytest.fixture
def toy() -> Toy:
    return make(toy_records())
