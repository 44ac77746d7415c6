"""The REST API, version 1."""

from zisgraph.api.v1.router import router

__all__ = ["router"]
