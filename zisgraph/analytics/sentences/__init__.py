"""Every finding in one sentence, in Italian and English: who and where, then the number, then the doubt."""

from zisgraph.analytics.sentences.cells import cell_sentence, misses_ties, telling_pair, whole_cell_sentence
from zisgraph.analytics.sentences.data import conflict_sentence, no_lead_sentence, unrecorded_sentence
from zisgraph.analytics.sentences.duplicates import duplicate_sentence
from zisgraph.analytics.sentences.gaps import INTEREST, gap_sentence, group_sentence, relation_sentence
from zisgraph.analytics.sentences.naming import doubt, name_of, topic_of

__all__ = [
    "INTEREST",
    "cell_sentence",
    "conflict_sentence",
    "doubt",
    "duplicate_sentence",
    "gap_sentence",
    "group_sentence",
    "misses_ties",
    "name_of",
    "no_lead_sentence",
    "relation_sentence",
    "telling_pair",
    "topic_of",
    "unrecorded_sentence",
    "whole_cell_sentence",
]
