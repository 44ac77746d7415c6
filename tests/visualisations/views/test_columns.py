"""The blank beside long facts."""

from __future__ import annotations

from zisgraph.visualisations.drawing.ego import EgoNetwork
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape
from zisgraph.visualisations.views.columns import facts_height, has_blank
from zisgraph.visualisations.views.fact_rows import FactValue, assembled
from zisgraph.visualisations.views.facts import FactsPanel


def _panel(rows: int, letters: int) -> FactsPanel:
    values = [(FactValue("x" * letters, "", "", external=False, sources=(), sourced=True),) for _ in range(rows)]
    return FactsPanel(tuple(assembled(str(n), "", v, conflict=False) for n, v in enumerate(values)), 0, 0, 0, 0)


def test_long_texts_and_many_rows_make_a_column_longer() -> None:
    assert facts_height(_panel(3, 10)) < facts_height(_panel(3, 200)) < facts_height(_panel(9, 200))


def test_only_a_large_blank_is_used() -> None:
    network = EgoNetwork("e", "Ente", Glyph(Shape.FOUNDATION), (), ())
    assert not has_blank(_panel(2, 10), network)
    assert has_blank(_panel(14, 90), network)
