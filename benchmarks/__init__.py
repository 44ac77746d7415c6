"""Measurements: loading and queries, beside the bare store and rdflib, in one run. Start with `make bench`."""
