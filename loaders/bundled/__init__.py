"""The tables of facts that come with zisgraph: read, checked against each other, and said as statements."""
