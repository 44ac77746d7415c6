"""Turtle with the prefixes it uses."""

from __future__ import annotations

import pyoxigraph as ox

from zisgraph.store.prefixes_used import with_used_prefixes

TRIPLE = ox.Triple(ox.NamedNode("http://a/x"), ox.NamedNode("http://b/y"), ox.Literal("c:z @prefix d: <u:d> ."))


def test_unused_prefixes_go_and_the_rest_stands_in_order() -> None:
    prefixes = {"b": "http://b/", "a": "http://a/", "e": "http://e/"}
    full = ox.serialize([TRIPLE], format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    short = with_used_prefixes(full)
    assert short.startswith(b"@prefix a: <http://a/> .\n@prefix b: <http://b/> .\na:x b:y ")
    assert b"@prefix e:" in full
    assert b"@prefix e:" not in short
    assert list(ox.parse(short, ox.RdfFormat.TURTLE)) == list(ox.parse(full, ox.RdfFormat.TURTLE))


def test_nothing_stays_nothing() -> None:
    assert with_used_prefixes(b"") == b""
