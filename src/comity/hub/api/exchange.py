"""What a member's systems use: its feed, and files by digest."""

import msgspec

from comity.app.ports.vault import MAX_CONTENT
from comity.app.views import feed as feeds
from comity.app.views import files
from comity.governance.gate import Resource
from comity.hub.api.acting import opening
from comity.hub.endpoint import BYTES, Call, Nothing, Reply, Routes
from comity.kernel.codes import Country
from comity.kernel.decider import Row
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.hashing import sha256_hex
from comity.notices.access import OpenFile, ReceiveUpload

ROUTES = Routes("Exchange")


class Stored(msgspec.Struct, frozen=True):
    """A file that is kept; it is erased with the last request or notice that names it, or after a week if none does."""

    sha256: str


@ROUTES.get("/feed", "Read your member's feed from a cursor on.", feeds.Feed, query=feeds.FeedQuery)
def get_feed(call: Call[None, feeds.FeedQuery]) -> Reply:
    """Give a page. A machine's pull is no act of opening: what is sent to whom stands in the feed itself."""
    with call.hub.look() as look:
        page = feeds.feed(look, call.by, call.query)
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
        known = look.reader.upload(sha256, member=by.member)
    if sha256_hex(call.body) != sha256:
        raise UnusableInput("These are other bytes.", [Fault("sha256", "the SHA-256 of the body")])
    if not known:
        new = call.hub.chance.id("fil")
        call.hub.order(by, ReceiveUpload(id=new, member=Country(by.member or ""), data=call.body))
    return Reply(Stored(sha256), status=200 if known else 201)


@ROUTES.get("/files/{sha256}", "Open a photograph or an attachment of a request or notice that you may see. An act.",
            bytes, writes=BYTES)  # fmt: skip
def get_file(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        found = files.find(look, call.by, call.path["sha256"])
    if found.through:
        opening(call, found.through)
    with call.hub.look() as look:
        return Reply(files.read(look, files.find(look, call.by, call.path["sha256"])))
