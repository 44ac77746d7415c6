"""Partners without a recorded tie, for a body or for a topic and a place, every term of the score shown."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from zisgraph.analytics.findings import PartnerAnswer, PartnerQuery
from zisgraph.api.described import refusals
from zisgraph.api.services import Served
from zisgraph.api.v1.models import Answer
from zisgraph.catalogue.records import Group
from zisgraph.errors import ZisgraphError

router = APIRouter(tags=["partners"])


class NothingAsked(ZisgraphError):
    """Neither a body nor a topic was given."""

    status = 400


@router.get(
    "/partners", summary="Who to work with: candidates without a recorded tie, and why", responses=refusals(400, 404)
)
def partners(
    served: Served,
    who: Annotated[str, Query(description="Who seeks: path, slug or name.", examples=["chips-it"])] = "",
    topic: Annotated[list[str] | None, Query(description="Specialisations sought; repeat for several.")] = None,
    near: Annotated[str, Query(description="A municipality or province to count kilometres from.")] = "",
    km: Annotated[float | None, Query(gt=0, le=500, description="Within so many kilometres.")] = None,
    helix: Annotated[
        list[str] | None, Query(description="Letters: R research, P production, T training, I institutions, C civil.")
    ] = None,
    kind: Annotated[list[str] | None, Query(description="Classes of the ontology, such as Company.")] = None,
    province: Annotated[list[str] | None, Query(description="Car plates, such as PV.")] = None,
    novelty: Annotated[bool, Query(description="Little-known candidates first.")] = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Answer[PartnerAnswer]:
    """`score` is the sum of `terms`. A proposal is no recommendation of the bodies named, and never a stored tie."""
    if not who and not topic:
        raise NothingAsked("Received neither `who` nor `topic`: give a body that seeks, or a topic that is sought.")
    catalogue = served.catalogue
    query = PartnerQuery(
        body=catalogue.find(who).iri if who else None,
        topics=tuple(catalogue.find(name, (Group.SPECIALISATION,)).iri for name in topic or ()),
        near=catalogue.find(near, (Group.MUNICIPALITY, Group.PROVINCE)).iri if near else None,
        helix=tuple(letter.upper() for letter in helix or ()),
        kinds=tuple(kind or ()),
        provinces=tuple(plate.upper() for plate in province or ()),
        km=km,
        novelty=novelty,
        limit=limit,
    )
    return Answer(build=served.build.id, data=served.thinking.partners(query))
