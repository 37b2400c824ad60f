"""Unfunded cheques: a debt unless they are many or large (RPD 83(1)(a)(i))."""

from collections.abc import Iterator

from comity.compliance.reading.character import Excluded
from comity.compliance.reading.charges import loss_usd, small_cheques
from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.passages import passages
from comity.compliance.rule import Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.compliance.rules.excluded import verdict
from comity.law import parameters
from comity.notices.vocabulary import Category, Ground


class UnfundedCheque(Rule):
    """An unfunded cheque counts from USD 10,000 in total, or where several were issued repeatedly (RPD 83(1)(a)(i)).

    Other currencies are taken at the dated rate of the law data. Below the threshold a single cheque is a
    private dispute. Above it, that funds were wanting is not enough: intent to deceive must be told, and
    whether it is proved is left to people.
    """

    code, title = "CHQ-01", "Unfunded cheques reach the threshold, and were meant to deceive"
    citations = ("RPD 83(1)(a)(i)",)
    ground = Ground.EXCLUDED_OFFENCE

    def applies(self, case: Case) -> bool:
        return case.red and any(each.category is Category.UNFUNDED_CHEQUE for each in case.request.charges)

    def check(self, case: Case) -> Iterator[Result]:
        count = case.judicial.cheques.count if case.judicial.cheques else None
        loss = case.judicial.loss
        total = f"{loss.currency} {loss.amount}" if loss is not None and loss.value is not None else None
        facts = (Fact("judicial.loss", total), Fact("judicial.cheques.count", count))
        match small_cheques(case):
            case True:
                yield verdict(case, Excluded.CHEQUE, "small unfunded cheque")
            case False:
                yield self._intent(case, facts)
            case None if total is not None and loss_usd(case) is None:
                question = "What is the total in US dollars, and does it reach the threshold?"
                reason = f"The law data has no rate on this day for {total}"
                yield NeedsReview(reason=reason, question=question, facts=facts)
            case None:
                least = parameters.number("cheque.minimum_usd", case.at)
                yield Breach(
                    reason=f"It is not shown that the cheques reach USD {least:,} or were several",
                    effect=Effect.RETURN,
                    variant="amount",
                    facts=tuple(fact for fact in facts if fact.value is None),
                )

    def _intent(self, case: Case, facts: tuple[Fact, ...]) -> Result:
        deceit = passages(case).stated({Concept.DECEIT})
        if deceit:
            return Pass("The cheques reach the threshold, and the facts tell of deceit", facts + deceit)
        reason = "The cheques reach the threshold, and no intent to deceive is told"
        question = "Do the facts show an intent to deceive, or only that funds were wanting?"
        return NeedsReview(reason=reason, question=question, facts=facts)
