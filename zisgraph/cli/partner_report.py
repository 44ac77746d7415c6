"""Partner proposals for a person, and the same as one document for a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zisgraph.analytics.findings import ChainStep, PartnerAnswer, PartnerRow, Ref, to_json
from zisgraph.analytics.sentences import doubt, name_of
from zisgraph.analytics.wording import Language, number
from zisgraph.cli.wrapping import numbered, wrapped

INDENT = "     "
WORDS: dict[str, dict[Language, str]] = {
    "for": {"it": "Partner possibili per {who}", "en": "Possible partners for {who}"},
    "near": {"it": " vicino a {place}", "en": " near {place}"},
    "shown": {
        "it": "{shown} di {considered} candidati; {tied} lasciati fuori perché un legame è già registrato.",
        "en": "{shown} of {considered} candidates; {tied} left out because a tie is recorded already.",
    },
    "none": {
        "it": "Nessun candidato: allarga la ricerca (altri temi, più chilometri, meno filtri).",
        "en": "No candidate: widen the search (other topics, more kilometres, fewer filters).",
    },
    "chain": {"it": "Catena", "en": "Chain"},
    "no_chain": {"it": "Catena: nessuna registrata", "en": "Chain: none recorded"},
    "caution": {
        "it": "Il punteggio è la somma dei termini indicati. Una proposta non è un giudizio, né diventa un legame.",
        "en": "The score is the sum of the terms shown. A proposal is no judgement, and never becomes a tie.",
    },
}


def lines(answer: PartnerAnswer, language: Language) -> Iterator[str]:
    """Who was asked for, then each candidate with its terms, its reasons and the chain that leads there."""
    seeker = name_of(answer.body, language) if answer.body else ", ".join(name_of(t, language) for t in answer.topics)
    title = WORDS["for"][language].format(who=seeker)
    yield title + (WORDS["near"][language].format(place=name_of(answer.near, language)) if answer.near else "")
    if not answer.rows:
        yield WORDS["none"][language]
        return
    counts = {"shown": len(answer.rows), "considered": answer.considered, "tied": answer.excluded_tied}
    yield WORDS["shown"][language].format(**counts)
    for row in answer.rows:
        yield ""
        yield from _candidate(row, language, chained=answer.body is not None)
    yield ""
    yield wrapped(WORDS["caution"][language])


def as_document(build: str, answer: PartnerAnswer) -> dict[str, Any]:
    """The answer as it stands, with the build it is of."""
    return {"build": build, **to_json(answer)}


def _candidate(row: PartnerRow, language: Language, *, chained: bool) -> Iterator[str]:
    place = ", ".join(part for part in (row.candidate.town(language), row.candidate.province) if part)
    name = name_of(row.candidate, language) + (f" ({place})" if place else "")
    terms = " + ".join(f"{_term(term, language)} {number(term.value, language, 2)}" for term in row.terms)
    yield numbered(row.rank, f"{name}: {number(row.score, language, 2)} = {terms}")
    for reason in row.reasons:
        yield wrapped(reason.text_it if language == "it" else reason.text_en, f"{INDENT}- ", f"{INDENT}  ")
    if chained:
        yield wrapped(_chain(row.chain, language), f"{INDENT}- ", f"{INDENT}  ")
    if unsure := doubt(row.basis, language).strip():
        yield wrapped(unsure, f"{INDENT}- ", f"{INDENT}  ")


def _term(term: Any, language: Language) -> str:
    return str(term.label_it if language == "it" else term.label_en).lower()


def _chain(steps: Sequence[ChainStep], language: Language) -> str:
    if not steps:
        return WORDS["no_chain"][language]
    told = "; ".join(_step(step, language) for step in steps)
    return f"{WORDS['chain'][language]}: {told}"


def _step(step: ChainStep, language: Language) -> str:
    label = step.tie.label_it if language == "it" else step.tie.label_en
    subject, target = _ends(step)
    return f"{name_of(subject, language)} {label} {name_of(target, language)}"


def _ends(step: ChainStep) -> tuple[Ref, Ref]:
    """Who the sentence of the tie begins and ends with, whichever way the chain walks it."""
    return (step.start, step.end) if step.forward else (step.end, step.start)
