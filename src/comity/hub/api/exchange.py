"""What a member's systems use: its feed, and files by digest."""

import msgspec

from comity.app import uploads
from comity.app.picture_metadata import Carried, carried
from comity.app.ports.vault import MAX_CONTENT
from comity.app.views import feed as feeds
from comity.app.views import files
from comity.governance.gate import Resource
from comity.hub.api.acting import opening
from comity.hub.endpoint import BYTES, Call, Nothing, Reply, Routes
from comity.kernel.decider import Row
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.hashing import sha256_hex
from comity.notices.access import OpenFile, PictureFault

ROUTES = Routes("Exchange")


class Stored(msgspec.Struct, frozen=True):
    """A file that is kept; it is erased with the last request or notice that names it, or after a week if none does.

    `picture_fault` says why the public could not be shown it as a photograph. `carries` is what a picture tells beside
    its pixels: members that may open the file get it as it came, and what the public is shown has none of it.
    """

    sha256: str
    picture_fault: PictureFault | None
    carries: tuple[Carried, ...]


@ROUTES.get("/feed", "Read your member's feed from a cursor on.", feeds.Feed, query=feeds.FeedQuery,
            looks=True)  # fmt: skip
def get_feed(call: Call[None, feeds.FeedQuery]) -> Reply:
    """Give a page. A machine's pull is no act of opening: what is sent to whom stands in the feed itself."""
    page = feeds.feed(call.looking, call.by, call.query)
    if not call.caller.service:
        carried = (entry.notice for entry in page.entries if entry.content or entry.addendum)
        opening(call, *(OpenFile(id=notice) for notice in dict.fromkeys(carried)))
    return Reply(page)


@ROUTES.put("/files/{sha256}", "Keep a photograph or an attachment under its SHA-256.", Stored, body=bytes, reads=BYTES,
            largest=MAX_CONTENT, key=False)  # fmt: skip
def put_file(call: Call[bytes, Nothing]) -> Reply:
    sha256, by = call.path["sha256"], call.by
    with call.hub.look() as look:
        own = Resource("file", "file", Row(state="new", member=by.member))
        look.require(by, "bureau:file:upload", own)
    if sha256_hex(call.body) != sha256:
        raise UnusableInput("These are other bytes.", [Fault("sha256", "the SHA-256 of the body")])
    new = uploads.receive(call.hub, by, call.body)
    with call.hub.look() as look:
        fault = uploads.state(look, by, sha256).fault
    return Reply(Stored(sha256, fault, carried(call.body)), status=201 if new else 200)


@ROUTES.get("/files/{sha256}", "Open a photograph or an attachment of a request or notice that you may see. An act.",
            bytes, writes=BYTES)  # fmt: skip
def get_file(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        found = files.find(look, call.by, call.path["sha256"])
    if found.through:
        opening(call, found.through)
    with call.hub.look() as look:
        return Reply(files.read(look, files.find(look, call.by, call.path["sha256"])))
