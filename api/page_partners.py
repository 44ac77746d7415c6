"""Find a partner: who I am, what I look for, where; ranked cards with their reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Response

from zisgraph.analytics.findings import PartnerAnswer, PartnerQuery
from zisgraph.api.page_kit import Kit, PageKit, shortened
from zisgraph.api.services import Served, ServedBuild
from zisgraph.catalogue.records import EntityRef, Group
from zisgraph.errors import AmbiguousName, NotFoundError
from zisgraph.visualisations.translation import LANGUAGES, Translator
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.kinds import mark_of
from zisgraph.visualisations.views.links import SLUGS
from zisgraph.visualisations.views.partners import DISTANCES, PartnerForm, helix_choices, partners_view

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank as resolved: what it means, or why it could not be read, with the nearest names."""

    ref: EntityRef | None = None
    error: str = ""
    offers: tuple[tuple[str, str], ...] = ()
    several: bool = False
    """Whether all the names offered fit, and one has only to be chosen."""


def partners(
    kit: PageKit,
    served: Served,
    who: Annotated[str, Query(max_length=200)] = "",
    topic: Annotated[str, Query(max_length=100)] = "",
    helix: Annotated[str, Query(max_length=1)] = "",
    near: Annotated[str, Query(max_length=100)] = "",
    km: Annotated[str, Query(max_length=6)] = "",
    novelty: bool = False,
    shown: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """The form, and below it the answer when something was asked."""
    form, notices = _understood(kit, served, PartnerForm(who.strip(), topic, helix, near.strip(), km, novelty, shown))
    seeker = _blank(kit, served, form.who, (Group.BODY,), "who", form)
    place = _blank(kit, served, form.near, (Group.MUNICIPALITY, Group.PROVINCE), "near", form)
    answer = None
    if form.asked and not seeker.error and not place.error:
        found = ask(served, form, seeker.ref, place.ref)
        answer = partners_view(found, form, kit.formats, Citing(kit.formats, kit.links))
    topics = [(row.ref.path, row.ref.label.in_(kit.language)) for row in served.catalogue.matrix]
    return kit.page(
        "partners.html",
        "partners",
        form=form,
        seeker=seeker,
        seeker_mark=mark_of(seeker.ref) if seeker.ref else None,
        seeker_name=seeker.ref.label.in_(kit.language) if seeker.ref else form.who,
        place=place,
        place_name=place.ref.label.in_(kit.language) if place.ref else form.near,
        topics=sorted(topics, key=lambda item: item[1].casefold()),
        letters=helix_choices(kit.t),
        distances=sorted({*DISTANCES, *([int(form.km)] if form.km else [])}),
        notices=notices,
        answer=answer,
        novelty_hrefs=tuple(_href(kit, form, novelty=value) for value in ("", "true")),
        more_href=_href(kit, form, shown=min(50, form.shown + 10)),
    )


def _understood(kit: Kit, served: ServedBuild, form: PartnerForm) -> tuple[PartnerForm, tuple[str, ...]]:
    """The question without what does not fit its blanks, and a sentence on each thing left out or read otherwise."""
    told = list(kit.unfit({"helix": (form.helix, [letter for letter, _ in helix_choices(kit.t)])}))
    if told:
        form = replace(form, helix="")
    if form.km and not (form.km.isascii() and form.km.isdigit() and int(form.km) > 0):
        told.append(
            kit.t(
                "The address asks for km=%(value)s; possible: a whole number above zero. The page is shown without it.",
                value=form.km,
            )
        )
        form = replace(form, km="")
    if form.topic:
        form, note = _topic(kit, served, form)
        told += [note] if note else []
    return form, tuple(told)


def _topic(kit: Kit, served: ServedBuild, form: PartnerForm) -> tuple[PartnerForm, str]:
    """The question with the topic that a path or a name means, and what a near name was read as."""
    given = shortened(form.topic)
    try:
        ref = served.catalogue.find(form.topic, (Group.SPECIALISATION,))
    except NotFoundError:
        return replace(form, topic=""), kit.t(
            "No topic in the data is called “%(given)s”: it was left out.", given=given
        )
    names = {ref.path, ref.path.rsplit("/", 1)[-1], ref.iri, ref.label.it.casefold(), ref.label.en.casefold()}
    exact = form.topic in names or form.topic.casefold() in names
    name = ref.label.in_(kit.language)
    note = "" if exact else kit.t("The topic “%(given)s” was read as: %(name)s.", given=given, name=name)
    return replace(form, topic=ref.path), note


def _href(kit: Kit, form: PartnerForm, **changed: object) -> str:
    return kit.links.page("partners", "", **{**form.query(), **changed})


def ask(served: ServedBuild, form: PartnerForm, who: EntityRef | None, near: EntityRef | None) -> PartnerAnswer:
    """The candidates for a form whose blanks were read."""
    catalogue = served.catalogue
    kilometres = float(form.km) if form.km.isdigit() and int(form.km) > 0 else None
    query = PartnerQuery(
        body=who.iri if who else None,
        topics=(catalogue.find(form.topic, (Group.SPECIALISATION,)).iri,) if form.topic else (),
        near=near.iri if near else None,
        helix=(form.helix,) if form.helix else (),
        km=kilometres,
        novelty=form.novelty,
        limit=form.shown,
    )
    return served.thinking.partners(query)


def _blank(kit: Kit, served: ServedBuild, text: str, groups: tuple[Group, ...], name: str, form: PartnerForm) -> Blank:
    """An entity by its path or name; what is not found comes back with the nearest names to choose from."""
    if not text:
        return Blank()
    try:
        return Blank(served.catalogue.find(text, groups))
    except NotFoundError as error:
        several = isinstance(error, AmbiguousName)
        hits = served.catalogue.index.search(text, groups=groups, limit=3)
    offers = tuple(
        (hit.ref.label.in_(kit.language), kit.links.page("partners", **{**form.query(), name: hit.ref.path}))
        for hit in hits
    )
    return Blank(None, _unread(kit.t, several=several, place=name != "who"), offers, several)


def _unread(t: Translator, *, several: bool, place: bool) -> str:
    """Why a name in a blank means no single thing."""
    if several:
        return t("Several places have this name.") if place else t("Several organisations have this name.")
    return t("No place in Lombardy has this name.") if place else t("No organisation has this name.")


for code in LANGUAGES:
    router.add_api_route(f"/{code}/{SLUGS['partners'][code]}", partners, methods=["GET"], name=f"partners-{code}")
