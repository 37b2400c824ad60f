"""The public notices API: mounted by the hub at /notices/v1, without login."""

from functools import partial

from litestar import Router
from litestar.config.compression import CompressionConfig
from litestar.middleware import DefineMiddleware
from litestar.middleware.compression import CompressionMiddleware

from comity.app.comity import Comity
from comity.app.publicset import PublicSet
from comity.hub.pools import Pools
from comity.hub.public import routes
from comity.hub.public.answers import opened, problem
from comity.hub.public.index import Entry, entry
from comity.hub.public.shapes import ROOT, SEGMENTS
from comity.kernel.errors import ComityError

_UN = {"un/persons": False, "un/entities": True}
_COMPRESSION = CompressionConfig(backend="gzip", minimum_size=1000, gzip_compress_level=5, exclude_opt_key="as_it_is")


def open_public_set(comity: Comity) -> PublicSet[Entry]:
    """Return the public set of this worker and begin to read it; `ready` says when search is complete."""
    public = PublicSet(comity, partial(entry, base=comity.base_url))
    public.start()
    return public


def public_router(comity: Comity, public: PublicSet[Entry] | None = None, pools: Pools | None = None) -> Router:
    """Return the routes of the public notices API, to be mounted on the hub's application."""
    shown = public or open_public_set(comity)
    handlers = routes.whole_set_handlers(comity, shown, pools or Pools())
    for segment, kind in SEGMENTS.items():
        handlers += routes.list_handler(comity, shown, segment, kind, None)
        if segment != "un":
            handlers += routes.notice_handlers(comity, shown, segment, kind, None)
            continue
        for path, entity in _UN.items():
            handlers += routes.list_handler(comity, shown, path, kind, entity)
            handlers += routes.notice_handlers(comity, shown, path, kind, entity)
    return Router(
        ROOT,
        route_handlers=handlers,
        after_request=opened,
        exception_handlers={ComityError: problem},
        middleware=[DefineMiddleware(CompressionMiddleware, config=_COMPRESSION)],
        tags=["public notices"],
    )
