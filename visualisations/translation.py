"""The catalogues of the pages: English in the code, Italian out of a .po file read at the start."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType
from typing import Literal

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["it", "en"]
LANGUAGES: tuple[Language, ...] = ("it", "en")
"""In the order in which they are offered; the first is the default."""

LOCALES: Mapping[str, str] = MappingProxyType({"it": "it_IT", "en": "en_GB"})
DOMAIN = "zisgraph"


@dataclass(frozen=True, slots=True)
class Translator:
    """The words of one language. The message ids are the English texts."""

    language: Language
    catalogue: gettext.NullTranslations

    def __call__(self, message: str, /, **values: object) -> str:
        """The message in this language, with `%(name)s` filled in."""
        text = self.catalogue.gettext(message)
        return text % values if values else text

    def within(self, context: str, message: str, /, **values: object) -> str:
        """The message as it reads in a context: one English text can have several forms in Italian."""
        text = self.catalogue.pgettext(context, message)
        return text % values if values else text

    def plural(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """The form for `count`, which is also the value `%(count)s`."""
        return self.catalogue.ngettext(singular, plural, count) % {"count": count, **values}

    @property
    def locale(self) -> str:
        """The name Babel knows the language by."""
        return LOCALES[self.language]


def marked(message: str) -> str:
    """The message as it is: says that it is one, to be translated where it is used."""
    return message


def translator(language: Language) -> Translator:
    """Read the catalogue of one language; .po files are compiled in memory, so a wheel needs no .mo."""
    source = files("zisgraph.visualisations") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=language, domain=DOMAIN)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translator(language, gettext.GNUTranslations(compiled))
