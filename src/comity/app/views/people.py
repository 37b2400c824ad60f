"""People and the organisation as those may see them who keep the accounts, head a bureau or ask about themselves."""

from datetime import datetime
from typing import Annotated, Final

import msgspec

from comity.app.awaits import ACCOUNT
from comity.app.look import READER, Found, Look
from comity.app.ports.store import Listing, Sought
from comity.app.views.changes import ChangeView, of_person
from comity.app.views.paging import Page, PageQuery, page
from comity.governance.commands import PersonProfile, TokenPurpose
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.governance.organisation import InForce
from comity.governance.people import PersonState
from comity.governance.scope import scope

_SHOWN: Final = 20


class HeldOffice(msgspec.Struct, frozen=True):
    """An office held now, or in the past once `left`: a past one is still a tie."""

    office: Office
    member: str | None
    left: bool


class TokenView(msgspec.Struct, frozen=True):
    """A token that stands; its secret is kept nowhere."""

    id: str
    expires: datetime
    purpose: TokenPurpose


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    version: int
    state: str
    member: str | None
    profile: PersonProfile | None
    nationalities: tuple[str, ...]
    seconded_by: tuple[str, ...]
    offices: tuple[HeldOffice, ...]
    on_duty: bool
    tokens: tuple[TokenView, ...]
    changes: tuple[ChangeView, ...] = ()


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """The caller as Comity knows it: offices now, the member acted for, and the states it may not judge."""

    person: PersonView
    acts_for: str | None
    ties: tuple[str, ...]
    organisation: str


class Members(msgspec.Struct, frozen=True):
    name: str
    members: tuple[str, ...]


class Measures(msgspec.Struct, frozen=True):
    """The corrective measures in force, and the version of the organisation's file."""

    version: int
    measures: tuple[InForce, ...]


class PeopleQuery(PageQuery, frozen=True):
    member: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")] | None = None


def listed(look: Look, by: Principal, query: PeopleQuery) -> Page[PersonView]:
    """Return a page of the people that `by` may see, the newest first."""
    listing = Listing(
        stream_type="person", scope=scope(by, "person"), member=query.member, after=query.after, limit=query.limit
    )
    return page(look, listing, lambda found: view(look, found))


def view(look: Look, found: Found) -> PersonView:
    """Return a person in full; the caller has been let in already."""
    state: PersonState = found.state
    return PersonView(
        id=found.id,
        version=found.version,
        state=state.state,
        member=state.member or state.acts_for,
        profile=look.if_opened(state.profile, PersonProfile),
        nationalities=state.nationalities,
        seconded_by=state.seconded_by,
        offices=tuple(HeldOffice(held.office, held.member, held.left) for held in state.held),
        on_duty=state.on_duty,
        tokens=tuple(TokenView(each.id, each.expires, each.purpose) for each in state.tokens if each.expires > look.at),
        changes=of_person(look, found),
    )


def me(look: Look, by: Principal, organisation: str) -> Me:
    """Return what Comity knows of the caller."""
    found = look.see(by, "person", by.id)
    return Me(person=view(look, found), acts_for=by.member, ties=tuple(sorted(by.ties)), organisation=organisation)


class AccountAct(msgspec.Struct, frozen=True):
    """A change to an account: when, of what type, by whom and through what."""

    at: datetime
    type: str
    by: str
    via: str | None


def account_acts(look: Look, by: Principal) -> list[AccountAct]:
    """Return the last changes to the caller's account, the newest first."""
    look.see(by, "person", by.id)
    types = tuple(sorted(each.__name__ for each in ACCOUNT))
    sought = Sought(types=types, streams=(("person", by.id),))
    acts = map(READER.read, look.reader.acts_back(look.seq + 1, 0, _SHOWN, sought))
    return [AccountAct(act.at, type(act.event).__name__, act.actor, act.via) for act in acts]


def measures(look: Look, by: Principal) -> Measures:
    """Return the measures in force; raises `NotFound` for those who may not see them."""
    found = look.see(by, "organisation", "organisation")
    return Measures(found.version, found.state.measures)
