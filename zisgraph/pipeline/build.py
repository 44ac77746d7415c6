"""One build: stage, validate, resolve and fill, derive, analyse, project, publish.

Everything is made in a folder that nobody reads. It gets its final name by one rename when it is complete, and is
served when the pointer is renamed: killed at any moment, readers see the old build or the new one. The build's id
stands for its content, so an input that has not changed needs no work.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from zisgraph import __version__
from zisgraph.errors import BuildError
from zisgraph.identity import Judgement
from zisgraph.loaders import Staged
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.model.iris import Minter
from zisgraph.pipeline.analyse import analyse
from zisgraph.pipeline.assemble import Assembler, StagedFile
from zisgraph.pipeline.changes import ARCHIVE, write_archive
from zisgraph.pipeline.choice import Choice
from zisgraph.pipeline.cypher import CypherStep
from zisgraph.pipeline.fingerprint import build_id
from zisgraph.pipeline.home import MAKING, Build, Home, sync_folder, sync_tree
from zisgraph.pipeline.identity import identify, own_judgements
from zisgraph.pipeline.meta import Reading
from zisgraph.pipeline.progress import Progress, Silent, Timed
from zisgraph.pipeline.report import OF_THE_RUN, BuildReport, DatasetReport
from zisgraph.pipeline.retention import prune, sweep
from zisgraph.pipeline.since import since
from zisgraph.pipeline.stage import stage
from zisgraph.pipeline.unlisted import unlisted
from zisgraph.pipeline.validation import Validation
from zisgraph.pipeline.withdrawals import Withdrawals
from zisgraph.settings import Settings
from zisgraph.store.oxigraph import OxigraphFiller, OxigraphReader, is_store
from zisgraph.store.rdf_export import export_rdf


def build(
    settings: Settings, progress: Progress | None = None, facts: Folder | None = None, choice: Choice | None = None
) -> BuildReport:
    """Bring the home to the build that its sources give, and publish it; no work when that is current.

    `facts` is a folder of tables in place of the bundled ones. A build that was taken back is not published again by
    building it again: somebody took it back for a reason.

    Raises:
        InputError: a file breaks its rules; the message has all faults, the last good build stays in service.
        ShapeError: the statements break a shape; the same.
        BuildError: the home cannot be written, or another build is running on it.
        NotFoundError: `choice` names a source that is not there.
    """
    chosen = choice or Choice()
    chosen.check()
    home = Home(settings.home)
    home.prepare()
    with home.building():
        return Maker(settings, home, Timed(progress or Silent()), chosen).run(facts)


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What one build is made of. `tables` is the folder of tables, None for the bundled ones."""

    staged: Sequence[Staged]
    judgements: Sequence[Judgement]
    tables: Folder | None


@dataclass
class Maker:
    """One run of `build`, under the lock."""

    settings: Settings
    home: Home
    timed: Timed
    choice: Choice

    def run(self, facts: Folder | None) -> BuildReport:
        sweep(self.home)
        cypher = CypherStep(self.settings, self.timed)
        cypher.check()
        withdrawals = Withdrawals(self.home)
        withdrawals.settle()
        staged = self._stage(facts, withdrawals.all())
        own, digest = own_judgements(self.home.judgements)
        digests = {one.dataset: one.digest for one in staged} | ({"judgements": digest} if digest else {})
        wanted = Build(self.home.builds_folder / build_id(digests, self.settings.base_iri))
        current = self.home.current_or_none()
        whole = (wanted.path / "manifest.json").is_file() and is_store(wanted.store)
        if current == wanted and whole:
            words = cypher.embedded(wanted)
            words = cypher.server(wanted) or words
            return replace(_stored(wanted, changed=False), cypher=words, filled=cypher.filled)
        held_back = self._held_back(wanted)
        if not whole:
            shutil.rmtree(wanted.path, ignore_errors=True)
            with Validation(staged, self.home.staged("passed.json"), facts, self.settings.base_iri) as validation:
                self._make(wanted, _Inputs(staged, own, facts), validation, current)
        elif held_back or not self.choice.publish:
            return replace(_stored(wanted, changed=False), published=False, held_back=held_back)
        words = cypher.embedded(wanted)
        if held_back or not self.choice.publish:
            pruned = prune(self.home, self.settings.keep_builds)
            report = replace(_stored(wanted, changed=True), published=False, held_back=held_back, pruned=tuple(pruned))
        else:
            report = self._publish(wanted, current)
            words = cypher.server(wanted) or words
        return replace(report, cypher=words, filled=cypher.filled, seconds=self.timed.seconds)

    def _stage(self, facts: Folder | None, withdrawn: Mapping[str, str]) -> list[Staged]:
        with self.timed.step("stage", "reading the sources"):
            staged = stage(self.settings, self.home, facts, self.choice, withdrawn)
            self.timed.say(f"{sum(one.manifest['statements'] for one in staged):,} statements")
        return staged

    def _held_back(self, wanted: Build) -> str:
        """Why a build is not to be published though nobody said so: it was taken back."""
        at = self.home.line().taken_back.get(wanted.id, "")
        if not at or self.choice.even_taken_back:
            return ""
        return (
            f"Build {wanted.id} was taken back on {at}, and the sources still give the same: it is not published again "
            f"by itself. Change the sources and build, or run `zisgraph publish {wanted.id}`."
        )

    def _publish(self, build: Build, before: Build | None) -> BuildReport:
        with self.timed.step("publish", "switching to the new build"):
            differs = since(self.home, before, build, self.settings.base_iri)
            self.home.publish(build)
            pruned = prune(self.home, self.settings.keep_builds)
            self.timed.say(f"build {build.id} is current")
        return replace(_stored(build, changed=True), pruned=tuple(pruned), since=differs)

    def _make(self, wanted: Build, inputs: _Inputs, validation: Validation, before: Build | None) -> None:
        making = self.home.builds_folder / f"{MAKING}{wanted.id}-{os.getpid()}"
        making.mkdir()
        try:
            facts = self._fill(making, inputs)
            with self.timed.step("validate", "waiting for the check of all statements against the shapes"):
                self.timed.say(validation.result())
            with self.timed.step("compare", "comparing with the build before"):
                differs = since(self.home, before, Build(making), self.settings.base_iri, wanted.id)
                self.timed.say(f"{differs.total:,} changes" if differs.before else "there is none to compare with")
            said = {"datasets": _datasets(inputs.staged), "seconds": self.timed.seconds, "since": differs, **facts}
            _write_manifest(making, BuildReport(wanted.id, str(wanted.path), changed=True, **said))
            sync_tree(making)
            making.rename(wanted.path)
        except BaseException as error:
            shutil.rmtree(making, ignore_errors=True)
            if isinstance(error, OSError):
                raise BuildError(f"The build cannot be written in {making}: {error.strerror or error}.") from error
            raise
        sync_folder(self.home.builds_folder)

    def _fill(self, making: Path, inputs: _Inputs) -> Mapping[str, Any]:
        """The store; what the report says of it."""
        minter = Minter(self.settings.base_iri)
        files = [
            StagedFile(s.dataset, s.statements, Reading(s.manifest["input_hash"], s.manifest["loader_version"]))
            for s in inputs.staged
        ]
        assembler = Assembler(OxigraphFiller.in_memory(), minter, making)
        with self.timed.step("resolve", "bringing merged bodies under one address"):
            assembler.add_schema()
            identity = identify(inputs.staged, inputs.judgements, assembler.reader(), minter)
            assembler.add_facts(files, identity.view)
            assembler.add_identity(identity.view)
            identity.write(making)
            merged, waiting = len(identity.view.names), len(identity.matching.suggestions)
            self.timed.say(f"{merged} addresses merged, {waiting} suggestions wait")
        with self.timed.step("derive", "deriving what follows by rule"):
            derived = assembler.derive()
            assembler.describe(files)
            missing = unlisted(assembler.reader(), inputs.tables, minter.base)
            self.timed.say(f"{sum(derived.values()):,} statements derived")
        with self.timed.step("analyse", "looking for gaps, duplicates and conflicts"):
            findings = analyse(assembler, minter.base, making / "findings")
            assembler.describe(files)
            self.timed.say(", ".join(f"{count:,} {name}" for name, count in findings.items()))
        with self.timed.step("store", "writing the store"):
            counts = self._store(making, assembler.reader())
            self.timed.say(f"{counts['statements']:,} statements in {counts['graphs']:,} graphs")
        checked = sum(one.statements for one in _datasets(inputs.staged))
        told = {"checked": checked, "merged": merged, "suggested": waiting, "derived": derived, "unlisted": missing}
        return {**told, "findings": findings, **counts}

    def _store(self, making: Path, reader: OxigraphReader) -> Mapping[str, Any]:
        """The store on disk, from sorted statements whose hash stands for the content."""
        statements = making / "statements.nq"
        with statements.open("wb") as output:
            count = export_rdf(reader, output, "nq", {})
        disk = OxigraphFiller.on_disk(making / "store")
        disk.add(statements)
        disk.close()
        with statements.open("rb") as content:
            digest = file_digest(content, "sha256").hexdigest()
        write_archive(statements, making / ARCHIVE, self.settings.base_iri)
        statements.unlink()
        return {
            "content": digest,
            "graphs": len(reader.graphs()),
            "statements": count,
            "triples": reader.count_triples(),
        }


def _datasets(staged: Sequence[Staged]) -> tuple[DatasetReport, ...]:
    return tuple(
        DatasetReport(
            dataset=one.dataset,
            rows={name: count["rows"] for name, count in one.manifest["tables"].items()},
            statements=one.manifest["statements"],
            input_hash=one.manifest["input_hash"],
            statements_hash=one.digest,
            loader_version=one.manifest["loader_version"],
            fresh=one.changed,
            issues={issue["kind"]: issue["count"] for issue in one.manifest["issues"] if "kind" in issue},
            left_out=one.manifest.get("left_out", {}),
            placed=one.manifest.get("placed", {}),
            things=one.manifest.get("things", {}),
        )
        for one in staged
    )


def _write_manifest(folder: Path, report: BuildReport) -> None:
    said = {name: value for name, value in report.as_dict().items() if name not in OF_THE_RUN}
    head = {"id": report.build, "version": __version__, "time": datetime.now(UTC).isoformat(timespec="seconds")}
    (folder / "manifest.json").write_text(json.dumps(head | said, ensure_ascii=False, indent=1), encoding="utf-8")


def _stored(build: Build, *, changed: bool) -> BuildReport:
    """The report that a complete build keeps in its manifest."""
    return BuildReport.of_manifest(build.manifest(), build.path, changed=changed)
