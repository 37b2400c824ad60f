"""The organisation: its members, and the corrective measures in force on their bureaus (RPD 131)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, assert_never

import msgspec

from comity.governance import commands as c
from comity.governance import events as e
from comity.governance.people import PeopleFacts
from comity.kernel.codes import Country
from comity.kernel.decider import Command, Decider, Event, Refusal, Row
from comity.kernel.errors import Fault
from comity.law.citations import Citation

STREAM: Final = "organisation"
"""The one stream of this kind."""


class InForce(msgspec.Struct, frozen=True):
    """A measure on a member, on which ground and since when."""

    member: Country
    measure: c.Measure
    ground: c.CitationText
    since: datetime


class OrganisationState(msgspec.Struct, frozen=True, kw_only=True):
    state: str = "new"
    members: tuple[Country, ...] = ()
    measures: tuple[InForce, ...] = ()

    def measures_on(self, member: str) -> tuple[c.Measure, ...]:
        """Return the measures in force on `member`, in the order in which they were imposed."""
        return tuple(each.measure for each in self.measures if each.member == member)


OrganisationCommand = c.CreateOrganisation | c.AdmitMember | c.ImposeMeasure | c.LiftMeasure | c.ConfirmClock
OrganisationEvent = e.OrganisationCreated | e.MemberAdmitted | e.MeasureImposed | e.MeasureLifted | e.ClockConfirmed
ACTIONS: Final[dict[type[Command], str]] = {
    c.CreateOrganisation: "process:organisation:create",
    c.AdmitMember: "admin:member:admit",
    c.ImposeMeasure: "secretariat:measure:impose",
    c.LiftMeasure: "secretariat:measure:lift",
    c.ConfirmClock: "admin:clock:confirm",
}


def decide(
    state: OrganisationState, command: OrganisationCommand, _: PeopleFacts, __: datetime
) -> Sequence[Event] | Refusal:
    """Return what follows from `command`; the organisation is created once."""
    if isinstance(command, c.CreateOrganisation) != (state.state == "new"):
        word = "does not exist yet" if state.state == "new" else "exists already"
        return Refusal(f"The organisation {word}.", code="wrong-state")
    match command:
        case c.CreateOrganisation(members=members):
            if len(set(members)) < len(members) or not members:
                message = "name each member once, and at least one"
                return Refusal("The members cannot be read.", (Fault("$.members", message),), "bad-members")
            return [e.OrganisationCreated(members=members)]
        case c.AdmitMember(member=member):
            return [] if member in state.members else [e.MemberAdmitted(member=member)]
        case c.ImposeMeasure():
            return _impose(state, command)
        case c.LiftMeasure(member=member, measure=measure):
            if measure not in state.measures_on(member):
                return Refusal(f"No such measure is in force on {member}.", code="no-such-measure")
            return [e.MeasureLifted(member=member, measure=measure)]
        case c.ConfirmClock(last=last):
            return [e.ClockConfirmed(last=last)]
        case _:
            assert_never(command)


def _impose(state: OrganisationState, command: c.ImposeMeasure) -> Sequence[Event] | Refusal:
    if command.member not in state.members:
        detail = f"{command.member} is not a member."
        return Refusal(detail, (Fault("$.member", detail),), "not-a-member")
    try:
        Citation.parse(command.ground)
    except ValueError as error:
        return Refusal("The ground is not a place in the law.", (Fault("$.ground", str(error)),), "bad-citation")
    if command.measure in state.measures_on(command.member):
        return []
    return [e.MeasureImposed(member=command.member, measure=command.measure, ground=command.ground)]


def evolve(state: OrganisationState, event: OrganisationEvent, at: datetime) -> OrganisationState:
    """Return the state after `event`."""
    new = msgspec.structs.replace
    match event:
        case e.OrganisationCreated(members=members):
            return OrganisationState(state="established", members=members)
        case e.MemberAdmitted(member=member):
            return new(state, members=(*state.members, member))
        case e.MeasureImposed():
            imposed = InForce(event.member, event.measure, event.ground, at)
            return new(state, measures=(*state.measures, imposed))
        case e.MeasureLifted():
            lifted = (event.member, event.measure)
            return new(state, measures=tuple(m for m in state.measures if (m.member, m.measure) != lifted))
        case e.ClockConfirmed():
            return state
        case _:
            assert_never(event)


ORGANISATION: Final = Decider(
    name="organisation",
    initial=OrganisationState(),
    decide=decide,
    evolve=evolve,
    row=lambda state: Row(state=state.state),
    commands=tuple(ACTIONS),
    events=(e.OrganisationCreated, e.MemberAdmitted, e.MeasureImposed, e.MeasureLifted, e.ClockConfirmed),
)
