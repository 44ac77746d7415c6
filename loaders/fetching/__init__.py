"""Files of public sources from their publishers' servers: politely, resumed, and never half in place."""

from zisgraph.loaders.fetching.fetch import Fetched, Limits, fetch
from zisgraph.loaders.fetching.provenance import Provenance, provenance_of

__all__ = ["Fetched", "Limits", "Provenance", "fetch", "provenance_of"]
