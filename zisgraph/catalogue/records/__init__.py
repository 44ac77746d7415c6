"""What the read model hands to pages and API: plain frozen records, every value with its sources."""

from zisgraph.catalogue.records.counts import Count, MatrixRow, Numbers, ProvinceCount
from zisgraph.catalogue.records.entities import NO_TEXT, EntityRef, Group, Page, SearchHit, Seat, Text
from zisgraph.catalogue.records.statements import (
    Citation,
    Fact,
    Link,
    Member,
    Neighbourhood,
    Observation,
    Profile,
    Source,
    Statement,
    Tie,
    Value,
    ZoneState,
)

__all__ = [
    "NO_TEXT",
    "Citation",
    "Count",
    "EntityRef",
    "Fact",
    "Group",
    "Link",
    "MatrixRow",
    "Member",
    "Neighbourhood",
    "Numbers",
    "Observation",
    "Page",
    "Profile",
    "ProvinceCount",
    "SearchHit",
    "Seat",
    "Source",
    "Statement",
    "Text",
    "Tie",
    "Value",
    "ZoneState",
]
