"""What `zisgraph analyse` and `zisgraph partners` print: one screen that reads without knowing the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from zisgraph.analytics.evidence import Ref
from zisgraph.analytics.findings import DuplicateRow, Findings, GapGroup, GapRow, Highlight, MatrixCell
from zisgraph.analytics.proposals import ChainStep, PartnerAnswer, PartnerRow
from zisgraph.analytics.sentences import cell_sentence, name_of, topic_of
from zisgraph.analytics.wording import Language, counted, number

ROWS = 6
BAR = 20

WORDS: dict[str, dict[Language, str]] = {
    "title": {"it": "Lacune e doppioni", "en": "Gaps and duplicates"},
    "look": {"it": "Da guardare", "en": "Worth a look"},
    "gaps": {"it": "Da verificare per prime: nessun legame registrato", "en": "To check first: no recorded tie"},
    "cells": {
        "it": "Dove mancano più legami del previsto",
        "en": "Where more ties are missing than the region suggests",
    },
    "duplicates": {"it": "Possibili doppioni, da verificare", "en": "Possible duplicates, to be checked"},
    "who": {"it": "Tra chi", "en": "Between"},
    "topic": {"it": "Tema", "en": "Topic"},
    "where": {"it": "Dove", "en": "Where"},
    "linked": {"it": "Collegati", "en": "Partners"},
    "unverified": {"it": "Non verif.", "en": "Unverified"},
    "score": {"it": "Punti", "en": "Score"},
    "units": {"it": "Unità", "en": "Units"},
    "and": {"it": "e", "en": "and"},
    "note": {
        "it": "«Nessun legame registrato» non vuol dire che gli enti non lavorino insieme: può mancare solo il dato.",
        "en": "“No recorded tie” does not mean that bodies do not work together: only the datum may be missing.",
    },
    "count": {"it": "{rows} di {all}", "en": "{rows} of {all}"},
    "none": {"it": "Nessun risultato.", "en": "No results."},
    "proposals": {"it": "Proposte per {who}", "en": "Proposals for {who}"},
    "tied": {
        "it": "Esclusi {count} enti con un legame già registrato. Non è una raccomandazione degli enti citati.",
        "en": "Left out: {count} bodies with a recorded tie. This is no recommendation of the bodies named.",
    },
    "nobody": {
        "it": "Nessuna proposta con questi filtri: prova a togliere la distanza, la provincia o il tipo.",
        "en": "No proposal with these filters: try without the distance, the province or the kind.",
    },
    "chain": {"it": "Catena", "en": "Chain"},
}


def findings_screen(findings: Findings, language: Language = "it", rows: int = ROWS) -> RenderableType:
    """The findings of one build on one screen: sentences first, then short tables, then what to bear in mind."""
    by_id = {row.id: row for row in findings.gaps}
    groups = [group for group in findings.groups if group.status == "both_recorded"]
    cells = sorted((c for c in findings.cells if c.missing > 0 and not c.broad), key=lambda c: (-c.missing, c.id))
    programmes = sorted(findings.duplicates, key=lambda row: (row.kind != "zone", row.rank))
    return Group(
        Text(WORDS["title"][language], style="bold"),
        *_part("look", language),
        *_numbered(findings.highlights, language),
        *_part("gaps", language, min(rows, len(groups)), len(findings.groups)),
        _gaps(groups[:rows], by_id, language),
        *_part("cells", language, min(rows, len(cells)), len(findings.cells)),
        *_sentences(cells[:rows], language),
        *_part("duplicates", language, min(rows, len(programmes)), len(programmes)),
        _duplicates(programmes[:rows], language),
        Text(""),
        Text(WORDS["note"][language], style="italic"),
    )


def partners_screen(answer: PartnerAnswer, language: Language = "it") -> RenderableType:
    """The proposals as cards: reasons, chain, and the terms that add up to the score."""
    seeker = answer.body or (answer.topics[0] if answer.topics else None)
    who = ", ".join(name_of(ref, language) for ref in (answer.body, *answer.topics, answer.near) if ref is not None)
    head = Text(WORDS["proposals"][language].format(who=who if seeker else ""), style="bold")
    if not answer.rows:
        return Group(head, Text(WORDS["nobody"][language]))
    count = WORDS["count"][language].format(rows=len(answer.rows), all=answer.considered)
    tied = WORDS["tied"][language].format(count=answer.excluded_tied)
    cards = [part for row in answer.rows for part in _card(row, language)]
    return Group(head, Text(f"{count}. {tied}", style="dim"), Text(""), *cards)


# --- parts -------------------------------------------------------------------------------------------------


def _part(key: str, language: Language, shown: int = 0, total: int = 0) -> Iterator[Text]:
    yield Text("")
    count = f"  {WORDS['count'][language].format(rows=shown, all=number(total, language))}" if total > shown else ""
    yield Text.assemble((WORDS[key][language], "bold green"), (count, "dim"))


def _numbered(items: Sequence[Highlight], language: Language) -> Iterator[RenderableType]:
    for at, item in enumerate(items, start=1):
        text = item.sentence_it if language == "it" else item.sentence_en
        line = Table.grid(padding=(0, 1))
        line.add_row(Text(f"{at}.", style="bold"), Text(text))
        yield line


def _sentences(cells: Sequence[MatrixCell], language: Language) -> Iterator[RenderableType]:
    for cell in cells:
        yield Padding(Text(cell_sentence(cell, language)), (0, 0, 0, 2))
    if not cells:
        yield Text(WORDS["none"][language])


def _gaps(groups: Sequence[GapGroup], rows: dict[str, GapRow], language: Language) -> RenderableType:
    if not groups:
        return Text(WORDS["none"][language])
    table = _table(language, "who", "topic", "where", "linked", "unverified", "score")
    for group in groups:
        best = rows[group.rows[0]]
        linked = (
            (best.partners_a, best.partners_b) if best.a.iri == group.hub.iri else (best.partners_b, best.partners_a)
        )
        others = _others(group, language)
        table.add_row(
            Text(f"{name_of(group.hub, language)} {WORDS['and'][language]} {others}"),
            Text(topic_of(group.topic, language)),
            group.area,
            f"{linked[0]} · {linked[1]}" if len(group.others) == 1 else str(linked[0]),
            f"{group.basis.unverified_share:.0%}",
            number(group.gap, language, 2),
        )
    return table


def _others(group: GapGroup, language: Language) -> str:
    if len(group.others) == 1:
        return name_of(group.others[0], language)
    return counted(len(group.others), group.helix, language)


def _duplicates(rows: Sequence[DuplicateRow], language: Language) -> RenderableType:
    if not rows:
        return Text(WORDS["none"][language])
    table = _table(language, "units", "topic", "where", "unverified", "score")
    for row in rows:
        names = f"{_unit(row.a, row.provider_a, language)}\n{_unit(row.b, row.provider_b, language)}"
        topic = topic_of(row.shared_topics[0].topic, language) if row.shared_topics else ""
        where = "\n".join(ref.place or ref.province for ref in (row.a, row.b))
        table.add_row(
            Text(names), Text(topic), Text(where), f"{row.basis.unverified_share:.0%}", number(row.score, language, 2)
        )
    return table


def _unit(ref: Ref, provider: Ref | None, language: Language) -> str:
    return f"{name_of(ref, language)} ({name_of(provider, language)})" if provider else name_of(ref, language)


def _table(language: Language, *columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=False)
    for column in columns:
        numeric = column in {"linked", "unverified", "score"}
        table.add_column(
            WORDS[column][language], justify="right" if numeric else "left", no_wrap=numeric, overflow="fold"
        )
    return table


def _card(row: PartnerRow, language: Language) -> Iterator[RenderableType]:
    name = name_of(row.candidate, language)
    whole = "" if row.family.iri == row.candidate.iri else f" ({name_of(row.family, language)})"
    place = f" · {row.candidate.place}" if row.candidate.place else ""
    doubt = " ?" if row.candidate.unverified else ""
    yield Text.assemble((f"{row.rank:>2}  ", "bold green"), (name + doubt, "bold"), (whole + place, "dim"))
    for reason in row.reasons:
        yield Text(f"      ✓ {reason.text_it if language == 'it' else reason.text_en}")
    if row.chain:
        yield Text(f"      {WORDS['chain'][language]}: {_chain(row.chain, language)}")
    terms = " + ".join(
        f"{term.label_it if language == 'it' else term.label_en} {number(term.value, language, 2)}"
        for term in row.terms
    )
    bar = "█" * round(row.score * BAR)
    yield Text.assemble("      ", (f"{number(row.score, language, 2)} ", "bold"), (bar, "blue"), f"  {terms}")
    yield Text("")


def _chain(steps: Sequence[ChainStep], language: Language) -> str:
    """Arrows show which way each tie reads: "A — collabora con → B ← è partner di — C"."""
    text = name_of(steps[0].start, language)
    for step in steps:
        label = step.tie.label_it if language == "it" else step.tie.label_en
        doubt = "?" if step.tie.confidence == "unverified" else ""
        arrow = f"— {label}{doubt} →" if step.forward else f"← {label}{doubt} —"
        text += f" {arrow} {name_of(step.end, language)}"
    return text
