"""Acts in words: what was done, on what, in which office; never what it says."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from comity.app.views.auditing import EVENTS, ActLine
from comity.governance.register import policies

THINGS: Final[Mapping[str, str]] = {
    "request": "request",
    "review": "review of request",
    "opinion": "opinion",
    "notice": "notice",
    "dealing": "dealings",
    "campaign": "campaign",
    "access": "file",
    "file": "uploaded file",
    "person": "person",
    "organisation": "organisation",
    "member": "member",
    "application": "application",
    "figures": "figures of",
    "reply": "reply of member",
    "questions": "screening questions",
    "clearance": "clearance",
}
_OPENED: Final[Mapping[str, str]] = {"req": "request", "ntc": "notice", "rdr": "application"}
DEEDS: Final[Mapping[str, str]] = {
    "RequestDrafted": "began a draft of",
    "DraftRevised": "changed the draft of",
    "DraftDiscarded": "discarded the draft of",
    "RequestSubmitted": "submitted",
    "ReviewBegun": "put before the reviewers",
    "RequestReturned": "returned",
    "ReplyDrafted": "saved a reply on",
    "ReplyGiven": "replied to the return of",
    "RequestRefused": "told the refusal of",
    "RequestApproved": "told the approval of",
    "RequestPublished": "recorded the publication of",
    "RequestWithdrawn": "withdrew",
    "ReconsiderationAsked": "asked for reconsideration of",
    "RequestLapsed": "let lapse",
    "RequestEnded": "recorded the end of the notice of",
    "RequestErased": "erased",
    "ReviewOpened": "opened the",
    "ReviewClaimed": "took a place in the",
    "ReviewReleased": "freed a place in the",
    "ContextRecorded": "recorded what the secretariat knows, in the",
    "TiesWeighed": "weighed ties anew in the",
    "OpinionCounted": "counted an opinion in the",
    "ReviewEscalated": "called a third reviewer to the",
    "ReviewDecided": "recorded the decision of the",
    "ReviewClosed": "closed without a decision the",
    "OpinionGiven": "gave",
    "NoticePublished": "published",
    "ListingPublished": "published the listing in",
    "ListingRevised": "revised the listing in",
    "NoticeAmended": "amended",
    "NoticeMaintained": "maintained",
    "NoticeSuspended": "suspended",
    "NoticeResumed": "put in force again",
    "NoticeBlocked": "blocked",
    "NoticeUnblocked": "lifted the block of",
    "AddendumAdded": "added an addendum to",
    "CirculationRestricted": "restricted the circulation of",
    "ExtractReleased": "made public an extract of",
    "ExtractRetracted": "took back the public extract of",
    "RetentionAsked": "asked whether to keep",
    "RetentionExtended": "kept for longer",
    "SecondLookAsked": "asked for a second look at",
    "PurposeAchieved": "recorded the purpose as achieved of",
    "NoticeWithdrawn": "withdrew",
    "NoticeCancelled": "cancelled",
    "NoticeExpired": "let expire",
    "ListingEnded": "ended the listing in",
    "TreatmentRecorded": "said how the notice is treated, in the",
    "AnswerRecorded": "said what was done after a find, in the",
    "ObjectionRaised": "objected, in the",
    "SilenceReminded": "reminded of silence after a find, in the",
    "CampaignCreated": "began",
    "CampaignNoticeAdded": "added a notice to",
    "CampaignNoticeRemoved": "took a notice out of",
    "FileOpened": "opened the file of",
    "UploadReceived": "uploaded",
    "UploadExamined": "examined the picture in",
    "UploadDropped": "destroyed the unused",
    "PersonAdded": "added",
    "ProfileRevised": "changed the profile of",
    "TiesAmended": "amended the ties of",
    "OfficeFilled": "filled an office with",
    "OfficeLeft": "ended an office of",
    "DutySet": "changed the duty list for",
    "PersonRemoved": "removed",
    "TokenIssued": "issued a token to",
    "TokenRevoked": "revoked a token of",
    "SessionOpened": "opened a session of",
    "SessionEnded": "ended a session of",
    "SessionsEnded": "ended sessions of",
    "PersonInvited": "invited",
    "InvitationAccepted": "accepted the invitation of",
    "CredentialsChanged": "changed the credentials of",
    "CredentialsVoided": "closed every way in of",
    "OfficeProposed": "proposed an office for",
    "TiesProposed": "proposed other ties for",
    "InvitationProposed": "proposed to invite",
    "ChangeConfirmed": "confirmed what another proposed for",
    "ChangeDropped": "dropped a proposed change to",
    "NotificationsSet": "chose how to be told, for",
    "ConfirmationAsked": "asked to confirm an address, for",
    "ConfirmationMissed": "failed to confirm an address, for",
    "ConfirmationDropped": "let an address go unconfirmed, for",
    "OrganisationCreated": "founded the",
    "MemberAdmitted": "admitted a member to the",
    "MeasureImposed": "imposed a corrective measure, for the",
    "MeasureLifted": "lifted a corrective measure, for the",
    "ClockConfirmed": "confirmed the clock, for the",
    "MemberDescribed": "described the",
    "ApplicationReceived": "handed in",
    "EnclosuresAdded": "documents added",
    "OverdueMarked": "marked as overdue",
    "ReleasePublished": "published the",
    "ReplyWritten": "wrote the",
    "QuestionsRecorded": "recorded the",
    "QuestionsErased": "erased the",
    "MatchCleared": "said that a traveller is not the person on a notice, in the",
    "ClearanceRevoked": "took back the",
    "ClearanceExpired": "let expire the",
}
"""What each type of act is called, as the verb of a sentence."""
BY_ITSELF: Final[Mapping[str, str]] = {
    "process": "The process",
    "clock": "The clock",
    "public": "Anyone, not signed in",
    "operator": "The operator of the server’s host",
}
_THROUGH: Final[Mapping[str, str]] = {
    "ses": "The session",
    "tok": "The token",
    "inv": "The invitation",
    "ope": "The command line on the server’s own host,",
}


def through(via: str) -> str:
    """Return what an act was done through, in words; its identifier follows."""
    return _THROUGH.get(via[:3], "")


def deed(name: str) -> str:
    """Return a type of act as a verb; one that has no words yet by its name."""
    return DEEDS.get(name) or "".join(f" {each.lower()}" if each.isupper() else each for each in name).strip()


def thing(line: ActLine) -> str:
    """Return what an act was done on, as a noun before its identifier."""
    if line.what == "access":
        return _OPENED.get(line.stream[:3], "file")
    return THINGS.get(line.what, line.what)


@cache
def office(policy: str) -> str:
    """Return in which office a policy lets one act, such as `as reviewer`; "" where it speaks of several."""
    found = next((each.office for each in policies() if each.id == policy), None)
    match found:
        case None:
            return ""
        case "bureau" | "member":
            return f"for a {found}"
        case _:
            return f"as {found.replace('_', ' ')}"


def choices() -> list[tuple[str, str]]:
    """Return every type of act with its words, in the order of the words."""
    found = [(name, f"{deed(name)} … ({THINGS.get(what, what)})".capitalize()) for name, what in EVENTS.items()]
    return sorted(found, key=lambda pair: pair[1])
