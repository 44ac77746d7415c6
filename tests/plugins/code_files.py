"""Code lists written by hand from a few entries, in the forms that are really published."""

from __future__ import annotations

from collections.abc import Iterable

from workbooks import workbook

ATECO_2007 = """Codice Ateco 2007,Descrizione,Aggiornamento
A,"AGRICOLTURA, SILVICOLTURA E PESCA",
01,COLTIVAZIONI AGRICOLE,
01.1,COLTIVAZIONE DI COLTURE AGRICOLE NON PERMANENTI,
01.13,Coltivazione di ortaggi,
01.13.2,Coltivazione di ortaggi in colture protette,
01.13.21,Coltivazione di ortaggi fuori suolo, Sostituisce 01.13.20 in Ateco 2007 - aggiornamento 2021
Q,SANITA' E ASSISTENZA SOCIALE,
88,ASSISTENZA SOCIALE NON RESIDENZIALE,
"88.1 ",ASSISTENZA SOCIALE PER ANZIANI E DISABILI,
88.10,Assistenza sociale per anziani,
"""

ONTOPIA = "https://w3id.org/italia/controlled-vocabulary/classifications-for-organizations"
HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix covapit: <https://w3id.org/italia/onto/COV/> .
"""

ATECO_2007_TURTLE = f"""{HEAD}
<{ONTOPIA}/ateco-2007/ateco-collection> a skos:Concept ; skos:prefLabel "Classificazione Ateco" .

<{ONTOPIA}/ateco-2007/A>
    a skos:Concept , covapit:PrivateOrgActivityType ;
    skos:notation "A" ;
    skos:definition "Questa sezione \u00e0\u02c6 rotta" ;
    skos:prefLabel "Agricoltura, silvicoltura e pesca"@it .

<{ONTOPIA}/ateco-2007/01>
    a skos:Concept , covapit:PrivateOrgActivityType ;
    skos:notation "01" ;
    skos:broader <{ONTOPIA}/ateco-2007/A> ;
    skos:prefLabel "COLTIVAZIONI\u00a0 AGRICOLE"@it .
"""

ATECO_2025_HEAD = "ORDINE_CODICE;CODICE;IT_TITOLO;EN_TITOLO;GERARCHIA;CODICE_PADRE;GERARCHIA_PADRE;IT_NOTA;EN_NOTA"
ATECO_2025 = [
    ("1", "A", "AGRICOLTURA", "AGRICULTURE", "1", "", "", "Nella sezione, attività:\n- una\n- due", "This section"),
    ("1", "A", "AGRICOLTURA", "AGRICULTURE", "1", "", "", "cfr. 98.10", "see 98.10"),
    ("2", "01", "PRODUZIONI VEGETALI", "CROP PRODUCTION", "2", "A", "1", "", ""),
    ("3", "01.1", "COLTURE NON PERMANENTI", "NON-PERENNIAL CROPS", "3", "01", "2", "", ""),
    ("4", "01.11", "Cereali, escluso il “riso”", "Cereals, other than rice", "4", "01.1", "3", "", ""),
    ("5", "01.11.0", "Cereali, escluso il “riso”", "Cereals, other than rice", "5", "01.11", "4", "", ""),
    ("6", "01.11.00", "Cereali, escluso il “riso”", "Cereals, other than rice", "6", "01.11.0", "5", "", ""),
]


def ateco_2025_csv(rows: Iterable[tuple[str, ...]] = ATECO_2025) -> bytes:
    """As ISTAT gives it: Windows-1252, semicolons, notes over several lines."""
    quoted = (";".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows)
    return ("\r\n".join([ATECO_2025_HEAD, *quoted]) + "\r\n").encode("cp1252")


def ateco_2025_raw() -> bytes:
    """The same with a row for each note and its kind, numbers as numbers."""
    more = ["CODICE_TIPONOTA", "CODICE_SOTTOTIPO", "CODICE_PROVENIENZA", "ORDINE_NOTA", "CODICE_NOTA_COLLEGATO"]
    rows = [[float(row[0]), *row[1:4], float(row[4]), *row[5:], 1.0, "P", 1.0, 1.0, ""] for row in ATECO_2025]
    return workbook(("Foglio1", [[*ATECO_2025_HEAD.split(";"), *more], *rows])).getvalue()


def ateco_2025_structure() -> bytes:
    """Sections to classes only, sorted by level."""
    levels = {"1": "sezione", "2": "divisione", "3": "gruppo", "4": "classe"}
    rows = [["A", row[1], levels[row[4]], row[2], ""] for row in ATECO_2025[1:] if row[4] in levels]
    return workbook(("ateco_2025_full", [["main", "code", "level", "title", "description"], *rows])).getvalue()


def ateco_2025_xml(last: str = "0") -> str:
    """The nested form, each code without those of the levels above it."""
    names = ["Sezione", "Divisione", "Gruppo", "Classe", "Categoria", "Sottocategoria"]
    parts = ["A", "01", "1", "1", "0", last]
    titles = [row[2] for row in ATECO_2025[1:]]
    opened = "".join(
        f"\n<{name}>\n<Codice>{part}</Codice>\n<Titolo>{title}</Titolo>\n<Descrizione>\n</Descrizione>"
        for name, part, title in zip(names, parts, titles, strict=True)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Ateco>{opened}{"".join(f"</{n}>" for n in names[::-1])}</Ateco>'


LEGAL_STATUS = """codice_1_livello,label_ITA_1_livello,codice_2_livello,label_ITA_2_livello,codice_3_livello,label_ITA_3_livello
1.0,Forme disciplinate dal diretto privato,1.2,Società di persone,1.2.10,Società semplice
2.0,Forme disciplinate dal diritto pubblico,2.2,Amministrazione dello Stato,2.2.20,Ministero
2.0,Forme disciplinate dal diritto pubblico,2.2,Amministrazione dello Stato,2.2.20,Agenzia dello Stato
"""


def legal_form(code: str, name: str, parent: str = "") -> str:
    """One entry of the Turtle form."""
    above = f"    skos:broader <{ONTOPIA}/legal-status/{parent.replace('.', '')}> ;\n" if parent else ""
    address = f"{ONTOPIA}/legal-status/{code.replace('.', '')}"
    return (
        f'\n<{address}>\n    a skos:Concept ;\n    skos:notation "{code}" ;\n{above}    skos:prefLabel "{name}"@it .\n'
    )


LEGAL_STATUS_TURTLE = HEAD + "".join(
    (
        legal_form("1", "Forme disciplinate dal diritto privato"),
        legal_form("1.2", "Società di persone", "1"),
        legal_form("1.2.10", "Società semplice", "1.2"),
        legal_form("2", "Forme disciplinate dal diritto pubblico"),
        legal_form("2.2", "Amministrazione dello Stato", "2"),
        legal_form("2.2.20", "Ministero", "2.2"),
        legal_form("2.2.30", "Agenzia dello Stato", "2.2"),
    )
)

EC2U = "https://data.ec2u.eu/taxonomies/euroscivoc"
OFFICIAL = "http://data.europa.eu/8mn/euroscivoc"


def field(number: str, code: str, name: str) -> str:
    """One field of science as EC2U gives it."""
    return (
        f'\n<{EC2U}/{number}>\n    a skos:Concept ;\n    skos:notation "{code}" ;\n    skos:inScheme <{EC2U}> ;\n'
        f'    skos:prefLabel "{name}"@en ;\n    skos:definition "Written by EC2U."@en ;\n'
        f'    rdfs:isDefinedBy "{OFFICIAL}/{number}"^^<http://www.w3.org/2001/XMLSchema#anyURI> .\n'
    )


EUROSCIVOC = (
    "\ufeff@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    + field("a", "23", "natural sciences")
    + field("b", "47", "computer and information sciences")
    + field("c", "297", "artificial intelligence ")
    + field("d", "831", "ozone depletion")
    + field("e", "44", "below what is not listed")
)

NACE = """@prefix : <http://w3id.org/ns/dpv-nace/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

:A a owl:Class ;
    rdfs:label "AGRICULTURE, FORESTRY AND FISHING" .

:A01 a owl:Class ;
    rdfs:subClassOf :A ;
    rdfs:label "Crop and animal production" .

:A01.1 a owl:Class ;
    rdfs:subClassOf :A01 ;
    rdfs:label "Growing of non-perennial crops" .
"""

REGIONS = """Codice_1_livello,Label_ITA_1_livello,Definizione
00,"Regione non esistente prima del 1948","L'introduzione di questa regione fittizia"
03,Lombardia,
"""
PROVINCES = """"codice_1_livello","label_1_livello_it","codice_2_livello","label_2_livello_it","acronimo_2_livello_it"
"03","Lombardia","015","Milano","MI"
"""
