"""Content negotiation (RFC 9110, section 12.5.1): which of our serialisations a client prefers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from zisgraph.api.problems import Problem
from zisgraph.store.sparql.formats import ResultFormat
from zisgraph.visualisations.translation import LANGUAGES, Language

JSON = ResultFormat("JSON", "json", "application/json")


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One range of an Accept header with its weight."""

    main: str
    sub: str
    weight: float

    def specificity(self, media_type: str) -> int:
        """How closely it matches: 3 the type itself, 2 its main type, 1 anything, 0 not at all."""
        main, _, sub = media_type.partition("/")
        if (self.main, self.sub) == (main, sub):
            return 3
        if self.sub == "*":
            return 2 if self.main == main else int(self.main == "*")
        return 0


def accepted(header: str) -> list[MediaRange]:
    """The ranges of an Accept header; what is malformed is left out, and an empty header takes anything.

    >>> accepted("text/csv;q=0.5")
    [MediaRange(main='text', sub='csv', weight=0.5)]
    """
    if not header.strip():
        return [MediaRange("*", "*", 1.0)]
    found = []
    for item in header.split(","):
        media_type, *parameters = (part.strip() for part in item.split(";"))
        main, slash, sub = media_type.lower().partition("/")
        weight = _weight(parameters)
        if slash and main and sub and weight is not None:
            found.append(MediaRange(main, sub, weight))
    return found


def choose(header: str, offers: Sequence[ResultFormat]) -> tuple[ResultFormat, str] | None:
    """The offer that the header likes best and the media type to call it by; None when it takes none of them.

    Among equals the order of the offers decides. A serialisation answers under its usual further names
    (`application/json`), which count less than its own.
    """
    ranges = accepted(header)
    best: tuple[float, int, int] = (0.0, 0, 0)
    chosen = None
    for place, offer in enumerate(offers):
        for media_type in (offer.media_type, *offer.also):
            weight, specificity = _weigh(media_type, ranges)
            own = media_type == offer.media_type
            rank = (weight, specificity if own or specificity == 3 else 0, -place)
            if weight > 0 and (own or specificity == 3) and (chosen is None or rank > best):
                best, chosen = rank, (offer, media_type)
    return chosen


def required(header: str, offers: Sequence[ResultFormat], vary: str = "Accept") -> tuple[ResultFormat, str]:
    """As `choose`, where the client has to take one of the offers; `vary` names the headers that decided.

    Raises:
        Problem: 406; it takes none of them, and the message lists them.
    """
    chosen = choose(header, offers)
    if chosen is None:
        names = ", ".join(offer.media_type for offer in offers)
        detail = f"Accept is {header!r}; this address answers as one of {names}."
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, detail, {"Vary": vary})
    return chosen


def named(
    name: str, offers: Sequence[ResultFormat], further: Mapping[str, Collection[str]], vary: str = "Accept"
) -> ResultFormat | None:
    """The offer that `?format=` names, by its short name, its media type or one of its `further` names; None without
    a name, which leaves it to the header.

    Raises:
        Problem: 400; none of them has that name, and the message lists the short ones.
    """
    if not name:
        return None
    for offer in offers:
        if name.lower() in {offer.short, offer.media_type, *further.get(offer.name, ())}:
            return offer
    names = ", ".join(offer.short for offer in offers)
    detail = f"format is {name!r}; allowed: {names}. Leave it out to go by Accept."
    raise Problem(HTTPStatus.BAD_REQUEST, detail, {"Vary": vary})


def quality(header: str, media_type: str) -> float:
    """How much the header likes one media type, from 0 to 1."""
    return _weigh(media_type, accepted(header))[0]


def _weigh(media_type: str, ranges: Sequence[MediaRange]) -> tuple[float, int]:
    """The most specific matching range decides, even when a broader one weighs more."""
    matching = [(r.specificity(media_type), r.weight) for r in ranges if r.specificity(media_type)]
    if not matching:
        return 0.0, 0
    specificity, weight = max(matching)
    return weight, specificity


def _weight(parameters: Sequence[str]) -> float | None:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                weight = float(value.strip().strip('"'))
            except ValueError:
                return None
            return weight if 0 <= weight <= 1 else None
    return 1.0


def language(header: str) -> Language:
    """Italian or English, by an Accept-Language header; Italian when it likes both the same or neither.

    >>> language("de, en;q=0.8, it;q=0.3")
    'en'
    """
    weights: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
    for item in header.lower().split(","):
        tag, *parameters = (part.strip() for part in item.split(";"))
        for known in LANGUAGES:
            if tag.partition("-")[0] == known:
                weights[known] = max(weights[known], _weight(parameters) or 0.0)
    return max(LANGUAGES, key=lambda known: weights[known])
