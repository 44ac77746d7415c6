"""The identity graph says what is the same as what, and why."""

from zisgraph.identity import Judgement, Resolver, Verdict, identity_triples
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.vocabulary import OWL, RDF, ZIS

MINTER = Minter("https://example.org/zis/")
JUDGEMENTS = [
    Judgement("eucentre", "ror:02dq7z403", Verdict.SAME, "name equal", "editor", "high"),
    Judgement("eucentre", "pic:999999999", Verdict.UNSURE, "one word in common", "a program", "low"),
]


def test_what_is_merged_is_said_from_the_canonical_address() -> None:
    triples = list(identity_triples(Resolver(JUDGEMENTS, MINTER), MINTER))
    assert [triple for triple in triples if triple[1].value == OWL.sameAs] == [
        (Iri(MINTER.ror("02dq7z403")), Iri(OWL.sameAs), Iri(MINTER.curated("eucentre")))
    ]


def test_every_judgement_says_who_on_what_basis_and_how_sure() -> None:
    triples = set(identity_triples(Resolver(JUDGEMENTS, MINTER), MINTER))
    me = Iri("https://example.org/zis/id/judgement/eucentre--pic-999999999")
    assert {(p.value, v) for s, p, v in triples if s == me} == {
        (RDF.type, Iri(ZIS.IdentityJudgement)),
        (ZIS.judgedFirst, Iri(MINTER.curated("eucentre"))),
        (ZIS.judgedSecond, Iri(MINTER.pic("999999999"))),
        (ZIS.judgement, Literal("unsure")),
        (ZIS.basis, Literal("one word in common")),
        (ZIS.judgedBy, Literal("a program")),
        (ZIS.confidence, Literal("low")),
    }
