"""Every address that zisgraph mints, made in one place from registry keys and stable ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import quote, unquote

from zisgraph.errors import SettingsError
from zisgraph.model.terms import Confidence, Origin

ONTOLOGY = "https://w3id.org/zisgraph/ontology#"
DEFAULT_BASE = "https://w3id.org/zisgraph/"
CELL_SEPARATOR = "\x1f"
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


def key_hash(cells: Iterable[str]) -> str:
    """Twelve hex digits that stand for a row's key cells, the same on every machine.

    >>> key_hash(["cnao", "patients", "2025"])
    '658ae7886261'
    """
    return sha256(CELL_SEPARATOR.join(cells).encode()).hexdigest()[:12]


def _part(value: str) -> str:
    """Registry keys are plain already; anything else is percent-encoded, so that an IRI stays one."""
    return value if _PLAIN.fullmatch(value) else quote(value, safe="-_.~")


class Minter:
    """Mints the IRIs of one base; `base` ends with a slash.

    >>> Minter().organisation("eucentre")
    'https://w3id.org/zisgraph/id/curated/eucentre'
    """

    __slots__ = ("_graph", "_id", "base")

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not base.endswith("/"):
            raise SettingsError(f"The base IRI is {base!r}; it has to end with a slash.")
        self.base = base
        self._id = base + "id/"
        self._graph = base + "graph/"

    # --- from an address back to its id --------------------------------------------------------------

    def is_entity(self, iri: str) -> bool:
        """Whether this is an address under `id/` of our base."""
        return iri.startswith(self._id)

    def local_id(self, iri: str) -> str:
        """The path after `id/` ("ror/02dq7z403"); an IRI that is not ours comes back whole."""
        return iri.removeprefix(self._id)

    def from_local_id(self, local_id: str) -> str:
        """The address of a path such as "ror/02dq7z403"."""
        return self._id + local_id

    # --- bodies --------------------------------------------------------------------------------------

    def curated(self, identifier: str) -> str:
        """A body, programme or zone of the curated tables."""
        return f"{self._id}curated/{_part(identifier)}"

    organisation = programme = zone = curated

    def pic(self, pic: str) -> str:
        """A participant of CORDIS; "pic:999999999" and the bare number are both taken."""
        return f"{self._id}pic/{_part(pic.removeprefix('pic:'))}"

    def ror(self, ror: str) -> str:
        """A ROR record; its full address, "ror:0…" and the last part are all taken."""
        return f"{self._id}ror/{_part(ror.removeprefix('ror:').rstrip('/').rsplit('/', 1)[-1])}"

    def tax(self, code: str) -> str:
        """A body by its Italian tax code of eleven digits; "tax:02009180189" and the bare code are both taken."""
        return f"{self._id}tax/{_part(code.removeprefix('tax:'))}"

    def vat(self, number: str) -> str:
        """A body by its VAT number with the country, where nothing stronger is known of it."""
        return f"{self._id}vat/{_part(number)}"

    def row(self, source: str, key: str) -> str:
        """What a row of a table speaks of, by the table's own key."""
        return f"{self._id}table/{_part(source)}--{_part(key)}"

    def course(self, university: str, code: str) -> str:
        """A degree course or course unit by its code at a university."""
        return f"{self._id}course/{_part(university)}-{_part(code)}"

    def judged(self, key: str) -> str:
        """The body of a judgement's key: "pic:…", "ror:…" and so on by its authority, or the id of a curated body."""
        scheme, colon, rest = key.partition(":")
        if not colon:
            return self.curated(key)
        if not _PLAIN.fullmatch(scheme) or not rest:
            raise ValueError(f"Received the key {key!r}; allowed: a curated id, or pic:…, ror:… and the like.")
        return f"{self._id}{scheme}/{_part(rest)}"

    def key_of(self, iri: str) -> str:
        """The key of a body: the way back from `judged`.

        >>> Minter().key_of(Minter().judged("pic:999888777")), Minter().key_of(Minter().judged("eucentre"))
        ('pic:999888777', 'eucentre')
        """
        scheme, _, rest = self.local_id(iri).partition("/")
        return unquote(rest) if scheme == "curated" else f"{scheme}:{unquote(rest)}"

    # --- everything else -----------------------------------------------------------------------------

    def project(self, project: str) -> str:
        return f"{self._id}cordis/{_part(project)}"

    def tie(self, subject: str, predicate: str, obj: str) -> str:
        """One tie, whoever states it: rows that differ in citation speak of the same one."""
        return f"{self._id}tie/{_part(subject)}--{_part(predicate)}--{_part(obj)}"

    def participation(self, project: str, pic: str, role: str) -> str:
        return f"{self._id}tie/cordis-{_part(project)}-{_part(pic)}-{_part(role)}"

    def place(self, istat_code: str) -> str:
        return f"{self._id}istat/{_part(istat_code)}"

    def specialisation(self, identifier: str) -> str:
        return f"{self._id}specialisation/{_part(identifier)}"

    def specialisation_scheme(self) -> str:
        return f"{self._id}specialisation-scheme/lombardy"

    def code_scheme(self, scheme: str) -> str:
        """A code list of a publisher, by the name that zisgraph gives it."""
        return f"{self._id}code/{_part(scheme)}"

    def code(self, scheme: str, code: str) -> str:
        """A code of such a list; a stroke in it stays one, so that its address can be asked for.

        >>> Minter().code("academic-disciplines", "01/A1")
        'https://w3id.org/zisgraph/id/code/academic-disciplines/01/A1'
        """
        return f"{self.code_scheme(scheme)}/{quote(code, safe='-_.~/')}"

    def observation(self, cells: Iterable[str]) -> str:
        """An observation, known by the cells that tell it from every other."""
        return f"{self._id}observation/{key_hash(cells)}"

    def rule(self, identifier: str) -> str:
        return f"{self._id}rule/{_part(identifier)}"

    def unit(self, code: str) -> str:
        return f"{self._id}unit/{_part(code)}"

    def zone_state(self, zone: str, status: str, date: str) -> str:
        return f"{self._id}state/{_part(zone)}--{_part(status)}--{_part(date)}"

    def judgement(self, a: str, b: str) -> str:
        return f"{self._id}judgement/{_part(a.replace(':', '-'))}--{_part(b.replace(':', '-'))}"

    def citation(self, identifier: str) -> str:
        return f"{self._id}citation/{_part(identifier)}"

    def dataset(self, identifier: str) -> str:
        return f"{self._id}dataset/{_part(identifier)}"

    def run(self, analysis: str, digest: str) -> str:
        return f"{self._id}run/{_part(analysis)}-{_part(digest)}"

    def finding(self, analysis: str, members: Iterable[str]) -> str:
        """A finding, known by its analysis and its members, in the order given."""
        return f"{self._id}finding/{_part(analysis)}-{key_hash(members)}"

    # --- named graphs --------------------------------------------------------------------------------

    def graph(self, origin: Origin) -> str:
        """The named graph of one dataset, citation and confidence."""
        return f"{self._graph}{_part(origin.dataset)}/{_part(origin.citation)}/{origin.confidence.value}"

    def derived_graph(self, graph: str) -> str | None:
        """Where what follows from a graph of facts stands; None for a graph that holds no facts of a citation.

        >>> Minter().derived_graph("https://w3id.org/zisgraph/graph/curated/ror-2026-06-14/sourced")
        'https://w3id.org/zisgraph/graph/derived/ror-2026-06-14/sourced'
        """
        origin = self.origin_of(graph)
        return None if origin is None else self.graph(Origin("derived", origin.citation, origin.confidence))

    def origin_of(self, graph: str) -> Origin | None:
        """Read dataset, citation and confidence back from a graph's address; None where it has none."""
        parts = graph.removeprefix(self._graph).split("/")
        if not graph.startswith(self._graph) or len(parts) != 3 or parts[2] not in set(Confidence):
            return None
        return Origin(parts[0], parts[1], Confidence(parts[2]))

    def meta_graph(self) -> str:
        return self._graph + "meta"

    def ontology_graph(self) -> str:
        return self._graph + "ontology"

    def identity_graph(self) -> str:
        return self._graph + "identity"

    def run_graph(self, analysis: str) -> str:
        return f"{self._graph}run/{_part(analysis)}"
