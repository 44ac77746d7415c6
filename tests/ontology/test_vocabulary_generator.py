"""vocabulary.py is what the generator makes of zis.ttl, and holds the code lists of kinds and predicates."""

from __future__ import annotations

from zisgraph.ontology import vocabulary
from zisgraph.ontology.prefixes import PREFIXES
from zisgraph.ontology.vocabulary import KIND_CLASSES, SHORTCUTS, TIE_CLASSES, ZIS
from zisgraph.ontology.vocabulary_generator import own_terms, read_ontology, render_vocabulary, vocabulary_path


def test_the_file_is_the_generated_one() -> None:
    assert vocabulary_path().read_text("utf-8") == render_vocabulary(read_ontology()), (
        "Run: python -m zisgraph.ontology.vocabulary_generator"
    )


def test_every_own_term_is_a_constant() -> None:
    constants = {name: value for name, value in vars(ZIS).items() if not name.startswith("_") and name != "NAMESPACE"}
    assert constants == {name: PREFIXES["zis"] + name for name in own_terms(read_ontology())}


def test_standard_terms_stand_in_the_namespace_of_their_prefix() -> None:
    for prefix, namespace in PREFIXES.items():
        terms = getattr(vocabulary, prefix.upper(), None)
        if terms is not None:
            assert namespace == terms.NAMESPACE
            assert all(v.startswith(namespace) for n, v in vars(terms).items() if not n.startswith("_"))


def test_kinds_and_predicates_lead_to_their_terms() -> None:
    assert len(KIND_CLASSES) == 27
    assert KIND_CLASSES["irccs"] == ZIS.ResearchHospital
    assert TIE_CLASSES.keys() == SHORTCUTS.keys()
    assert (TIE_CLASSES["member_of"], SHORTCUTS["member_of"]) == (ZIS.Membership, ZIS.memberOf)
