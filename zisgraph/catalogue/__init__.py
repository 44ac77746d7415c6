"""The read model: what one published build says, as records for pages and API."""

from zisgraph.catalogue.catalogue import Catalogue, CursorError

__all__ = ["Catalogue", "CursorError"]
