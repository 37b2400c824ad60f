"""Photographs and attachments: found by digest, opened through a request or a notice that the caller may see."""

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import UploadUse
from comity.app.views.sides import Side, side_of
from comity.governance.gate import Principal
from comity.governance.offices import BUREAU
from comity.kernel.decider import ContentRef
from comity.kernel.errors import NotFound
from comity.notices.access import OpenFile
from comity.notices.notice import Notice
from comity.notices.request import NoticeRequest
from comity.notices.requesting import Request


class Opened(msgspec.Struct, frozen=True):
    """Where an upload was found: its content, and the file whose opening is an act (None: one's own upload)."""

    content: str
    through: OpenFile | None


def find(look: Look, by: Principal, sha256: str) -> Opened:
    """Return the upload as far as `by` may open it; raises `NotFound` for any other."""
    if by.member and by.offices & BUREAU and (own := look.reader.upload(sha256, member=by.member)):
        return Opened(own, None)
    for use in look.reader.upload_uses(sha256):
        through = _through_request(look, by, use) or _through_notice(look, by, use, sha256)
        if through:
            return Opened(use.content, through)
    raise NotFound


def _through_request(look: Look, by: Principal, use: UploadUse) -> OpenFile | None:
    found = look.find("request", use.file)
    if found and look.may(by, "files:request:view", "request", found):
        return OpenFile(id=use.file)
    review = look.find("review", use.file)
    held = review and look.may(by, "files:review:view", "review", review)
    return OpenFile(id=use.file, review=True) if held else None


def _through_notice(look: Look, by: Principal, use: UploadUse, sha256: str) -> OpenFile | None:
    """A recipient opens what the notice names as it stands now, not what an earlier edition or an amendment named."""
    request = look.find("request", use.file)
    state: Request | None = request.state if request else None
    notice = look.find("notice", state.notice or state.amends or "") if state else None
    if notice is None or not look.may(by, "files:notice:view", "notice", notice):
        return None
    named = side_of(by, notice.row.member) is Side.ORGANISATION or sha256 in _named(look, notice)
    return OpenFile(id=notice.id) if named else None


def _named(look: Look, found: Found) -> set[str]:
    notice: Notice = found.state
    if notice.body is None:
        return set()
    body = look.opened(notice.body, NoticeRequest)
    photographs = {each.sha256 for each in body.subject.photographs or ()}
    return photographs | {each.sha256 for each in body.attachments or ()}


def read(look: Look, opened: Opened) -> bytes:
    """Return the bytes of an upload."""
    return look.bytes_of(ContentRef(opened.content, ""))
