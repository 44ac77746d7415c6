"""What the data itself leaves open: figures that differ, ties and leads that no source names."""

from __future__ import annotations

from zisgraph.analytics.evidence import Ref
from zisgraph.analytics.findings import ConflictRow
from zisgraph.analytics.sentences.naming import name_of
from zisgraph.analytics.wording import (
    Language,
    joined,
    lowered,
    number,
    plain_number,
    small,
)

PLAIN_COUNT = "count"
"""The unit of things counted: the indicator already says what they are."""


def conflict_sentence(row: ConflictRow, language: Language) -> str:
    """What the sources say differently.

    "Le fonti danno tre cifre diverse per Fondazione Chips-IT, dotazione pubblica: 225, 215 e circa 200 milioni di euro."
    """
    values = joined([_value(value.value, value.qualifier, language) for value in row.values], language)
    subject = name_of(row.subject, language)
    count = small(len(row.values), language)
    unit = "" if row.unit == PLAIN_COUNT else f" {row.unit_it if language == 'it' else row.unit_en}"
    if language == "it":
        year = f" ({row.year})" if row.year else ""
        return f"Le fonti danno {count} cifre diverse per {subject}, {lowered(row.label_it)}{year}: {values}{unit}."
    year = f" ({row.year})" if row.year else ""
    return f"Sources give {count} different figures for {subject}, {lowered(row.label_en)}{year}: {values}{unit}."


def _value(value: float, qualifier: str, language: Language) -> str:
    figure = plain_number(value, language)
    words = {
        "about": ("circa {}", "about {}"),
        "at_least": ("almeno {}", "at least {}"),
        "planned": ("{} (previsti)", "{} (planned)"),
    }
    it, en = words.get(qualifier, ("{}", "{}"))
    return (it if language == "it" else en).format(figure)


def unrecorded_sentence(lone: int, organisations: int, language: Language) -> str:
    """How many of the organisations described one by one have no recorded tie to another body of the graph."""
    some, all_of_them = number(lone, language), number(organisations, language)
    if language == "it":
        return (
            f"{some} delle {all_of_them} organizzazioni descritte una per una non hanno alcun legame registrato, né loro né le loro sedi e unità, contando come legami anche i progetti comuni. "
            "Può mancare il legame, o solo il dato."
        )
    return (
        f"{some} of the {all_of_them} organisations described one by one have no recorded tie, neither they nor their sites and units, with joint projects counted as ties. "
        "The tie may be missing, or only the datum."
    )


def no_lead_sentence(zone: Ref, rule: str, reported: bool, language: Language) -> str:
    """No source names the lead of an announced zone; `reported` where the rule is known from press or consultants."""
    if language == "it":
        said = ", riportata da stampa o consulenti," if reported else ""
        return f"Nessuna fonte indica il capofila di {name_of(zone, language)}: la regola {rule}{said} ne chiede uno privato."
    said = ", as reported by press or consultants," if reported else ""
    return f"No source names the lead of {name_of(zone, language)}: rule {rule}{said} asks for a private one."
