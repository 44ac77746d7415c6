"""The colours of every picture; the stylesheet repeats them as custom properties, and a test compares the two."""

from __future__ import annotations

TEXT = "#1A1A1A"
TEXT_SECOND = "#525252"
ACTION = "#297A38"
LINK = "#1D5728"
FOCUS = "#0B5FA5"
CONTROL = "#737373"
HAIRLINE = "#D9DCDA"
GROUND = "#F5F6F5"
SELECTED = "#EAF3EC"
WHITE = "#FFFFFF"

UNVERIFIED_LINE = "#8A5A00"
UNVERIFIED_TEXT = "#6B4200"
UNVERIFIED_GROUND = "#FFF8E8"
CONFLICT_LINE = "#C0392B"
CONFLICT_TEXT = "#8F1F14"
CONFLICT_GROUND = "#FDEEEC"
ANALYSIS = "#2F3F7F"
ANALYSIS_GROUND = "#EFF1FB"

EDGE = "#5C6670"
EDGE_QUIET = "#A3ABA6"

LAND = "#EDF1EE"
LAND_LINE = "#B9C2BC"

SCORE_PARTS = (ANALYSIS, "#8D98CC", "#DFE3F5")

MATRIX_STEPS = ("#FAFAFA", "#E3EFE6", "#BCD9C2", "#7FB68B", ACTION, "#17471F")
"""Fill by step, 0 (none) to 5 (most); text is dark up to step 3 and white from step 4."""

FONT = "'Titillium Web', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
