"""Every string of the pages has its Italian, with the same blanks, and nothing is left over."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from zisgraph.visualisations.translation import LANGUAGES, LOCALES, Translator, translator

KEYWORDS = {
    "_": None, "t": None, "words": None, "marked": None, "gettext": None,
    "plural": (1, 2), "n": (1, 2), "ngettext": (1, 2), "within": ((1, "c"), 2),
}  # fmt: skip
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "silent": "false", "trim_blocks": "true"}}
BLANK = re.compile(r"%\((\w+)\)s")
Key = tuple[str, str | tuple[str, ...]]


def used(project_root: Path) -> set[Key]:
    """Every message that code and templates show, with its context."""
    found: set[Key] = set()
    for folder in ("visualisations", "api"):
        for _, _, message, _, context in extract_from_dir(project_root / folder, METHODS, OPTIONS, KEYWORDS):
            if message:
                found.add((context or "", message))
    return found


def translated(language: str) -> Catalog:
    source = files("zisgraph.visualisations") / "locale" / language / "LC_MESSAGES" / "zisgraph.po"
    with source.open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def known(catalogue: Catalog) -> dict[Key, str | tuple[str, ...]]:
    return {
        (m.context or "", m.id if isinstance(m.id, str) else tuple(m.id)): m.string
        if isinstance(m.string, str)
        else tuple(m.string)
        for m in catalogue
        if m.id
    }


def test_every_string_has_its_italian_and_none_is_left_over(project_root: Path) -> None:
    catalogue = known(translated("it"))
    wanted = used(project_root)
    assert len(wanted) > 300, "the strings were not found"
    assert wanted - set(catalogue) == set(), "not in the Italian catalogue"
    assert set(catalogue) - wanted == set(), "no longer used"
    empty = [key for key, text in catalogue.items() if not (all(text) if isinstance(text, tuple) else text)]
    assert empty == []


def test_no_translation_is_marked_as_a_guess() -> None:
    assert [m.id for m in translated("it") if m.fuzzy and m.id] == []


def test_translations_have_the_blanks_of_their_message() -> None:
    for (_, message), text in known(translated("it")).items():
        messages = message if isinstance(message, tuple) else (message,)
        texts = text if isinstance(text, tuple) else (text,)
        blanks = {blank for one in messages for blank in BLANK.findall(one)}
        for form in texts:
            assert set(BLANK.findall(form)) <= blanks, f"{form!r} has a blank that {message!r} has not"
        assert set(BLANK.findall(texts[-1])) == blanks, f"{texts[-1]!r} lacks a blank of {message!r}"


def test_italian_uses_its_own_quotation_marks_and_apostrophes() -> None:
    for text in known(translated("it")).values():
        for form in text if isinstance(text, tuple) else (text,):
            assert "'" not in form, f"a straight apostrophe in {form!r}"
            assert "“" not in form, f"foreign quotation marks in {form!r}"


@pytest.mark.parametrize("word", ["spreco", "inefficienza", "nodo", "arco", "isolato", "non collaborano"])
def test_words_that_judge_are_not_used(word: str) -> None:
    texts = " ".join(
        form for text in known(translated("it")).values() for form in ([text] if isinstance(text, str) else text)
    )
    assert not re.search(rf"\b{word}\b", texts.casefold())


def test_plurals_and_contexts() -> None:
    it = translator("it")
    assert it.plural("%(count)s company", "%(count)s companies", 1) == "1 impresa"
    assert it.plural("%(count)s company", "%(count)s companies", 37) == "37 imprese"
    message = "%(sourced)s with a source, %(unverified)s unverified"
    assert it.within("organisations", message, sourced=4, unverified=2) == "4 con fonte, 2 non verificate"
    assert it.within("ties", message, sourced=4, unverified=2) == "4 con fonte, 2 non verificati"


def test_english_is_the_language_of_the_code() -> None:
    en = translator("en")
    assert en("Gaps and duplicates") == "Gaps and duplicates"
    assert en.plural("%(count)s company", "%(count)s companies", 2) == "2 companies"


def test_every_language_has_a_locale() -> None:
    assert set(LOCALES) == set(LANGUAGES)
    assert isinstance(translator("it"), Translator)
