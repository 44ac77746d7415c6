"""What the commands on identity read of a home: the suggestions of its build, and the records it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zisgraph.catalogue.catalogue import Catalogue
from zisgraph.identity import Comparison, Record, read_judgement_file
from zisgraph.model.iris import Minter
from zisgraph.pipeline.home import Build, Home
from zisgraph.pipeline.identity import records_of, suggestions
from zisgraph.settings import Settings
from zisgraph.store.oxigraph import open_reader
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Language, translator
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.review import ReviewItem, review_item


class Reviewing:
    """The suggestions of one build that nobody has judged since, with both records of each."""

    def __init__(self, build: Build, settings: Settings, home: Home, language: Language) -> None:
        self.suggestions: list[Comparison] = suggestions(build.path, read_judgement_file(home.judgements))
        self._catalogue: Catalogue = Catalogue(open_reader(build.store), settings.base_iri)
        self._minter, self._language = Minter(settings.base_iri), language

    def items(self) -> Iterator[ReviewItem]:
        """Each as a person judges it."""
        catalogue, language = self._catalogue, self._language
        citing = Citing(Formats(translator(language)), Links(language, catalogue.base))
        for one in self.suggestions:
            a, b = (catalogue.profile(self._minter.local_id(self._minter.judged(key))) for key in (one.a, one.b))
            yield review_item(
                one, (a, b), citing, lambda prop, code: catalogue.schema.code_label(code, prop).in_(language)
            )


def check_keys(keys: Iterable[str], settings: Settings, home: Home) -> None:
    """Refuse a key of which the published build has no record.

    Raises:
        NotFoundError: there is none; the message offers the nearest names.
    """
    minter = Minter(settings.base_iri)
    with home.reading() as build:
        catalogue = Catalogue(open_reader(build.store), settings.base_iri)
        for key in keys:
            catalogue.ref(minter.local_id(minter.judged(key)))


def known_records(settings: Settings, home: Home) -> Mapping[str, Record]:
    """The records of everything that is staged in a home; none where nothing is."""
    return records_of(home, Minter(settings.base_iri))
