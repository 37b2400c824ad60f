"""Children, victims, witnesses and sensitive data: those who need more care (RPD 39-42)."""

from collections.abc import Iterator
from datetime import date

from comity.compliance.rule import Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.kernel.dates import PartialDate, add_months
from comity.kernel.subject import Capacity
from comity.law import parameters
from comity.notices.vocabulary import Caution, Ground, Kind

MARGIN_YEARS = 5
"""Years by which an approximate birth date is widened: officials write 1990~ for anyone born around then."""

SENSITIVE = frozenset({"biometrics", "capacities", "medical"})
"""Parts of a request that no public extract may carry; cautions it may, where none tells of health."""

_CONCERNED = frozenset({Kind.RED, Kind.BLUE, Kind.GREEN, Kind.SILVER})


class Child(Rule):
    """A person under eighteen, now or at the time of the facts, needs more care (RPD 40, CRC 3, 40).

    Whether a notice is the right means, and what less would do, is always for the reviewers. An age that is
    not known is asked about. A missing child is searched for and not accused, and is no matter of this rule.
    """

    code, title = "PER-01", "A child is not treated as an adult"
    citations = ("RPD 40", "CRC 3", "CRC 40")
    ground = Ground.HUMAN_RIGHTS

    def applies(self, case: Case) -> bool:
        subject = case.request.subject
        known = bool(subject.birth and subject.birth.date) or Capacity.MINOR in (subject.capacities or ())
        return case.request.kind in _CONCERNED and (case.red or known)

    def check(self, case: Case) -> Iterator[Result]:
        subject, period = case.request.subject, case.judicial.facts_period
        born = subject.birth.date if subject.birth else None
        start = (period.from_ or period.to) if period else None
        facts: tuple[Fact, ...] = (Fact("subject.birth.date", born), Fact("judicial.facts_period.from", start))
        question = "Was the person a child, and if so is a notice the right means?"
        if Capacity.MINOR in (subject.capacities or ()):
            facts = (Fact("subject.capacities", subject.capacities), *facts)
            yield NeedsReview(reason="The request says that the person is a child", question=question, facts=facts)
        elif born is None or (case.red and start is None):
            reason = "Whether the person was an adult at the time of the facts is not known"
            yield NeedsReview(reason=reason, question=question, facts=facts)
        elif _of_age(born, case.at) > (start.earliest if start else case.at):
            reason = "The person was or may have been under eighteen at the time of the facts"
            yield NeedsReview(reason=reason, question=question, facts=facts)
        else:
            yield Pass("The person was an adult", facts)


class VictimOrWitness(Rule):
    """Victims and witnesses are recorded under conditions of their own (RPD 39); nothing may point at them as suspects.

    A blue notice that seeks one is asked about, and never has a public extract. A capacity as witness or
    victim of something else raises nothing. Whether other means would protect better is for the reviewers.
    """

    code, title = "PER-02", "A victim or witness is protected"
    citations = ("RPD 39", "RPD 88")
    ground = Ground.HUMAN_RIGHTS

    def applies(self, case: Case) -> bool:
        given = case.request.particulars
        return case.request.kind is Kind.BLUE and given is not None and given.role in ("victim", "witness")

    def check(self, case: Case) -> Iterator[Result]:
        extract, given = case.request.public_extract, case.request.particulars
        role = Fact("particulars.role", given.role if given else None)
        if extract is not None and extract.authorised:
            facts = (role, Fact("public_extract.authorised", True))
            reason = "A victim or witness would be shown to the public"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts)
        question = "Is a notice needed to find this victim or witness, and does it say what they are?"
        yield NeedsReview(reason=f"The person sought is a {role.value}", question=question, facts=(role,))


class SensitiveData(Rule):
    """Particularly sensitive data, since 2024 biometric data too, are recorded and shown under strict need (RPD 42).

    No public extract carries health, biometrics or capacities, and cautions only where none tells of health.
    A caution on health is kept for the officers who meet the person; the reviewers confirm that it is needed.
    """

    code, title = "SEN-01", "Sensitive data are not shown and not more than needed"
    citations = ("RPD 42",)
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        return bool(_health(case)) or bool(_extract_fields(case))

    def check(self, case: Case) -> Iterator[Result]:
        health = _health(case)
        shown = tuple(
            Fact(f"public_extract.fields[{index}]", name)
            for index, name in enumerate(_extract_fields(case))
            if any(part in SENSITIVE or (health and part == "cautions") for part in name.split("."))
        )
        if shown or (health and _shows_all(case)):
            reason = "The extract would show sensitive data"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=shown or health)
        if health:
            question = "Is the caution on health needed by the officers who may meet the person?"
            reason = "A caution tells something of the person's health"
            yield NeedsReview(reason=reason, question=question, facts=health)
        elif not shown:
            yield Pass("The extract names no sensitive data")


def _of_age(born: PartialDate, at: date) -> date:
    """Return the last day on which the person may have come of age."""
    margin = MARGIN_YEARS if born.approximate else 0
    return add_months(born.latest, (parameters.number("person.majority_years", at) + margin) * 12)


def _extract_fields(case: Case) -> list[str]:
    extract = case.request.public_extract
    return list(extract.fields or ()) if extract is not None and extract.authorised else []


def _shows_all(case: Case) -> bool:
    extract = case.request.public_extract
    return extract is not None and extract.authorised and extract.fields is None


def _health(case: Case) -> tuple[Fact, ...]:
    cautions = case.request.cautions or ()
    return tuple(
        Fact(f"cautions[{index}]", caution)
        for index, caution in enumerate(cautions)
        if caution in (Caution.MEDICAL, Caution.SELF_HARM)
    )
