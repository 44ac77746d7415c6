"""What the graph says beyond its facts: gaps, duplicates, conflicts, proposals. A pure function of a snapshot."""
