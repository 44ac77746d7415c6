"""Public sources in the shapes they really come in: what is known of each, what lies here, and what it says."""

from zisgraph.loaders.public.definitions import Definition, definition_named, definitions
from zisgraph.loaders.public.snapshots import Snapshot, snapshots

__all__ = ["Definition", "Snapshot", "definition_named", "definitions", "snapshots"]
