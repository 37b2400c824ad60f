"""Pages as HTTP: who comes, may they, is the form ours, and only then what the page does.

1. The cookie says which session it is; one that has ended is none.
2. A form that no page of ours can have given out is refused unread. Any other is read whole, within its bound, in
   memory; what people send who are not signed in is bounded together.
3. A form must come from a page of ours that was given to the same browser and person.
4. Who may not come is shown the way in (what was typed goes with them), or told whose page it is.
5. The page runs. An error becomes a page of its own, and what was typed stands on it.
"""

from dataclasses import replace
from typing import Any, Final, assert_never

from litestar import HttpMethod, Request, Response, route
from litestar.handlers import HTTPRouteHandler

from comity.app import sessions
from comity.app.doubt import one_answer
from comity.governance.commands import PersonProfile
from comity.governance.gate import PUBLIC, through
from comity.hub.bodies import Busy, is_short
from comity.hub.pools import Face
from comity.hub.problems import as_ours, report
from comity.hub.receiving import places
from comity.hub.web import cookies, guarding, headers, streaming
from comity.hub.web.account.entrance import entrance
from comity.hub.web.desks import HOME
from comity.hub.web.device import device
from comity.hub.web.faults import fault_page
from comity.hub.web.forms import read_form, read_pairs
from comity.hub.web.keeping_typed import keep
from comity.hub.web.language import LANGUAGES, SOURCE
from comity.hub.web.pages import Page
from comity.hub.web.rendering import Render
from comity.hub.web.visit import Answer, Common, Events, Fields, Give, Go, Pour, Show, Visit
from comity.kernel.errors import ComityError, Forbidden

Asked = Request[Any, Any, Any]
_HTML: Final = "text/html"


class NotYourDesk(Forbidden):
    """The page is for other offices than those of who came."""

    type, title = "not-your-desk", "This page belongs to another desk"


def handler(common: Common, render: Render, page: Page) -> HTTPRouteHandler:
    """Return the Litestar handler of a page."""

    face = Face.PUBLIC if page.public else Face.COMMAND if page.method == "POST" else Face.OFFICE

    async def answering(request: Asked) -> Response[Any]:
        if page.method != "POST":
            return await common.pools.run(face, answer, common, render, page, request, b"")
        try:
            known = await common.pools.run(face, _is_signed_in, common, page, request)
            async with common.bodies.body(request, page.largest, known) as body:
                return await common.pools.run(face, answer, common, render, page, request, body)
        except ComityError as error:
            visit = await common.pools.run(face, identified, bare(common, page, request), request)
            return await common.pools.run(face, failed, render, page, visit, request, error)

    methods = [HttpMethod.GET, HttpMethod.HEAD] if page.method == "GET" else [HttpMethod.POST]
    return route(page.addresses, http_method=methods, name=page.name, status_code=200)(answering)


def _is_signed_in(common: Common, page: Page, request: Asked) -> bool:
    """Return True if who sends a form is signed in, before the form is read.

    Raises `NotFound` for no address of ours, and `Forbidden` where no page of ours can have given the form to this
    browser; a short one is read all the same, so that what was typed into it stands on the page of the refusal.
    """
    visit = bare(common, page, request)
    places(visit.path)
    guarding.same_origin(request.headers, common.hub.base_url)
    if not visit.browser and not is_short(request):
        raise guarding.refused()
    return identified(visit, request).known


def answer(common: Common, render: Render, page: Page, request: Asked, body: bytes) -> Response[Any]:
    """Answer one visit; every error is a page."""
    visit = bare(common, page, request)
    try:
        places(visit.path)
        visit = identified(visit, request)
        visit = replace(visit, query=Fields(read_pairs(request.scope["query_string"])))
        person = ""
        if page.method == "POST":
            visit = _with_form(visit, request, body)
            person = _holder(visit)
        with one_answer(commands=page.method == "POST"):
            return responded(render, page, visit, _turned_away(visit, page, person) or page.run(visit))
    except ComityError as error:
        return failed(render, page, visit, request, error)


def _with_form(visit: Visit, request: Asked, body: bytes) -> Visit:
    """Return the visit with what was typed, so that it stands on the page of whatever error follows."""
    guarding.same_origin(request.headers, visit.hub.base_url)
    return replace(visit, form=read_form(body, request.headers.get("content-type", "")))


def _holder(visit: Visit) -> str:
    """Return for whom the form was made; raises `Forbidden` where that is not who sends it."""
    person = guarding.holder(visit.hub.secret, visit.browser, visit.form)
    if visit.session and person not in ("", visit.session.person):
        raise guarding.refused()
    return person


def _turned_away(visit: Visit, page: Page, typed_by: str) -> Answer | None:
    """Return the way in for who is not signed in, None for who may come; raises `NotYourDesk` for others."""
    if page.admits(visit.by.offices):
        return None
    if visit.known:
        detail = "You are signed in, and this page is for other offices than yours."
        raise NotYourDesk(detail, "DESKS", "Comity 19")
    kept = ""
    if typed_by:
        now, nonce = visit.hub.clock.now(), bytes.fromhex(visit.hub.chance.nonce())[:12]
        kept = keep(visit.hub.secret, typed_by, visit.address, visit.form, now, nonce)
    if page.method == "GET":
        return Go(f"/sign-in?next={guarding.quoted(visit.whole_address)}")
    return entrance(visit, HOME, kept, ended=True)


def bare(common: Common, page: Page | None, request: Asked) -> Visit:
    """Return a visit of which nothing is known but its address and its browser."""
    path = {name: str(value) for name, value in request.path_params.items()}
    address, query = request.scope["path"], request.scope["query_string"].decode("ascii", "replace")
    first = address.partition("/")[2].partition("/")[0]
    return Visit(
        common=common,
        by=PUBLIC,
        path=path,
        language=first if first in LANGUAGES else SOURCE,
        htmx=request.headers.get("hx-request") == "true",
        remote=request.client.host if request.client else "",
        device=device(request.headers.get("user-agent", "")),
        address=address,
        whole_address=f"{address}?{query}" if query else address,
        browser=cookies.read(request.cookies, cookies.BROWSER, common.hub.base_url),
        accepted=request.headers.get("accept-language", ""),
    )


def identified(visit: Visit, request: Asked) -> Visit:
    """Return the visit with whoever holds its session; a session that has ended is none."""
    secret = cookies.read(request.cookies, cookies.SESSION, visit.hub.base_url)
    if not secret:
        return visit
    session = sessions.resume(visit.hub, secret)
    if not isinstance(session, sessions.Session):
        visit.cookies[cookies.SESSION] = None
        return visit
    with visit.hub.look() as look:
        by = through(look.principal(session.person), session.id)
        profile = look.state_of("person", session.person).profile
        opened = look.if_opened(profile, PersonProfile)
        name = opened.name if opened else ""
    return replace(visit, by=by, session=session, name=name)


def responded(render: Render, page: Page | None, visit: Visit, answer: Answer) -> Response[Any]:
    """Return what a page answers as HTTP."""
    match answer:
        case Show():
            body = render(visit, page, answer)
            made: Response[Any] = Response(body, status_code=answer.status, media_type=_HTML)
            made.headers.update({**headers.PAGE, **answer.headers})
        case Go(to=to):
            made = Response(b"", status_code=303, media_type=_HTML, headers={**headers.PAGE, "Location": to})
        case Give():
            made = Response(answer.body, status_code=answer.status, media_type=answer.media_type)
            made.headers.update({**headers.FILE, "Cache-Control": headers.LASTING if answer.lasting else "no-store"})
            if answer.filename:
                made.headers["Content-Disposition"] = f'attachment; filename="{answer.filename}"'
            made.headers.update(answer.headers)
        case Pour():
            made = streaming.poured(answer, visit.common.pools)
        case Events(events=events):
            made = streaming.told(events)
        case _:
            assert_never(answer)
    made.cookies.extend(cookies.made(visit.cookies, visit.hub.base_url))
    return made


def failed(render: Render, page: Page | None, visit: Visit, request: Asked, error: Exception) -> Response[Any]:
    """Return the page of an error; a fault of ours is reported."""
    found = as_ours(error)
    if found.status >= 500 and not isinstance(found, Busy):
        report(request, error)
    return responded(render, page, visit, fault_page(visit, found, _desk(page, visit)))


def _desk(page: Page | None, visit: Visit) -> str:
    """Return the desk to show an error at: that of the page, or one's own account where it is for others."""
    return page.desk if page and page.admits(visit.by.offices) else "account"
