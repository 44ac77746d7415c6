"""`zisgraph analyse` and `zisgraph partners`: what the graph suggests, in sentences or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zisgraph.cli.console import say, say_json
from zisgraph.cli.options import HomeOption, JsonOption, LanguageOption, UsageError, spoken

if TYPE_CHECKING:
    from zisgraph.catalogue.catalogue import Catalogue

Names = list[str] | None
JSON_ROWS = 5  # of each list, unless asked otherwise


def register(app: typer.Typer) -> None:
    app.command("analyse")(analyse)
    app.command("partners")(partners)


def analyse(
    rows: Annotated[
        int | None,
        typer.Option(
            "--rows", "-n", min=1, max=1000, show_default=False, help="So many rows of each list, with scores."
        ),
    ] = None,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show gaps, possible duplicates and conflicts.

    Without --rows, one screen: what to look at first, and how long each list is. An absent tie is "no recorded tie": it may exist and not be in the data. Each sentence says how much of what it
    rests on nobody has checked.
    """
    from zisgraph.cli.analysis_report import as_document, lines, screen
    from zisgraph.cli.opened import opened_build

    with opened_build(home) as opened:
        findings = opened.thinking.findings
        if as_json:
            say_json(as_document(opened.build.id, findings, rows or JSON_ROWS))
            return
        language = spoken(lang)
        found = (
            lines(opened.build.id, findings, language, rows) if rows else screen(opened.build.id, findings, language)
        )
        for line in found:
            say(line)


def partners(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Who seeks: a name, slug or address.", show_default=False)
    ] = None,
    topic: Annotated[Names, typer.Option("--topic", "-t", help="A specialisation that is sought; repeat it.")] = None,
    near: Annotated[str, typer.Option("--near", help="Municipality or province to count from.")] = "",
    km: Annotated[
        float | None, typer.Option("--km", min=0.1, max=500, help="Within so many kilometres.", show_default=False)
    ] = None,
    helix: Annotated[
        Names, typer.Option("--helix", help="R research, P production, T training, I institutions, C civil society.")
    ] = None,
    kind: Annotated[Names, typer.Option("--kind", help="Class of the ontology, such as Company.")] = None,
    province: Annotated[Names, typer.Option("--province", help="Car plate, such as PV.")] = None,
    novelty: Annotated[bool, typer.Option("--novelty", help="Little-known candidates first.")] = False,
    rows: Annotated[int, typer.Option("--rows", "-n", min=1, max=100, help="Candidates at most.")] = 10,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Propose partners without a recorded tie.

    For a body, or for a topic and a place. The score is the sum of the terms shown. A proposal is no judgement of the bodies named, and never becomes a tie.

    Examples: zisgraph partners Eucentre --helix P; zisgraph partners --topic microelectronics --near Pavia
    """
    from zisgraph.analytics.findings import PartnerQuery
    from zisgraph.cli.opened import opened_build
    from zisgraph.cli.partner_report import as_document, lines

    if name is None and not topic:
        raise UsageError("Say who is looking (zisgraph partners Eucentre), or for what (--topic microelectronics).")
    with opened_build(home) as opened:
        query = PartnerQuery(
            body=opened.catalogue.find(name).iri if name else None,
            topics=_topics(opened.catalogue, topic),
            near=_place(opened.catalogue, near),
            helix=tuple(letter.upper() for letter in helix or ()),
            kinds=tuple(kind or ()),
            provinces=tuple(plate.upper() for plate in province or ()),
            km=km,
            novelty=novelty,
            limit=rows,
        )
        answer = opened.thinking.partners(query)
        if as_json:
            say_json(as_document(opened.build.id, answer))
            return
        for line in lines(answer, spoken(lang)):
            say(line)


def _topics(catalogue: Catalogue, names: Names) -> tuple[str, ...]:
    from zisgraph.catalogue.records import Group

    return tuple(catalogue.find(name, (Group.SPECIALISATION,)).iri for name in names or ())


def _place(catalogue: Catalogue, name: str) -> str | None:
    from zisgraph.catalogue.records import Group

    return catalogue.find(name, (Group.MUNICIPALITY, Group.PROVINCE)).iri if name else None
