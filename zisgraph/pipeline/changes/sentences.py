"""What changed, in one sentence each, in Italian and English: what, then how, then who says so."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from zisgraph.analytics.wording import Language, fitted, joined, lowered
from zisgraph.model.terms import Confidence
from zisgraph.ontology.vocabulary import RDF, XSD, ZIS
from zisgraph.pipeline.changes.citing import by_whom
from zisgraph.pipeline.changes.items import (
    ADDED,
    CHANGED,
    MERGED,
    REMOVED,
    SEPARATED,
    Item,
    Saying,
    StatementChange,
)
from zisgraph.pipeline.changes.naming import Names, Thing

_LITERAL: Final = re.compile(r'"(?P<text>.*)"(?:@(?P<language>[\w-]+)|\^\^<(?P<type>[^>]*)>)?\Z', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_SHORT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LONGEST: Final = 120
_COUNTED: Final = "count"
"""The unit of things counted, which the indicator names already."""
_QUALIFIERS: Final = {
    "about": ("circa {}", "about {}"),
    "at_least": ("almeno {}", "at least {}"),
    "planned": ("{} (previsti)", "{} (planned)"),
}
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "it": {
        "tie": "Nuovo legame: {name}", "no tie": "Legame non più nei dati: {name}",
        "figure": "Nuovo dato: {name}", "no figure": "Dato non più presente: {name}",
        "new": "Nuovo nei dati: {name}", "gone": "Non più nei dati: {name}",
        "added": "{name}, {what}: aggiunto {after}", "removed": "{name}, {what}: tolto {before}",
        "changed": "{name}, {what}: da {before} a {after}", "value": "{name}: da {before} a {after}",
        "source": "{name}, {count} affermazioni: cambia la fonte, prima {who}",
        "source one": "{name}, {what} {after}: cambia la fonte, prima {who}",
        "checked": "{name}, {count} affermazioni: prima non verificate, ora con fonte",
        "checked one": "{name}, {what} {after}: prima non verificato, ora con fonte",
        "doubted": "{name}, {count} affermazioni: prima con fonte, ora non verificate",
        "doubted one": "{name}, {what} {after}: prima con fonte, ora non verificato",
        "also": "{name}: {count} affermazioni hanno una fonte in più", "also one": "{name}, {what} {after}: una fonte in più",
        "less": "{name}: {count} affermazioni hanno una fonte in meno; altre le dicono ancora",
        "less one": "{name}, {what} {before}: una fonte in meno; altre lo dicono ancora",
        "merged": "Riuniti in un solo ente: {bodies}", "separated": "Separati, ognuno per sé: {bodies}",
        "figures": "{name}: il dato è lo stesso, cambia ciò che lo accompagna ({what})",
    },
    "en": {
        "tie": "New tie: {name}", "no tie": "Tie no longer in the data: {name}",
        "figure": "New figure: {name}", "no figure": "Figure no longer there: {name}",
        "new": "New in the data: {name}", "gone": "No longer in the data: {name}",
        "added": "{name}, {what}: added {after}", "removed": "{name}, {what}: removed {before}",
        "changed": "{name}, {what}: from {before} to {after}", "value": "{name}: from {before} to {after}",
        "source": "{name}, {count} statements: another source, before it was {who}",
        "source one": "{name}, {what} {after}: another source, before it was {who}",
        "checked": "{name}, {count} statements: unverified before, now with a source",
        "checked one": "{name}, {what} {after}: unverified before, now with a source",
        "doubted": "{name}, {count} statements: with a source before, now unverified",
        "doubted one": "{name}, {what} {after}: with a source before, now unverified",
        "also": "{name}: {count} statements have one more source", "also one": "{name}, {what} {after}: one more source",
        "less": "{name}: {count} statements have one source less; others still say them",
        "less one": "{name}, {what} {before}: one source less; others still say it",
        "merged": "Merged into one body: {bodies}", "separated": "Separated, each on its own: {bodies}",
        "figures": "{name}: the figure is the same, what goes with it changed ({what})",
    },
}  # fmt: skip


class Sentences:
    """Writes sentences about items whose names have been learnt."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def sentence(self, item: Item, language: Language) -> str:
        """One item in one sentence."""
        words = _WORDS[language]
        if item.kind in (MERGED, SEPARATED):
            bodies = [f"{self._named(one, item, language)} ({self._path(one)})" for one in item.bodies]
            return f"{words[item.kind].format(bodies=joined(bodies, language))}."
        head = self._whole(item, language) if item.whole else self._part(item, language)
        return f"{head}{self._source(item, language)}."

    def _whole(self, item: Item, language: Language) -> str:
        thing = self._thing(item)
        kind = "tie" if thing and ZIS.tieFrom in thing.values else "figure" if _is_figure(thing) else ""
        key = ("no " if item.kind == REMOVED else "") + kind if kind else "gone" if item.kind == REMOVED else "new"
        name = self._subject(item, language)
        if kind == "figure" and thing is not None:
            name = f"{name}: {self._measured(thing, thing.values.get(ZIS.value, ''), language)}"
        elif not kind and thing is not None and (what := self._class_of(thing, language)):
            name = f"{name} ({what})"
        return _WORDS[language][key].format(name=name)

    def _part(self, item: Item, language: Language) -> str:
        words, name = _WORDS[language], self._subject(item, language)
        if item.replaces:
            return self._figure(item, name, language)
        one = item.statements[0]
        told = {"name": name, **self._values(one, language), "count": len(item.statements)}
        alone = "" if len(item.statements) > 1 else " one"
        if item.kind == CHANGED and one.before == one.after:
            who = by_whom(one.before_by, self._names, language)
            return words[f"{_resourced(one)}{alone}"].format(**told, who=who)
        if one.shared:
            return words[f"{'also' if item.kind == ADDED else 'less'}{alone}"].format(**told)
        return words[item.kind].format(**told)

    def _figure(self, item: Item, name: str, language: Language) -> str:
        words = _WORDS[language]
        value = next((one for one in item.statements if one.predicate == ZIS.value), None)
        thing = self._names.thing(item.subject)
        if value is None or thing is None:
            what = joined([self._property(one.predicate, language) for one in item.statements], language)
            return words["figures"].format(name=name, what=what)
        before, after = (_bare(term) for term in (value.before, value.after))
        earlier = self._names.thing(item.replaces, earlier=True)
        return words["value"].format(
            name=name,
            before=_qualified(plain(before, language), earlier, language),
            after=self._measured(thing, after, language),
        )

    def _measured(self, thing: Thing, value: str, language: Language) -> str:
        unit = thing.values.get(ZIS.unit, "")
        figure = _qualified(plain(value, language), thing, language)
        return f"{figure} {self._names.name(unit, language)}" if unit and not unit.endswith(f"/{_COUNTED}") else figure

    def _subject(self, item: Item, language: Language) -> str:
        """The name of a thing, told by what it belongs to where it has none of its own."""
        thing = self._thing(item)
        if thing is None or thing.labels:
            return self._named(item.subject, item, language)
        values, earlier = thing.values, item.kind == REMOVED
        if ZIS.tieFrom in values and ZIS.tieTo in values:
            ends = [
                fitted(self._names.name(values[end], language, earlier=earlier)) for end in (ZIS.tieFrom, ZIS.tieTo)
            ]
            return f"{ends[0]} – {self._tie_word(thing, language)} – {ends[1]}"
        if ZIS.observationOf in values:
            body = fitted(self._names.name(values[ZIS.observationOf], language, earlier=earlier))
            indicator = self._names.schema.code_label(values.get(ZIS.indicator, ""), ZIS.indicator).in_(language)
            year = f" ({values[ZIS.year]})" if ZIS.year in values else ""
            return f"{body}, {lowered(indicator)}{year}"
        what = self._class_of(thing, language)
        return f"{what} {self._path(item.subject)}" if what else self._path(item.subject)

    def _tie_word(self, thing: Thing, language: Language) -> str:
        found = [
            known.word.in_(language) for one in thing.classes if (known := self._names.schema.tie_classes.get(one))
        ]
        return min(found, default="–", key=len)

    def _class_of(self, thing: Thing, language: Language) -> str:
        ours = [one for one in thing.classes if one.startswith(ZIS.NAMESPACE)]
        return lowered(self._names.schema.label(self._names.schema.most_specific(ours)).in_(language)) if ours else ""

    def _thing(self, item: Item) -> Thing | None:
        return self._names.thing(item.subject, earlier=item.kind == REMOVED)

    def _named(self, address: str, item: Item, language: Language) -> str:
        earlier = item.kind == REMOVED or (item.kind == MERGED and address != item.subject)
        return fitted(self._names.name(address, language, earlier=earlier))

    def _path(self, address: str) -> str:
        return address.partition("/id/")[2] or address

    def _values(self, one: StatementChange, language: Language) -> dict[str, str]:
        return {
            "what": self._property(one.predicate, language),
            "before": self._term(one.predicate, one.before, language, earlier=True),
            "after": self._term(one.predicate, one.after, language),
        }

    def _property(self, predicate: str, language: Language) -> str:
        if predicate == RDF.type:
            return "tipo" if language == "it" else "kind"
        return lowered(self._names.schema.label(predicate).in_(language))

    def _term(self, predicate: str, term: str, language: Language, *, earlier: bool = False) -> str:
        if not term:
            return ""
        if term.startswith("<"):
            return fitted(self._names.name(term[1:-1], language, earlier=earlier))
        found = _LITERAL.fullmatch(term)
        text = _bare(term)
        if found is not None and found["type"] in (XSD.decimal, XSD.integer):
            return plain(text, language)
        if found is not None and found["type"] == XSD.boolean:
            return {"true": ("sì", "yes"), "false": ("no", "no")}.get(text, (text, text))[language == "en"]
        if self._names.schema.is_coded(predicate):
            return self._names.schema.code_label(text, predicate).in_(language)
        if found is not None and found["type"]:
            return text
        cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
        return f"«{cut}»" if language == "it" else f"“{cut}”"

    def _source(self, item: Item, language: Language) -> str:
        said: set[Saying] = set()
        for one in item.statements:
            said |= {*(one.after_by or one.before_by)}
        return f" ({by_whom(sorted(said), self._names, language, lead=True)})" if said else ""


def plain(value: str, language: Language) -> str:
    """A number as the language writes it, with all its decimals; a text that is none as it is.

    >>> plain("40000", "it"), plain("45.187123", "it"), plain("0.50", "en")
    ('40.000', '45,187123', '0.5')
    """
    try:
        exact = Decimal(value).normalize()
    except InvalidOperation:
        return value
    exponent = exact.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    text = f"{exact:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "it" else text


def _qualified(figure: str, thing: Thing | None, language: Language) -> str:
    """A figure with what its source says of how exact it is."""
    pair = _QUALIFIERS.get(thing.values.get(ZIS.qualifier, "") if thing else "", ("{}", "{}"))
    return pair[language == "en"].format(figure)


def _resourced(one: StatementChange) -> str:
    """What happened to the sources of a value that stayed: others came, or the same are held surer or less sure."""
    if {by.citation for by in one.before_by} != {by.citation for by in one.after_by}:
        return "source"
    return "checked" if any(by.confidence == Confidence.SOURCED for by in one.after_by) else "doubted"


def _is_figure(thing: Thing | None) -> bool:
    return thing is not None and ZIS.observationOf in thing.values


def _bare(term: str) -> str:
    found = _LITERAL.fullmatch(term)
    return _ESCAPED.sub(_unescaped, found["text"]) if found else term.strip("<>")


def _unescaped(found: re.Match[str]) -> str:
    mark = found[1]
    return chr(int(mark[1:], 16)) if mark[0] in "uU" and len(mark) > 1 else _SHORT.get(mark, mark)
