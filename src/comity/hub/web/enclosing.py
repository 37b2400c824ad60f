"""Files that a request or a notice names: which of them can be opened, and giving one, which is an act."""

from collections.abc import Iterable

from comity.app import giving
from comity.app.look import Look
from comity.app.views import files
from comity.hub.web.sniffing import PDF, shown_type
from comity.hub.web.visit import Give, Visit
from comity.kernel.errors import NotFound
from comity.notices.request import NoticeRequest


def there(look: Look, visit: Visit, body: NoticeRequest | None) -> frozenset[str]:
    """Return the digests of the files that a request names and that the reader may open: some never came."""
    if body is None:
        return frozenset()
    named = [each.sha256 for each in (*(body.subject.photographs or ()), *(body.attachments or ()))]
    return frozenset(_opening(look, visit, named))


def _opening(look: Look, visit: Visit, named: Iterable[str | None]) -> Iterable[str]:
    for sha256 in named:
        try:
            if sha256:
                files.find(look, visit.by, sha256)
                yield sha256
        except NotFound:
            continue


def given(visit: Visit, sha256: str) -> Give:
    """Give a picture to be seen on its page, and any other file to be kept: none runs; raises `NotFound`."""
    with visit.hub.look() as look:
        found = files.find(look, visit.by, sha256)
    if found.through:
        giving.opening(visit.hub, visit.by, found.through)
    with visit.hub.look() as look:
        body = files.read(look, files.find(look, visit.by, sha256))
    kind = shown_type(body)
    if kind is None:
        return Give(body, "application/octet-stream", filename=f"{sha256[:16]}.bin")
    return Give(body, kind, filename=f"{sha256[:16]}.pdf") if kind == PDF else Give(body, kind)
