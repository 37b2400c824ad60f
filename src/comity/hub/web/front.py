"""The way in: the desk one begins at, and the doors of a sample, through which a newcomer enters each desk at once."""

from typing import Final

import msgspec

from comity.app import sessions
from comity.app.look import Look, principal_of
from comity.governance.commands import PersonProfile
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.hub.web import cookies
from comity.hub.web.desks import HOME, acting_as
from comity.hub.web.pages import ANYONE, SIGNED_IN, Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import NotFound

PAGES: Final = Pages("public", ANYONE)
_EACH: Final = 2
"""How many people of one office a newcomer is offered: two reviewers publish, and two bureaus meet."""


class Door(msgspec.Struct, frozen=True):
    """Someone of the sample whose desk a newcomer may take; `place` is the member or the person that they act as."""

    person: str
    login: str
    name: str
    acts_as: str
    place: str
    offices: frozenset[Office]


class Desk(msgspec.Struct, frozen=True):
    """A desk, what is done there, and its doors."""

    title: str
    says: str
    offices: frozenset[Office]
    doors: tuple[Door, ...] = ()


_DESKS: Final = (
    Desk(
        "A bureau",
        "Asks for notices, reads those of others, says what it did with them.",
        frozenset({Office.BUREAU_OFFICER}),
    ),
    Desk("The head of a bureau", "All of that, and answers for the bureau.", frozenset({Office.BUREAU_HEAD})),
    Desk(
        "A reviewer", "Examines each request before anyone else sees it; two must agree.", frozenset({Office.REVIEWER})
    ),
    Desk(
        "The Secretary General",
        "Sees clocks, load and silence, and can decide no case.",
        frozenset({Office.SECRETARY_GENERAL}),
    ),
    Desk("A case officer", "Records context, blocks and adds addenda.", frozenset({Office.CASE_OFFICER})),
    Desk("An auditor", "Reads who did what, with proofs and without contents.", frozenset({Office.AUDITOR})),
    Desk("A commissioner", "Reads applications and whole files.", frozenset({Office.COMMISSIONER})),
    Desk("An administrator", "Keeps the accounts and opens no file.", frozenset({Office.ADMINISTRATOR})),
    Desk("The listing office", "Publishes what the Security Council listed.", frozenset({Office.LISTING_OFFICER})),
    Desk("The statistician", "Publishes the figures.", frozenset({Office.STATISTICIAN})),
    Desk("The President", "Has no hand in the files: see for yourself.", frozenset({Office.PRESIDENT})),
)


@PAGES.get("/desk", "Your desk", offices=SIGNED_IN)
def desk(visit: Visit) -> Answer:
    """Lead a person to the desk that is theirs."""
    return Go(visit.common.beginning(visit.by.offices))


@PAGES.get("/sample", "A sample organisation")
def doors(visit: Visit) -> Answer:
    """Offer a newcomer each desk of the sample."""
    _require_sample(visit)
    with visit.hub.look() as look:
        everyone = _everyone(look)
    return Show("sample.html", {"desks": [_with_doors(everyone, each) for each in _DESKS], "everyone": everyone})


@PAGES.post("/sample", "A sample organisation")
def enter(visit: Visit) -> Answer:
    """Open a session as one of the sample's people."""
    _require_sample(visit)
    person = visit.form.one("person")
    with visit.hub.look() as look:
        if not any(person == door.person for door in _everyone(look)):
            raise NotFound
    if visit.session:
        sessions.end(visit.hub, visit.by, visit.session.id)
    secret, _ = sessions.open_session(visit.hub, person, visit.device, "sample")
    visit.cookies[cookies.SESSION] = secret
    return Go(HOME)


def _require_sample(visit: Visit) -> None:
    if not visit.hub.sample:
        raise NotFound


def _everyone(look: Look) -> list[Door]:
    """Return the doors of all who may have a session, by login."""
    found: list[Door] = []
    for each in look.legible(look.reader.registers("person")):
        state = each.state
        if state.state == "active" and state.offices & SIGNED_IN and state.profile is not None:
            by: Principal = principal_of(state)
            profile = look.if_opened(state.profile, PersonProfile)
            if profile is None:
                continue
            found.append(Door(by.id, profile.login, profile.name, acting_as(by), by.member or by.id, by.offices))
    return sorted(found, key=lambda door: door.login)


def _with_doors(everyone: list[Door], desk: Desk) -> Desk:
    """Return a desk with its first people: two of an office, one bureau officer of each of two members."""
    found: dict[str, Door] = {}
    for door in everyone:
        if door.offices & desk.offices and door.place not in found and len(found) < _EACH:
            found[door.place] = door
    return msgspec.structs.replace(desk, doors=tuple(found.values()))
