"""Changes that wait for a second person, as those may see them who confirm them."""

from datetime import datetime

import msgspec

from comity.app.look import Found, Look
from comity.app.unread import RowDamaged
from comity.governance.commands import PersonProfile
from comity.governance.dual_control import InvitationProposed, OfficeProposed, ProposedChange, TiesProposed
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.governance.people import PersonState
from comity.governance.scope import holds, scope


class ChangeView(msgspec.Struct, frozen=True, kw_only=True):
    """A change that one person proposed and a second may confirm until `until`; `kind` is office, ties or invitation.

    `proposer` is the name of the person `by`, or the id once the name is erased.
    `entered` says that the person has a way in already: with an office by two it ends, unless two opened it.
    """

    id: str
    person: str
    name: str
    kind: str
    by: str
    proposer: str
    until: datetime
    office: Office | None = None
    on_duty: bool = False
    nationalities: tuple[str, ...] = ()
    seconded_by: tuple[str, ...] = ()
    entered: bool = False


def of_person(look: Look, found: Found) -> tuple[ChangeView, ...]:
    """Return the changes that wait for a person; the caller has been let in already."""
    state: PersonState = found.state
    name = _called(look, found.id, state)
    return tuple(
        _view(found, name, each, _proposer(look, str(each.proposed.by)))
        for each in state.changes
        if look.at < each.until
    )


def waiting(look: Look, by: Principal) -> list[ChangeView]:
    """Return all changes that wait, of people that `by` may see."""
    seen = scope(by, "person")
    people = look.legible(each for each in look.reader.registers("person") if holds(seen, each.row))
    return [change for found in people if found.state.changes for change in of_person(look, found)]


def _called(look: Look, person: str, state: PersonState) -> str:
    profile = look.if_opened(state.profile, PersonProfile)
    return profile.name if profile else person


def _proposer(look: Look, person: str) -> str:
    try:
        return _called(look, person, look.state_of("person", person))
    except RowDamaged:
        return person


def _view(found: Found, name: str, change: ProposedChange, proposer: str) -> ChangeView:
    state: PersonState = found.state
    entered = state.account.credentials is not None or bool(state.tokens)
    proposed = change.proposed
    view = ChangeView(
        id=change.id,
        person=found.id,
        name=name,
        kind="invitation",
        by=str(proposed.by),
        proposer=proposer,
        until=change.until,
        entered=entered,
    )
    match proposed:
        case OfficeProposed(office=office, on_duty=duty):
            return msgspec.structs.replace(view, kind="office", office=office, on_duty=duty)
        case TiesProposed(nationalities=nations, seconded_by=lent):
            return msgspec.structs.replace(view, kind="ties", nationalities=nations, seconded_by=lent)
        case InvitationProposed():
            return view
