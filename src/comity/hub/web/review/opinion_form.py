"""The form of an opinion: what was typed, as it is shown again, as a command, and what is wrong with it."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import msgspec

from comity.app.views.reviews import CasePage
from comity.hub.web.complaints import Complaints, plain
from comity.hub.web.visit import Fields
from comity.kernel import wire
from comity.kernel.errors import Fault, UnusableInput
from comity.notices.commands import GiveOpinion
from comity.notices.vocabulary import Decision

_ANSWER: Final = "answer-"
_NUMBER: Final = re.compile(r"\d{1,4}")
_AGAINST: Final = ("return", "refuse")
_IDS: Final[Mapping[str, str]] = {
    "decision": "decision",
    "ground": "ground",
    "reasons": "reasons",
    "struck_charges": "struck",
    "kind": "kind",
    "for_requester": "for_requester",
}


class Typed(msgspec.Struct, frozen=True):
    """An opinion as it was typed; `answers` by rule."""

    decision: str = ""
    ground: str = ""
    reasons: str = ""
    struck: tuple[str, ...] = ()
    kind: str = ""
    for_requester: str = ""
    answers: Mapping[str, str] = {}

    def items(self) -> list[tuple[str, str]]:
        """Return the fields as a form sends them."""
        found = [("decision", self.decision), ("ground", self.ground), ("reasons", self.reasons)]
        found += [("struck", each) for each in self.struck]
        found += [("kind", self.kind), ("for_requester", self.for_requester)]
        return found + [(f"{_ANSWER}{rule}", answer) for rule, answer in self.answers.items()]


def read(form: Fields) -> Typed:
    """Return what was typed."""
    return Typed(
        decision=form.one("decision"),
        ground=form.one("ground"),
        reasons=form.one("reasons"),
        struck=tuple(form.all("struck")),
        kind=form.one("kind"),
        for_requester=form.one("for_requester"),
        answers={name.removeprefix(_ANSWER): value.strip() for name, value in form.items if name.startswith(_ANSWER)},
    )


def command(case: str, typed: Typed, page: CasePage) -> GiveOpinion:
    """Return the opinion that was typed; what belongs to another decision is left out. Raises `UnusableInput`."""
    if typed.decision not in {each.value for each in Decision}:
        raise UnusableInput("The opinion is not complete.", list(_unsaid(typed, page)))
    text: dict[str, Any] = {
        "reasons": typed.reasons,
        "answers": [{"rule": rule, "answer": answer} for rule, answer in typed.answers.items() if answer],
    }
    if typed.for_requester:
        text["for_requester"] = typed.for_requester
    said: dict[str, Any] = {"id": case, "decision": typed.decision, "text": text}
    if typed.decision in _AGAINST and typed.ground:
        said["ground"] = typed.ground
    if typed.decision == Decision.APPROVE_IN_PART:
        said["struck_charges"] = [int(each) for each in typed.struck if _NUMBER.fullmatch(each)]
    if typed.decision == Decision.OTHER_KIND and typed.kind:
        said["kind"] = typed.kind
    return wire.convert(said, GiveOpinion, "opinion")


def _unsaid(typed: Typed, page: CasePage) -> list[Fault]:
    found = [Fault("$.decision", "Choose what you decide")]
    if not typed.reasons:
        found.append(Fault("$.reasons", "Give your reasons"))
    return [*found, *_unanswered(typed, page)]


def _unanswered(typed: Typed, page: CasePage) -> list[Fault]:
    asked = dict.fromkeys(question.rule for question in page.questions)
    return [Fault("$.answers", f"Answer the question of {rule}") for rule in asked if not typed.answers.get(rule)]


def complaints(
    faults: Sequence[Fault], detail: str, typed: Typed, page: CasePage, absent: Collection[str] = ()
) -> Complaints:
    """Return what is wrong, in the order of the page: each question that waits for an answer leads to its field.

    `absent` are fields that this case does not have; what is wrong with them is wrong with the decision.
    """
    summary: list[dict[str, Any]] = []
    by: dict[str, str] = {}
    if any(fault.path.startswith("$.answers") for fault in faults):
        for question in dict.fromkeys(each.rule for each in page.questions):
            if not typed.answers.get(question):
                _add(summary, by, f"{_ANSWER}{question}", f"Answer the question of {question}")
    for fault in faults:
        if not fault.path.startswith("$.answers"):
            name = next((part for part in reversed(re.findall(r"\w+", fault.path)) if part in _IDS), "")
            field = _IDS.get(name, "")
            _add(summary, by, "decision" if field in absent else field, plain(fault.message) or fault.message)
    if not summary:
        summary.append({"text": detail})
    return Complaints(summary, by)


def _add(summary: list[dict[str, Any]], by: dict[str, str], field: str, message: str) -> None:
    summary.append({"text": message, "href": f"#{field}"} if field else {"text": message})
    if field:
        by.setdefault(field, message)
