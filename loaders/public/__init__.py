"""Public sources in the shapes they really come in: what is known of each, what lies here, and what it says."""

from zisgraph.loaders.public.definitions import Definition, definition_named, definitions
from zisgraph.loaders.public.snapshots import Snapshot, snapshots
from zisgraph.loaders.public.staging import stage_sources
from zisgraph.loaders.public.tolerance import Tolerance

__all__ = ["Definition", "Snapshot", "Tolerance", "definition_named", "definitions", "snapshots", "stage_sources"]
