"""The revenue agency's lists of the five per mille: who is admitted to which list, and what it was given.

The tax code of a body tells it from all others. A tax code of sixteen signs is that of a person, who is left out. The
register cuts names off at sixty signs: a name of that length may lack its end, and is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.geography import Placing
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.cordis_values import amount
from zisgraph.loaders.public.italian import is_personal, tax_code
from zisgraph.loaders.public.observations import Figure, figure
from zisgraph.loaders.public.seats import placed, seat
from zisgraph.loaders.records import Record
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import RDFS, ZIS

BENEFICIARIES: Final = "beneficiaries"
LISTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ets_e_onlus": "third_sector",
        "asd": "amateur_sport",
        "ricerca_scientifica": "scientific_research",
        "ricerca_sanitaria": "health_research",
        "comuni": "municipality",
        "beni_culturali_e_paesaggistici": "heritage",
        "enti_gestori_aree_protette": "protected_areas",
    }
)
"""The columns in which an X admits a body, with the code of the list."""
CUT_AT: Final = (59, 60)
"""The lengths of names that the register may have cut off: sixty signs, a blank at the end lost."""
_NEEDED: Final = ("codice_fiscale", "denominazione", "ricerca_scientifica", "ricerca_sanitaria")
_OF_NO_USE: Final = (
    "prog",
    "pagina",
    "file",
    "old_nome_comune",
    "importo_delle_scelte_espresse",
    "importo_proporzionale_per_le_scelte_generiche",
    "importo_proporzionale_per_ripartizione_importi_inferiori_a_100",
)
"""Places in the PDF, and the parts of the amount."""
_PERSON, _OTHER_LIST = "natural persons", "bodies of other lists"
_OUTSIDE, _AGAIN = "bodies outside Lombardy", "rows repeated in another file"
_WHOLE = "a whole number"
_EURO = "euro, such as 50000 or 50000.25"
_CODE = "eleven digits of which the last one checks the others"


def read(context: Context) -> Iterator[Statement]:
    """The statements of one snapshot."""
    wanted = _wanted(context)
    seen: dict[str, int] = {}
    for record in context.records(BENEFICIARIES, needs=_NEEDED):
        code, name = record.text("codice_fiscale").upper(), record.text("denominazione")
        lists = [listed for column, listed in LISTS.items() if record.text(column).upper() == "X"]
        record.skip(*_OF_NO_USE)
        given = tuple(record.text(column) for column in ("numero_scelte", "importo_totale_erogabile"))
        town = _placing(context, record)
        if is_personal(code):
            context.report.left_out[_PERSON] += 1
        elif wanted.isdisjoint(lists):
            context.report.left_out[_OTHER_LIST] += 1
        elif town is None:
            context.report.left_out[_OUTSIDE] += 1
        elif not (number := tax_code(code)):
            context.report.add("tax code", record.issue("codice_fiscale", repr(code), _CODE))
        elif _is_repeated(context, record, seen, number, (name, *lists, *given)):
            context.report.left_out[_AGAIN] += 1
        else:
            yield from _body(context, number, name, town, lists)
            yield from _figures(context, record, number, given)


def _wanted(context: Context) -> frozenset[str]:
    """The lists of the definition.

    Raises:
        InputError: one of them is none.
    """
    lists = context.definition.options["lists"]
    unknown = [one for one in lists if one not in LISTS.values()]
    if unknown:
        file = f"{context.definition.id}.toml"
        raise InputError([Issue(file, 0, "lists", repr(one), ", ".join(LISTS.values())) for one in unknown])
    return frozenset(lists)


def _placing(context: Context, record: Record) -> Placing | None:
    """By the municipality's code where the list has one, else by its name."""
    code, city, region = (record.text(name) for name in ("codice_comune", "nome_comune", "regione"))
    plate = record.text("pr")
    if region.upper() not in {"", "LOMBARDIA"}:
        return None
    return placed(context.gazetteer, code=code, city=city, plate=plate)


def _is_repeated(context: Context, record: Record, seen: dict[str, int], code: str, told: Sequence[str]) -> bool:
    """Whether a body stood in an earlier row; one that says something else is an issue."""
    mark = hash(tuple(told))
    if code not in seen:
        seen[code] = mark
        return False
    if seen[code] != mark:
        allowed = "one row for each tax code; the first one is taken"
        context.report.add("tax code repeated", record.issue("codice_fiscale", f"{code} with other values", allowed))
    return True


def _body(context: Context, code: str, name: str, town: Placing, lists: Sequence[str]) -> Iterator[Statement]:
    voice, me = context.voice, Iri(context.voice.minter.tax(code))
    yield from voice.is_a(me, ZIS.Organisation)
    yield from voice.text(me, ZIS.taxCode, code)
    if len(name) in CUT_AT:
        yield from voice.unverified.text(me, RDFS.label, name)
        yield from voice.text(me, ZIS.cutName, name)
    else:
        yield from voice.text(me, RDFS.label, name)
    for listed in lists:
        context.report.kinds[listed] += 1
        yield from voice.text(me, ZIS.fivePerMilleList, listed)
    context.report.placed[town.method] += 1
    yield from seat(voice, me, town, ZIS.seatIn)


def _figures(context: Context, record: Record, code: str, given: Sequence[str]) -> Iterator[Statement]:
    """Choices and money, of the year that the snapshot is of."""
    me, year = Iri(context.voice.minter.tax(code)), context.snapshot.date[:4]
    choices, euro = given
    if choices and not choices.isdigit():
        context.report.add("numero_scelte", record.issue("numero_scelte", repr(choices), _WHOLE))
    elif choices:
        yield from figure(context.voice, me, Figure("five_per_mille_choices", "count", choices, year, choices))
    value = amount(euro)
    if value is None:
        context.report.add("importo", record.issue("importo_totale_erogabile", repr(euro), _EURO))
    elif value:
        yield from figure(context.voice, me, Figure("five_per_mille_amount", "eur", value, year, euro))
