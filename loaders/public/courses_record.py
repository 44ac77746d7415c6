"""A teaching activity of Cineca's U-GOV, taken apart: what is said of a course unit, and what nobody may be told.

The answer of the web service holds the names, tax codes and birth dates of teachers, the accounts of those who typed
it in, and texts in which people are named. None of that is read: it is only counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zisgraph.loaders.records import Record, every

_PERSONAL: Final = (
    "matrRespDid", "idAbRespDid", "cognomeRespDid", "nomeRespDid", "sessoRespDid", "dataNascitaRespDid", "codFisRespDid",
    "usrIns", "usrMod", "coperture", "testi",
)  # fmt: skip
_OF_NO_USE: Final = (
    "afPdrId", "afRadiceId", "afGenCodRadice", "inRegdidFlg", "tipoCompAfDes", "annoCorso", "tipoAfCod",
    "idAmbitoUnivoco", "idAmbitoUnivocoIntercla", "oreLezione", "oreSeminari", "oreLaboratorio", "oreEsercitazione",
    "oreAltreFrontali", "oreStuInd", "oreFront", "freqObbligFlg", "oreMinFreq", "numMaxReit", "liberaFlg", "sceltaModFlg",
    "pubblTestiAfGuidaFlg", "pubblTestiAfNoGuidaFlg", "sostegnoFlg", "insTestiAfGuidaFlg", "insTestiAfNoGuidaFlg",
    "desAdPubblFlg", "tipoInsCod", "tipoEsaCod", "tipoValCod", "numMesiScadEsa", "cicloDes", "desTipoCiclo",
    "domPartCodEsse3", "dtIns", "dtMod", "mutuazioni", "strutture", "modDid", "tipoFatStuCod", "fatPartStuCod",
    "partStuCod", "partStuDes", "partIni", "partFine", "partTot", "logisticoFlg",
    "cds/aaOffId", "cds/tipoCorsoDes", "regdid/cdsordCod", "regdid/regdidCod", "regdid/aaRegdidId", "regdid/regdidDes",
)  # fmt: skip
"""Numbers of the system itself, parts of the hours, and the years of a degree course in which a unit is taken."""
_NAMES_A_PERSON: Final = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]{2,}|\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b|"
    r"\b(prof|profssa|prof\.ssa|dott|dott\.ssa|docente|titolare)\b[.:]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree course: its code, name, code of its type and department; "" for what is not said."""

    code: str
    name: str
    type_code: str
    department: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One teaching activity. A `part` is that of the students whose names begin with some letters."""

    degree: Degree
    code: str
    name_it: str
    name_en: str
    credits: str
    hours: str
    field: str
    cycle: str
    languages: tuple[str, ...]
    lenders: tuple[Degree, ...]
    is_part: bool
    is_taught: bool


def unit(record: Record) -> tuple[Unit, int]:
    """Take a record apart; the unit, and the number of fields left out because they are, or may hold, personal data."""
    dropped = sum(_count(record.pop(name)) for name in _PERSONAL)
    record.skip(*_OF_NO_USE)
    texts = {name: record.text(name) for name in ("afGenDes", "afGenDesEng", "regdid/nomeCds")}
    for name, text in texts.items():
        if _NAMES_A_PERSON.search(text):
            texts[name] = ""
            dropped += 1
    is_credits = record.text("umPesoCod") == "C"
    weight = record.text("peso")
    degree = Degree(
        record.text("cds/cdsCod"), _line(texts["regdid/nomeCds"]), record.text("cds/tipoCorsoCod"), department=""
    )
    record.skip("afId")
    found = Unit(
        degree=degree,
        code=record.text("afGenCod"),
        name_it=_line(texts["afGenDes"]),
        name_en=_line(texts["afGenDesEng"]),
        credits=weight if is_credits else "",
        hours=record.text("oreFrontAf"),
        field=record.text("settCod"),
        cycle=record.text("tipoCicloCod"),
        languages=tuple(str(one["linDidCod"]) for one in _inside(record, "linDid", "linDidAf") if one.get("linDidCod")),
        lenders=tuple(_lender(one) for one in _inside(record, "mutuaDa", "mutuazione")),
        is_part=record.text("tipoCompAfCod") not in {"", "N"},
        is_taught=record.text("nonErogabileFlg") != "true",
    )
    return found, dropped


def _lender(given: Mapping[str, Any]) -> Degree:
    department = _line(str(given.get("dipDes") or given.get("facDes") or ""))
    return Degree(str(given.get("cdsCod", "")), _line(str(given.get("nomeCds", ""))), "", department)


def _inside(record: Record, outer: str, inner: str) -> Iterator[Mapping[str, Any]]:
    for one in every(record.pop(outer)):
        if isinstance(one, dict):
            yield from (each for each in every(one.get(inner)) if isinstance(each, dict))


def _line(text: str) -> str:
    return " ".join(text.split())


def _count(value: Any) -> int:
    """The texts in a field and below it."""
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    if isinstance(value, list):
        return sum(map(_count, value))
    return 1 if value else 0
