"""The parts of the web, in the order of the navigation; each says its pages once."""

from typing import Final

from comity.governance.offices import Office
from comity.hub.web import desks, front, live, why
from comity.hub.web.account import desk as account
from comity.hub.web.account import entrance, welcome
from comity.hub.web.accounts import desk as accounts
from comity.hub.web.audit import desk as audit
from comity.hub.web.bureau import (
    acting,
    answering,
    campaigns,
    clearing,
    colleagues,
    enclosed,
    members,
    questions,
    request_desk,
    searching,
    sheet,
)
from comity.hub.web.bureau import desk as bureau
from comity.hub.web.bureau import notices as bureau_notices
from comity.hub.web.commission import desk as commission
from comity.hub.web.destinations import destination
from comity.hub.web.listing import desk as listing
from comity.hub.web.pages import Page
from comity.hub.web.public import about, applying, figures, home, law, notice, notices, redress, standing, verify
from comity.hub.web.review import desk as review
from comity.hub.web.secretariat import desk as secretariat
from comity.hub.web.secretariat import supervision
from comity.hub.web.statistics import desk as statistics

PARTS: Final = (
    home,
    notices,
    notice,
    about,
    law,
    figures,
    redress,
    applying,
    verify,
    standing,
    front,
    entrance,
    welcome,
    bureau,
    request_desk,
    bureau_notices,
    answering,
    acting,
    sheet,
    enclosed,
    campaigns,
    members,
    colleagues,
    searching,
    clearing,
    questions,
    secretariat,
    supervision,
    review,
    listing,
    statistics,
    commission,
    audit,
    accounts,
    account,
    why,
    live,
)
PAGES: Final[tuple[Page, ...]] = tuple(page for part in PARTS for page in part.PAGES.all)
"""Every page there is."""


def beginning_of(offices: frozenset[Office]) -> str:
    """Return where who holds `offices` begins."""
    return desks.beginning(PAGES, offices)


def leading_of(offices: frozenset[Office], address: str) -> str:
    """Return where an address leads who holds `offices`: there, or to their desk where they may not open it."""
    return destination(PAGES, offices, address)
