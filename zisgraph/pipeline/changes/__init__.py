"""What differs between two builds: as statements, one by one, and as sentences."""

from zisgraph.pipeline.changes.archive import ARCHIVE, write_archive
from zisgraph.pipeline.changes.items import KINDS, Item, Saying, StatementChange
from zisgraph.pipeline.changes.layers import Layer
from zisgraph.pipeline.changes.record import ChangeRecord, Counts, compared
from zisgraph.pipeline.changes.telling import Teller, Told

__all__ = [
    "ARCHIVE",
    "KINDS",
    "ChangeRecord",
    "Counts",
    "Item",
    "Layer",
    "Saying",
    "StatementChange",
    "Teller",
    "Told",
    "compared",
    "write_archive",
]
