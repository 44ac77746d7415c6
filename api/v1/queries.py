"""The named questions, each as twins in SPARQL and Cypher, answered by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field

from zisgraph.api import questions
from zisgraph.api.described import refusals
from zisgraph.api.negotiation import JSON, required
from zisgraph.api.services import Served
from zisgraph.api.v1.models import Model, QueryTwins, Text
from zisgraph.errors import NotAllowed
from zisgraph.ontology.queries import NamedQuery, Words, named_queries, named_query
from zisgraph.store.sparql.formats import CSV

router = APIRouter(tags=["queries"])


class ParameterModel(Model):
    """One blank of a question."""

    name: str = Field(examples=["specialisation"])
    type: str = Field(description="What it takes: place, specialisation, body, zone, integer or string.")
    label: Text
    example: str | int = Field(description="Taken when the blank is left open.")


class ColumnModel(Model):
    """One column of the answer."""

    name: str
    kind: str
    label: Text


class QuestionModel(Model):
    """A question with its blanks, its columns and both its texts."""

    name: str
    title: Text
    description: Text
    sentence: Text
    parameters: list[ParameterModel]
    columns: list[ColumnModel]
    queries: QueryTwins


class QuestionAnswer(Model):
    """The rows of an answer; every cell is a text, empty where unbound."""

    build: str
    question: QuestionModel
    values: dict[str, str | int]
    rows: list[dict[str, str]]
    total: int
    truncated: bool = Field(description="The row cap cut the answer: ask for less.")
    queries: QueryTwins = Field(description="The same question with these values, to ask at /sparql and /cypher.")


@router.get("/queries", summary="The questions that can be asked by name")
def list_questions(served: Served) -> list[QuestionModel]:
    """Each with its blanks, and the SPARQL and Cypher with the examples filled in."""
    return [_question(query, query.examples(), served.catalogue.base) for query in named_queries().values()]


@router.get(
    "/queries/{name}",
    summary="The answer to a named question",
    response_model=QuestionAnswer,
    responses={
        200: {"description": "The rows.", "content": {"text/csv": {}}},
        406: {"description": "Neither JSON nor CSV."},
        **refusals(400, 404),
    },
)
def ask(
    served: Served, request: Request, response: Response, name: str = Path(examples=["bodies-by-theme"])
) -> QuestionAnswer | Response:
    """Fill the blanks as query parameters, by path, slug or name: `?province=Pavia`. `Accept: text/csv` for a table."""
    query = named_query(name)
    form, _ = required(request.headers.get("accept", ""), (JSON, CSV))
    given = dict(request.query_params)
    for blank in (blank for blank, value in given.items() if not value.strip()):
        raise NotAllowed(f"{blank}: received nothing. Give a value, or leave {blank} out for the example.")
    values = questions.fill(served, query, given)
    table = questions.answer(served, query, values)
    if form is CSV:
        return Response(_csv(table), media_type=CSV.content_type, headers={"Vary": "Accept"})
    response.headers["Vary"] = "Accept"
    question = _question(query, values, served.catalogue.base)
    return QuestionAnswer(
        build=served.build.id,
        question=question,
        values=values,
        rows=[dict(zip(table.columns, row, strict=True)) for row in table.rows],
        total=len(table.rows),
        truncated=table.truncated,
        queries=question.queries,
    )


def _question(query: NamedQuery, values: Mapping[str, str | int], base: str) -> QuestionModel:
    cypher, parameters = query.cypher(values, base)
    return QuestionModel(
        name=query.name,
        title=_text(query.title),
        description=_text(query.description),
        sentence=_text(query.sentence),
        parameters=[
            ParameterModel(name=p.name, type=p.type.value, label=_text(p.label), example=p.example)
            for p in query.parameters
        ],
        columns=[ColumnModel(name=c.name, kind=c.kind.value, label=_text(c.label)) for c in query.columns],
        queries=QueryTwins(sparql=query.sparql(values, base), cypher=cypher, parameters=parameters),
    )


def _text(words: Words) -> Text:
    return Text(it=words.it, en=words.en)


def _csv(table: questions.Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue()
