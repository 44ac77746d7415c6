"""What breaks a shape, told by the row that says it: file, line, field, what was received, what is allowed."""

from __future__ import annotations

from collections.abc import Sequence

from zisgraph.errors import InputError, Issue
from zisgraph.loaders import Trace, trace
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.validate import ShapeFinding


def told(findings: Sequence[ShapeFinding], facts: Folder | None, base: str) -> list[str]:
    """A line for each fault, one however many citations a wrong cell rests on; `facts` is the folder of the tables, by default the bundled one.

    What no row says (it was staged from other tables, or is the editor's own) is told by its address and graphs.
    """
    if not findings:
        return []
    try:
        found = trace({finding.focus for finding in findings}, facts, base)
    except InputError:  # the tables have changed since they were staged
        return [str(finding) for finding in findings]
    return list(dict.fromkeys(_told(finding, found) for finding in findings))


def _told(finding: ShapeFinding, found: Trace) -> str:
    cell = found.find(finding.focus, finding.path, finding.value, finding.graphs)
    if cell is None:
        return str(finding)
    received = repr(finding.value) if finding.value else "nothing that fits"
    issue = Issue(cell.file, cell.line, cell.field, received, finding.message_en)
    return f"{issue} {finding.focus} [{finding.shape}]"
