"""Hipo's list of universities and their Internet domains.

The list gives no town, and a province for hardly any. So an entry is only said of a body that is known to be Lombard
already, and whose website is on one of the entry's domains: the domain tells who it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from zisgraph.loaders.public.context import Context, records_elsewhere
from zisgraph.loaders.public.cordis_values import web
from zisgraph.loaders.public.ror_record import ror_record
from zisgraph.loaders.public.web_domains import domain_of
from zisgraph.loaders.records import Record, as_text
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import FOAF, SKOS, ZIS

UNIVERSITIES: Final = "universities"
ROR: Final = "ror"
_ROR_RECORDS: Final = "records"
_ABROAD, _UNKNOWN = "universities abroad", "Italian universities with no Lombard website on their domains"
_UNIVERSITY: Final = "university"
_COUNTRY: Final = "IT"
_FEWEST_LABELS: Final = 2
"""Of a domain that somebody holds: unipv.it, not it."""


def read(context: Context) -> Iterator[Statement]:
    """The statements of one snapshot."""
    known = _by_domain(context)
    for record in context.records(UNIVERSITIES, needs=("name", "domains", "web_pages", "alpha_two_code")):
        name, country = record.text("name"), record.text("alpha_two_code")
        domains = [domain_of(as_text(one)) for one in record.pop("domains", ())]
        pages = [as_text(one) for one in record.pop("web_pages", ())]
        record.skip("country", "state-province")
        if "" in domains:
            context.report.add("domain", record.issue("domains", "a text that is none", "a domain such as unipv.it"))
        bodies = {body for domain in domains for body in known.get(domain, ())}
        if country != _COUNTRY:
            context.report.left_out[_ABROAD] += 1
        elif not bodies:
            context.report.left_out[_UNKNOWN] += 1
        elif len(bodies) > 1:
            told = f"{', '.join(domains)}, where {len(bodies)} bodies have their websites"
            context.report.add("several bodies", record.issue("domains", told, "the domain of one body"))
        else:
            yield from _said(context, record, Iri(bodies.pop()), name, [one for one in domains if one], pages)


def _said(
    context: Context, record: Record, me: Iri, name: str, domains: list[str], pages: list[str]
) -> Iterator[Statement]:
    voice = context.voice
    yield from voice.is_a(me, ZIS.Organisation)
    yield from voice.text(me, SKOS.altLabel, name)
    for domain in dict.fromkeys(domains):
        yield from voice.text(me, ZIS.webDomain, domain)
    page = web(pages[0]) if pages else ""
    if page is None:
        context.report.add("web page", record.issue("web_pages", repr(pages[0]), "an address on the web"))
    yield from voice.page(me, FOAF.homepage, page or "")


def _by_domain(context: Context) -> Mapping[str, list[str]]:
    """The Lombard bodies with a website on each domain: those of the bundled tables where there are any, else of ROR;
    universities before their sites and institutes; websites on the domain itself before those below it."""
    found: dict[str, list[str]] = {}
    for sites in (list(_curated(context)), list(_of_ror(context))):
        universities = [(host, body) for host, body, is_university in sites if is_university]
        for some in (universities, [(host, body) for host, body, _ in sites]):
            for domain, bodies in _on_domains(some).items():
                found.setdefault(domain, bodies)
    return found


def _on_domains(sites: Sequence[tuple[str, str]]) -> Mapping[str, list[str]]:
    exact: defaultdict[str, list[str]] = defaultdict(list)
    below: defaultdict[str, list[str]] = defaultdict(list)
    for host, body in sites:
        exact[host].append(body)
        labels = host.split(".")
        for length in range(_FEWEST_LABELS, len(labels)):
            below[".".join(labels[-length:])].append(body)
    return {**below, **exact}


def _curated(context: Context) -> Iterator[tuple[str, str, bool]]:
    """Host of the website, body, and whether it is a university."""
    for row in context.facts.rows("organisations"):
        host = domain_of(row["website"])
        if host and row["outside"] != "yes":
            yield host, context.voice.minter.organisation(row["id"]), row["kind"] == _UNIVERSITY


def _of_ror(context: Context) -> Iterator[tuple[str, str, bool]]:
    for definition, snapshot in context.consulted.get(ROR, ())[-1:]:
        for row in records_elsewhere(definition, snapshot, _ROR_RECORDS):
            record = ror_record(row)
            host = domain_of(record.website)
            if host and record.status == "active" and "education" in record.types and record.locations:
                seat = record.locations[0]
                place = context.gazetteer.place("", "", seat.point) or context.gazetteer.place(seat.city)
                if place and seat.country in {_COUNTRY, ""}:
                    yield host, context.voice.minter.ror(record.ror), True
