from __future__ import annotations

import pytest

from zisgraph.errors import SettingsError
from zisgraph.settings import Settings, _allowed, load_settings, unknown_names


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "PORT",
            "abc",
            "received 'abc'; allowed: a whole number from 0 to 65535. Correct it, or unset it for the default (8000).",
        ),
        ("PORT", "70000", "received '70000'; allowed: a whole number from 0 to 65535."),
        ("PORT", "", "received ''; allowed: a whole number"),
        (
            "HOME",
            "",
            "allowed: a folder, and . for the current one. Correct it, or unset it for the default (.zisgraph).",
        ),
        ("HOST", "", "allowed: an address of this machine such as 127.0.0.1."),
        ("QUERY_TIMEOUT", "0", "allowed: a number above 0 and at most 600."),
        ("QUERY_MEMORY", "1.5", "allowed: a whole number from 256 up."),
        ("PUBLIC", "maybe", "allowed: true or false. Correct it, or unset it for the default (false)."),
        ("CYPHER", "on", "allowed: auto or off."),
        (
            "BASE_IRI",
            "https://example.org",
            "allowed: an address that starts with http:// or https:// and ends with a slash.",
        ),
        (
            "NEO4J_URI",
            "localhost:7687",
            "allowed: an address such as bolt://localhost:7687 or neo4j+s://db.example.org, or empty. Correct it, or unset it for the default (empty).",
        ),
        ("CYPHER_HEAP", "1 GB", "allowed: digits and m or g, such as 512m or 2g."),
        ("FEEDBACK", "me", "allowed: an address that starts with mailto:, http:// or https://, or empty."),
    ],
)
def test_a_wrong_value_is_one_sentence_of_ours(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"ZISGRAPH_{name}", value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert str(raised.value).startswith(f"ZISGRAPH_{name}: received {value!r}; allowed: ")
    assert said in str(raised.value)
    assert raised.value.exit_code == 2


def test_a_wrong_option_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZISGRAPH_PORT", "x")
    called = {"query_timeout": "--timeout", "port": "--port"}
    with pytest.raises(SettingsError) as raised:
        load_settings(called, query_timeout=0.0, port=None)
    _, port, timeout = str(raised.value).splitlines()
    assert port.startswith("ZISGRAPH_PORT: received 'x'")
    assert timeout == (
        "--timeout: received 0.0; allowed: a number above 0 and at most 600. Correct it, or leave it out."
    )


def test_all_wrong_values_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZISGRAPH_PORT", "x")
    monkeypatch.setenv("ZISGRAPH_WORKERS", "0")
    with pytest.raises(SettingsError) as raised:
        load_settings()
    head, port, workers = str(raised.value).splitlines()
    assert head == "2 settings are wrong:"
    assert port.startswith("ZISGRAPH_PORT: received 'x'")
    assert workers.startswith("ZISGRAPH_WORKERS: received '0'; allowed: a whole number from 1 to 64.")


def test_a_name_that_is_no_setting_is_told_with_the_nearest() -> None:
    known = {f"ZISGRAPH_{name.upper()}": "" for name in Settings.model_fields}
    others = {"PATH": "", "ZISGRAPH_TEST_NEO4J_URI": "", "zisgraph_port": "80"}
    assert list(unknown_names(known | others)) == []
    assert list(unknown_names({"ZISGRAPH_NEO4J_URL": "", "ZISGRAPH_COLOUR": ""})) == [
        "ZISGRAPH_COLOUR is not a setting and changes nothing; docs/settings.md lists those there are.",
        "ZISGRAPH_NEO4J_URL is not a setting and changes nothing; did you mean ZISGRAPH_NEO4J_URI?",
    ]


def test_every_setting_says_what_it_may_be() -> None:
    for field in Settings.model_fields.values():
        if field.annotation in (int, float, bool) or field.metadata:
            assert _allowed(field)
