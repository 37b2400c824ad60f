"""What a case officer may do with a notice in force: each act in words, its effect, and what it asks for.

Which acts are open in a state says the lifecycle table, and to whom the policies; here are only their words.
"""

from collections.abc import Sequence
from typing import Any, Final

from comity.app.look import Found, Look
from comity.governance.gate import Principal
from comity.hub.web.bureau.acts import Act, Ask
from comity.hub.web.review.wording import GROUNDS
from comity.hub.web.visit import Fields
from comity.kernel import wire
from comity.kernel.decider import Command
from comity.law import parameters
from comity.notices import commands as c
from comity.notices.lifecycle import ACTIONS, possible
from comity.notices.notice import Notice
from comity.notices.vocabulary import Ground

_YES_NO: Final = (("true", "Yes"), ("false", "No"))
_TRUE_GROUNDS: Final = tuple(
    (ground.value, said) for ground, said in GROUNDS.items() if ground is not Ground.LEGAL_REVIEW
)
_FLAGS: Final = frozenset({"to_requester", "public"})


def members(count: int) -> str:
    """Return a number of members in words."""
    return "1 member" if count == 1 else f"{count} members"


def _blocking(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    found = [
        f"{members(reached)} will stop seeing it at once, and are told only that this notice is not to be used.",
        "Nothing that members read names a person or a reason.",
    ]
    if notice.extract is not None:
        found.append("The public extract is hidden while the block lasts.")
    return (*found, "It can be lifted again. The notice is not erased.")


def _unblocking(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    found = [f"{members(reached)} will see it again as it stood before the block."]
    if notice.extract is not None:
        found.append("Its public extract shows again.")
    return found


def _adding(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    return (
        f"{members(reached)} will receive the addendum with the notice.",
        "It stands on the notice for as long as the notice does. It cannot be taken back.",
        "Say nothing that would show where a person found protection, or which member refused.",
    )


def _cancelling(look: Look, notice: Notice, reached: int) -> Sequence[str]:
    hours = parameters.number("recall.deadline_hours", look.at.date())
    return (
        f"{members(reached)} will be asked to erase it, each within {hours} hours.",
        "The public extract, if there is one, ends at once.",
        "The whole file is erased at the organisation; that it was, by whom and on which ground, stays in the ledger.",
        "The bureau reads the ground as it is told: protection and human rights as legal review.",
        "It cannot be undone: whoever needs the notice again asks for a new one.",
    )


_GROUND: Final = Ask(
    "ground", "choice", "On what ground", "The true one; the file and the figures rest on it.", _TRUE_GROUNDS
)
ACTS: Final = (
    Act("block", c.BlockNotice, "Block it", "Block this notice?", "Block the notice", _blocking,
        (_GROUND, Ask("reason", "words", "Why", "For the secretariat and the commission."))),
    Act("unblock", c.UnblockNotice, "Lift the block", "Lift the block on this notice?", "Lift the block", _unblocking,
        (Ask("reason", "words", "Why", "For the secretariat and the commission."),)),
    Act("addendum", c.AddAddendum, "Add an addendum", "Add an addendum to this notice?", "Add it", _adding,
        (Ask("text", "words", "What members should know", "One sentence that an officer at a border understands."),
         Ask("to_requester", "choice", "May the requesting bureau read it?",
             "No, where it would tell the bureau what it may not know.", _YES_NO),
         Ask("public", "choice", "Does it show on the public extract?", "", _YES_NO))),
    Act("cancel", c.CancelNotice, "Cancel it", "Cancel this notice?", "Cancel the notice", _cancelling,
        (_GROUND, Ask("reason", "words", "Why", "For the secretariat and the commission.", needed=False)), grave=True),
)  # fmt: skip
BY_SLUG: Final = {act.slug: act for act in ACTS}


def offered(look: Look, by: Principal, found: Found) -> list[Act]:
    """Return the acts that are possible as the notice stands and that the caller may do."""
    now = {row.command: row for row in possible("notice", found.state.state)}
    return [act for act in ACTS if (row := now.get(act.command)) and look.may(by, row.action, "notice", found)]


def closed(look: Look, by: Principal, found: Found) -> list[tuple[str, str]]:
    """Return the acts that the caller may not do though the notice would bear them: their words and Cedar action."""
    now = {row.command for row in possible("notice", found.state.state)}
    open_ = offered(look, by, found)
    return [(act.text, ACTIONS[act.command]) for act in ACTS if act.command in now and act not in open_]


def command_of(act: Act, notice: str, form: Fields) -> Command:
    """Return the command that a form asks for; raises `UnusableInput` naming the field."""
    said: dict[str, Any] = {"id": notice}
    for ask in act.asks:
        value = form.text(ask.name)
        if value is not None:
            said[ask.name] = value == "true" if ask.name in _FLAGS and value in ("true", "false") else value
    return wire.convert(said, act.command, "form")
