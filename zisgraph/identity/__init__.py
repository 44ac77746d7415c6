"""Which records are about the same body: judgements as data, the view over them, and suggestions for new ones."""

from zisgraph.identity.comparison import THRESHOLD, Comparison, Reason
from zisgraph.identity.description import identity_triples
from zisgraph.identity.judgement_file import add_judgement, read_judgement_file, remove_judgement
from zisgraph.identity.judgements import Judgement, Verdict, dump_judgements, latest, parse_judgements
from zisgraph.identity.matching import RULE, Matching, match
from zisgraph.identity.records import Record, read_records
from zisgraph.identity.resolver import Conflict, Resolver

__all__ = [
    "RULE",
    "THRESHOLD",
    "Comparison",
    "Conflict",
    "Judgement",
    "Matching",
    "Reason",
    "Record",
    "Resolver",
    "Verdict",
    "add_judgement",
    "dump_judgements",
    "identity_triples",
    "latest",
    "match",
    "parse_judgements",
    "read_judgement_file",
    "read_records",
    "remove_judgement",
]
