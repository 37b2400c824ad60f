"""What a bureau may do with its own notice in force: each act, what it does in words, and what it asks for.

Which acts are open in a state says the lifecycle table, and to whom the policies; here are only their words.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from comity.app.look import Found, Look
from comity.governance.describing import Described
from comity.governance.gate import Principal
from comity.governance.scope import Reaches, holds
from comity.hub.web.visit import Fields
from comity.kernel import wire
from comity.kernel.decider import Command
from comity.kernel.time_zone import zone
from comity.law import parameters
from comity.notices import commands as c
from comity.notices.extract import FIELDS
from comity.notices.lifecycle import possible
from comity.notices.notice import Notice
from comity.notices.vocabulary import Answer, CirculationMode, Ground


class Ask(msgspec.Struct, frozen=True):
    """One question of an act: `sort` is day, words, choice or choices."""

    name: str
    sort: str
    label: str
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    needed: bool = True


Effect = Callable[[Look, Notice, int], Sequence[str]]


class Act(msgspec.Struct, frozen=True):
    """An act on a notice: `effects` says what it does, with the number of members that it reaches."""

    slug: str
    command: type[Command]
    text: str
    question: str
    button: str
    effects: Effect
    asks: tuple[Ask, ...] = ()
    grave: bool = False


def _erasing(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    hours = parameters.number("recall.deadline_hours", look.at.date())
    return (
        f"{_members(reached)} will be asked to erase it, each within {hours} hours.",
        "The public extract, if there is one, ends at once.",
        "The file is erased at the organisation; that it was, and by whom, stays in the ledger.",
        "It cannot be undone: whoever needs the notice again asks for a new one.",
    )


def _suspending(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    return (
        f"{_members(reached)} will be told at once that it is not to be acted on until you say so again.",
        "The public extract is hidden while it lasts.",
        "If you say nothing until the day you name begins, the notice is cancelled.",
        _days(look, notice),
    )


def _resuming(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    return (f"{_members(reached)} will be told that it stands again as before.",)


def _restricting(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    return (
        f"It reaches {_members(reached).lower()} now. Those that you take out will be asked to erase it.",
        "Nobody who receives it learns who else does. To reach more members again, ask for an amendment.",
    )


def _releasing(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    return (
        "Anyone in the world can read it, and copies outlive it: it can be taken back here and nowhere else.",
        "Only what you tick is shown. Facts, documents and whereabouts are never public.",
        f"If you name a day, it ends when that day begins. {_days(look, notice)}",
    )


def _retracting(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    return ("The public pages and the public interface stop showing it at once.", "Members keep the notice itself.")


def _keeping(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    return (
        "The notice stays in force until the day you name. The reason is kept for the commission and the audit.",
        _days(look, notice),
    )


def _days(look: Look, notice: Notice) -> str:
    """Return in words when a day begins for the requester of a notice."""
    described: Described = look.state_of("member", str(notice.member))
    name = described.time_zone
    place = zone(name)
    if place is None:
        return (
            "No time zone is named on your bureau's card, so a day begins here once it has begun everywhere on earth: "
            "at 12:00 UTC."
        )
    return f"A day begins at 00:00 in {name}, where it is {look.at.astimezone(place):%H:%M} now ({look.at:%H:%M} UTC)."


def _members(count: int) -> str:
    return "1 member" if count == 1 else f"{count} members"


_WITHDRAWAL: Final = (
    (Ground.LEGAL_BASIS_GONE, "The warrant or judgment fell away"),
    (Ground.PURPOSE_ACHIEVED, "It is no longer needed"),
    (Ground.DATA_QUALITY, "The data are wrong"),
    (Ground.DUPLICATE, "It stands twice"),
    (Ground.OTHER, "Another reason"),
)
_HOW: Final = (
    (Answer.SURRENDERED, "The person was surrendered to us"),
    (Answer.FOUND_IN_REQUESTER, "The person was found on our territory"),
    (Answer.RETURNED_VOLUNTARILY_CLAIMED, "The person returned, it is said of their own will"),
    (Answer.DEAD, "The person has died"),
    (Answer.LOCATED, "The person, or what was asked for, was found"),
)
_FIELD_WORDS: Final = {
    "name": "name, of a thing or a body",
    "names_in_original_script": "names in their own script",
    "birth": "date and place of birth",
    "other_births": "other dates and places of birth used",
    "father_name": "father's name",
    "mother_name": "mother's name",
    "description": "description: height, eyes, hair, marks",
    "particulars": "what belongs to this kind alone",
}
ACTS: Final = (
    Act("suspend", c.SuspendNotice, "Suspend it", "Suspend this notice?", "Suspend the notice", _suspending,
        (Ask("until", "day", "Until which day", "When that day begins it is cancelled, unless you resume it before."),
         Ask("reason", "words", "Why", "For the secretariat. Members are not told why."))),
    Act("resume", c.ResumeNotice, "Put it in force again", "Put this notice in force again?", "Put it in force",
        _resuming),
    Act("restrict", c.RestrictCirculation, "Let fewer members receive it", "Which members go on receiving it?",
        "Restrict the circulation", _restricting,
        (Ask("members", "choices", "Members that go on receiving it", "Untick those that should erase it."),)),
    Act("extract", c.AuthoriseExtract, "Make an extract public", "Make an extract public?", "Make it public",
        _releasing,
        (Ask("fields", "choices", "What is shown",
             options=tuple((name, _FIELD_WORDS.get(name, name).replace("_", " ")) for name in FIELDS)),
         Ask("until", "day", "Until which day (optional)", "Left empty, as long as the notice.", needed=False))),
    Act("retract", c.RetractExtract, "Take the public extract back", "Take the public extract back?",
        "Take it back", _retracting),
    Act("keep", c.ExtendRetention, "Keep it for longer", "Keep this notice for longer?", "Keep it", _keeping,
        (Ask("until", "day", "Until which day"), Ask("reason", "words", "Why it is still needed"))),
    Act("achieve", c.AchievePurpose, "Say that its purpose is achieved", "Is its purpose achieved?",
        "End the notice", _erasing, (Ask("how", "choice", "How", options=_HOW),), grave=True),
    Act("withdraw", c.WithdrawNotice, "Withdraw it", "Withdraw this notice?", "Withdraw the notice", _erasing,
        (Ask("ground", "choice", "On what ground", options=_WITHDRAWAL),
         Ask("reason", "words", "Why", "For the secretariat.", needed=False)), grave=True),
)  # fmt: skip
BY_SLUG: Final = {act.slug: act for act in ACTS}


def offered(look: Look, by: Principal, found: Found) -> list[Act]:
    """Return the acts that are possible as the notice stands and that the caller may do."""
    now = {row.command: row for row in possible("notice", found.state.state)}
    return [
        act
        for act in ACTS
        if (row := now.get(act.command)) and look.may(by, row.action, "notice", found) and _sensible(act, found.state)
    ]


def _sensible(act: Act, notice: Notice) -> bool:
    """Say whether an act would change anything: there is an extract to take back, keeping was asked for."""
    match act.slug:
        case "retract":
            return notice.extract is not None
        case "keep":
            return notice.retention_asked is not None
        case _:
            return True


def reached(look: Look, found: Found) -> list[str]:
    """Return the members that receive a notice as it circulates now."""
    return [member for member in look.organisation().members if holds(Reaches(member), found.row)]


def command_of(act: Act, notice: str, form: Fields, members: Sequence[str]) -> Command:
    """Return the command that a form asks for; raises `UnusableInput` naming the field."""
    said: dict[str, Any] = {"id": notice}
    for ask in act.asks:
        said[ask.name] = form.all(ask.name) if ask.sort == "choices" else form.text(ask.name)
    if act.command is c.RestrictCirculation:
        kept = [each for each in said.pop("members") if each in members]
        said["circulation"] = {"mode": CirculationMode.ONLY.value, "members": kept}
    return wire.convert({name: value for name, value in said.items() if value is not None}, act.command, "form")
