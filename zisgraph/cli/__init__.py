"""The command line."""

from zisgraph.cli.app import app, main

__all__ = ["app", "main"]
