"""Answers that are made while they are sent: downloads of any length, and server-sent events.

No thread waits with them: a part is made in a thread, and between two parts nobody holds one.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import aclosing
from typing import Any

from litestar import Response
from litestar.response import ServerSentEvent, Stream
from litestar.response.sse import ServerSentEventMessage

from comity.hub.pools import Face, Pools
from comity.hub.web import headers
from comity.hub.web.visit import Pour

Told = tuple[str, str]


def poured(answer: Pour, pools: Pools) -> Response[Any]:
    """Return a download; an error half-way ends the connection, so that no half of a file passes for the whole."""
    sent = Stream(pools.parts(Face.OFFICE, answer.parts), media_type=answer.media_type)
    sent.headers.update({**headers.FILE, "Cache-Control": "no-store"})
    sent.headers["Content-Disposition"] = f'attachment; filename="{answer.filename}"'
    return sent


def told(events: Iterable[Told] | AsyncGenerator[Told, None]) -> Response[Any]:
    """Return server-sent events."""
    return ServerSentEvent(_messages(events), headers={**headers.PAGE})


async def _messages(events: Iterable[Told] | AsyncGenerator[Told, None]) -> AsyncIterator[ServerSentEventMessage]:
    if isinstance(events, AsyncGenerator):
        # Who goes away ends the events too, at once and not when memory is next cleared.
        async with aclosing(events) as found:
            async for name, data in found:
                yield ServerSentEventMessage(event=name, data=data)
    else:
        for name, data in events:
            yield ServerSentEventMessage(event=name, data=data)
