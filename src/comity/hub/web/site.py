"""The web as a part of the hub: all pages, their files, the bare address, and errors as pages for who reads pages."""

from typing import Any, Final

from litestar import HttpMethod, Request, Response, route
from litestar.handlers import HTTPRouteHandler

from comity.hub.health import from_here
from comity.hub.problems import problem
from comity.hub.web.handlers import bare, failed, handler, responded
from comity.hub.web.language import negotiate
from comity.hub.web.parts import PAGES
from comity.hub.web.rendering import renderer
from comity.hub.web.statics import static_handler
from comity.hub.web.visit import Common, Go

Asked = Request[Any, Any, Any]
_PROGRAMS: Final = ("/api/", "/notices/v1", "/health/")
SAMPLE_DOORS: Final = "/sample"


class Site:
    """Everything of the web that the hub mounts."""

    def __init__(self, common: Common) -> None:
        self._common = common
        self._render = renderer(PAGES)

    @property
    def handlers(self) -> list[HTTPRouteHandler]:
        """Every page and file of the web."""
        return [*(handler(self._common, self._render, page) for page in PAGES), static_handler(), self._root()]

    def _root(self) -> HTTPRouteHandler:
        """Return the bare address: the doors of a sample, the public pages, or what there is for programs."""

        async def root(request: Asked) -> Response[Any]:
            if not _reads_pages(request):
                return from_here(self._common.hub)
            visit = bare(self._common, None, request)
            to = SAMPLE_DOORS if self._common.hub.sample else f"/{negotiate(visit.accepted)}"
            return responded(self._render, None, visit, Go(to))

        return route("/", http_method=[HttpMethod.GET, HttpMethod.HEAD], name="root")(root)

    def fault(self, request: Asked, error: Exception) -> Response[Any]:
        """Answer an error that no page answered: as a page for who reads pages, as a problem document for programs."""
        if request.scope["path"].startswith(_PROGRAMS) or not _reads_pages(request):
            return problem(request, error)
        return failed(self._render, None, bare(self._common, None, request), request, error)


def _reads_pages(request: Asked) -> bool:
    return "text/html" in request.headers.get("accept", "")
