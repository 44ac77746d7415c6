"""Possible duplicates, to be checked; never waste or error."""

from __future__ import annotations

from zisgraph.analytics.findings import DuplicateRow
from zisgraph.analytics.sentences.naming import doubt, name_of, topic_of
from zisgraph.analytics.wording import (
    Language,
    fitted,
    joined,
    number,
)


def duplicate_sentence(row: DuplicateRow, language: Language) -> str:
    """Two zones or two programmes with like topics: a possible duplicate, to be checked."""
    return _programmes(row, language) if row.kind == "programme" else _zones(row, language)


def _zones(row: DuplicateRow, language: Language) -> str:
    a, b = name_of(row.a, language), name_of(row.b, language)
    topic, like = topic_of(row.topic, language), number(row.jaccard, language, 2)
    if language == "it":
        text = f"«{a}» e «{b}» hanno temi in comune ({topic}; affinità {like}): possibile doppione, da verificare."
        rules = f" Se riconosciute entrambe, toccherebbero {_rules(row, 'la regola', 'le regole', language)}."
    else:
        text = f"“{a}” and “{b}” have topics in common ({topic}; likeness {like}): possible duplicate, to be checked."
        rules = f" Both recognised, they would touch {_rules(row, 'rule', 'rules', language)}."
    return f"{text}{rules if row.rule_hit else ''}{doubt(row.basis, language)}"


def _rules(row: DuplicateRow, one: str, many: str, language: Language) -> str:
    return f"{one if len(row.rule_hit) == 1 else many} {joined(row.rule_hit, language)}"


def _programmes(row: DuplicateRow, language: Language) -> str:
    providers = [name_of(ref, language) for ref in (row.provider_a, row.provider_b) if ref is not None]
    topic = topic_of(row.topic, language)
    if row.only_broad:
        topic += " (un solo tema in comune, ampio)" if language == "it" else " (one topic in common, a broad one)"
    titles = [fitted(ref.name_it if language == "it" else ref.name_en) for ref in (row.a, row.b)]
    who, where = joined(providers, language), _apart(row, language)
    if language == "it":
        text = f"{who} offrono{where} percorsi dello stesso livello su {topic}: «{titles[0]}» e «{titles[1]}». "
        tied = (
            " Un legame registrato unisce i due enti, o uno di loro al percorso dell'altro: può essere comune."
            if row.tied
            else ""
        )
        return f"{text}Possibile doppione, da verificare.{tied}{doubt(row.basis, language)}"
    text = f"{who} offer{where} programmes of one level on {topic}: “{titles[0]}” and “{titles[1]}”. "
    tied = (
        " A recorded tie joins the two bodies, or one of them to the other's programme: it may be shared."
        if row.tied
        else ""
    )
    return f"{text}Possible duplicate, to be checked.{tied}{doubt(row.basis, language)}"


def _apart(row: DuplicateRow, language: Language) -> str:
    if row.a.place and (row.a.place, row.a.province) == (row.b.place, row.b.province):
        town = row.a.town(language)
        return f", entrambi a {town}," if language == "it" else f", both in {town},"
    if row.km is None:
        return ""
    km = number(max(1, round(row.km)), language)
    return f", a circa {km} km l'uno dall'altro," if language == "it" else f", about {km} km apart,"
