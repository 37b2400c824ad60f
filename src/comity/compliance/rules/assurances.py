"""Assurances: a red notice is a step towards extradition or it is nothing (RPD 82, 84)."""

from collections.abc import Iterator

from comity.compliance.rule import Breach, Case, Effect, Fact, Pass, Result, Rule
from comity.notices.request import Assurances
from comity.notices.vocabulary import Ground

_NO_ASSURANCES = Assurances()


def _assurances(case: Case) -> Assurances:
    return case.request.assurances or _NO_ASSURANCES


class ExtraditionSought(Rule):
    """The requester assures that extradition "will be sought upon arrest of the person" (RPD 84(2)).

    Without it a red notice has no purpose (RPD 82) and only weighs on a person. That the papers then really
    come is followed after a find (RPD 87) and counted.
    """

    code, title = "ASR-01", "Extradition will be sought"
    citations = ("RPD 84(2)", "RPD 82")
    ground = Ground.ASSURANCES

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        sought = _assurances(case).extradition_will_be_sought
        facts = (Fact("assurances.extradition_will_be_sought", sought),)
        if sought:
            yield Pass("Extradition will be sought", facts)
        elif sought is None:
            reason = "Nothing assures that extradition will be sought"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts)
        else:
            reason = "Extradition will not be sought, which is what a red notice is for"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="denied", facts=facts)


class ExtraditionCoordinated(Rule):
    """The bureau has coordinated the request with the authorities that make extradition requests (RPD 84(2)).

    Police ask for the notice and a ministry for the person; where the two do not know of each other, people
    are arrested and no papers come. How they coordinate is theirs to arrange.
    """

    code, title = "ASR-02", "The extradition authority knows of the request"
    citations = ("RPD 84(2)",)
    ground = Ground.ASSURANCES

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        known = _assurances(case).coordinated_with_extradition_authority
        facts = (Fact("assurances.coordinated_with_extradition_authority", known),)
        if known:
            yield Pass("The request is coordinated with the extradition authority", facts)
        else:
            reason = "The request is not said to be coordinated with the extradition authority"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts)


class ExtraditionStates(Rule):
    """Where the requester names the states from which it would seek extradition, they must fit the request.

    None at all contradicts the assurance, its own territory is no abroad, and a state to which the request
    is not circulated cannot answer it. Where none are named, the assurance is taken to cover all (RPD 84).
    """

    code, title = "ASR-03", "The states from which extradition is sought fit the request"
    citations = ("RPD 84(2)", "RPD 87")
    ground = Ground.ASSURANCES

    def applies(self, case: Case) -> bool:
        return case.red and _assurances(case).extradition_sought_from is not None

    def check(self, case: Case) -> Iterator[Result]:
        request, states = case.request, _assurances(case).extradition_sought_from or []
        path = "assurances.extradition_sought_from"
        if not states:
            reason = "Extradition is assured and sought from no state"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=(Fact(path, states),))
            return
        reach = request.circulation
        unreached = [
            Fact(f"{path}[{index}]", state)
            for index, state in enumerate(states)
            if state == request.requester or (reach is not None and not reach.reaches(state, request.requester))
        ]
        if unreached:
            reason = "Extradition is sought from a state that the request does not reach"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="unreached", facts=tuple(unreached))
        else:
            yield Pass("Extradition is sought from states that the request reaches", (Fact(path, states),))
