"""Persons whom another state protects (GA-2017-86-RES-09): what is known of it is for the secretariat alone.

Confirmed refugee status as against the requesting member bars. Everything less certain is a question: who
confirmed it, against whom, and whether it is the same person.
"""

from collections.abc import Iterator

from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.passages import passages
from comity.compliance.rule import Audience, Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.notices.context import SubjectStatus
from comity.notices.vocabulary import Ground, ProtectedStatus


class StatusRule(Rule, abstract=True):
    """What the rules on status share: which statuses are theirs, and the facts of one."""

    ground = Ground.PROTECTION
    audience = Audience.SECRETARIAT
    statuses: frozenset[ProtectedStatus]

    def applies(self, case: Case) -> bool:
        return bool(self.own(case))

    def own(self, case: Case) -> list[tuple[int, SubjectStatus]]:
        """Return the statuses that this rule looks at, with their places."""
        return [(i, each) for i, each in enumerate(case.context.subject_status) if each.status in self.statuses]

    def facts(self, index: int, status: SubjectStatus) -> tuple[Fact, ...]:
        """Return what is known of a status."""
        path = f"context.subject_status[{index}]"
        named = ("status", "confirmed_by", "from_member", "on")
        tied = (Fact(f"{path}.by_name_only", True),) if status.by_name_only else ()
        return tuple(Fact(f"{path}.{name}", getattr(status, name)) for name in named) + tied


class Refugee(StatusRule):
    """Data from the country where a recognised refugee fears persecution is deleted once a member confirms the status
    (GA-2017-86-RES-09, Refugees 33).

    It bars a request of that member alone: as against another it is no bar. Not confirmed, not said against
    whom, confirmed by the requester itself, or tied by a name alone, it is a question.
    """

    code, title = "PRO-01", "The person is not a refugee from the requesting member"
    citations = ("GA-2017-86-RES-09", "Refugees 33")
    statuses = frozenset({ProtectedStatus.REFUGEE})

    def check(self, case: Case) -> Iterator[Result]:
        for index, status in self.own(case):
            yield self._result(case, status, self.facts(index, status))

    def _result(self, case: Case, status: SubjectStatus, facts: tuple[Fact, ...]) -> Result:
        requester = case.request.requesting_member
        if status.from_member is not None and requester is not None and status.from_member != requester:
            return Pass("The status is held as against another member", facts)
        question = "Does the granting member confirm that this person is a refugee from the requesting member?"
        if status.by_name_only:
            return NeedsReview(reason="A refugee has the same name", question=question, facts=facts)
        if status.from_member is None or requester is None:
            reason = "The person is a refugee, and it is not known from where"
            return NeedsReview(reason=reason, question=question, facts=facts)
        if status.confirmed_by is None or status.confirmed_by == requester:
            reason = "The person is said to be a refugee, and no other member has confirmed it"
            return NeedsReview(reason=reason, question=question, facts=facts)
        reason = "The person is a refugee from the requesting member, as another member confirms"
        return Breach(reason=reason, effect=Effect.REFUSE, facts=facts)


class ProtectionPending(StatusRule):
    """Asylum pending, and complementary protection, are questions (Comity 9, CAT 3, Refugees 33): neither is refugee
    status, and both may become or stand for it.

    As against another member than the requester neither raises anything. Whether to wait for the decision of
    the other member is left to people.
    """

    code, title = "PRO-02", "No asylum is pending and no complementary protection granted"
    citations = ("Comity 9", "Refugees 33", "CAT 3")
    statuses = frozenset({ProtectedStatus.ASYLUM_SEEKER, ProtectedStatus.COMPLEMENTARY_PROTECTION})

    def check(self, case: Case) -> Iterator[Result]:
        for index, status in self.own(case):
            facts = self.facts(index, status)
            if status.from_member not in (None, case.request.requesting_member):
                yield Pass("The protection is sought or held as against another member", facts)
            else:
                yield NeedsReview(
                    reason="The person seeks asylum or holds complementary protection",
                    question="Is protection sought or held as against the requesting member, and what follows?",
                    facts=facts,
                )


class OtherStatus(StatusRule):
    """Naturalised persons, stateless persons and recognised victims may have been protected before, or be so now
    (Comity 9, GA-2017-86-RES-09).

    One naturalised where they were a refugee has lost the name of the status and not the fear. A victim of the
    very crime is not sought for it. As against another member nothing is raised.
    """

    code, title = "PRO-03", "Naturalisation, statelessness or a victim's status hides no need of protection"
    citations = ("Comity 9", "GA-2017-86-RES-09", "Refugees 1")
    statuses = frozenset({ProtectedStatus.NATURALISED, ProtectedStatus.STATELESS, ProtectedStatus.RECOGNISED_VICTIM})

    def check(self, case: Case) -> Iterator[Result]:
        for index, status in self.own(case):
            facts = self.facts(index, status)
            if status.from_member not in (None, case.request.requesting_member):
                yield Pass("The status is held as against another member", facts)
            else:
                yield NeedsReview(
                    reason=f"The person is recorded as {status.status}",
                    question="Was the person protected as against the requesting member, or is a victim in this case?",
                    facts=facts,
                )


class AsylumInTheText(Rule):
    """A request that says itself that the person sought or received asylum raises the question (GA-2017-86-RES-09).

    Only a claim or grant told of the person counts, not the word asylum in passing. What the requester wrote
    it knows; that we ask other members about it, it need not know.
    """

    code, title = "PRO-04", "The request does not tell of a claim of asylum"
    citations = ("GA-2017-86-RES-09", "UDHR 14")
    ground = Ground.PROTECTION
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        return passages(case).readable or bool(passages(case).stated({Concept.ASYLUM}))

    def check(self, case: Case) -> Iterator[Result]:
        told = passages(case).stated({Concept.ASYLUM})
        if told:
            yield NeedsReview(
                reason="The facts tell of a claim or grant of asylum",
                question="Who sought asylum, from which state, and was it granted?",
                facts=told,
            )
        else:
            yield Pass("The facts tell of no claim of asylum")
