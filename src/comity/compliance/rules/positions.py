"""What other members and bodies said of the case (RPD 34(3)(d)): it weighs and never decides.

All of it is for the secretariat alone: it would tell the requester who refused and where the person is safe.
"""

from collections.abc import Iterator

from comity.compliance.rule import Audience, Case, Fact, NeedsReview, Pass, Result, Rule
from comity.notices.context import Position
from comity.notices.vocabulary import PROTECTIVE_GROUNDS, AnswerGround, Ground, PositionView

POLITICAL = frozenset({AnswerGround.POLITICAL_OFFENCE, AnswerGround.MILITARY_OFFENCE})
"""Grounds of refusal that say the offence is political or military: the fourth factor of neutrality takes them."""

_PROTECTIVE = (PROTECTIVE_GROUNDS | {AnswerGround.EXTRAORDINARY_COURT, AnswerGround.HUMANITARIAN}) - POLITICAL
_REFUSALS = frozenset({PositionView.REFUSED_EXTRADITION, PositionView.REFUSED_TO_ACT})
_JURISDICTION = frozenset({AnswerGround.TERRITORIAL, AnswerGround.EXTRATERRITORIAL, AnswerGround.IMMUNITY})


def position_facts(case: Case, indices: list[int]) -> tuple[Fact, ...]:
    """Return positions as what a finding rests on: who, which view, on what ground, and that a name alone ties it."""
    facts: list[Fact] = []
    for index in indices:
        position = case.context.positions[index]
        path = f"context.positions[{index}]"
        facts.append(Fact(f"{path}.view", position.view))
        facts += (Fact(f"{path}.{n}", v) for n in ("member", "by", "ground", "on") if (v := getattr(position, n)))
        if position.by_name_only:
            facts.append(Fact(f"{path}.by_name_only", True))
    return tuple(facts)


class PositionRule(Rule, abstract=True):
    """What the rules on positions share: a question where one of theirs is held."""

    ground = Ground.NEUTRALITY
    audience = Audience.SECRETARIAT
    reason: str
    question: str

    def applies(self, case: Case) -> bool:
        return bool(case.context.positions)

    def check(self, case: Case) -> Iterator[Result]:
        held = [i for i, position in enumerate(case.context.positions) if self.concerns(position)]
        if held:
            facts = position_facts(case, held)
            yield NeedsReview(reason=self.reason, question=self.question, facts=facts)
        else:
            yield Pass("No such position is held")

    def concerns(self, position: Position) -> bool:
        """Say whether a position is one that this rule asks about."""
        raise NotImplementedError


class ProtectiveRefusal(PositionRule):
    """Another member refused for the person's protection: discrimination, torture, no fair trial, no return
    (RPD 34(3)(d), ECE 3(2), MT 3(b), CAT 3).

    A refusal whose ground is not known is asked about too. A refusal for a formal ground, such as nationality
    or missing papers, says nothing about the request.
    """

    code, title = "POS-01", "No other member refused for the person's protection"
    citations = ("RPD 34(3)(d)", "ECE 3(2)", "MT 3(b)", "CAT 3")
    ground = Ground.HUMAN_RIGHTS
    reason = "Another member refused on a ground that protects the person, or on one that is not known"
    question = "Does the ground on which the other member refused hold for this request too?"

    def concerns(self, position: Position) -> bool:
        return position.view in _REFUSALS and (position.ground is None or position.ground in _PROTECTIVE)


class ContestedJurisdiction(PositionRule):
    """Members between whom jurisdiction is contested are not taken sides with (RPD 34(3)(d) and (f), ECE 7).

    A member that contests the requester's jurisdiction, or that refused because the act was done on its own
    territory or elsewhere, raises the question; which of them is right is not ours to decide.
    """

    code, title = "POS-02", "No other member contests the jurisdiction of the requester"
    citations = ("RPD 34(3)(d)", "RPD 34(3)(f)", "ECE 7")
    reason = "Another member contests the requester's jurisdiction"
    question = "Can the notice be published without taking sides between the members?"

    def concerns(self, position: Position) -> bool:
        contested = position.view is PositionView.CONTESTS_JURISDICTION
        return contested or (position.view in _REFUSALS and position.ground in _JURISDICTION)


class AsylumGranted(PositionRule):
    """Another member granted asylum (RPD 34(3)(d), GA-2017-86-RES-09): a question until it is confirmed against whom.

    A grant that the granting member has confirmed as against the requester belongs into the person's status,
    where it bars; a position alone may concern another state or another person.
    """

    code, title = "POS-03", "No other member granted asylum"
    citations = ("GA-2017-86-RES-09", "RPD 34(3)(d)")
    ground = Ground.PROTECTION
    reason = "Another member is said to have granted asylum"
    question = "Does the member confirm refugee status, and as against the requesting member?"

    def concerns(self, position: Position) -> bool:
        return position.view is PositionView.GRANTED_ASYLUM
