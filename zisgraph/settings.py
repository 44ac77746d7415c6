"""The runtime settings: one typed object, built once at the edge and passed down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from zisgraph.errors import SettingsError

PREFIX: Final = "ZISGRAPH_"
_OF_THE_TESTS: Final = "TEST_"


def _not_empty(value: object) -> object:
    """An empty path would mean the current folder, which nobody says by leaving a variable empty."""
    if value == "":
        raise ValueError("empty")
    return value


class Settings(BaseSettings):
    """What an operator may set, each from an environment variable `ZISGRAPH_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    home: Annotated[Path, BeforeValidator(_not_empty)] = Field(
        Path(".zisgraph"),
        description="Folder where staged sources and builds live.",
        json_schema_extra={"allowed": "a folder, and . for the current one"},
    )
    host: str = Field(
        "127.0.0.1",
        description="Address the server listens on.",
        min_length=1,
        json_schema_extra={"allowed": "an address of this machine such as 127.0.0.1"},
    )
    port: Annotated[int, Field(ge=0, le=65535)] = Field(8000, description="Port of the server; 0 takes a free one.")
    allowed_hosts: str = Field("", description="Further names accepted in the Host header, separated by commas.")
    public: bool = Field(False, description="Whether an address that other machines can reach may be listened on.")
    cors_origins: str = Field(
        "", description="Origins whose pages may call us from a browser, separated by commas; * for every one."
    )
    base_iri: str = Field(
        "https://w3id.org/zisgraph/",
        description="Start of every minted address; ends with a slash.",
        pattern=r"^https?://\S+/$",
        json_schema_extra={"allowed": "an address that starts with http:// or https:// and ends with a slash"},
    )
    cypher: Literal["auto", "off"] = Field(
        "auto", description="auto: your Neo4j, else the embedded engine where it is installed; off: no Cypher."
    )
    neo4j_uri: str = Field(
        "",
        description="Address of a Neo4j server; empty means the embedded Cypher engine.",
        pattern=r"^$|^(bolt|neo4j)(\+s|\+ssc)?://\S+$",
        json_schema_extra={"allowed": "an address such as bolt://localhost:7687 or neo4j+s://db.example.org, or empty"},
    )
    neo4j_user: str = Field("neo4j", description="User of the Neo4j server.")
    neo4j_password: SecretStr = Field(SecretStr(""), description="Password of the Neo4j server.")
    neo4j_database: str = Field("neo4j", description="Database of the Neo4j server.")
    cypher_heap: str = Field(
        "512m",
        description="Heap of the embedded Cypher engine.",
        pattern=r"^\d+[mg]$",
        json_schema_extra={"allowed": "digits and m or g, such as 512m or 2g"},
    )
    query_timeout: Annotated[float, Field(gt=0, le=600)] = Field(30.0, description="Deadline of one query, in seconds.")
    query_memory: Annotated[int, Field(ge=256)] = Field(2048, description="Memory cap of one SPARQL worker, in MiB.")
    query_rows: Annotated[int, Field(ge=1)] = Field(10_000, description="Rows of one answer, at most.")
    query_bytes: Annotated[int, Field(ge=1_000)] = Field(50_000_000, description="Bytes of one answer, at most.")
    query_wait: Annotated[float, Field(gt=0, le=600)] = Field(
        5.0, description="How long a query waits for a free worker, in seconds, before it is sent away with 503."
    )
    workers: Annotated[int, Field(ge=1, le=64)] = Field(2, description="SPARQL worker processes.")
    union_default_graph: bool = Field(True, description="Queries without FROM see the union of all named graphs.")
    feedback: str = Field(
        "",
        description="Address (mailto: or https:) behind the pages' feedback links; empty: the accessibility page.",
        pattern=r"^$|^mailto:\S+$|^https?://\S+$",
        json_schema_extra={"allowed": "an address that starts with mailto:, http:// or https://, or empty"},
    )
    keep_builds: Annotated[int, Field(ge=1)] = Field(3, description="Past builds kept beside the current one.")
    load_least: Annotated[float, Field(ge=0, le=1)] = Field(
        0.8, description="Smallest share of its previous load that a new load of a public source may hold, per class."
    )
    load_most: Annotated[float, Field(ge=1)] = Field(
        2.0, description="Largest multiple of its previous load that a new load of a public source may hold, per class."
    )


def load_settings(called: Mapping[str, str] = MappingProxyType({}), /, **overrides: object) -> Settings:
    """Build the settings from the environment and the given overrides (None means: not given).

    `called` is what the user knows an override by, where that is not its variable: the option of a command.

    Raises:
        SettingsError: values are out of range; for each the message names the variable, the value and what is allowed.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        names = {name: called[name] for name in given if name in called}
        faults = [_fault(str(item["loc"][0]).lower(), item.get("input"), names) for item in error.errors()]
        head = [f"{len(faults)} settings are wrong:"] if len(faults) > 1 else []
        raise SettingsError("\n".join([*head, *faults])) from None


def unknown_names(environment: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each variable that looks like a setting and is none, most often a misspelt one.

    >>> list(unknown_names({"ZISGRAPH_PROT": "80"}))
    ['ZISGRAPH_PROT is not a setting and changes nothing; did you mean ZISGRAPH_PORT?']
    """
    known = [name.upper() for name in Settings.model_fields]
    for name in sorted(environment):
        own = name.upper().removeprefix(PREFIX)
        if own == name.upper() or own.startswith(_OF_THE_TESTS) or own in known:
            continue
        near = get_close_matches(own, known, n=1)
        advice = f"did you mean {_variable(near[0])}?" if near else "docs/settings.md lists those there are."
        yield f"{name} is not a setting and changes nothing; {advice}"


def _fault(name: str, received: object, called: Mapping[str, str]) -> str:
    field = Settings.model_fields[name]
    default = "empty" if field.default == "" else field.default
    if name in called:
        return f"{called[name]}: received {received!r}; allowed: {_allowed(field)}. Correct it, or leave it out."
    return (
        f"{_variable(name)}: received {received!r}; allowed: {_allowed(field)}. "
        f"Correct it, or unset it for the default ({str(default).lower()})."
    )


def _variable(name: str) -> str:
    return f"{PREFIX}{name.upper()}"


def _allowed(field: FieldInfo) -> str:
    """What a setting may be, in words: its own, or those that follow from its type and its bounds."""
    own: Any = field.json_schema_extra
    if own:
        return str(own["allowed"])
    if field.annotation is bool:
        return "true or false"
    choices = get_args(field.annotation)
    if choices:
        return " or ".join(map(str, choices))
    kind = {"int": "a whole number", "float": "a number"}[getattr(field.annotation, "__name__", "")]
    bounds = {name: getattr(one, name) for one in field.metadata for name in ("ge", "gt", "le") if hasattr(one, name)}
    match bounds:
        case {"ge": least, "le": most}:
            return f"{kind} from {least} to {most}"
        case {"gt": limit, "le": most}:
            return f"{kind} above {limit} and at most {most}"
        case {"ge": least}:
            return f"{kind} from {least} up"
    return kind
