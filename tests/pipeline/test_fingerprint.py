"""What a build is named after."""

from __future__ import annotations

import re

from zisgraph.pipeline.fingerprint import build_id, code_hash

BASE = "https://w3id.org/zisgraph/"


def test_equal_inputs_have_one_name_whatever_their_order() -> None:
    one = build_id({"a": "1", "b": "2"}, BASE)
    assert one == build_id({"b": "2", "a": "1"}, BASE)
    assert re.fullmatch("[0-9a-f]{16}", one)


def test_statements_datasets_and_base_all_count() -> None:
    names = [
        build_id({"a": "1"}, BASE),
        build_id({"a": "2"}, BASE),
        build_id({"b": "1"}, BASE),
        build_id({"a": "1", "b": "1"}, BASE),
        build_id({"a": "1"}, "https://example.org/"),
    ]
    assert len(set(names)) == len(names)


def test_code_and_ontology_count() -> None:
    assert code_hash(("ontology",)) != code_hash(("analytics",)) != code_hash()
