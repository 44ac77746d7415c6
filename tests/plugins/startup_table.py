"""A mapping and a table for it, small and invented, which tests change."""

from __future__ import annotations

MAPPING = """\
[dataset]
id = "startup-prova"
title_it = "Start-up innovative (elenco inventato)"
title_en = "Innovative start-ups (an invented list)"
publisher = "Camera di esempio"
licence = "CC0 1.0"
address = "https://www.example.org/startup"

[table]
key = "Codice fiscale"
kind = "Start-up"
dates = "DD/MM/YYYY"
decimal = ","
unverified = ["Sito"]

[columns]
"Denominazione" = "name"
"Codice fiscale" = "codice fiscale"
"Comune" = "municipality"
"Pr" = "province"
"Data costituzione" = "founding year"
"Sito" = "website"
"Settore" = {says = "specialisation", separator = ",", values = {"Agritech" = "agrifood", "Software" = "ict-digital"}}
"Addetti" = {says = "figure", indicator = "employees", unit = "person", year = 2024}

[constants]
"description" = "Nella sezione speciale"

[relations]
"member of" = "afil"

[ignore]
"Telefono" = "un recapito"
"""
HEADER = "Denominazione;Codice fiscale;Comune;Pr;Data costituzione;Sito;Settore;Addetti;Telefono"
ALFA = "ALFA ROBOTICS SRL;02009180189;Pavia;PV;03/02/2019;www.alfa.example;Software, Agritech;1.234,5;0382"
BETA = "BETA SRL;00396070187;Peglio;CO;12/05/2020;;Agritech;12;"


def table(*rows: str, header: str = HEADER) -> str:
    """A table of rows below a header."""
    return "\n".join([header, *(rows or (ALFA, BETA)), ""])
