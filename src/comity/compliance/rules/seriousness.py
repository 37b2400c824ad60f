"""Seriousness: the penalty that a red notice needs (RPD 83(1)(a)(ii))."""

from collections.abc import Iterator
from typing import assert_never

from comity.compliance.rule import Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.law import parameters
from comity.notices.request import Charge
from comity.notices.vocabulary import Ground, PenaltyKind, Stage

_WITHOUT_MONTHS = (PenaltyKind.LIFE, PenaltyKind.DEATH)


class PenaltyThreshold(Rule):
    """A red notice to prosecute needs a charge punishable by two years at most or more; one to serve a sentence
    needs six months imposed or remaining.

    One charge that meets the threshold is enough; life and death meet any. A request whose every charge falls
    short is refused. That the secretariat may publish a case of particular importance all the same is left
    to the reviewers; so is a penalty that is stated and not true.
    """

    code, title = "SER-01", "The penalty reaches the threshold of a red notice"
    citations = ("RPD 83(1)(a)(ii)",)
    ground = Ground.PENALTY_THRESHOLD

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        match case.judicial.stage:
            case Stage.PROSECUTION:
                yield self._prosecution(case)
            case Stage.SENTENCE:
                yield from self._sentence(case)
            case None:
                facts = (Fact("judicial.stage", None),)
                reason = "Whether the threshold of a prosecution or of a sentence applies is not said"
                yield Breach(reason=reason, effect=Effect.RETURN, variant="stage", facts=facts)
            case _:
                assert_never(case.judicial.stage)

    def _prosecution(self, case: Case) -> Result:
        least = parameters.number("penalty.prosecution_months", case.at)
        charges = case.request.charges
        met = [meets(charge, least) for charge in charges]
        if True in met:
            facts = tuple(_facts(index, charge) for index, charge in enumerate(charges) if met[index])
            return Pass(f"A charge reaches {least} months", facts)
        unknown = tuple(_facts(i, charge) for i, charge in enumerate(charges) if met[i] is None)
        if unknown or not charges:
            facts = unknown or (Fact("judicial.charges", None),)
            reason = f"No charge is shown to reach {least} months"
            return Breach(reason=reason, effect=Effect.RETURN, variant="penalty", facts=facts)
        facts = tuple(_facts(index, charge) for index, charge in enumerate(charges))
        reason = f"Every charge stays below {least} months"
        return Breach(reason=reason, effect=Effect.REFUSE, variant="below", facts=facts)

    def _sentence(self, case: Case) -> Iterator[Result]:
        imposed, remaining = case.judicial.sentence_months, case.judicial.sentence_remaining_months
        least = parameters.number("penalty.sentence_months", case.at)
        left = parameters.number("penalty.remaining_months", case.at)
        facts = (Fact("judicial.sentence_months", imposed), Fact("judicial.sentence_remaining_months", remaining))
        if remaining == 0:
            reason, question = "Nothing of the sentence remains to be served", "What is left to be enforced?"
            yield NeedsReview(reason=reason, question=question, facts=facts)
        elif (imposed or 0) >= least or (remaining or 0) >= left:
            yield Pass(f"The sentence or its remainder reaches {least} months", facts)
        elif imposed is None:
            reason = f"The sentence is not shown to reach {least} months"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="sentence", facts=facts)
        else:
            reason = f"The sentence and its remainder stay below {least} months"
            yield Breach(reason=reason, effect=Effect.REFUSE, variant="below", facts=facts)


def meets(charge: Charge, months: int) -> bool | None:
    """Say whether the maximum penalty of `charge` reaches `months`; None where that is not known."""
    if charge.death_penalty or charge.max_penalty_kind in _WITHOUT_MONTHS:
        return True
    if charge.max_penalty_months is None:
        return None
    return charge.max_penalty_months >= months


def _facts(index: int, charge: Charge) -> Fact:
    path = f"judicial.charges[{index}]"
    if charge.max_penalty_months is None and charge.max_penalty_kind in _WITHOUT_MONTHS:
        return Fact(f"{path}.max_penalty_kind", charge.max_penalty_kind)
    return Fact(f"{path}.max_penalty_months", charge.max_penalty_months)
