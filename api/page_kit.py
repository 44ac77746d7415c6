"""What every page route shares: the language out of the address, the frame around the page, the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from zisgraph.api.services import ServedBuild
from zisgraph.settings import Settings
from zisgraph.visualisations.environment import Pages
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import LANGUAGES, Language, Translator
from zisgraph.visualisations.views.frame import frame
from zisgraph.visualisations.views.links import SLUGS, Links

LONGEST_TOLD, MOST_TOLD = 60, 12
NO_CACHE = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}


@dataclass(frozen=True, slots=True)
class Kit:
    """One request for a page: its language, and the tools that write in it."""

    request: Request
    language: Language
    pages: Pages
    links: Links

    @property
    def t(self) -> Translator:
        """The words."""
        return self.pages.words[self.language]

    @property
    def formats(self) -> Formats:
        """Numbers and dates."""
        return self.pages.formats[self.language]

    @property
    def served(self) -> ServedBuild | None:
        """The build this request is answered from, if any was published."""
        served = getattr(self.request.state, "build", None)
        return served if isinstance(served, ServedBuild) else None

    def unfit(self, given: Mapping[str, tuple[str, Iterable[str]]]) -> tuple[str, ...]:
        """A sentence for each value of the address that is none of those it may have; the page goes on without it."""
        return tuple(
            self.t(
                "The address asks for %(name)s=%(value)s; possible: %(allowed)s. The page is shown without it.",
                name=name,
                value=shortened(value),
                allowed=", ".join(fit[:MOST_TOLD]) + ("…" if len(fit) > MOST_TOLD else ""),
            )
            for name, (value, allowed) in given.items()
            if value and value not in (fit := tuple(allowed))
        )

    def page(self, template: str, current: str, /, status: int = 200, **values: Any) -> HTMLResponse:
        """The page as an answer."""
        return HTMLResponse(self.render(template, current, **values), status, NO_CACHE)

    def render(self, template: str, current: str, /, **values: Any) -> str:
        """The page as text."""
        served = self.served
        settings: Settings = self.request.app.state.settings
        around = frame(
            current,
            self._addresses(current),
            served.catalogue.numbers if served else None,
            served.build.id if served else "",
            self.formats,
            self.links,
            settings.feedback,
        )
        return self.pages.render(template, self.language, **{"notices": ()} | values, frame=around, links=self.links)

    def _addresses(self, current: str) -> Mapping[Language, str]:
        """This same view in every language: the page's own name changes, the rest of the address stays."""
        path, query = self.request.url.path, self.request.url.query
        rest = path.removeprefix(f"/{self.language}")
        own = f"/{SLUGS[current][self.language]}" if SLUGS.get(current, {}).get(self.language) else ""
        addresses: dict[Language, str] = {}
        for other in LANGUAGES:
            slug = f"/{SLUGS[current][other]}" if own else ""
            tail = slug + rest.removeprefix(own) if own and rest.startswith(own) else rest
            addresses[other] = f"/{other}{tail}" + (f"?{query}" if query else "")
        return addresses


def shortened(value: str) -> str:
    """What somebody gave, short enough to be told back."""
    return value if len(value) <= LONGEST_TOLD else f"{value[:LONGEST_TOLD]}…"


def kit_of(request: Request, language: Language) -> Kit:
    """The kit for one language, whatever the address says."""
    settings: Settings = request.app.state.settings
    return Kit(request, language, request.app.state.pages, Links(language, settings.base_iri))


def _kit(request: Request) -> Kit:
    first = request.url.path.split("/")[1]
    language: Language = "en" if first == "en" else "it"
    return kit_of(request, language)


PageKit = Annotated[Kit, Depends(_kit)]
