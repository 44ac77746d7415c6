"""Answering a named question over the published build, for the REST API and the pages alike."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zisgraph.api.services import ServedBuild
from zisgraph.catalogue.records import Group
from zisgraph.errors import NotFoundError, QueryError
from zisgraph.ontology.queries import NamedQuery, Parameter, ParameterType

_GROUPS: Mapping[ParameterType, Sequence[Group]] = {
    ParameterType.BODY: (Group.BODY,),
    ParameterType.SPECIALISATION: (Group.SPECIALISATION,),
    ParameterType.ZONE: (Group.ZONE,),
    ParameterType.PLACE: (Group.PROVINCE, Group.MUNICIPALITY, Group.REGION),
}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an answer in the order of `columns`; a cell is a text, empty where unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    truncated: bool


def fill(served: ServedBuild, query: NamedQuery, given: Mapping[str, str]) -> dict[str, str | int]:
    """The values of all blanks: those given, by path, slug or name, and the examples for the others.

    Raises:
        QueryError: a value does not fit its blank; the message offers what does.
    """
    unknown = sorted(set(given) - {parameter.name for parameter in query.parameters})
    if unknown:
        allowed = ", ".join(parameter.name for parameter in query.parameters) or "none"
        raise QueryError(f"The question {query.name} has no blank {', '.join(unknown)}; its blanks are: {allowed}.")
    return {parameter.name: _value(served, parameter, given.get(parameter.name, "")) for parameter in query.parameters}


def answer(served: ServedBuild, query: NamedQuery, values: Mapping[str, str | int]) -> Table:
    """The answer in SPARQL, under the same deadline and caps as any query.

    Raises:
        QueryError: it passed a limit, or no worker was free.
    """
    reply = served.sparql.run(query.sparql(values, served.catalogue.base))
    content = json.loads(b"".join(reply.chunks))
    columns = tuple(content["head"]["vars"])
    rows = tuple(
        tuple(binding[column]["value"] if column in binding else "" for column in columns)
        for binding in content["results"]["bindings"]
    )
    return Table(columns, rows, bool(reply.truncated))


def _value(served: ServedBuild, parameter: Parameter, given: str) -> str | int:
    if not given:
        return parameter.example
    groups = _GROUPS.get(parameter.type)
    if groups is None:
        return given
    if parameter.of:
        groups = [group for group in groups if group.value == parameter.of.lower()] or groups
    try:
        return served.catalogue.find(given, tuple(groups)).path
    except NotFoundError as error:
        raise QueryError(f"{parameter.name}: {error}") from error
