"""What is known of each body before any are merged, read from staged N-Quads: names, places, websites, identifiers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from zisgraph.identity.names import latin
from zisgraph.model.iris import Minter
from zisgraph.ontology.vocabulary import FOAF, RDF, RDFS, SKOS, ZIS

NAMES: Final = (RDFS.label, ZIS.fullName, SKOS.altLabel, ZIS.formerName)
SHORT_NAMES: Final = (ZIS.shortName, ZIS.acronym)
PLACES: Final = (ZIS.seatIn, ZIS.siteIn)
IDENTIFIERS: Final[Mapping[str, str]] = {
    ZIS.pic: "PIC",
    ZIS.rorId: "ROR",
    ZIS.vatNumber: "VAT",
    ZIS.taxCode: "VAT",
    ZIS.wikidataId: "Wikidata",
    ZIS.gridId: "GRID",
    ZIS.isni: "ISNI",
}
_WANTED: Final = frozenset(
    (RDF.type, *NAMES, *SHORT_NAMES, *PLACES, *IDENTIFIERS, ZIS.provinceCode, FOAF.homepage, ZIS.webDomain, ZIS.helix)
)
_SHARED_HOSTS: Final = frozenset(
    {"facebook.com", "linkedin.com", "wikipedia.org", "google.com", "twitter.com", "x.com", "instagram.com",
     "youtube.com", "europa.eu", "github.com", "wordpress.com", "wixsite.com"}
)  # fmt: skip
_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_PLAIN_ESCAPES: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Record:
    """One body as one source knows it. `key` is that of a judgement; `sets` are the datasets that speak of it."""

    key: str
    names: tuple[str, ...]
    """The shown one first."""
    short_names: tuple[str, ...] = ()
    towns: frozenset[str] = frozenset()
    """ISTAT codes of municipalities."""
    provinces: frozenset[str] = frozenset()
    """Plates."""
    domains: frozenset[str] = frozenset()
    """Of its websites, without those that many share."""
    identifiers: frozenset[tuple[str, str]] = frozenset()
    """Scheme and number."""
    helix: str = ""
    organisation: bool = True
    """Whether it is an organisation, and not a site or a unit of one."""

    def numbers(self, scheme: str) -> Set[str]:
        """Its identifiers of one scheme."""
        return {number for name, number in self.identifiers if name == scheme}


def read_records(
    files: Iterable[Iterable[bytes]], minter: Minter, bodies: Set[str], organisations: Set[str]
) -> dict[str, Record]:
    """The records of every body in staged files, by their keys; `bodies` and `organisations` are IRIs of classes."""
    told: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for lines in files:
        for subject, predicate, value in _statements(lines):
            told[subject][predicate].append(value)
    found = {}
    for subject, values in told.items():
        classes = set(values[RDF.type])
        if classes & bodies and minter.is_entity(subject):
            record = _record(minter.key_of(subject), values, minter, organisation=bool(classes & organisations))
            found[record.key] = record
    return dict(sorted(found.items()))


def domain(address: str) -> str:
    """The domain of a website under which a body is known; empty for one that many share.

    >>> [domain(a) for a in ("https://www.unipv.it/it", "http://dii.unipv.it", "https://www.facebook.com/x")]
    ['unipv.it', 'dii.unipv.it', '']
    """
    host = (urlsplit(address if "//" in address else f"//{address}").hostname or "").removeprefix("www.")
    return "" if any(host == shared or host.endswith("." + shared) for shared in _SHARED_HOSTS) else host


def _record(key: str, values: Mapping[str, list[str]], minter: Minter, *, organisation: bool) -> Record:
    names = dict.fromkeys(name for prop in NAMES for name in values.get(prop, ()))
    sites = [domain(one) for prop in (FOAF.homepage, ZIS.webDomain) for one in values.get(prop, ())]
    numbers = (
        (scheme, _number(scheme, number)) for prop, scheme in IDENTIFIERS.items() for number in values.get(prop, ())
    )
    own = _own_number(key)
    return Record(
        key=key,
        names=tuple(names),
        short_names=tuple(dict.fromkeys(name for prop in SHORT_NAMES for name in values.get(prop, ()))),
        towns=frozenset(minter.local_id(place).rpartition("/")[2] for prop in PLACES for place in values.get(prop, ())),
        provinces=frozenset(values.get(ZIS.provinceCode, ())),
        domains=frozenset(filter(None, sites)),
        identifiers=frozenset([*numbers, *own]),
        helix=next(iter(values.get(ZIS.helix, ())), ""),
        organisation=organisation,
    )


def _own_number(key: str) -> list[tuple[str, str]]:
    """The registry's number in the key itself: a tax code is the VAT number of an Italian legal person."""
    scheme, colon, number = key.partition(":")
    names = {"pic": "PIC", "ror": "ROR", "tax": "VAT", "vat": "VAT"}
    return [(names[scheme], _number(names[scheme], number))] if colon and scheme in names else []


def _number(scheme: str, given: str) -> str:
    """A number as it can be compared.

    >>> _number("VAT", "IT02009180189"), _number("ISNI", "0000 0004 1762 5736"), _number("ROR", "https://ror.org/00s6t1f81")
    ('02009180189', '0000000417625736', '00s6t1f81')
    """
    text = latin(given).replace(" ", "").replace("-", "")
    if scheme == "VAT":
        return text.removeprefix("it")
    return text.rstrip("/").rpartition("/")[2]


def _statements(lines: Iterable[bytes]) -> Iterator[tuple[str, str, str]]:
    """Subject, predicate and value of the statements that tell one body from another, all as plain text."""
    wanted = {f"<{prop}>".encode(): prop for prop in _WANTED}
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        prop = wanted.get(predicate)
        if prop is not None:
            yield subject[1:-1].decode(), prop, _value(rest.decode())


def _value(rest: str) -> str:
    if rest.startswith("<"):
        return rest[1 : rest.index(">")]
    found = _LITERAL.match(rest)
    text = found[1] if found else ""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    escape = found[1]
    return chr(int(escape[1:], 16)) if escape[0] in "uU" else _PLAIN_ESCAPES.get(escape, escape)
