"""What is settled is not sought again: lapse of time, earlier trial, amnesty (MT 3(d), (e))."""

from collections.abc import Iterator

from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.passages import passages
from comity.compliance.rule import Audience, Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.compliance.stated import stated
from comity.notices.vocabulary import AnswerGround, Ground, Stage


class LapseOfTime(Rule):
    """No one is sought for what can no longer be prosecuted (MT 3(e), ECE 10): the legal basis is gone.

    Where the requester states the day from which prosecution is barred and it has passed, it shows what
    stopped the time from running or withdraws. Limitation under the law of other states is theirs to judge.
    """

    code, title = "NEB-01", "Prosecution is not barred by lapse of time"
    citations = ("MT 3(e)", "ECE 10", "RPD 81")
    ground = Ground.LEGAL_BASIS_GONE

    def applies(self, case: Case) -> bool:
        serving = case.judicial.stage is Stage.SENTENCE
        return case.red and not serving and case.judicial.prosecution_barred_on is not None

    def check(self, case: Case) -> Iterator[Result]:
        barred = case.judicial.prosecution_barred_on
        assert barred is not None
        facts = (Fact("judicial.prosecution_barred_on", barred),)
        if barred.earliest > case.at:
            yield Pass("Prosecution is not barred yet", facts)
        elif barred.latest <= case.at and not barred.approximate:
            yield Breach(reason="Prosecution is barred by lapse of time", effect=Effect.RETURN, facts=facts)
        else:
            question = "Is prosecution still possible on this day?"
            yield NeedsReview(reason="Prosecution may be barred by now", question=question, facts=facts)


class SettledBefore(Rule):
    """No one is tried twice for the same, nor sought for what an amnesty or pardon covers (MT 3(d), (e), ICCPR 14(7)).

    We look for words of acquittal, earlier trial, pardon and amnesty in what the request itself says, and ask
    the reviewers what they mean there; silence about it proves nothing and is no finding.
    """

    code, title = "NEB-02", "The matter was not settled before"
    citations = ("MT 3(d)", "MT 3(e)", "ICCPR 14(7)", "ECE 9")
    ground = Ground.LEGAL_BASIS_GONE

    def applies(self, case: Case) -> bool:
        return case.red and stated(case.judicial.facts)

    def check(self, case: Case) -> Iterator[Result]:
        facts = passages(case).stated({Concept.AMNESTY, Concept.ALREADY_TRIED})
        if facts:
            question = "Was the person tried, acquitted, pardoned or amnestied for these facts before?"
            reason = "The request speaks of an earlier trial, acquittal, pardon or amnesty"
            yield NeedsReview(reason=reason, question=question, facts=facts)
        else:
            yield Pass("The request speaks of no earlier trial, acquittal, pardon or amnesty")


class SettledElsewhere(Rule):
    """Another state that found the matter settled or barred by time weighs as a position expressed (RPD 34(3)(d)).

    What other members said is for the secretariat alone, and never a bar by itself: their law may count
    time otherwise.
    """

    code, title = "NEB-03", "No other member found the matter settled"
    citations = ("RPD 34(3)(d)", "MT 3(d)", "MT 3(e)")
    ground = Ground.LEGAL_BASIS_GONE
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        return bool(case.context.positions)

    def check(self, case: Case) -> Iterator[Result]:
        settled = tuple(
            Fact(f"context.positions[{index}].ground", position.ground)
            for index, position in enumerate(case.context.positions)
            if position.ground in (AnswerGround.NE_BIS_IN_IDEM, AnswerGround.LAPSE_OF_TIME)
        )
        if settled:
            question = "Does what another member found (tried before, or barred by time) hold for this request too?"
            yield NeedsReview(reason="Another member found the matter settled", question=question, facts=settled)
        else:
            yield Pass("No other member gave such a ground")
