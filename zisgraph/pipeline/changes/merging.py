"""Which bodies were brought together or taken apart between two builds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zisgraph.model.iris import Minter
from zisgraph.ontology.vocabulary import OWL
from zisgraph.pipeline.changes.comparing import Addresses
from zisgraph.pipeline.changes.items import MERGED, SEPARATED, Item
from zisgraph.store.oxigraph import OxigraphReader


@dataclass(frozen=True, slots=True)
class Joined:
    """`addresses` are the terms of those that stand under another one while two builds are compared."""

    addresses: Addresses
    items: tuple[Item, ...]


def joined(before: OxigraphReader, after: OxigraphReader, minter: Minter) -> Joined:
    """The merges and separations between two builds, and the addresses under which their bodies are compared.

    A body that is merged in only one of them is compared under one address: that of the later build, where it is still
    one there.
    """
    old, new = _canonical(before, minter), _canonical(after, minter)
    roots: dict[str, str] = {}
    for names in (old, new):
        for other, canonical in names.items():
            roots[_root(roots, other)] = _root(roots, canonical)
    clusters: defaultdict[str, list[str]] = defaultdict(list)
    for address in sorted(roots):
        clusters[_root(roots, address)].append(address)
    addresses: dict[bytes, bytes] = {}
    items: list[Item] = []
    for members in clusters.values():
        if _same_groups(members, old, new):
            if any(old.get(one, one) != new.get(one, one) for one in members):
                common = new.get(members[0], members[0])
                addresses |= {_term(one): _term(common) for one in members if one != common}
            continue
        common = _common(members, old, new)
        addresses |= {_term(one): _term(common) for one in members if one != common}
        items += _told(members, old, new)
    return Joined(addresses, tuple(sorted(items, key=lambda item: (item.subject, item.kind, item.bodies))))


def _canonical(reader: OxigraphReader, minter: Minter) -> Mapping[str, str]:
    """Every merged address with its canonical one."""
    rows = reader.select(f"SELECT ?a ?b WHERE {{ GRAPH <{minter.identity_graph()}> {{ ?a <{OWL.sameAs}> ?b }} }}")
    return {row["b"]: row["a"] for row in rows}


def _root(roots: dict[str, str], address: str) -> str:
    while roots.setdefault(address, address) != address:
        roots[address] = roots[roots[address]]
        address = roots[address]
    return address


def _same_groups(members: Iterable[str], old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    held = list(members)
    return _groups(held, old) == _groups(held, new)


def _groups(members: Iterable[str], names: Mapping[str, str]) -> set[frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in members:
        found[names.get(one, one)].add(one)
    return {frozenset(group) for group in found.values()}


def _common(members: Iterable[str], old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """A canonical address of the later build if one stands for several, else one of the earlier."""
    held = list(members)
    for names in (new, old):
        canonical = sorted(names[one] for one in held if one in names)
        if canonical:
            return canonical[0]
    return held[0]


def _told(members: Iterable[str], old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Item]:
    """Groups of the later build made of several of the earlier are merges; the other way round, separations."""
    held = list(members)
    for kind, whole, parts in ((MERGED, new, old), (SEPARATED, old, new)):
        for group in _groups(held, whole):
            bodies = sorted({parts.get(one, one) for one in group})
            if len(bodies) > 1:
                canonical = min(whole.get(one, one) for one in group)
                yield Item(kind, canonical, bodies=tuple(bodies))


def _term(address: str) -> bytes:
    return f"<{address}>".encode()
