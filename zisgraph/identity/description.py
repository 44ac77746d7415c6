"""The identity graph: what is the same as what, and every judgement with its basis."""

from __future__ import annotations

from collections.abc import Iterator

from zisgraph.identity.judgements import Judgement
from zisgraph.identity.resolver import Resolver
from zisgraph.model.iris import Minter
from zisgraph.model.nquads import Triple
from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.vocabulary import OWL, RDF, ZIS


def identity_triples(resolver: Resolver, minter: Minter) -> Iterator[Triple]:
    """What stands in graph/identity: `canonical owl:sameAs other`, and each judgement, on source addresses."""
    same_as = Iri(OWL.sameAs)
    for other, canonical in sorted(resolver.names.items()):
        yield Iri(canonical), same_as, Iri(other)
    for judgement in resolver.judgements:
        yield from _described(judgement, minter)


def _described(judgement: Judgement, minter: Minter) -> Iterator[Triple]:
    me = Iri(minter.judgement(judgement.a, judgement.b))
    yield me, Iri(RDF.type), Iri(ZIS.IdentityJudgement)
    yield me, Iri(ZIS.judgedFirst), Iri(minter.judged(judgement.a))
    yield me, Iri(ZIS.judgedSecond), Iri(minter.judged(judgement.b))
    for prop, value in (
        (ZIS.judgement, judgement.verdict.value),
        (ZIS.basis, judgement.basis),
        (ZIS.judgedBy, judgement.by),
        (ZIS.confidence, judgement.confidence),
    ):
        yield me, Iri(prop), Literal(value)
