"""Why a candidate is proposed, in words a partner-seeker reads in a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zisgraph.analytics.evidence import CommonPartner, Ref, TopicShare
from zisgraph.analytics.partner_query import Seeker
from zisgraph.analytics.proposals import Reason
from zisgraph.analytics.refs import programme_ref
from zisgraph.analytics.sentences import name_of, relation_sentence, topic_of
from zisgraph.analytics.study import Study
from zisgraph.analytics.wording import joined, number, small

NAMED = 2
"""Common partners and programmes named in a reason; the rest is counted."""


def of(
    found: Study,
    body: int,
    seeker: Seeker,
    shared: Sequence[TopicShare],
    common: tuple[int, Sequence[CommonPartner]],
    km: float | None,
) -> tuple[Reason, ...]:
    """Topic, programmes on it, common partners, place, a relation that is no working tie; only what there is."""
    parts = (
        _topic(found, body, shared),
        _programmes(found, body, shared),
        _common(*common),
        _place(found, body, seeker, km),
        _other_relation(found, body, seeker),
    )
    return tuple(reason for part in parts for reason in part)


def _best(found: Study, shared: Sequence[TopicShare]) -> TopicShare:
    """The shared topic that tells most, of those without a narrower one beside them."""
    index, closure = found.snapshot.topic_index, found.space.closure
    numbers = [index[share.topic.iri] for share in shared]
    narrow = [s for s, n in zip(shared, numbers, strict=True) if not any(m != n and closure[m, n] for m in numbers)]
    return max(narrow, key=lambda share: share.bits)


def _topic(found: Study, body: int, shared: Sequence[TopicShare]) -> Iterator[Reason]:
    """The topic held by both; where only a broader one is shared, that it is a near one."""
    if not shared:
        return
    best = _best(found, shared)
    number_of = found.snapshot.topic_index[best.topic.iri]
    has = found.snapshot.specialisations[[body]].toarray().ravel()
    doubt_it, doubt_en = _unsure(found, body, best.topic)
    it, en = topic_of(best.topic, "it"), topic_of(best.topic, "en")
    if has[number_of]:
        texts = f"Stesso tema: {it}{doubt_it}.", f"Same topic: {en}{doubt_en}."
    else:
        texts = (
            f"Temi vicini, entrambi in «{best.topic.name_it}»{doubt_it}.",
            f"Near topics, both within “{best.topic.name_en}”{doubt_en}.",
        )
    yield Reason("shared_topic", *texts, value=best.bits, refs=(best.topic,))


def _unsure(found: Study, body: int, topic: Ref) -> tuple[str, str]:
    column = found.space.closure[:, found.snapshot.topic_index[topic.iri]] > 0
    own = found.snapshot.specialisations[[body]].toarray().ravel() * column
    unsure = found.snapshot.unverified_specialisations[[body]].toarray().ravel() * column
    return _doubt(unsure=bool(own.any() and own.sum() == unsure.sum()))


def _doubt(*, unsure: bool) -> tuple[str, str]:
    """What is said after a reason that no source that was read supports."""
    return (", secondo dati non verificati", ", by unverified data") if unsure else ("", "")


def _programmes(found: Study, body: int, shared: Sequence[TopicShare]) -> Iterator[Reason]:
    """Training that the candidate's family gives on the shared topic that is told, or on a narrower one."""
    if not shared:
        return
    best = found.snapshot.topic_index[_best(found, shared).topic.iri]
    topics = {topic.iri for number, topic in enumerate(found.snapshot.topics) if found.space.closure[number, best]}
    iris = {found.snapshot.bodies[int(m)].iri for m in found.members(int(found.snapshot.family[body]))}
    taught = [
        programme_ref(item)
        for item in found.snapshot.records.programmes
        if item.provider in iris and any(a.topic in topics for a in found.other_assignments.get(item.iri, ()))
    ]
    if taught:
        it, en = (_listed([f"«{name_of(ref, lang)}»" for ref in taught], lang) for lang in ("it", "en"))
        yield Reason(
            "programme",
            f"Eroga sul tema: {it}.",
            f"Teaches the topic: {en}.",
            float(len(taught)),
            tuple(taught[:NAMED]),
        )


def _common(count: int, partners: Sequence[CommonPartner]) -> Iterator[Reason]:
    if not count:
        return
    refs = tuple(one.partner for one in partners)
    it, en = (_listed([name_of(ref, lang) for ref in refs], lang, count) for lang in ("it", "en"))
    if count == 1:
        texts = f"Un partner in comune: {it}.", f"One partner in common: {en}."
    else:
        texts = (
            f"{small(count, 'it').capitalize()} partner in comune: {it}.",
            f"{small(count, 'en').capitalize()} partners in common: {en}.",
        )
    yield Reason("common_partner", *texts, value=float(count), refs=refs[:NAMED])


def _listed(names: Sequence[str], language: str, count: int | None = None) -> str:
    total = len(names) if count is None else count
    shown, rest = list(names[:NAMED]), total - min(total, NAMED)
    if language == "it":
        return joined([*shown, "un altro" if rest == 1 else f"altri {rest}"] if rest else shown, "it")
    return joined([*shown, f"{rest} more"] if rest else shown, "en")


def _place(found: Study, body: int, seeker: Seeker, km: float | None) -> Iterator[Reason]:
    if km is None:
        return
    here = found.snapshot.bodies[body]
    names = here.place, here.place_en or here.place
    ref = Ref(here.municipality, *names, "Municipality", province=here.province)
    near, own = seeker.near, None if seeker.body is None else found.snapshot.bodies[seeker.body]
    from_own = near is None and own is not None and own.place_unverified
    it, en = _doubt(unsure=here.place_unverified or from_own)
    if near is not None and near.kind == "Province" and near.province == here.province:
        yield Reason(
            "place", f"In provincia di {near.name_it}{it}.", f"In the province of {near.name_en}{en}.", km, (near,)
        )
        return
    town = None
    if near is not None:
        town = near.iri if near.kind == "Municipality" else None
    elif own is not None:
        town = own.municipality
    if town and town == here.municipality:
        yield Reason("place", f"Nello stesso comune{it}.", f"In the same town{en}.", km, (ref,))
        return
    away = max(1, round(km))
    of_where_it, of_where_en = ("", "") if near is None else (f" da {near.name_it}", f" from {near.name_en}")
    texts = (
        f"A circa {number(away, 'it')} km{of_where_it}{it}.",
        f"About {number(away, 'en')} km away{of_where_en}{en}.",
    )
    yield Reason("place", *texts, value=km, refs=(ref,) if here.municipality else ())


def _other_relation(found: Study, body: int, seeker: Seeker) -> Iterator[Reason]:
    """What is recorded with the seeker's family and is no working tie, so that it does not pass unseen."""
    if seeker.family is None:
        return
    for tie in found.words.mentions(seeker.family, int(found.snapshot.family[body]))[:1]:
        texts = relation_sentence(tie, "it"), relation_sentence(tie, "en")
        yield Reason("other_relation", *texts, value=0.0, refs=(tie.subject, tie.object))
