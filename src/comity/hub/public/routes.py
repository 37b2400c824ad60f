"""The addresses of the public notices API: each hears a question, asks the public set, and writes the shape."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, Final

import msgspec
from litestar import HttpMethod, Response, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from comity.app.comity import Comity
from comity.app.publicset import PublicSet
from comity.app.published import Published, published_pages
from comity.hub.pools import Face, Pools
from comity.hub.public import ftm, shapes
from comity.hub.public.answers import Asked, answer, picture
from comity.hub.public.changes import changes, cursor_now
from comity.hub.public.index import Entry
from comity.hub.public.query import Query, read_query
from comity.hub.public.searching import paged
from comity.kernel import wire
from comity.kernel.errors import NotFound
from comity.notices.vocabulary import Kind

_NUMBER: Final = re.compile(r"(\d{4})[-/](\d{1,9})")
_LINES: Final = "application/x-ndjson"
_PART: Final = 25
"""Lines of a whole set sent at once: few, because they are compressed while nobody else is answered."""
Handlers = list[HTTPRouteHandler]
reading = partial(route, http_method=[HttpMethod.GET, HttpMethod.HEAD], status_code=200)


def list_handler(comity: Comity, public: PublicSet[Entry], path: str, kind: Kind, entity: bool | None) -> Handlers:
    """Return the list of a kind; with `entity`, only of entities or only of persons."""

    @reading(f"/{path}", sync_to_thread=True, name=f"public {path}", summary=f"Search {path} notices")
    def search(request: Asked) -> Response[bytes]:
        query = read_query(kind, request.query_params.multi_items())
        page, total = paged(public, kind, query, comity.clock.now().date(), entity)
        return answer(request, _page(query, page, total, f"{comity.base_url}{shapes.ROOT}/{path}"))

    return [search]


def notice_handlers(comity: Comity, public: PublicSet[Entry], path: str, kind: Kind, entity: bool | None) -> Handlers:
    """Return a notice, the list of its pictures, and a picture."""

    def find(number: str) -> Published:
        match = _NUMBER.fullmatch(number)
        found = public.find(kind, f"{match[1]}/{match[2]}") if match else None
        if found is None or (entity is not None and shapes.is_entity(found) is not entity):
            raise NotFound
        return found

    @reading(f"/{path}/{{number:str}}", sync_to_thread=True)
    def notice(request: Asked, number: FromPath[str]) -> Response[bytes]:
        return answer(request, shapes.detail(find(number), comity.base_url))

    # Some clients quote the number whole, slash and all; a quoted slash arrives here as one of the address.
    @reading(f"/{path}/{{number:str}}/{{serial:int}}", sync_to_thread=True, include_in_schema=False)
    def quoted(request: Asked, number: FromPath[str], serial: FromPath[int]) -> Response[bytes]:
        return answer(request, shapes.detail(find(f"{number}/{serial}"), comity.base_url))

    @reading(f"/{path}/{{number:str}}/images", sync_to_thread=True)
    def images(request: Asked, number: FromPath[str]) -> Response[bytes]:
        return answer(request, shapes.images(find(number), comity.base_url))

    @reading(f"/{path}/{{number:str}}/images/{{picture_id:str}}", sync_to_thread=True, opt={"as_it_is": True})
    def image(request: Asked, number: FromPath[str], picture_id: FromPath[str]) -> Response[bytes]:
        return picture(request, public.picture(kind, find(number).number, picture_id))

    return [notice, quoted, images, image]


def whole_set_handlers(comity: Comity, public: PublicSet[Entry], pools: Pools) -> Handlers:
    """Return the whole set in two forms, what changes in it, and the countries."""

    def export(request: Asked, lines: Callable[[Published], Iterator[Any]]) -> Stream:
        def body() -> Iterator[bytes]:
            for page in published_pages(comity) if request.method == HttpMethod.GET else ():
                encoded = (wire.encode(line) + b"\n" for _, one in page for line in lines(one))
                while part := b"".join(islice(encoded, _PART)):
                    yield part

        headers = {"Cache-Control": "no-store", "Comity-Changes-Cursor": cursor_now(comity)}
        return Stream(pools.parts(Face.EXPORT, body()), media_type=_LINES, headers=headers)

    @reading("/export.jsonl", sync_to_thread=True)
    def export_notices(request: Asked) -> Stream:
        return export(request, lambda one: iter((shapes.detail(one, comity.base_url),)))

    @reading("/export.ftm.json", sync_to_thread=True)
    def export_ftm(request: Asked) -> Stream:
        return export(request, lambda one: ftm.entities(one, comity.base_url))

    @reading("/changes", sync_to_thread=True)
    def changed(request: Asked) -> Response[bytes]:
        return answer(request, changes(comity, public, request.query_params.multi_items()))

    @reading("/data/countries", sync_to_thread=False)
    def countries(request: Asked) -> Response[bytes]:
        return answer(request, shapes.countries())

    return [export_notices, export_ftm, changed, countries]


def _page(query: Query, page: Any, total: int, here: str) -> dict[str, Any]:
    last = max(1, -(-total // query.result_per_page))
    links = {"self": query.page, "first": 1, "last": last}
    if query.page < last:
        links = {"self": query.page, "first": 1, "next": query.page + 1, "last": last}
    return {
        "total": total,
        "query": query.shown,
        "_embedded": {"notices": [msgspec.Raw(one.item) for one in page]},
        "_links": {name: {"href": f"{here}?{query.on(number)}"} for name, number in links.items()},
    }
