"""`zisgraph review`, `judge` and `eval identity`: which records are one body, and how well the matcher knows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from zisgraph.cli.console import note, say, say_json, say_table
from zisgraph.cli.options import HomeOption, JsonOption, LanguageOption, UsageError, settings_and_home, spoken

if TYPE_CHECKING:
    from zisgraph.identity import Judgement
    from zisgraph.identity.evaluation import Evaluation
    from zisgraph.visualisations.views.review import ReviewItem

ByOption = Annotated[str, typer.Option("--by", help="Who judges (default: your user name).", show_default=False)]
_ANSWERS = {"s": "same", "d": "different", "u": "unsure"}
_QUESTION = "[s]ame body, [d]ifferent, [u]nsure, [n]ext, [q]uit? "

evaluations = typer.Typer(help="Hold a part of zisgraph against what people have judged.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.command("review")(review)
    app.command("judge")(judge)
    app.add_typer(evaluations, name="eval")


def review(
    listed: Annotated[bool, typer.Option("--list", help="Only list what waits; ask nothing.")] = False,
    by: ByOption = "",
    home: HomeOption = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge the pairs of records that may be one body, the likeliest first.

    Shows both records field by field with their sources, and the reasons for and against. Each answer is one line of
    judgements.csv in the home, kept at once; the next `zisgraph build` follows it. A line taken out, or
    `zisgraph judge A B --undo`, undoes it.
    """
    from zisgraph.cli.reviewing import Reviewing

    settings, place = settings_and_home(home)
    with place.reading() as build:
        waiting = Reviewing(build, settings, place, spoken(language))
        if as_json:
            say_json([asdict(one) for one in waiting.suggestions])
        elif listed or not waiting.suggestions:
            say_table(
                ("score", "first record", "second record", "key", "key"),
                [(f"{one.score:.2f}", one.a.name, one.b.name, *one.keys) for one in waiting.items()],
            )
            say(_waiting(len(waiting.suggestions)))
        else:
            _ask(waiting.items(), place.judgements, by or _user())


def judge(
    a: Annotated[str, typer.Argument(metavar="A", help="Key of a record: a curated id, pic:…, ror:…")],
    b: Annotated[str, typer.Argument(metavar="B", help="Key of the other record.")],
    verdict: Annotated[str, typer.Argument(metavar="same|different|unsure", help="What they are.")] = "",
    why: Annotated[str, typer.Option("--why", help="Why it is judged so.")] = "",
    by: ByOption = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take back what judgements.csv says of the two.")] = False,
    home: HomeOption = None,
) -> None:
    """Say whether two records are one body, in judgements.csv of the home; the next build follows it.

    It counts before what a source or an identifier says of the same two.
    """
    from zisgraph.errors import NotFoundError
    from zisgraph.identity import add_judgement, remove_judgement

    settings, place = settings_and_home(home)
    if undo:
        if not remove_judgement(place.judgements, (a, b)):
            raise NotFoundError(f"{place.judgements} says nothing of {a} and {b}.")
        say(f"Taken back: {a} and {b}. Run `zisgraph build`.")
        return
    if verdict not in _ANSWERS.values():
        raise UsageError(f"Received the judgement {verdict!r}; allowed: {', '.join(_ANSWERS.values())}, or --undo.")
    if not why:
        raise UsageError("A judgement needs a reason: give it with --why.")
    from zisgraph.cli.reviewing import check_keys

    check_keys((a, b), settings, place)
    add_judgement(place.judgements, _judgement(a, b, verdict, why, by or _user()))
    say(f"Kept in {place.judgements}: {a} and {b} are judged {verdict}. Run `zisgraph build`.")


@evaluations.command("identity")
def identity(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV of judged pairs; docs/identity.md has its columns.")
    ],
    threshold: Annotated[
        float | None,
        typer.Option("--threshold", min=0, max=1, help="Another threshold than the shipped one.", show_default=False),
    ] = None,
    wrong: Annotated[bool, typer.Option("--wrong", help="List the pairs that the matcher judges otherwise.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print precision, recall and F1 of the matcher on judged pairs.

    A pair is given by the keys of two records of this home (columns a and b) or by what is known of both (a_name,
    b_name, a_town, b_town and so on).
    """
    from zisgraph.cli.reviewing import known_records
    from zisgraph.identity import THRESHOLD
    from zisgraph.identity.evaluation import evaluate, read_pairs

    settings, place = settings_and_home(home)
    known = known_records(settings, place)
    found = evaluate(read_pairs(file, known), known, THRESHOLD if threshold is None else threshold)
    if as_json:
        say_json({**asdict(found), "precision": found.precision, "recall": found.recall, "f1": found.f1})
        return
    for line in _figures(found):
        say(line)
    if wrong:
        rows = [
            (
                "taken for one" if one.score >= found.threshold else "missed",
                f"{one.score:.3f}",
                one.a,
                one.b,
                why.a,
                why.b,
            )
            for one in found.wrong
            for why in [next(reason for reason in one.reasons if reason.code == "names")]
        ]
        say_table(("", "score", "a", "b", "name", "name"), rows)


def _figures(found: Evaluation) -> Iterator[str]:
    judged = found.true_positives + found.false_positives + found.false_negatives + found.true_negatives
    yield f"{judged} judged pairs at the threshold {found.threshold:.2f}"
    if found.unsure:
        yield f"{found.unsure} more are judged unsure and do not count"
    if found.unknown:
        yield f"{found.unknown} name a record that this home does not hold, and do not count"
    yield f"precision {found.precision:.3f}  recall {found.recall:.3f}  F1 {found.f1:.3f}"
    yield (
        f"one body: {found.true_positives} found, {found.false_negatives} missed; "
        f"two bodies: {found.true_negatives} kept apart, {found.false_positives} taken for one"
    )


def _ask(items: Iterator[ReviewItem], file: Path, by: str) -> None:
    from zisgraph.identity import add_judgement

    kept = 0
    for number, item in enumerate(items, 1):
        for line in _shown(item, number):
            say(line)
        answer = _answer()
        if answer == "q":
            break
        if answer in _ANSWERS:
            note(f"Why? (Enter keeps: {item.basis or 'judged by eye'})")
            why = sys.stdin.readline().strip() or item.basis or "judged by eye"
            add_judgement(file, _judgement(*item.keys, _ANSWERS[answer], why, by))
            kept += 1
    say(f"{kept} judgements kept in {file}." + (" Run `zisgraph build`." if kept else ""))


def _answer() -> str:
    while True:
        sys.stderr.write(_QUESTION)
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer = line.strip().lower()[:1] if line else "q"
        if answer in {*_ANSWERS, "n", "q"}:
            return answer
        note(f"Received {line.strip()!r}; answer with s, d, u, n or q.")


def _shown(item: ReviewItem, number: int) -> Iterator[str]:
    yield ""
    yield f"{number}. {item.a.name}  |  {item.b.name}"
    yield f"   {item.keys[0]}  |  {item.keys[1]}   score {item.score:.2f}"
    for reason in item.reasons:
        yield f"   {'+' if reason.speaks_for else '-'} {reason.text} ({reason.weight:+.1f})"
    for field in item.fields:
        yield f"   {'=' if field.agrees else ' '} {field.label}"
        for side, row in (("A", field.a), ("B", field.b)):
            for value in row.values if row else ():
                sources = "; ".join(source.short for source in value.sources)
                mark = "" if value.sourced else "?"
                yield f"       {side}: {value.text}{mark}  [{sources}]"


def _judgement(a: str, b: str, verdict: str, why: str, by: str) -> Judgement:
    from datetime import UTC, datetime

    from zisgraph.identity import Judgement, Verdict

    today = datetime.now(UTC).date().isoformat()
    return Judgement(a, b, Verdict(verdict), why, by, "high" if verdict != "unsure" else "low", today)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user of that number
        return "keeper"


def _waiting(count: int) -> str:
    verb: Literal["waits", "wait"] = "waits" if count == 1 else "wait"
    return f"{count} suggestion{'' if count == 1 else 's'} {verb} for a judgement."
