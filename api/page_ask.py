"""Ask: named questions with blanks, SPARQL and Cypher of one's own, each view with an address of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from zisgraph.api import questions
from zisgraph.api.page_ask_blanks import filled
from zisgraph.api.page_kit import Kit, PageKit
from zisgraph.api.services import Served, ServedBuild
from zisgraph.catalogue.records import Group
from zisgraph.errors import EngineError, QueryError, ZisgraphError
from zisgraph.ontology.queries import NamedQuery, Parameter, ParameterType, named_query
from zisgraph.settings import Settings
from zisgraph.store.sparql.formats import JSON
from zisgraph.visualisations.translation import LANGUAGES
from zisgraph.visualisations.views import ask as view
from zisgraph.visualisations.views.links import SLUGS
from zisgraph.visualisations.views.query_behind import coloured
from zisgraph.visualisations.views.refusals import refusal

FIRST_QUESTION = "theme-without-tie"
LONGEST = 20_000
TABS = ("sparql", "cypher", "curl", "own")
_OWN = frozenset({"query", "tab", "rows", "sparql", "cypher"})

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Texts:
    """The question in both languages, and the address it is asked at."""

    sparql: str = ""
    cypher: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A table, or why there is none; `detail` is what the engine says of it, in English."""

    table: view.AnswerTable | None = None
    problem: str = ""
    detail: str = ""
    status: int = 200


def ask(
    request: Request,
    kit: PageKit,
    served: Served,
    query: str = "",
    tab: Annotated[str, Query(max_length=10)] = "",
    rows: str = "",
    sparql: Annotated[str, Query(max_length=LONGEST)] = "",
    cypher: Annotated[str, Query(max_length=LONGEST)] = "",
) -> Response:
    """A named question by default; with `sparql` or `cypher` the reader's own."""
    if sparql.strip():
        return _own(kit, served, Texts(sparql=sparql), "sparql")
    if cypher.strip():
        return _own(kit, served, Texts(cypher=cypher), "cypher")
    if tab == "own":
        return _own(kit, served, Texts(), "sparql")
    question = named_query(query or FIRST_QUESTION)
    told = kit.unfit({"tab": (tab, TABS), "rows": (rows, ("all",))})
    given = {name: value for name, value in request.query_params.items() if name not in _OWN and value}
    return _named(kit, served, question, given, told, tab=tab if tab in TABS else TABS[0], every=rows == "all")


def _named(
    kit: Kit,
    served: ServedBuild,
    question: NamedQuery,
    given: Mapping[str, str],
    told: tuple[str, ...],
    *,
    tab: str,
    every: bool,
) -> Response:
    blanks = filled(kit, served, question, given)
    values, problem = blanks.values, blanks.problem
    base = served.catalogue.base
    cypher, parameters = question.cypher(values, base)
    texts = Texts(question.sparql(values, base), cypher, parameters)
    outcome = Outcome(problem=problem, status=422) if problem else _answer(kit, served, question, values, every=every)
    again = {"query": question.name, **{name: str(value) for name, value in values.items()}}
    return kit.page(
        "ask.html",
        "ask",
        status=outcome.status,
        questions=view.question_links(question.name, kit.links, kit.language),
        question=question,
        title=question.title.get(kit.language),
        description=question.description.get(kit.language),
        pieces=view.sentence(question, values, blanks.shown, lambda p: _options(served, p, kit.language), kit.language),
        tabs=_tabs(kit, again, tab),
        tab=tab,
        text=_tab_text(kit, texts, tab),
        outcome=outcome,
        files=view.files_of(texts.sparql),
        all_href=kit.links.page("ask", "answer", **again, rows="all"),
        edit=kit.links.page("ask", sparql=texts.sparql)
        if tab != "cypher"
        else kit.links.page("ask", cypher=texts.cypher),
        limits=_limits(kit),
        every=every,
        notices=(*told, *blanks.notices),
    )


def _answer(
    kit: Kit, served: ServedBuild, question: NamedQuery, values: Mapping[str, str | int], *, every: bool
) -> Outcome:
    try:
        table = questions.answer(served, question, values)
    except QueryError as error:
        return _refused(kit, error)
    writer = _writer(kit, served)
    words = writer.named(question, table.columns, table.rows, every=every, truncated=table.truncated)
    return Outcome(words)


def _own(kit: Kit, served: ServedBuild, texts: Texts, language: str) -> Response:
    text = texts.sparql or texts.cypher
    outcome = _run(kit, served, texts) if text.strip() else Outcome()
    address = str(kit.request.base_url).rstrip("/")
    curl = view.curl_line(address, f"/{language}", text, cypher=language == "cypher") if text.strip() else ""
    return kit.page(
        "ask_own.html",
        "ask",
        status=outcome.status,
        questions=view.question_links("", kit.links, kit.language),
        language_of=language,
        text=text,
        curl=coloured(curl),
        outcome=outcome,
        files=view.files_of(texts.sparql) if texts.sparql and outcome.table else (),
        limits=_limits(kit),
    )


def _run(kit: Kit, served: ServedBuild, texts: Texts) -> Outcome:
    """Run the reader's own query; every refusal becomes a sentence on the page, with its status."""
    settings: Settings = kit.request.app.state.settings
    try:
        if texts.cypher:
            engine = served.cypher.engine()
            found = engine.query(texts.cypher, {}, limit=settings.query_rows, timeout=settings.query_timeout)
            columns, rows, truncated = tuple(found.columns), tuple(found.rows), found.truncated
        else:
            columns, rows, truncated = _sparql_rows(served, texts.sparql)
    except (QueryError, EngineError) as error:
        return _refused(kit, error)
    return Outcome(_writer(kit, served).free(columns, rows, truncated=truncated))


def _refused(kit: Kit, error: ZisgraphError) -> Outcome:
    return Outcome(problem=refusal(error, kit.t), detail=str(error), status=error.status)


def _writer(kit: Kit, served: ServedBuild) -> view.TableWriter:
    catalogue = served.catalogue

    def code_words(code: str) -> str:
        return catalogue.schema.code_label(code).in_(kit.language)

    return view.TableWriter(catalogue.directory.refs, kit.formats, kit.links, code_words, catalogue.directory.units)


def _sparql_rows(served: ServedBuild, text: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], bool]:
    reply = served.sparql.run(text)
    content = b"".join(reply.chunks)
    if not reply.media_type.startswith(JSON.media_type):
        lines = content.decode().splitlines()
        return ("RDF",), tuple((line,) for line in lines), bool(reply.truncated)
    answer = json.loads(content)
    if "boolean" in answer:
        return ("ASK",), (("true" if answer["boolean"] else "false",),), False
    columns = tuple(answer["head"]["vars"])
    rows = tuple(
        tuple(binding[column]["value"] if column in binding else "" for column in columns)
        for binding in answer["results"]["bindings"]
    )
    return columns, rows, bool(reply.truncated)


def _options(served: ServedBuild, parameter: Parameter, language: str) -> tuple[tuple[str, str], ...]:
    groups: Mapping[ParameterType, Group] = {
        ParameterType.SPECIALISATION: Group.SPECIALISATION,
        ParameterType.ZONE: Group.ZONE,
    }
    group = groups.get(parameter.type)
    if parameter.type is ParameterType.PLACE and parameter.of == "Province":
        group = Group.PROVINCE
    if group is None:
        return ()
    refs = served.catalogue.directory.of_group(group)
    return tuple(sorted(((r.path, r.label.in_(language)) for r in refs), key=lambda item: item[1].casefold()))


def _tabs(kit: Kit, again: Mapping[str, str], tab: str) -> tuple[dict[str, Any], ...]:
    names = (("sparql", "SPARQL"), ("cypher", "Cypher"), ("curl", "curl"))
    return tuple(
        {"text": text, "href": kit.links.page("ask", "query", **again, tab=key), "current": key == tab}
        for key, text in names
    )


def _tab_text(kit: Kit, texts: Texts, tab: str) -> Any:
    address = str(kit.request.base_url).rstrip("/")
    if tab == "cypher":
        lines = [f"// ${name} = {value!r}" for name, value in texts.parameters.items()]
        return coloured("\n".join([*lines, texts.cypher]))
    if tab == "curl":
        return coloured(view.curl_line(address, "/sparql", texts.sparql))
    return coloured(texts.sparql)


def _limits(kit: Kit) -> str:
    settings: Settings = kit.request.app.state.settings
    return kit.t(
        "Read only · limit %(seconds)s seconds, %(rows)s rows",
        seconds=kit.formats.number(settings.query_timeout),
        rows=kit.formats.number(settings.query_rows),
    )


for code in LANGUAGES:
    router.add_api_route(f"/{code}/{SLUGS['ask'][code]}", ask, methods=["GET"], name=f"ask-{code}")
