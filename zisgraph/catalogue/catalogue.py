"""The read model of one published build, in one object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from zisgraph.catalogue.directory import Directory
from zisgraph.catalogue.overview import Overview
from zisgraph.catalogue.profiles import Profiles
from zisgraph.catalogue.records import (
    Citation,
    EntityRef,
    Group,
    MatrixRow,
    Neighbourhood,
    Numbers,
    Page,
    Profile,
    ProvinceCount,
)
from zisgraph.catalogue.schema import Schema
from zisgraph.catalogue.search import SearchIndex
from zisgraph.catalogue.sources import Sources
from zisgraph.catalogue.support import graphs_about, supported_by
from zisgraph.catalogue.ties import Edge, Ties
from zisgraph.errors import AmbiguousName, NotFoundError, UnfitName, ZisgraphError
from zisgraph.model.ports import Reader
from zisgraph.ontology.vocabulary import SKOS

LIKELY = 75.0  # least score of a hit that is taken for what was meant
EXACT = 100.0
CLEARER = 1.0  # by so much the first hit must be ahead of the second where the name is not exact


class CursorError(ZisgraphError):
    """A paging cursor that this list never gave."""

    status = 400


class Catalogue:
    """What one build says, entity by entity and in totals. Safe to share between threads once warmed."""

    def __init__(self, reader: Reader, base: str) -> None:
        self._reader, self.base = reader, base
        self.schema = Schema(reader, base)
        self.sources = Sources(reader, base)
        self.directory = Directory(reader, base, self.schema, self.sources)
        self._ties = Ties(reader, self.directory, self.schema, self.sources)
        self._profiles = Profiles(reader, self.directory, self.schema, self.sources, self._ties)
        self.index = SearchIndex(reader, self.directory)

    def warm(self) -> None:
        """Load what every page needs, so that the first visitor does not wait."""
        _ = self.directory.refs, self.numbers, self.provinces, self.matrix
        self.index.nearest("eucentre")

    def ref(self, key: str) -> EntityRef:
        """The entity with this path, IRI or slug.

        Raises:
            NotFoundError: there is none.
        """
        return self.directory.refs[self.directory.canonical(key)]

    def find(self, name: str, groups: Sequence[Group] = (Group.BODY,)) -> EntityRef:
        """The entity with this path, IRI, slug or name.

        Raises:
            NotFoundError: none fits; the nearest names are offered.
            UnfitName: it is something of another group.
            AmbiguousName: several fit about equally well.
        """
        other = None
        try:
            found = self.ref(name)
            if found.group in groups:
                return found
            other = found
        except NotFoundError:
            pass
        hits = self.index.search(name, groups=groups, limit=3)
        offer = ", ".join(f"{hit.ref.label.it} ({hit.ref.path})" for hit in hits)
        if hits and hits[0].score >= LIKELY:
            if len(hits) > 1 and hits[0].score < EXACT and hits[0].score - hits[1].score < CLEARER:
                raise AmbiguousName(
                    f"Several are called {name!r}, such as {offer}. Give the whole name or the address."
                )
            return hits[0].ref
        if other is not None:
            raise UnfitName(
                f"{name!r} is {other.label.it}, a {other.group.value}; allowed here: "
                f"{' or '.join(group.value for group in groups)}."
            )
        raise NotFoundError(f"Nothing is called {name!r}." + (f" Did you mean {offer}?" if offer else ""))

    def profile(self, key: str) -> Profile:
        """Everything stated about one entity."""
        return self._profiles.of(self.ref(key))

    def neighbourhood(self, key: str) -> Neighbourhood:
        """The ties of one entity and those among its neighbours."""
        return self._ties.neighbourhood(self.ref(key), self.edges)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every tie between two bodies."""
        return self._ties.edges()

    @cached_property
    def numbers(self) -> Numbers:
        """The totals of the home page."""
        return self._overview.numbers()

    @cached_property
    def provinces(self) -> tuple[ProvinceCount, ...]:
        """What stands in each province."""
        return self._overview.provinces()

    @cached_property
    def matrix(self) -> tuple[MatrixRow, ...]:
        """Organisations by specialisation and province."""
        return self._overview.matrix()

    @cached_property
    def broad_topics(self) -> frozenset[str]:
        """The topics (IRIs) that have narrower ones below them: whole ecosystems, not specialisations."""
        rows = self._reader.select(f"SELECT DISTINCT ?b WHERE {{ ?t <{SKOS.broader}> ?b }}")
        return frozenset(row["b"] for row in rows)

    @cached_property
    def citations(self) -> Mapping[str, Citation]:
        """Every citation by id."""
        return self.sources.citations

    @cached_property
    def newest_zone_source(self) -> str:
        """The newest date of a source that says anything of a zone, or of the rules for one."""
        about = [ref.iri for group in (Group.ZONE, Group.RULE) for ref in self.directory.of_group(group)]
        sources = self.sources.of_graphs(graphs_about(self._reader, about))
        return max((source.citation.date for source in sources), default="")

    def supported_by(self, citation: str) -> Mapping[str, int]:
        """Statements of a citation, counted by the entity they are about."""
        return supported_by(self._reader, self.base, citation)

    def list(self, group: Group, *, limit: int = 100, cursor: str = "") -> Page:
        """A slice of the entities of one group, ordered by IRI; `cursor` is the last IRI path of the slice before.

        Raises:
            CursorError: the cursor is of no entity in this group.
        """
        refs = list(self.directory.of_group(group))
        start = 0
        if cursor:
            places = {ref.path: place for place, ref in enumerate(refs)}
            if cursor not in places:
                raise CursorError(f"The cursor {cursor!r} is of no entry of this list; leave it out to start over.")
            start = places[cursor] + 1
        items = refs[start : start + limit]
        more = start + limit < len(refs)
        return Page(items, len(refs), items[-1].path if more and items else "")

    @cached_property
    def _overview(self) -> Overview:
        return Overview(self._reader, self.directory, self.sources, self.edges)
