"""What the analyses say of the served build: the findings, who is alike, and partners on demand."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from zisgraph.analytics.archive import read_findings
from zisgraph.analytics.findings import Findings, GapRow, PartnerAnswer, PartnerQuery, PartnerRow
from zisgraph.model.ports import Reader

if TYPE_CHECKING:  # scipy takes most of a second to import; the server has its first page out before
    from zisgraph.analytics.alike import AlikeRow
    from zisgraph.analytics.partners import Recommender
    from zisgraph.analytics.study import Study


class Thinking:
    """What one build keeps of its analyses, and its snapshot for questions that are asked later; each read once."""

    def __init__(self, reader: Reader, base: str, folder: Path) -> None:
        self._reader, self._base, self._folder = reader, base, folder
        self._lock = threading.RLock()
        self._reading = threading.Lock()
        self._study: Study | None = None
        self._findings: Findings | None = None
        self._recommender: Recommender | None = None
        self._gaps: dict[str, tuple[GapRow, ...]] | None = None

    @property
    def study(self) -> Study:
        """The snapshot with what all analyses share."""
        from zisgraph.analytics.snapshot_builder import build_snapshot
        from zisgraph.analytics.study import study

        with self._lock:
            if self._study is None:
                self._study = study(build_snapshot(self._reader, self._base))
            return self._study

    @property
    def findings(self) -> Findings:
        """Every finding, as the build stored it; who wants to read them does not wait for the snapshot."""
        with self._reading:
            if self._findings is None:
                self._findings = read_findings(self._folder)
            return self._findings

    def gaps_of(self, body: str) -> tuple[GapRow, ...]:
        """The rows of the gap analysis that name a body (an IRI), itself or as a member, in their order."""
        with self._lock:
            if self._gaps is None:
                gaps: dict[str, list[GapRow]] = {}
                for row in self.findings.gaps:
                    named = (row.a, row.b, *row.members_a, *row.members_b)
                    for iri in {ref.iri for ref in named}:
                        gaps.setdefault(iri, []).append(row)
                self._gaps = {iri: tuple(rows) for iri, rows in gaps.items()}
        return self._gaps.get(body, ())

    def partners(self, query: PartnerQuery) -> PartnerAnswer:
        """Candidates without a recorded tie.

        Raises:
            NotFoundError: the query names something that is not in this build.
            QueryError: it names neither a body nor a topic.
        """
        from zisgraph.analytics.partners import TermsRecommender

        with self._lock:
            if self._recommender is None:
                self._recommender = TermsRecommender(self.study)
        return self._recommender.recommend(query)

    def candidates(self, body: str, most: int = 10) -> tuple[PartnerRow, ...]:
        """The best possible partners of one body (an IRI); none for a body that the analyses do not know."""
        if body not in self.study.snapshot.body_index:
            return ()
        return self.partners(PartnerQuery(body=body, limit=most)).rows

    def alike(self, body: str) -> tuple[AlikeRow, ...]:
        """The bodies whose topics are most like those of one body (an IRI)."""
        from zisgraph.analytics.alike import alike

        return alike(self.study, body)
