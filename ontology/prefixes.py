"""The prefixes that every query, file and page of zisgraph shares, and the SPARQL header made of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ONTOLOGY_IRI: Final = "https://w3id.org/zisgraph/ontology"

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "zis": f"{ONTOLOGY_IRI}#",
        "code": f"{ONTOLOGY_IRI}/code/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "org": "http://www.w3.org/ns/org#",
        "rov": "http://www.w3.org/ns/regorg#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "schema": "https://schema.org/",
        "dct": "http://purl.org/dc/terms/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "prov": "http://www.w3.org/ns/prov#",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "gsp": "http://www.opengis.net/ont/geosparql#",
        "geof": "http://www.opengis.net/def/function/geosparql/",
        "uom": "http://www.opengis.net/def/uom/OGC/1.0/",
        "locn": "http://www.w3.org/ns/locn#",
        "time": "http://www.w3.org/2006/time#",
    }
)

DATA_FOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "body": "id/curated/",
        "ror": "id/ror/",
        "pic": "id/pic/",
        "cordis": "id/cordis/",
        "place": "id/istat/",
        "spec": "id/specialisation/",
        "cite": "id/citation/",
        "id": "id/",
        "graph": "graph/",
    }
)


def all_prefixes(base: str) -> dict[str, str]:
    """Return the prefixes of the terms and, under `base` (ends with a slash), those of the data."""
    return {**PREFIXES, **{name: base + folder for name, folder in DATA_FOLDERS.items()}}


def sparql_header(base: str) -> str:
    """Return the PREFIX lines that every query of ours may count on, for data minted under `base`."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in all_prefixes(base).items())
