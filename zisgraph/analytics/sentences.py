"""Every finding in one sentence, in Italian and English: who and where, then the number, then the doubt.

"No recorded tie", never "no tie"; "possible duplicate", never waste or error.
"""

from __future__ import annotations

from collections.abc import Sequence

from zisgraph.analytics.evidence import Basis, Ref, Tie
from zisgraph.analytics.findings import ConflictRow, DuplicateRow, GapGroup, GapRow, LetterPair, MatrixCell
from zisgraph.analytics.wording import (
    ANY,
    KINDS,
    Language,
    counted,
    fitted,
    joined,
    lowered,
    number,
    percent,
    plain_number,
    small,
)

INTEREST = "expressedInterestIn"
"""The predicate of a declared interest, which is no tie."""
LEAST_MISSING = 0.5
"""Ties short of what the region lets expect, from which a cell is told of."""
PLAIN_COUNT = "count"
"""The unit of things counted: the indicator already says what they are."""
SITES = frozenset({"CompanySite", "ItsSite", "UniversityCampus"})
"""Kinds whose name says after its dash which place it is."""


def name_of(ref: Ref, language: Language) -> str:
    """The entity's name as sentences write it; of a site the whole name, which alone says which one it is."""
    name = (ref.name_it or ref.name_en) if language == "it" else (ref.name_en or ref.name_it)
    return name if ref.kind in SITES else fitted(name)


def topic_of(ref: Ref, language: Language) -> str:
    return lowered(ref.name_it if language == "it" else ref.name_en)


def doubt(basis: Basis, language: Language) -> str:
    """How much of what the finding rests on nobody has checked; empty where all is sourced."""
    if not basis.unverified_share:
        return ""
    share = percent(basis.unverified_share, language)
    if language == "it":
        return f" Non è verificato {share} dei legami e dei temi su cui poggia."
    return f" Of the ties and topics it rests on, {share} is unverified."


# --- gaps ------------------------------------------------------------------------------------------------


def gap_sentence(row: GapRow, language: Language) -> str:
    """A pair without a recorded tie.

    "Edison e RSE lavorano in provincia di Milano sullo stesso tema, energia e cleantech, e hanno un partner in
    comune: tra loro nessun legame registrato."
    """
    a, b = name_of(row.a, language), name_of(row.b, language)
    where, what = _where(row, language), topic_of(row.topic, language)
    common = _common(row.common_partners, language)
    if language == "it":
        head = f"{a} e {b} lavorano {where} sullo stesso tema, {what}{', e hanno ' + common if common else ''}"
        return f"{head}: tra loro nessun legame registrato.{_lone(row, language)}{_mention(row, language)}{doubt(row.basis, language)}"
    head = f"{a} and {b} work {where} on the same topic, {what}{', and have ' + common if common else ''}"
    return f"{head}: no recorded tie between them.{_lone(row, language)}{_mention(row, language)}{doubt(row.basis, language)}"


def group_sentence(group: GapGroup, language: Language) -> str:
    """A body and those like it, of one letter, with whom no tie is recorded."""
    hub, what = name_of(group.hub, language), topic_of(group.topic, language)
    others = _others(group, language)
    tied = small(len(group.tied), language)
    if language == "it":
        head = f"{hub} e {others} lavorano sullo stesso tema, {what}: nessun legame registrato"
        if len(group.tied) == 1:
            head += f"; con {name_of(group.tied[0], language)} il legame c'è"
        elif group.tied:
            head += f"; con altri {tied} il legame c'è"
        return f"{head}.{_mentions(group, language)}{doubt(group.basis, language)}"
    head = f"{hub} and {others} work on the same topic, {what}: no recorded tie"
    if group.tied:
        head += f"; with {name_of(group.tied[0], language) if len(group.tied) == 1 else f'{tied} others'} there is one"
    return f"{head}.{_mentions(group, language)}{doubt(group.basis, language)}"


def _others(group: GapGroup, language: Language) -> str:
    if len(group.others) == 1:
        return name_of(group.others[0], language)
    many = bodies(group.others, group.helix, language)
    if not group.area_it:
        return many
    if language == "it":
        return f"{many} {'con una sede ' if group.elsewhere else ''}in provincia di {group.area_it}"
    return f"{many} {'with a site ' if group.elsewhere else ''}in the province of {group.area_en}"


def bodies(refs: Sequence[Ref], letter: str, language: Language) -> str:
    """How many bodies of a helix letter, by the noun of its kind where all are of that kind, else plainly."""
    mixed = letter in KINDS and any(ref.kind not in KINDS[letter] for ref in refs if ref.kind)
    return counted(len(refs), ANY if mixed else letter, language)


def _where(row: GapRow, language: Language) -> str:
    """The town where the nearest members sit, else the provinces."""
    first, second = (
        members[0] if members else side for members, side in ((row.members_a, row.a), (row.members_b, row.b))
    )
    if first.place and (first.place, first.province) == (second.place, second.province):
        return f"a {first.place}" if language == "it" else f"in {first.place}"
    if "–" in row.area:
        return f"tra {row.area_it}" if language == "it" else f"between {row.area_en}"
    return f"in provincia di {row.area_it}" if language == "it" else f"in the province of {row.area_en}"


def _common(count: int, language: Language) -> str:
    if not count:
        return ""
    if language == "it":
        return "un partner in comune" if count == 1 else f"{small(count, language)} partner in comune"
    return "one partner in common" if count == 1 else f"{small(count, language)} partners in common"


def _lone(row: GapRow, language: Language) -> str:
    """One side has no recorded tie at all: the hole may be in the data."""
    if row.status != "one_side_unrecorded":
        return ""
    lone = [side for side, count in ((row.a, row.partners_a), (row.b, row.partners_b)) if not count]
    names = joined([name_of(side, language) for side in lone], language)
    if language == "it":
        return f" {names} non {'hanno' if len(lone) > 1 else 'ha'} alcun legame registrato: può mancare solo il dato."
    return f" {names} {'have' if len(lone) > 1 else 'has'} no recorded tie at all: only the datum may be missing."


def _mention(row: GapRow, language: Language) -> str:
    """What is recorded between the two and is no working tie."""
    return f" {relation_sentence(row.other_relations[0], language)}" if row.other_relations else ""


def relation_sentence(tie: Tie, language: Language) -> str:
    """A recorded relation that is no working tie."""
    subject, target = name_of(tie.subject, language), name_of(tie.object, language)
    label = tie.label_it if language == "it" else tie.label_en
    head = "È registrato però che" if language == "it" else "It is recorded, however, that"
    return f"{head} {subject} {label} {target}."


def _mentions(group: GapGroup, language: Language) -> str:
    """With how many of the others something is recorded that is no working tie."""
    if not group.mentioned:
        return ""
    if len(group.others) == 1:
        return f" {relation_sentence(group.other_relations[0], language)}"
    interest = all(tie.predicate == INTEREST for tie in group.other_relations)
    count = len(group.mentioned)
    if language == "it":
        who = f"{'uno' if count == 1 else small(count, 'it')} di loro"
        what = "solo un interesse espresso" if interest else "solo altro, che non è un legame di lavoro"
        return f" Con {who} è registrato {what}."
    what = "only an expressed interest" if interest else "only something else, which is no working tie,"
    return f" With {small(count, 'en')} of them {what} is recorded."


# --- the matrix ------------------------------------------------------------------------------------------


def cell_sentence(cell: MatrixCell, language: Language, pair: LetterPair | None = None) -> str:
    """Who stands in a cell and how many of the possible ties are recorded, against what the region lets expect.

    Told of the pair of letters given, else of the most telling one: "Pavia, microelettronica: 12 imprese, 3 enti di
    ricerca; 9 dei 36 legami possibili registrati, 16,3 attesi dalla quota della regione (14 su 31)."
    """
    area = name_of(cell.area, language)
    head = f"{area}, {topic_of(cell.topic, language)}:"
    pair = pair or telling_pair(cell)
    if pair is None:
        counts = [_counted(cell, letter, count, language) for letter, count in cell.counts]
        few = "troppo pochi per un confronto" if language == "it" else "too few to compare"
        return f"{head} {joined(counts, language)}; {few}."
    sides = sorted(zip((pair.n_a, pair.n_b), pair.letters, strict=True), reverse=True)
    who = ", ".join(_counted(cell, letter, count, language) for count, letter in sides)
    expected = plain_number(round(pair.expected, 1), language)
    if language == "it":
        ties = f"{pair.tied} dei {number(pair.possible, language)} legami possibili registrati"
        region = f"{expected} attesi dalla quota della regione ({pair.region_tied} su {number(pair.region_possible, language)})"
    else:
        ties = f"{pair.tied} of {number(pair.possible, language)} possible ties recorded"
        region = f"{expected} expected from the region's share ({pair.region_tied} of {number(pair.region_possible, language)})"
    return f"{head} {who}; {ties}, {region}.{doubt(cell.basis, language)}"


def _counted(cell: MatrixCell, letter: str, count: int, language: Language) -> str:
    own = [ref for ref in cell.bodies if ref.helix == letter]
    return bodies(own, letter, language) if len(own) == count else counted(count, letter, language)


def telling_pair(cell: MatrixCell) -> LetterPair | None:
    """The two letters to name: where most pairs are missing, then where most are possible."""
    return max(cell.pairs, key=lambda pair: (round(pair.missing, 9), pair.possible), default=None)


def misses_ties(cell: MatrixCell) -> bool:
    """Whether the pair that its sentence tells of lacks a tie, rounded; less is no news."""
    pair = telling_pair(cell)
    return pair is not None and round(pair.missing, 9) >= LEAST_MISSING


# --- duplicates ------------------------------------------------------------------------------------------


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
        tied = " Tra i due enti un legame è registrato: il percorso può essere comune." if row.tied else ""
        return f"{text}Possibile doppione, da verificare.{tied}{doubt(row.basis, language)}"
    text = f"{who} offer{where} programmes of one level on {topic}: “{titles[0]}” and “{titles[1]}”. "
    tied = " A tie between the two bodies is recorded: the programme may be shared." if row.tied else ""
    return f"{text}Possible duplicate, to be checked.{tied}{doubt(row.basis, language)}"


def _apart(row: DuplicateRow, language: Language) -> str:
    if row.a.place and (row.a.place, row.a.province) == (row.b.place, row.b.province):
        return f", entrambi a {row.a.place}," if language == "it" else f", both in {row.a.place},"
    if row.km is None:
        return ""
    km = number(max(1, round(row.km)), language)
    return f", a circa {km} km l'uno dall'altro," if language == "it" else f", about {km} km apart,"


# --- data to look at -------------------------------------------------------------------------------------


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
            f"{some} delle {all_of_them} organizzazioni descritte una per una non hanno alcun legame registrato. "
            "Può mancare il legame, o solo il dato."
        )
    return (
        f"{some} of the {all_of_them} organisations described one by one have no recorded tie. "
        "The tie may be missing, or only the datum."
    )


def no_lead_sentence(zone: Ref, rule: str, reported: bool, language: Language) -> str:
    """No source names the lead of an announced zone; `reported` where the rule is known from press or consultants."""
    if language == "it":
        said = ", riportata da stampa o consulenti," if reported else ""
        return f"Nessuna fonte indica il capofila di {name_of(zone, language)}: la regola {rule}{said} ne chiede uno privato."
    said = ", as reported by press or consultants," if reported else ""
    return f"No source names the lead of {name_of(zone, language)}: rule {rule}{said} asks for a private one."
