"""Offices in words for who fills them: what each is, and what keeps two apart."""

from collections.abc import Mapping
from typing import Final

from comity.governance.account import Account
from comity.governance.commands import TokenPurpose
from comity.governance.offices import Office, conflict
from comity.governance.people import PersonState

OFFICES: Final[Mapping[Office, str]] = {
    Office.BUREAU_OFFICER: "Bureau officer",
    Office.BUREAU_HEAD: "Head of a bureau",
    Office.BORDER_SERVICE: "Border service",
    Office.REVIEWER: "Reviewer",
    Office.CASE_OFFICER: "Case officer",
    Office.LISTING_OFFICER: "Listing officer",
    Office.STATISTICIAN: "Statistician",
    Office.SECRETARY_GENERAL: "Secretary General",
    Office.COMMISSIONER: "Commissioner",
    Office.AUDITOR: "Auditor",
    Office.ADMINISTRATOR: "Administrator",
    Office.PRESIDENT: "President",
    Office.EXECUTIVE_COMMITTEE: "Member of the Executive Committee",
}
DOES: Final[Mapping[Office, str]] = {
    Office.BUREAU_OFFICER: "Asks for notices for a member, reads those of others, answers for the member.",
    Office.BUREAU_HEAD: "All of that, sees the bureau's people, and replies to the figures.",
    Office.BORDER_SERVICE: "A machine of a member that asks who is wanted. It has tokens and does not sign in.",
    Office.REVIEWER: "Judges requests, two by two, where no tie stands in the way. Nationalities must be known.",
    Office.CASE_OFFICER: "Opens whole files, records context, blocks, adds addenda, cancels.",
    Office.LISTING_OFFICER: "Publishes what the Security Council listed, and serves international courts.",
    Office.STATISTICIAN: "Publishes the figures.",
    Office.SECRETARY_GENERAL: "Runs the secretariat and decides no case.",
    Office.COMMISSIONER: "Reads applications for redress and whole files, blocks for the time being.",
    Office.AUDITOR: "Reads who did what, without contents, and changes nothing.",
    Office.ADMINISTRATOR: "Keeps the accounts and opens no file.",
    Office.PRESIDENT: "Presides, and has no access to any file.",
    Office.EXECUTIVE_COMMITTEE: "Supervises, and has no access to any file.",
}
PURPOSES: Final[Mapping[TokenPurpose, str]] = {
    TokenPurpose.PERSON: "The person's own programs",
    TokenPurpose.SERVICE: "A service of the member, such as its node",
}


def bar(state: PersonState, office: Office) -> str:
    """Return why a person cannot fill an office, in words; "" where nothing is known to stand in the way."""
    if office in state.offices:
        return "Held already."
    for held in sorted(state.offices):
        if rule := conflict(office, held):
            return f"Not together with {OFFICES[held].lower()}: {rule.why} ({rule.citation})."
    if office is Office.REVIEWER and not state.nationalities:
        return "Say the person's nationalities first: they decide which cases a reviewer may not judge."
    return ""


def way_in(account: Account) -> str:
    """Return in words how a person comes in at present."""
    if account.credentials is not None:
        return "Has set a way to sign in."
    if account.invitation is not None:
        return "Is invited and has not answered yet."
    return "Cannot sign in: there are no credentials and no invitation."
