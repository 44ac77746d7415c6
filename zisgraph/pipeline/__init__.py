"""From staged sources to one published build."""

from zisgraph.pipeline.home import Build, Home

__all__ = ["Build", "Home"]
