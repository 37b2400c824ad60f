"""Something new for the person who listens: a number as it grows, and nothing of what it is.

To listen is not to use a session: it ends with the session, after `LIFE` at the latest, and is not begun again by
itself. Between two looks nobody holds a thread.
"""

import asyncio
import re
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Final

from comity.app import sessions
from comity.app.live import STEP
from comity.hub.pools import Face
from comity.hub.web.pages import SIGNED_IN, Pages
from comity.hub.web.visit import Answer, Events, Give, Visit
from comity.kernel import wire

PAGES: Final = Pages("account", SIGNED_IN)
LIFE: Final = timedelta(minutes=20)
"""Shorter than a session may stand idle, so that listening never outlives one."""
_BEATS: Final = LIFE // STEP
_HEARD: Final = 5
"""Looks between two signs of life, by which it is noticed that nobody is there any more."""
_SINCE: Final = re.compile(r"([0-9a-f]{8})\.([0-9]{1,9})")


@PAGES.get("/events", "Something new")
def events(visit: Visit) -> Answer:
    """Tell how much came to wait since the page was opened; where no place is left, tell the browser not to ask."""
    if visit.common.live.full(visit.by.id):
        return Give(b"", "text/plain", status=204)
    return Events(_events(visit))


async def _events(visit: Visit) -> AsyncGenerator[tuple[str, str], None]:
    live, pools, hub, session = visit.common.live, visit.common.pools, visit.hub, visit.session
    if not live.enter(visit.by.id):
        return
    try:
        base = _begun(visit, await pools.run(Face.OFFICE, live.total, hub, visit.by.id))
        said = -1
        for beat in range(_BEATS):
            total = await pools.run(Face.OFFICE, live.total, hub, visit.by.id)
            if total - base != said:
                said = total - base
                yield "new", wire.encode({"new": said, "since": f"{live.epoch}.{base}"}).decode()
            elif beat % _HEARD == 0:
                if session is None or not await pools.run(Face.OFFICE, sessions.stands, hub, session):
                    break
                yield "beat", "{}"
            await asyncio.sleep(STEP.total_seconds())
        yield "end", "{}"
    finally:
        live.leave(visit.by.id)


def _begun(visit: Visit, total: int) -> int:
    """Return from which number on it is counted: where the page's listening began, or now."""
    said = _SINCE.fullmatch(visit.query.one("since"))
    if said and said[1] == visit.common.live.epoch and int(said[2]) <= total:
        return int(said[2])
    return total
