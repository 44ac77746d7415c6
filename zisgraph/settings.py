"""The runtime settings: one typed object, built once at the edge and passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from zisgraph.errors import SettingsError


class Settings(BaseSettings):
    """What an operator may set, each from an environment variable `ZISGRAPH_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="ZISGRAPH_", extra="ignore", frozen=True)

    home: Path = Field(Path(".zisgraph"), description="Folder where staged sources and builds live.")
    host: str = Field("127.0.0.1", description="Address the server listens on.")
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
    )
    cypher: Literal["auto", "off"] = Field(
        "auto", description="auto: your Neo4j, else the embedded engine where it is installed; off: no Cypher."
    )
    neo4j_uri: str = Field(
        "",
        description="Address of a Neo4j server; empty means the embedded Cypher engine.",
        pattern=r"^$|^(bolt|neo4j)(\+s|\+ssc)?://\S+$",
    )
    neo4j_user: str = Field("neo4j", description="User of the Neo4j server.")
    neo4j_password: SecretStr = Field(SecretStr(""), description="Password of the Neo4j server.")
    neo4j_database: str = Field("neo4j", description="Database of the Neo4j server.")
    cypher_heap: str = Field("512m", description="Heap of the embedded Cypher engine.", pattern=r"^\d+[mg]$")
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
    )
    keep_builds: Annotated[int, Field(ge=1)] = Field(3, description="Past builds kept beside the current one.")


def load_settings(**overrides: object) -> Settings:
    """Build the settings from the environment and the given overrides (None means: not given).

    Raises:
        SettingsError: a value is out of range; the message names the variable, the value and the rule.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [
            f"ZISGRAPH_{'_'.join(map(str, item['loc'])).upper()}: received {item.get('input')!r}; {item['msg']}."
            for item in error.errors(include_url=False)
        ]
        raise SettingsError("\n".join(lines)) from error
