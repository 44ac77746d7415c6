"""A knowledge graph of the Lombardy innovation ecosystem."""

__version__ = "0.1.0"

__all__ = ["__version__"]
