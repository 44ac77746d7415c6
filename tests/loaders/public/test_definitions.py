"""The definitions of sources: whole, consistent, each with a reader."""

from __future__ import annotations

from io import BytesIO

import pytest

from zisgraph.errors import NotFoundError
from zisgraph.loaders.public import definition_named, definitions
from zisgraph.loaders.public.readers import READERS
from zisgraph.loaders.public.snapshots import role_of
from zisgraph.loaders.records import Member


@pytest.mark.parametrize("source", sorted(definitions()))
def test_a_definition_is_whole(source: str) -> None:
    one = definitions()[source]
    metadata = one.metadata
    for text in (metadata.title_it, metadata.title_en, metadata.publisher, metadata.licence, metadata.coverage):
        assert text.strip() == text != ""
    assert metadata.address.startswith("https://")
    assert not one.reader or one.reader in READERS
    assert set(one.consults) <= set(definitions())
    assert all(download.address.startswith("https://") for download in one.downloads)
    assert all(name == name.lower() for names in one.files.values() for name in names)


def test_an_unknown_source_is_offered_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="did you mean 'cordis-horizon'"):
        definition_named("cordis-horizons")


def test_the_role_of_a_file_follows_from_its_name() -> None:
    def role(name: str) -> str:
        return role_of(definitions()["cordis-horizon"], Member(name, BytesIO))

    assert [role(name) for name in ("all.zip/Organization.csv", "PROJECT.xlsx", "webLink.csv", "other.csv")] == [
        "organisations",
        "projects",
        "unread",
        "",
    ]
