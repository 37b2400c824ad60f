"""Human rights (Constitution 2(1)): what concerns this person before what concerns a country.

One rule for each concern. A concern tied to the person is a question that names it. A report on a country says
nothing about this person by itself; it weighs only where the file shows that the person is one of those whom the
report is about. All of it is for the secretariat alone.
"""

from collections.abc import Iterator
from typing import ClassVar

from comity.compliance.reading.character import PUBLIC_LIFE
from comity.compliance.reading.charges import charges
from comity.compliance.reading.concepts import MATERIAL, Concept
from comity.compliance.reading.passages import passages
from comity.compliance.rule import Audience, Case, Fact, NeedsReview, Pass, Result, Rule
from comity.compliance.stated import stated
from comity.notices.vocabulary import Concern, Ground, ProtectedStatus

_LINKING = frozenset({ProtectedStatus.NATURALISED, ProtectedStatus.STATELESS})


class ConcernRule(Rule, abstract=True):
    """What the rules on single concerns share: how a concern tied to the person and one on a country count."""

    ground = Ground.HUMAN_RIGHTS
    audience = Audience.SECRETARIAT
    concerns: ClassVar[frozenset[Concern]]
    words: ClassVar[frozenset[Concept]] = frozenset()
    what: ClassVar[str]
    question: ClassVar[str]

    def applies(self, case: Case) -> bool:
        return bool(self._held(case)) or bool(self.told(case))

    def told(self, case: Case) -> tuple[Fact, ...]:
        """Return where the request itself tells of the concern."""
        return passages(case).named(*self.words) if self.words else ()

    def check(self, case: Case) -> Iterator[Result]:
        held = self._held(case)
        tied = [index for index in held if case.context.human_rights[index].individual]
        country = [index for index in held if index not in tied]
        link = _link(case) if country else ()
        told = self.told(case)
        if tied or told:
            reason = f"A concern tied to this person: {self.what}"
            yield NeedsReview(reason=reason, question=self.question, facts=_facts(case, tied) + told)
        elif link:
            reason = f"A concern about the country ({self.what}), and something in the file that ties this person to it"
            yield NeedsReview(reason=reason, question=self.question, facts=_facts(case, country) + link)
        else:
            yield Pass("What is held concerns a country, and nothing ties this person to it", _facts(case, country))

    def _held(self, case: Case) -> list[int]:
        return [index for index, each in enumerate(case.context.human_rights) if each.concern in self.concerns]


def _facts(case: Case, indices: list[int]) -> tuple[Fact, ...]:
    """Return concerns as what a finding rests on: the source, what it says, and whether a name alone ties it."""
    facts: list[Fact] = []
    for index in indices:
        concern = case.context.human_rights[index]
        path = f"context.human_rights[{index}]"
        facts.append(Fact(f"{path}.concern", f"{concern.concern} ({concern.source})"))
        if concern.by_name_only:
            facts.append(Fact(f"{path}.by_name_only", True))
    return tuple(facts)


def _link(case: Case) -> tuple[Fact, ...]:
    """Return what ties the person to a concern about a country: protection sought, or a charge of public life."""
    protected = tuple(
        Fact(f"context.subject_status[{index}].status", each.status)
        for index, each in enumerate(case.context.subject_status)
        if each.status not in _LINKING and each.from_member in (None, case.request.requesting_member)
    )
    return protected + tuple(fact for charge in charges(case) if charge.kind in PUBLIC_LIFE for fact in charge.facts)


class Torture(ConcernRule):
    """No one is sent to torture (Constitution 2(1), UDHR 5, CAT 3): a finding that this person was or would be
    ill-treated stops the request until people have answered it.

    Reports on a country's prisons in general are for other rules and other days, unless the file ties the
    person to them.
    """

    code, title = "HUM-01", "No torture or ill-treatment is to be feared for this person"
    citations = ("Constitution 2(1)", "UDHR 5", "CAT 3")
    concerns, what = frozenset({Concern.TORTURE}), "torture or ill-treatment"
    question = "Would this person be in danger of torture, and what assurance is there against it?"


class CoercedConfession(ConcernRule):
    """A statement made under torture is no evidence (CAT 15, Constitution 2(1)): what rests on it falls with it.

    Besides what the secretariat holds we look for words of a forced confession in the request itself, where the
    requester sometimes tells of it. What else supports the charge is for people to find out.
    """

    code, title = "HUM-02", "The charge does not rest on a coerced confession"
    citations = ("Constitution 2(1)", "CAT 15", "UDHR 5")
    concerns, words, what = frozenset({Concern.COERCED_CONFESSION}), frozenset({Concept.COERCION}), "coerced confession"
    question = "Does the charge rest on a confession that was forced, and on what else?"


class FairTrial(ConcernRule):
    """Everyone is entitled to a fair and public hearing (UDHR 10, Constitution 2(1)): a finding that this person's
    proceedings were or will be unfair is answered before publication.

    Trial in absence has a rule of its own. Whether a defect was cured on appeal is left to people.
    """

    code, title = "HUM-03", "The person's trial is fair"
    citations = ("Constitution 2(1)", "UDHR 10", "UDHR 11")
    concerns, what = frozenset({Concern.FAIR_TRIAL}), "unfair trial"
    question = "Were or will the proceedings against this person be fair, and could a defect be cured?"


class Persecution(ConcernRule):
    """No one is sought for race, religion, nationality or belief (Constitution 2(1) and 3, UDHR 2, ECE 3(2)).

    A minority that the secretariat noted is asked about. Besides what it holds we look for a charge that the request
    itself ties to the person's origin or faith, and that tells of no act with a victim: one who attacks another for
    his faith is no victim of the law.
    Whether it is the reason of the charge, or describes the person, is left to people.
    """

    code, title = "HUM-04", "The person is not sought for race, religion, nationality or belief"
    citations = ("Constitution 2(1)", "Constitution 3", "UDHR 2", "ECE 3(2)")
    concerns, words, what = frozenset({Concern.PERSECUTION}), frozenset({Concept.PERSECUTION}), "persecution"
    question = "Is the person sought for who they are or what they believe, and not for what they did?"

    def told(self, case: Case) -> tuple[Fact, ...]:
        noted = (Fact("context.minority", case.context.minority),) if stated(case.context.minority) else ()
        return noted if passages(case).stated(MATERIAL) else noted + super().told(case)


class Detention(ConcernRule):
    """Conditions of detention can amount to ill-treatment (UDHR 5, Constitution 2(1)): a finding about this person, or
    a concern of another kind that is tied to them, is named and answered.

    What concerns a country's prisons at large is left to the states that decide on extradition.
    """

    code, title = "HUM-05", "The conditions of detention, and other concerns, do not bar the request"
    citations = ("Constitution 2(1)", "UDHR 5")
    concerns, what = (
        frozenset({Concern.DETENTION_CONDITIONS, Concern.OTHER}),
        "conditions of detention or another concern",
    )
    question = "What would happen to this person on return, and does it bar the request?"


class DeathPenaltyConcern(ConcernRule):
    """A finding that this person would face a death sentence is answered first (Constitution 2(1), ECE 11).

    The penalty of the charge itself, and assurances about it, have a rule of their own; this one takes what
    others report.
    """

    code, title = "HUM-06", "No death sentence is to be feared for this person"
    citations = ("Constitution 2(1)", "ECE 11", "UDHR 5")
    concerns, what = frozenset({Concern.DEATH_PENALTY}), "death penalty"
    question = "Would the person face a death sentence, and what assurance is there against it?"
