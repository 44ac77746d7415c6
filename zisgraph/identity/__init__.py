"""Which records are about the same body: judgements as data, and the view over them."""

from zisgraph.identity.description import identity_triples
from zisgraph.identity.judgements import Judgement, Verdict, dump_judgements, parse_judgements
from zisgraph.identity.resolver import Conflict, Resolver

__all__ = [
    "Conflict",
    "Judgement",
    "Resolver",
    "Verdict",
    "dump_judgements",
    "identity_triples",
    "parse_judgements",
]
