"""Heads of state and ministers, present or past: acts of office, and immunity from the courts of others."""

from collections.abc import Iterator

from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.passages import passages
from comity.compliance.rule import Audience, Case, Fact, NeedsReview, Pass, Result, Rule
from comity.kernel.subject import Capacity
from comity.notices.vocabulary import Category, Ground

_HIGH = frozenset({Capacity.HEAD_OF_STATE_OR_MINISTER, Capacity.FORMER_HEAD_OF_STATE})
_BY_OFFICE = frozenset({Category.WAR_CRIMES, Category.SEIZURE_OF_POWER, Category.TREASON_SEDITION, Category.ELECTION})


def high_office(case: Case) -> tuple[Fact, ...]:
    """Return where the request says that the person is or was a head of state or minister."""
    held = case.request.subject.capacities or []
    return tuple(Fact(f"subject.capacities[{i}]", each) for i, each in enumerate(held) if each in _HIGH)


class ActsOfOffice(Rule):
    """A head of state or minister, present or past, is not sought for acts of office (Constitution 3, RPD 34(3)(b)).

    A crime for private gain or against a person in private is no act of office: where the facts tell of a
    private gain, or of ordinary acts without any act of office, nothing is asked. Else people say in which capacity
    the person acted.
    """

    code, title = "IMM-01", "A head of state or minister is not sought for acts of office"
    citations = ("RPD 34(3)(b)", "Constitution 3", "UNCAC 30")
    ground = Ground.NEUTRALITY
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        return bool(high_office(case))

    def check(self, case: Case) -> Iterator[Result]:
        texts, held = passages(case), high_office(case)
        office = texts.stated({Concept.OFFICE, Concept.CONFLICT, Concept.COUP})
        gain = texts.stated({Concept.GAIN, Concept.SEXUAL, Concept.DRUGS})
        by_nature = tuple(
            Fact(f"judicial.charges[{index}].category", charge.category)
            for index, charge in enumerate(case.request.charges)
            if charge.category in _BY_OFFICE
        )
        question = "Was the act done in office, and does an immunity bar it or has it been waived?"
        if by_nature or (office and not gain):
            reason = "A head of state or minister, present or past, is charged with acts of office"
            yield NeedsReview(reason=reason, question=question, facts=held + by_nature + office)
        elif not texts.readable:
            reason = "Whether a head of state or minister is charged with acts of office cannot be read"
            yield NeedsReview(reason=reason, question=question, facts=(*held, Fact("judicial.facts", None)))
        else:
            yield Pass("The facts tell of no act of office, or of a private gain", gain)


class ImmuneBeforeOthers(Rule):
    """A serving head of state or minister is immune from the courts of other states (RPD 34(3)(e)), whatever the act.

    Asked where the requester is a member of which the person is no national, or where that is not known; the
    person's own state may prosecute its own ministers. The treaty of an international court is left to people.
    """

    code, title = "IMM-02", "A serving head of state or minister is not sought by another state"
    citations = ("RPD 34(3)(e)", "Constitution 3")
    ground = Ground.NEUTRALITY
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        serving = Capacity.HEAD_OF_STATE_OR_MINISTER in (case.request.subject.capacities or [])
        return serving and case.request.requesting_member is not None

    def check(self, case: Case) -> Iterator[Result]:
        nationalities = case.request.subject.nationalities
        if nationalities and case.request.requesting_member in nationalities:
            yield Pass("The person is a national of the requesting member")
        else:
            yield NeedsReview(
                reason="A serving head of state or minister is sought by a state not known to be the person's own",
                question="Does the person hold an office that is immune from the courts of other states?",
                facts=(*high_office(case), Fact("subject.nationalities", nationalities)),
            )
