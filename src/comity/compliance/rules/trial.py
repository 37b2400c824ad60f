"""The trial and what may follow it: judgment in absence, the death penalty (MT 3(g), 4(d))."""

from collections.abc import Iterator

from comity.compliance.rule import Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.notices.vocabulary import Ground, PenaltyKind, Stage


class TrialInAbsence(Rule):
    """A conviction in the person's absence is enforceable only with a fair chance of a new trial (MT 3(g), ICCPR 14).

    Under prosecution the question does not arise. After a sentence the requester says whether the person was
    there; if not, whether a retrial is a right, and the reviewers always look: a right on paper may be none.
    """

    code, title = "ABS-01", "The person was at the trial or has a right to a new one"
    citations = ("MT 3(g)", "ICCPR 14(3)(d)")
    ground = Ground.HUMAN_RIGHTS

    def applies(self, case: Case) -> bool:
        return case.red and case.judicial.stage is Stage.SENTENCE

    def check(self, case: Case) -> Iterator[Result]:
        absent, retrial = case.judicial.in_absentia, case.judicial.retrial_right
        facts = (Fact("judicial.in_absentia", absent), Fact("judicial.retrial_right", retrial))
        if absent is None:
            reason = "Whether the person was at the trial is not said"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts[:1])
        elif not absent:
            yield Pass("The person was at the trial", facts[:1])
        else:
            if retrial is None:
                reason = "Whether the person has a right to a new trial is not said"
                yield Breach(reason=reason, effect=Effect.RETURN, variant="retrial", facts=facts)
            question = "Was the person summoned and defended, and is a new trial with a full hearing assured?"
            yield NeedsReview(reason="The person was tried in absence", question=question, facts=facts)


class DeathPenalty(Rule):
    """Where death may be imposed, most states extradite only under an assurance that it will not be (MT 4(d), ECE 11).

    A charge that carries it is asked about; a charge that does not say is sent back. Whether an assurance is
    given and can be believed is for the reviewers.
    """

    code, title = "DTH-01", "No death penalty is in prospect without an assurance"
    citations = ("MT 4(d)", "ECE 11", "ICCPR 6")
    ground = Ground.HUMAN_RIGHTS

    def applies(self, case: Case) -> bool:
        return case.red and bool(case.request.charges)

    def check(self, case: Case) -> Iterator[Result]:
        capital, unsaid = [], []
        for index, charge in enumerate(case.request.charges):
            path = f"judicial.charges[{index}]"
            if charge.max_penalty_kind is PenaltyKind.DEATH:
                capital.append(Fact(f"{path}.max_penalty_kind", charge.max_penalty_kind))
            elif charge.death_penalty:
                capital.append(Fact(f"{path}.death_penalty", True))
            elif charge.death_penalty is None:
                unsaid.append(Fact(f"{path}.death_penalty", None))
        if capital:
            question = "Is there an assurance that death will not be imposed or carried out, and can it be relied on?"
            yield NeedsReview(reason="A charge carries the death penalty", question=question, facts=tuple(capital))
        if unsaid:
            reason = "Whether a charge carries the death penalty is not said"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=tuple(unsaid))
        if not capital and not unsaid:
            yield Pass("No charge carries the death penalty")
