"""A person's page: who they are, what they hold, how they come in; and each change on a page of its own."""

from typing import Any, Final

from comity.app import giving
from comity.app.look import Found, Look
from comity.app.views import people as views
from comity.governance import commands as g
from comity.governance.commands import PersonProfile
from comity.governance.conflicts import ties
from comity.governance.dual_control import ProposeTies
from comity.governance.people import PersonState
from comity.hub.web.accounts import forms, wording
from comity.hub.web.accounts.people import DESK, HOME
from comity.hub.web.asking import Ask, Asking, Option, Sort, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import ComityError, NotFound

PAGES: Final = Pages("accounts", DESK)
_ONE: Final = f"{HOME}/people/{{id}}"


def page_of(person: str) -> str:
    """Return the address of a person's page."""
    return f"{HOME}/people/{person}"


def named(look: Look, found: Found) -> str:
    """Return how a person is called on a page: the name, or the id once the profile is erased."""
    state: PersonState = found.state
    profile = look.if_opened(state.profile, PersonProfile)
    return profile.name if profile else found.id


def standing(look: Look, visit: Visit) -> Found:
    """Return the person that the address names, who must not have been removed; raises `NotFound`."""
    found = look.see(visit.by, "person", visit.id)
    if found.state.state != "active":
        raise NotFound
    return found


@PAGES.get(_ONE, "A person")
def show(visit: Visit) -> Answer:
    """Show all that the accounts hold on a person."""
    with visit.hub.look() as look:
        found = look.see(visit.by, "person", visit.id)
        state: PersonState = found.state
        context: dict[str, Any] = {
            "title": named(look, found),
            "person": views.view(look, found),
            "account": state.account,
            "way_in": wording.way_in(state.account),
            "sessions": [each for each in state.account.sessions if each.expires > look.at],
            "invited": state.account.invitation,
            "ties": sorted(ties(state)),
            "words": wording,
            "own": state.id == visit.by.id,
            "asked_at": look.at,
            "page": page_of(found.id),
        }
    return Show("accounts/person.html", context)


@PAGES.get(f"{_ONE}/profile", "Change a profile")
def profile(visit: Visit) -> Answer:
    """Ask for the profile as it is from now on."""
    return _profile(visit)


def _profile(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = standing(look, visit)
        known = look.opened(found.state.profile, PersonProfile)
        asking = Asking(
            question="Change the profile",
            caption=known.name,
            button="Change the profile",
            back=page_of(found.id),
            back_text="Back to the person",
            effects=("What stood there until now is erased for good.",),
            asks=forms.profile_asks(known),
        )
        return ask(visit, asking, forms.of_profile(found.state), error)


@PAGES.post(f"{_ONE}/profile", "Change a profile")
def revise(visit: Visit) -> Answer:
    """Put the new profile in the place of the old one."""

    def act() -> str:
        with visit.hub.look() as look:
            said = {"id": standing(look, visit).id, "profile": forms.profile_of(look, visit, visit.id)}
        forms.steadily(visit, visit.id, forms.of_profile, wire.convert(said, g.ReviseProfile, "form"))
        return page_of(visit.id)

    return done(visit, lambda error: _profile(visit, error), act)


@PAGES.get(f"{_ONE}/ties", "Change nationalities and secondments")
def show_ties(visit: Visit) -> Answer:
    """Ask for the nationalities as they are, and secondments to add."""
    return _ties(visit)


def _ties(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = standing(look, visit)
        seconded = ", ".join(found.state.seconded_by) or "none"
        asking = Asking(
            question="Change nationalities and secondments",
            caption=named(look, found),
            button="Change them",
            back=page_of(found.id),
            back_text="Back to the person",
            effects=(
                "They decide which cases a reviewer may judge, from now on and in open cases too.",
                "Those of a reviewer change only when a second person confirms it.",
                f"Secondments known so far: {seconded}. They stay.",
            ),
            asks=forms.ties_asks(found.state),
        )
        return ask(visit, asking, forms.of_ties(found.state), error)


@PAGES.post(f"{_ONE}/ties", "Change nationalities and secondments")
def amend(visit: Visit) -> Answer:
    """Amend the ties."""

    def act() -> str:
        said = {"id": visit.id, **forms.ties_of(visit.form)}
        command = wire.convert(said, g.AmendTies, "form")
        change = giving.new_id(visit.hub, visit.by, visit.key, "chg")
        nations, lent = command.nationalities, command.seconded_by
        two = ProposeTies(id=visit.id, change=change, nationalities=nations, seconded_by=lent)
        forms.by_two(visit, visit.id, forms.of_ties, command, two)
        return page_of(visit.id)

    return done(visit, lambda error: _ties(visit, error), act)


@PAGES.post(f"{_ONE}/duty", "Change the duty list")
def duty(visit: Visit) -> Answer:
    """Put a reviewer on the duty list, or take the reviewer off it."""
    on = visit.form.one("on") == "yes"
    visit.hub.order(visit.by, g.SetDuty(id=visit.id, on=on), key=visit.key)
    return Go(page_of(visit.id))


@PAGES.get(f"{_ONE}/remove", "Remove a person")
def show_remove(visit: Visit) -> Answer:
    """Say what removing does."""
    return _remove(visit)


def _remove(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = standing(look, visit)
        state: PersonState = found.state
        offices = ", ".join(wording.OFFICES[each].lower() for each in sorted(state.offices)) or "none held"
        sure = Ask(name="sure", label="Are you sure?", sort=Sort.MANY, options=(Option("yes", "Remove this person"),))
        asking = Asking(
            question="Remove this person?",
            caption=named(look, found),
            button="Remove the person",
            back=page_of(found.id),
            back_text="Back to the person",
            keep="Keep the person",
            grave=True,
            effects=(
                "Name, login and addresses are erased for good, and the person is signed out at once.",
                f"Offices end: {offices}. Tokens end: {len(state.tokens)}.",
                "What the person did stays in the ledger, under the identifier alone, and so do their ties.",
                "It cannot be undone: whoever comes back is added anew.",
            ),
            asks=(sure,),
        )
        return ask(visit, asking, forms.of_offices(state), error)


@PAGES.post(f"{_ONE}/remove", "Remove a person")
def remove(visit: Visit) -> Answer:
    """Remove the person."""

    def act() -> str:
        forms.surely(visit.form, "Remove this person")
        forms.steadily(visit, visit.id, forms.of_offices, g.RemovePerson(id=visit.id))
        return page_of(visit.id)

    return done(visit, lambda error: _remove(visit, error), act)
