"""How high the two columns of a profile are, roughly, so that no large blank is left beside long facts."""

from __future__ import annotations

from zisgraph.visualisations.drawing.ego import EgoNetwork
from zisgraph.visualisations.drawing.ego_layout import place
from zisgraph.visualisations.views.fact_rows import FactRow
from zisgraph.visualisations.views.facts import FactsPanel

LINE, LETTERS = 24, 44
"""Height of a line of the facts column in pixels, and the letters that fit it."""

FRAME, ROW = 120, 40
"""Height of a panel without its rows, and of a row of facts without its values."""

UNDER_PICTURE = 230
"""Heading, legend and foot of the network."""

BLANK = 260
"""Blank under the network, in pixels, from which something else had better stand there."""


def has_blank(facts: FactsPanel, network: EgoNetwork) -> bool:
    """Whether the facts reach so much lower than the network that a panel fits under it."""
    drawn = place(network).height if network.nodes else 0.0
    return facts_height(facts) - drawn - UNDER_PICTURE > BLANK


def facts_height(facts: FactsPanel) -> int:
    """The height of the facts panel, in pixels of the widest layout."""
    return FRAME + sum(_row_height(row) for row in facts.rows)


def _row_height(row: FactRow) -> int:
    if row.shared:
        return ROW + LINE * _lines("; ".join(value.text for value in row.values))
    return ROW + LINE * sum(_lines(value.text) + 1 for value in row.values)


def _lines(text: str) -> int:
    return max(1, -(-len(text) // LETTERS))
