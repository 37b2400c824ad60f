"""Corruption: private gain, not an act of office alone, and the two ways in which a charge of it is misused.

A charge of corruption is the most used against officials after a change of power, and against those who
exposed it. UNCAC 15 to 20 define its acts; RPD 34(3)(b) and (g) make status and context count.
"""

from collections.abc import Iterator

from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.passages import passages
from comity.compliance.rule import Audience, Case, Fact, NeedsReview, Pass, Result, Rule
from comity.kernel.subject import Capacity
from comity.notices.vocabulary import Category, Ground

_MONEY_CHARGES = frozenset(
    {Category.CORRUPTION, Category.FRAUD, Category.MONEY_LAUNDERING, Category.THEFT, Category.TAX}
)
_OF_OFFICE = frozenset(
    {
        Capacity.HEAD_OF_STATE_OR_MINISTER,
        Capacity.FORMER_HEAD_OF_STATE,
        Capacity.POLITICIAN,
        Capacity.PUBLIC_OFFICIAL,
        Capacity.FORMER_OFFICIAL,
        Capacity.JUDGE_OR_PROSECUTOR,
        Capacity.MILITARY,
        Capacity.OPPOSITION_SUPPORTER,
    }
)


def _charged(case: Case, categories: frozenset[Category]) -> tuple[Fact, ...]:
    return tuple(
        Fact(f"judicial.charges[{index}].category", charge.category)
        for index, charge in enumerate(case.request.charges)
        if charge.category in categories
    )


class GainOrActOfOffice(Rule):
    """Corruption is a benefit, or an act of office done for one (UNCAC 15 to 20): the facts must show who gained.

    We look for words of a bribe, gain or taking. Facts with an act of office alone, such as a contract awarded,
    or with neither, are a question. It is put to the secretariat, which asks the requester what it needs to
    know; a requester who is told which word is missing would add the word.
    """

    code, title = "CRP-01", "A charge of corruption shows a private gain, and not an act of office alone"
    citations = ("UNCAC 15", "UNCAC 17", "UNCAC 19", "RPD 34(3)(a)")
    ground = Ground.NEUTRALITY
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        return bool(_charged(case, frozenset({Category.CORRUPTION})))

    def check(self, case: Case) -> Iterator[Result]:
        texts, claim = passages(case), _charged(case, frozenset({Category.CORRUPTION}))
        shown, office = texts.stated({Concept.GAIN, Concept.TAKING}), texts.stated({Concept.OFFICE})
        paid = texts.stated({Concept.MONEY}) if texts.plain and not office else ()
        if shown or paid:
            yield Pass("The facts tell of a private gain", shown or paid)
        elif office:
            yield NeedsReview(
                reason="The charge of corruption rests on an act of office, and no private gain is told",
                question="Who gained by the act of office, or is it the act itself that is held against the person?",
                facts=claim + office,
            )
        else:
            yield NeedsReview(
                reason="The charge of corruption shows neither a private gain nor an act of office",
                question="What did the person gain, or which act of office was bought or abused?",
                facts=claim + (texts.named(Concept.SPEECH, Concept.CRITICISM, Concept.DISCLOSURE) or _no_account(case)),
            )


class ChangeOfPower(Rule):
    """Charges against those who held office under a government that fell weigh as general context (RPD 34(3)(g)).

    A change of power named in the facts, a charge about money and a person of public office together are a
    question; one of them alone is none. Whether the charge would have been brought all the same is left to people.
    """

    code, title = "CRP-02", "A charge against a person of office does not follow a change of power"
    citations = ("RPD 34(3)(g)", "RPD 34(3)(b)", "UNCAC 44")
    ground = Ground.NEUTRALITY
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        return bool(_of_office(case)) and bool(_charged(case, _MONEY_CHARGES))

    def check(self, case: Case) -> Iterator[Result]:
        change = passages(case).named(Concept.COUP)
        if change:
            yield NeedsReview(
                reason="A person of public office is charged over money, and the facts speak of a change of power",
                question="Was the charge brought because power changed hands, or for an act that shows a private gain?",
                facts=_of_office(case) + change,
            )
        elif not passages(case).readable:
            question = "Did power change hands between the acts and the charge?"
            reason = "There is no account that the checks can read"
            yield NeedsReview(reason=reason, question=question, facts=_of_office(case) + _no_account(case))
        else:
            yield Pass("The facts speak of no change of power")


def _of_office(case: Case) -> tuple[Fact, ...]:
    held = case.request.subject.capacities or []
    return tuple(Fact(f"subject.capacities[{i}]", each) for i, each in enumerate(held) if each in _OF_OFFICE)


def _no_account(case: Case) -> tuple[Fact, ...]:
    return () if passages(case).accounts else (Fact("judicial.facts", None),)
