"""From the read model to the ego network of any entity: groups, short words, folded rows, quiet edges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zisgraph.catalogue.records import EntityRef, Group, Link, Neighbourhood, Profile, Tie
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.drawing.ego import (
    EgoGroup,
    EgoNetwork,
    EgoNode,
    FoldWords,
    QuietEdge,
    Side,
    folded,
)
from zisgraph.visualisations.drawing.ego_svg import EgoWords
from zisgraph.visualisations.drawing.glyphs import Shape
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.kinds import drawn_name, mark_of, shape_plural, short_name
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.tie_words import (
    PLACES,
    PROVIDERS,
    TOPICS,
    TRAINING,
    Heading,
    heading_of,
    heading_text,
    report_of,
    words_of,
    year_of,
)

TABLE = "#ties"

_FACT_GROUPS = (
    (PROVIDERS, ("provider",)),
    (TOPICS, ("hasSpecialisation", "teaches", "broader")),
    (PLACES, ("inProvinceScope",)),
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One neighbour with all its ties to the entity, under one heading."""

    ref: EntityRef
    heading: Heading
    words: tuple[str, ...]
    years: tuple[str, ...]
    reports: tuple[str, ...]
    """Years of the reports that tell of ties of which no source says since when they stand: for tables, not pictures."""
    ties: tuple[Tie, ...]
    confidence: Confidence
    further: int = 0
    """Bodies it is tied to besides the entity of the profile, as every table counts them."""


@dataclass(frozen=True, slots=True)
class Network:
    """The whole network and the part of it that is drawn."""

    whole: EgoNetwork
    drawn: EgoNetwork
    words: EgoWords
    between: tuple[Link, ...] = ()
    """What ties the neighbours to each other, with its sources."""

    @property
    def many(self) -> bool:
        """Whether some neighbours are folded away."""
        return self.drawn.shown < self.whole.shown

    @property
    def quiet_by_default(self) -> bool:
        """Too many ties between neighbours to show at once: they start hidden."""
        return len(self.drawn.quiet) > 36


def neighbours(profile: Profile, around: Neighbourhood, t: Translator) -> tuple[Neighbour, ...]:
    """The neighbours by recorded ties, each once, under the first heading that fits; the most connected first."""
    by_ref: dict[str, list[Tie]] = {}
    for tie in around.ties:
        by_ref.setdefault(tie.other.iri, []).append(tie)
    found = [_neighbour(ties, profile.ref, t) for ties in by_ref.values()]
    return tuple(sorted(found, key=_order))


def network(
    profile: Profile,
    around: Neighbourhood,
    tied: Sequence[Neighbour],
    topic_sizes: Mapping[str, int],
    links: Links,
    t: Translator,
) -> Network:
    """The network of one entity around its neighbours by ties.

    `topic_sizes` says, by IRI, how many organisations share a topic.
    """
    name = short_name(profile.ref, t.language)
    writer = _Nodes(profile.ref, name, links, t)
    groups = [*_tie_groups(tied, writer), *_fact_groups(profile, tied, topic_sizes, writer)]
    groups = _merged([*groups, *_member_groups(profile, tied, writer)])
    quiet = tuple(QuietEdge(e.start, e.end, e.confidence is Confidence.SOURCED) for e in around.between)
    whole = EgoNetwork(profile.ref.iri, name, mark_of(profile.ref), tuple(groups), quiet)
    drawn = folded(whole, _fold_words(t), TABLE)
    return Network(whole, drawn, ego_words(name, t), around.between)


def ego_words(name: str, t: Translator) -> EgoWords:
    """The words of the picture."""
    return EgoWords(
        title=t("Network of %(name)s", name=name),
        sourced=t("with a source"),
        unverified=t("unverified"),
        other_ties=t("other tied bodies"),
        further=lambda count, name: t.plural(
            "%(count)s other tied body of %(name)s", "%(count)s other tied bodies of %(name)s", count, name=name
        ),
    )


def _fold_words(t: Translator) -> FoldWords:
    def words(shape: Shape, count: int) -> str:
        return f"+{shape_plural(shape, count, t)}"

    return words


def _neighbour(ties: list[Tie], ego: EntityRef, t: Translator) -> Neighbour:
    headings = sorted({heading_of(tie, ego) for tie in ties}, key=lambda heading: heading.order)
    ordered = sorted(ties, key=lambda tie: (heading_of(tie, ego).order, tie.predicate, tie.iri))
    sourced = any(tie.confidence is Confidence.SOURCED for tie in ties)
    other = ties[0].other
    return Neighbour(
        ref=other,
        heading=headings[0],
        words=tuple(dict.fromkeys(word for tie in ordered if (word := words_of(tie, t)))),
        years=tuple(sorted({year for tie in ordered if (year := year_of(tie, t))})),
        reports=tuple(sorted({year for tie in ordered if (year := report_of(tie))})),
        ties=tuple(ordered),
        confidence=Confidence.SOURCED if sourced else Confidence.UNVERIFIED,
        further=other.ties - any(tie.counts for tie in ties),
    )


def _order(neighbour: Neighbour) -> tuple[int, bool, int, str, str]:
    doubtful = neighbour.confidence is not Confidence.SOURCED
    name = neighbour.ref.label.it.casefold()
    return neighbour.heading.order, doubtful, -neighbour.further, name, neighbour.ref.iri


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Writes nodes around one entity, in one language."""

    ego: EntityRef
    ego_name: str
    links: Links
    t: Translator

    def tied(self, neighbour: Neighbour, *, without: str) -> EgoNode:
        """A neighbour by its ties; the year in the heading is not said again."""
        years = [year for year in neighbour.years if year != without or not neighbour.words]
        return EgoNode(
            key=neighbour.ref.iri,
            name=drawn_name(neighbour.ref, self.ego_name, self.t.language),
            mark=mark_of(neighbour.ref),
            kind=neighbour.ref.kind_label.in_(self.t.language),
            words=", ".join([*neighbour.words, *years[:2]]),
            href=self.links.entity(neighbour.ref.path),
            verified=neighbour.confidence is Confidence.SOURCED,
            ties=len(neighbour.ties),
            further=neighbour.further,
        )

    def plain(self, ref: EntityRef, words: str, confidence: Confidence) -> EgoNode:
        """An entity that a fact points to, or that points here."""
        return EgoNode(
            key=ref.iri,
            name=drawn_name(ref, self.ego_name, self.t.language),
            mark=mark_of(ref),
            kind=ref.kind_label.in_(self.t.language),
            words=words,
            href=self.links.entity(ref.path),
            verified=confidence is Confidence.SOURCED,
            further=ref.ties,
        )


def _tie_groups(tied: Iterable[Neighbour], write: _Nodes) -> list[EgoGroup]:
    by_heading: dict[Heading, list[Neighbour]] = {}
    for neighbour in tied:
        by_heading.setdefault(neighbour.heading, []).append(neighbour)
    groups = []
    for heading, members in sorted(by_heading.items(), key=lambda item: item[0].order):
        years = {year for member in members for year in member.years}
        common = years.pop() if len(years) == 1 and all(member.years for member in members) else ""
        text = heading_text(heading, write.t)
        common = common if len(members) > 1 else ""
        nodes = tuple(write.tied(member, without=common) for member in members)
        groups.append(
            EgoGroup(f"{text} · {common}" if common else text, heading.side, nodes, movable=not heading.fixed)
        )
    return groups


def _fact_groups(
    profile: Profile, tied: Iterable[Neighbour], topic_sizes: Mapping[str, int], write: _Nodes
) -> list[EgoGroup]:
    seen = {neighbour.ref.iri for neighbour in tied} | {profile.ref.iri}
    groups = []
    for heading, keys in _FACT_GROUPS:
        nodes: dict[str, EgoNode] = {}
        for value in (value for fact in profile.facts if fact.key in keys for value in fact.values):
            if value.entity is not None and value.entity.iri not in seen and value.entity.iri not in nodes:
                size = topic_sizes.get(value.entity.iri, 0)
                words = write.t.plural("%(count)s organisation", "%(count)s organisations", size) if size else ""
                nodes[value.entity.iri] = write.plain(value.entity, words, value.confidence)
        if nodes:
            title = heading_text(heading, write.t)
            groups.append(EgoGroup(title, heading.side, tuple(nodes.values()), movable=False))
    return groups


def _merged(groups: Iterable[EgoGroup]) -> list[EgoGroup]:
    """Groups under one heading become one, where the first of them stands."""
    found: dict[str, EgoGroup] = {}
    for group in groups:
        known = found.get(group.heading)
        found[group.heading] = group if known is None else replace(known, nodes=known.nodes + group.nodes)
    return list(found.values())


def _member_groups(profile: Profile, tied: Iterable[Neighbour], write: _Nodes) -> list[EgoGroup]:
    """Those who point at the entity (a topic, a province), by shape, the most connected first."""
    seen = {neighbour.ref.iri for neighbour in tied}
    by_shape: dict[Shape, dict[str, EgoNode]] = {}
    members = sorted(profile.members, key=lambda m: (-m.ref.ties, m.ref.label.it.casefold(), m.ref.iri))
    for member in members:
        if member.ref.iri in seen or not _is_drawn(profile.ref, member.ref):
            continue
        words = write.t("delivers it") if member.role == "provider" else member.ref.towns.in_(write.t.language)
        node = write.plain(member.ref, words, member.confidence)
        by_shape.setdefault(node.mark.shape, {}).setdefault(node.key, node)
    groups = []
    for index, shape in enumerate(shape for shape in Shape if shape in by_shape):
        nodes = tuple(by_shape[shape].values())
        if profile.ref.group is Group.BODY and shape is Shape.PROGRAMME:
            groups.append(EgoGroup(heading_text(TRAINING, write.t), TRAINING.side, nodes, movable=False))
            continue
        heading = shape_plural(shape, len(nodes), write.t)
        groups.append(EgoGroup(heading, Side.RIGHT if index % 2 else Side.LEFT, nodes))
    return groups


def _is_drawn(ego: EntityRef, member: EntityRef) -> bool:
    if ego.group in (Group.PROVINCE, Group.MUNICIPALITY, Group.REGION):
        return member.group in (Group.BODY, Group.PROGRAMME, Group.ZONE)
    return True
