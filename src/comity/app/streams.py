"""Which stream a command runs on, which resource it is authorised against, and to which file its content belongs."""

from typing import TYPE_CHECKING, Final

import msgspec

from comity.governance import commands as gov
from comity.governance.describing import DescribeMember
from comity.governance.gate import Principal, Resource
from comity.governance.organisation import STREAM as ORGANISATION
from comity.kernel.decider import Command, Row
from comity.notices import access
from comity.notices import commands as c
from comity.notices.clearing import Clearance, ClearMatch
from comity.notices.notice import Notice
from comity.notices.questions import RecordQuestions
from comity.notices.reviewing import Review
from comity.redress.commands import ReceiveApplication
from comity.statistics.releasing import PublishRelease, WriteReply

if TYPE_CHECKING:
    from comity.app.casefile import Source
    from comity.app.unit import Unit

OPENING = (
    c.DraftRequest,
    c.OpenReview,
    c.PublishNotice,
    c.PublishListing,
    c.CreateCampaign,
    access.ReceiveUpload,
    ClearMatch,
    RecordQuestions,
    gov.AddPerson,
    gov.AppointFirstAdministrator,
    gov.CreateOrganisation,
    DescribeMember,
    ReceiveApplication,
    PublishRelease,
    WriteReply,
)
"""Commands that may begin a stream; any other is about something that must be there already."""


def dealing_id(notice: str, member: str) -> str:
    """Return the id of a member's dealings with a notice."""
    return f"{notice}.{member}"


def opinion_id(request: str, round_: int, reviewer: str) -> str:
    """Return the id of a reviewer's opinion in a round of a review."""
    return f"{request}.{round_}.{reviewer}"


def stream_id(unit: "Unit", command: Command, principal: Principal) -> str:
    """Return the id of the stream that `command` changes."""
    match command:
        case c.RecordTreatment() | c.RecordAnswer() | c.RaiseObjection() | c.RemindOfSilence():
            return dealing_id(command.notice, command.member)
        case c.GiveOpinion(id=request):
            review: Review = unit.load("review", request).state
            return opinion_id(request, review.round, principal.id)
        case WriteReply() | DescribeMember():
            return str(command.member)
        case (
            gov.CreateOrganisation() | gov.AdmitMember() | gov.ImposeMeasure() | gov.LiftMeasure() | gov.ConfirmClock()
        ):
            return ORGANISATION
        case _:
            found: str = getattr(command, "id", type(command).__name__.lower())
            return found


def resource(unit: "Unit", what: str, stream: str, command: Command) -> Resource:
    """Return what Cedar decides about: mostly the stream itself, for dealings the notice, for opinions the review."""
    match command:
        case c.RecordTreatment() | c.RecordAnswer() | c.RaiseObjection() | ClearMatch():
            return msgspec.structs.replace(unit.resource("notice", command.notice), about=str(command.member))
        case c.GiveOpinion(id=request):
            return unit.resource("review", request)
        case c.ReleaseReview(reviewer=reviewer):
            return msgspec.structs.replace(unit.resource("review", stream), about=reviewer)
        case WriteReply():
            member = str(command.member)
            return Resource(member, "figures", Row(state="new", member=member))
        case access.OpenFile(id=opened, review=True):
            return unit.resource("review", opened)
        case access.OpenFile(id=opened):
            return unit.resource(KINDS_BY_PREFIX[opened[:3]], opened)
        case _:
            pass
    loaded = unit.load(what, stream)
    if loaded.version:
        return Resource(stream, what, loaded.row)
    owner = _opening_member(command)
    return Resource(stream, what, msgspec.structs.replace(loaded.row, state="new", member=owner))


KINDS_BY_PREFIX: Final = {
    "req": "request",
    "ntc": "notice",
    "rdr": "application",
    "cmp": "campaign",
    "per": "person",
    "clr": "clearance",
}
"""What the prefix of an identifier says of the stream that it names."""


def _opening_member(command: Command) -> str | None:
    body = getattr(command, "body", None)
    found = body.requesting_member if body is not None else getattr(command, "member", None)
    return str(found) if found else None


def file_of(unit: "Source", what: str, stream: str, command: Command | None = None) -> str:
    """Return the file whose end destroys the content of this stream: the first request's, or the listing's."""
    match what:
        case "notice":
            notice: Notice = unit.state_of("notice", stream)
            request = notice.request or (command.request if isinstance(command, c.PublishNotice) else None)
            return request or stream
        case "review" | "opinion":
            return stream.partition(".")[0]
        case "dealing":
            return file_of(unit, "notice", stream.partition(".")[0])
        case "clearance":
            clearance: Clearance = unit.state_of("clearance", stream)
            return file_of(unit, "notice", clearance.notice or getattr(command, "notice", stream))
        case _:
            return stream
