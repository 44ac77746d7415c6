"""The question behind the map and the matrix: their numbers, or, where the query says so, what they are computed from."""

from __future__ import annotations

from dataclasses import replace

from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.panel_queries import RDFS, ZIS
from zisgraph.visualisations.views.query_behind import QueryBehind

_DCT = "PREFIX dct: <http://purl.org/dc/terms/>\n"
_TIES_OF = """  { ?tie zis:tieFrom ?thing } UNION { ?tie zis:tieTo ?thing }
  ?tie a ?class ; zis:tieFrom/a zis:Body ; zis:tieTo/a zis:Body .
  ?class zis:countsAsTie true .
"""


def map_query(layer: str, links: Links) -> QueryBehind:
    """Organisations, ties or programmes by province; a thing with two seats counts in the first of them."""
    match layer:
        case "ties":
            of, sparql, cypher = "Body", _TIES_OF, "MATCH (thing)-[tie]-(:Body)\nWHERE tie.counts_as_tie\n"
            counted = ("?tie", "tie")
        case "programmes":
            of, sparql, cypher, counted = "TrainingProgramme", "", "", ("?thing", "thing")
        case _:
            of, sparql, cypher, counted = "Organisation", "", "", ("?thing", "thing")
    return QueryBehind(
        f"""{ZIS}{_DCT}SELECT ?plate (COUNT(DISTINCT {counted[0]}) AS ?{layer}) WHERE {{
{_seat_in_sparql(of)}{sparql}}}
GROUP BY ?plate
ORDER BY DESC(?{layer}) ?plate""",
        f"""{_seat_in_cypher(of)}{cypher}RETURN plate, count(DISTINCT {counted[1]}) AS {layer}
ORDER BY {layer} DESC, plate""",
        links,
    )


def matrix_query(mode: str, links: Links) -> QueryBehind:
    """The cells of the matrix in one of its modes; two of them are computed, and have their inputs here."""
    match mode:
        case "ties":
            return _cells(links)
        case "unlinked":
            return _bodies_of_cells(links)
        case "pairs":
            return _pairs(links)
        case _:
            return _organisations(links)


def _seat_in_sparql(of: str) -> str:
    return f"""  # one seat each: sourced before unverified, then of the newest source
  {{ SELECT ?thing (MAX(?ranked) AS ?seat) WHERE {{
      ?thing a zis:{of} .
      GRAPH ?graph {{ ?thing zis:locatedIn ?town }}
      ?graph zis:confidence ?confidence ; dct:source ?source .
      ?town zis:containedIn/zis:plateCode ?code .
      OPTIONAL {{ ?source dct:issued ?date }}
      BIND(CONCAT(IF(?confidence = "sourced", "1", "0"), COALESCE(STR(?date), ""), " ", ?code) AS ?ranked)
    }} GROUP BY ?thing }}
  BIND(STRAFTER(?seat, " ") AS ?plate)
"""


def _seat_in_cypher(of: str) -> str:
    return f"""// one seat each: sourced before unverified, then of the newest source
MATCH (thing:{of})-[seat:LOCATED_IN]->(:Municipality)-[:CONTAINED_IN]->(province:Province)
UNWIND seat.sources AS source
WITH thing, province.plate_code AS code, split(source, ':') AS parts
MATCH (citation:Citation {{id: 'citation/' + parts[0]}})
WITH thing, CASE WHEN parts[1] = 'sourced' THEN '1' ELSE '0' END + coalesce(citation.issued, '') + ' ' + code AS ranked
WITH thing, max(ranked) AS seat
WITH thing, split(seat, ' ')[1] AS plate
"""


def _organisations(links: Links) -> QueryBehind:
    sparql = f"""{ZIS}{RDFS}{_DCT}SELECT ?specialisation ?topic ?plate (COUNT(DISTINCT ?thing) AS ?organisations) WHERE {{
{_seat_in_sparql("Organisation")}  ?thing zis:hasSpecialisation ?specialisation .
  ?specialisation zis:specialisationType ?type ; rdfs:label ?topic .
  FILTER(?type != "cross_cutting" && LANG(?topic) = "{links.language}")
}}
GROUP BY ?specialisation ?topic ?plate
ORDER BY ?topic ?plate"""
    cypher = f"""{_seat_in_cypher("Organisation")}MATCH (thing)-[:HAS_SPECIALISATION]->(s:Specialisation)
WHERE s.specialisation_type <> 'cross_cutting'
RETURN s.iri AS specialisation, s.name_{links.language} AS topic, plate, count(DISTINCT thing) AS organisations
ORDER BY topic, plate"""
    return QueryBehind(sparql, cypher, links)


def _cells(links: Links) -> QueryBehind:
    """The cells of the last analysis, one finding for each two kinds of bodies, on the topics that the panel lists."""
    sparql = f"""{ZIS}{RDFS}SELECT ?specialisation ?topic ?plate (SUM(?recorded) AS ?tied) (SUM(?all) AS ?possible) WHERE {{
  ?cell a zis:GapCell ; zis:onSpecialisation ?specialisation ; zis:inArea/zis:plateCode ?plate ;
    zis:tiedPairs ?recorded ; zis:possiblePairs ?all .
  FILTER EXISTS {{ ?body a zis:Organisation ; zis:hasSpecialisation ?specialisation ; zis:inProvince ?any }}
  ?specialisation rdfs:label ?topic .
  FILTER(LANG(?topic) = "{links.language}")
}}
GROUP BY ?specialisation ?topic ?plate
ORDER BY ?topic ?plate"""
    cypher = f"""MATCH (:Province)<-[:IN_PROVINCE]-(:Organisation)-[:HAS_SPECIALISATION]->(topic:Specialisation)
WITH DISTINCT topic
MATCH (topic)<-[:ON_SPECIALISATION]-(cell:GapCell)-[:IN_AREA]->(province:Province)
RETURN topic.iri AS specialisation, topic.name_{links.language} AS topic, province.plate_code AS plate,
  sum(cell.tied_pairs) AS tied, sum(cell.possible_pairs) AS possible
ORDER BY topic, plate"""
    return QueryBehind(sparql, cypher, links)


def _bodies_of_cells(links: Links) -> QueryBehind:
    """Who could be in the cells, with the number of its recorded partners of another kind on the same topic."""
    sparql = f"""{ZIS}{RDFS}SELECT ?topic ?plate ?body ?kind (COUNT(DISTINCT ?other) AS ?tied) WHERE {{
  ?body a zis:Body ; zis:hasSpecialisation ?specialisation ; zis:inProvince ?province ; zis:helix ?kind .
  ?province zis:plateCode ?plate .
  ?specialisation rdfs:label ?topic .
  FILTER(LANG(?topic) = "{links.language}")
  OPTIONAL {{
    ?body zis:tiedTo ?other .
    ?other zis:hasSpecialisation ?specialisation ; zis:inProvince ?province ; zis:helix ?letter .
    FILTER(?letter != ?kind)
  }}
}}
GROUP BY ?topic ?plate ?body ?kind
ORDER BY ?topic ?plate ?body"""
    cypher = f"""MATCH (s:Specialisation)<-[:HAS_SPECIALISATION]-(body:Body)-[:IN_PROVINCE]->(p:Province)
WHERE body.helix IS NOT NULL
OPTIONAL MATCH (body)-[:TIED_TO]-(other:Body)-[:HAS_SPECIALISATION]->(s), (other)-[:IN_PROVINCE]->(p)
WHERE other.helix <> body.helix
RETURN s.name_{links.language} AS topic, p.plate_code AS plate, body.iri AS body, body.helix AS kind,
  count(DISTINCT other) AS tied
ORDER BY topic, plate, body"""
    return replace(QueryBehind(sparql, cypher, links), inputs=True)


def _pairs(links: Links) -> QueryBehind:
    """The pairs of the last analysis with all their topics; the panel counts each under the main one."""
    sparql = f"""{ZIS}{RDFS}SELECT ?rank ?first ?second ?plate ?topic WHERE {{
  ?gap a zis:CollaborationGap ; zis:rank ?rank ; zis:firstMember ?first ; zis:secondMember ?second ;
    zis:inArea/zis:plateCode ?plate ; zis:onSpecialisation/rdfs:label ?topic .
  FILTER(LANG(?topic) = "{links.language}")
}}
ORDER BY ?rank ?plate ?topic"""
    cypher = f"""MATCH (first:Body)-[:FIRST_MEMBER]-(gap:CollaborationGap)-[:SECOND_MEMBER]-(second:Body)
MATCH (topic:Specialisation)<-[:ON_SPECIALISATION]-(gap)-[:IN_AREA]->(province:Province)
RETURN gap.rank AS rank, first.iri AS first, second.iri AS second, province.plate_code AS plate,
  topic.name_{links.language} AS topic
ORDER BY rank, plate, topic"""
    return replace(QueryBehind(sparql, cypher, links), inputs=True)
