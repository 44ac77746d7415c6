"""Where a Bolt engine finds its database: a Neo4j that somebody else runs, or an ArcadeDB child of ours."""

from __future__ import annotations

from typing import Protocol

from zisgraph.settings import Settings
from zisgraph.store.cypher.arcadedb import ArcadeProcess, Login


class Server(Protocol):
    """A database reached over Bolt."""

    @property
    def generation(self) -> int:
        """Changes when the database was started again, and old connections are of no use."""
        ...

    def login(self, *, writing: bool) -> Login: ...

    def end(self, generation: int) -> bool:
        """End what runs there past its deadline, where nothing gentler helps; whether that was done."""
        ...

    def ran_out_of_memory(self) -> bool: ...

    @property
    def shared(self) -> bool:
        """Whether others may write there while it is asked."""
        ...

    def close(self) -> None: ...


class Neo4jServer:
    """A Neo4j server: it ends a transaction at its timeout by itself."""

    generation = 1
    shared = True

    def __init__(self, settings: Settings) -> None:
        password = settings.neo4j_password.get_secret_value()
        self._login = Login(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database)

    def login(self, *, writing: bool) -> Login:
        return self._login

    def end(self, generation: int) -> bool:
        return False

    def ran_out_of_memory(self) -> bool:
        return False

    def close(self) -> None:
        """Nothing of ours runs there."""


class ArcadeServer:
    """Our child: a query that passed its deadline is ended by killing the process."""

    shared = False

    def __init__(self, process: ArcadeProcess) -> None:
        self.process = process

    @property
    def generation(self) -> int:
        return self.process.generation

    def login(self, *, writing: bool) -> Login:
        return self.process.login("root" if writing else "reader")

    def end(self, generation: int) -> bool:
        self.process.restart(generation)
        return True

    def ran_out_of_memory(self) -> bool:
        return self.process.ran_out_of_memory()

    def close(self) -> None:
        self.process.close()
