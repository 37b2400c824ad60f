"""What is asked of a person's profile and ties, and read back; and acting where what a form showed still stands."""

import re
from collections.abc import Callable
from typing import Any, Final

from comity.app import giving
from comity.app.look import Look
from comity.governance.commands import PersonProfile
from comity.governance.people import PersonState
from comity.hub.web.asking import Ask, Option, Sort
from comity.hub.web.language import OWN_NAMES
from comity.hub.web.visit import Fields, Visit
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused, Fault, Stale, UnusableInput

_CODES: Final = re.compile(r"[\s,;]+")
_TRIES: Final = 3
_NATIONS: Final = "Two letters each, such as XA, XB. "


def codes(text: str) -> list[str]:
    """Return the codes in a line such as `XA, XB`, in capitals; whether they are countries is checked later."""
    return [each.upper() for each in _CODES.split(text) if each]


def profile_asks(profile: PersonProfile | None = None) -> tuple[Ask, ...]:
    """Return the questions of a profile, with what stands there."""
    now = profile or PersonProfile(name="", login="")
    tongues = (Option("", "Not known"), *(Option(code, name) for code, name in OWN_NAMES.items()))
    return (
        Ask(name="name", label="Name", now=_now(now.name)),
        Ask(name="login", label="Login", hint="What the person types to sign in.", now=_now(now.login), narrow=True),
        Ask(name="email", label="E-mail address (optional)", now=_now(now.email)),
        Ask(name="telephone", label="Telephone (optional)", now=_now(now.telephone), narrow=True),
        Ask(name="language", label="Language", sort=Sort.SELECT, options=tongues, now=_now(now.language)),
    )


def _now(value: str | None) -> tuple[str, ...]:
    return (str(value),) if value else ()


def profile_of(look: Look, visit: Visit, person: str | None) -> dict[str, Any]:
    """Return the profile that was typed; raises `UnusableInput` where name or login are missing or taken."""
    form, faults = visit.form, []
    if not form.one("name"):
        faults.append(Fault("$.profile.name", "Enter the person's name"))
    if not form.one("login"):
        faults.append(Fault("$.profile.login", "Enter a login"))
    elif visit.hub.logins.find(look, form.one("login")) not in (None, person):
        faults.append(Fault("$.profile.login", "Somebody else has this login: choose another"))
    if faults:
        raise UnusableInput("The profile is not complete.", faults)
    return {name: form.text(name) for name in ("name", "login", "email", "telephone", "language")}


def ties_asks(state: PersonState | None = None) -> tuple[Ask, ...]:
    """Return the questions of ties; a secondment once named stays."""
    nationalities = ", ".join(state.nationalities) if state else ""
    return (
        Ask(
            name="nationalities",
            label="Nationalities",
            hint=_NATIONS + "All of them: a reviewer judges no case of a state of theirs.",
            now=_now(nationalities),
        ),
        Ask(
            name="seconded_by",
            label="Seconded by (optional)" if state is None else "Secondments to add (optional)",
            hint=_NATIONS + "States that lent the person. A secondment stays a tie when it is over.",
        ),
    )


def ties_of(form: Fields) -> dict[str, Any]:
    """Return the ties that were typed."""
    return {name: codes(form.one(name)) for name in ("nationalities", "seconded_by")}


def steadily(visit: Visit, person: str, shown: Callable[[PersonState], str], command: Command) -> None:
    """Give a command on a person where what its form showed (`shown`, the form's `seen`) still stands.

    Whoever signs in changes the person's version too, which is no reason to ask again. Raises `Stale`, and
    whatever the path raises.
    """
    before = giving.done_before(visit.hub, visit.by, visit.key)
    for _ in range(_TRIES):
        with visit.hub.look() as look:
            found = look.see(visit.by, "person", person)
        if before is None and visit.seen is not None and shown(found.state) != visit.seen:
            break
        try:
            visit.hub.order(visit.by, command, found.version, visit.key)
        except Stale:
            continue
        return
    raise Stale("It has changed since you opened this page.")


def by_two(visit: Visit, person: str, shown: Callable[[PersonState], str], one: Command, two: Command) -> bool:
    """Give a command on a person, or propose it where it takes two; return True if it now waits for a second."""
    try:
        steadily(visit, person, shown, one)
    except CommandRefused as error:
        if error.type != "second-person-required":
            raise
        steadily(visit, person, shown, two)
        return True
    return False


def of_profile(state: PersonState) -> str:
    """Return what changes when the profile does."""
    return state.profile.id if state.profile else "-"


def of_ties(state: PersonState) -> str:
    """Return what changes when the ties do."""
    return f"{','.join(state.nationalities)}+{','.join(state.seconded_by)}"


def of_offices(state: PersonState) -> str:
    """Return what changes when the offices do."""
    return ",".join(sorted(state.offices)) or "-"


def surely(form: Fields, words: str) -> None:
    """Raise `UnusableInput` unless the box was ticked that says that one is sure."""
    if form.one("sure") != "yes":
        raise UnusableInput("Say that you are sure.", [Fault("$.sure", f"Tick “{words}” if that is what you want")])
