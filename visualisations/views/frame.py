"""What stands around every page: navigation, languages, the totals in the footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zisgraph.catalogue.records import Numbers
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import LANGUAGES, Language
from zisgraph.visualisations.views.links import Links

_SHORT: Mapping[Language, tuple[str, str]] = {"it": ("ITA", "Italiano"), "en": ("ENG", "English")}


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation."""

    name: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class LanguageItem:
    """The same page in a language."""

    language: Language
    short: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the base template needs."""

    current: str
    address: str
    navigation: tuple[NavItem, ...]
    all_languages: tuple[LanguageItem, ...]
    newest_source: str
    footer: str
    feedback: str
    build: str

    @property
    def other_languages(self) -> tuple[LanguageItem, ...]:
        """The page in the languages it is offered in, for search engines."""
        return self.all_languages


def frame(
    current: str,
    addresses: Mapping[Language, str],
    numbers: Numbers | None,
    build: str,
    formats: Formats,
    links: Links,
    feedback: str = "",
) -> Frame:
    """The frame of one page; `addresses` are those of this same view in every language."""
    t = formats.words
    names = (
        ("gaps", t("Gaps and duplicates")),
        ("partners", t("Find a partner")),
        ("ask", t("Ask")),
        ("data", t("Data")),
    )
    return Frame(
        current=current,
        address=addresses[links.language],
        navigation=tuple(NavItem(name, text, links.page(name)) for name, text in names),
        all_languages=tuple(LanguageItem(code, *_SHORT[code], addresses[code]) for code in LANGUAGES),
        newest_source=numbers.newest_source if numbers else "",
        footer=footer(numbers, formats),
        feedback=feedback or links.page("accessibility", "feedback"),
        build=build,
    )


def footer(numbers: Numbers | None, formats: Formats) -> str:
    """The totals in one sentence."""
    t = formats.words
    if numbers is None:
        return t("No data has been published yet.")
    return t(
        "Data: %(organisations)s organisations, %(ties)s ties, each row with its source and degree of verification.",
        organisations=formats.number(numbers.organisations.total),
        ties=formats.number(numbers.ties.total),
    )
