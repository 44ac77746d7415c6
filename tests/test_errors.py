from __future__ import annotations

from zisgraph.errors import InputError, Issue


def test_input_error_lists_every_issue() -> None:
    issues = [Issue("a.csv", 2, "kind", "'x'", "one of kinds.csv"), Issue("a.csv", 3, "", "4 cells", "5 cells")]
    assert str(InputError(issues)).splitlines() == [
        "2 problems in the input; nothing was replaced.",
        "a.csv, line 2, field kind: received 'x'; allowed: one of kinds.csv",
        "a.csv, line 3: received 4 cells; allowed: 5 cells",
    ]
