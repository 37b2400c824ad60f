"""Dates that cannot be together: inconsistency is a finding, not an unusable input (Comity 16)."""

from collections.abc import Iterator
from datetime import date

from comity.compliance.rule import Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.kernel.dates import PartialDate, add_months
from comity.law import parameters
from comity.notices.vocabulary import Ground

Dated = tuple[str, PartialDate | date | None]
Pair = tuple[Dated, Dated, str]


class _DateRule(Rule, abstract=True):
    """What the rules on dates share: pairs of days of which the first cannot come after the second.

    Partial dates and ranges are taken at their most favourable; an approximate date that does not fit is
    asked about, for it may only be badly remembered.
    """

    def pairs(self, case: Case) -> tuple[Pair, ...]:
        """Return (first, second, what is wrong if the first comes after the second)."""
        raise NotImplementedError

    def applies(self, case: Case) -> bool:
        return any(first is not None and then is not None for (_, first), (_, then), _ in self.pairs(case))

    def check(self, case: Case) -> Iterator[Result]:
        wrong = False
        for (path, first), (other, then), reason in self.pairs(case):
            if first is None or then is None or _earliest(first) <= _latest(then):
                continue
            wrong = True
            facts = tuple(Fact(p, v) for p, v in ((path, first), (other, then)) if p != "at")
            if _approximate(first) or _approximate(then):
                yield NeedsReview(reason=reason, question=f"{reason}: how is this to be understood?", facts=facts)
            else:
                yield Breach(reason=reason, effect=Effect.RETURN, facts=facts)
        if not wrong:
            yield Pass("The dates are possible together")


class BirthPossible(_DateRule):
    """A person is born before the facts, before the warrant and before today (RPD 12 on the quality of data).

    An impossible date is most often a slip or another person's; either way the requester corrects it. An
    age beyond any likely one is asked about. Which of several birth dates is true is left to the reviewers.
    """

    code, title = "DAT-01", "The birth date is possible"
    citations = ("RPD 12", "Comity 16")
    ground = Ground.DATA_QUALITY

    def pairs(self, case: Case) -> tuple[Pair, ...]:
        born = _born(case)
        return (
            (born, _facts_end(case), "The person was born after the facts"),
            (born, _issued(case), "The person was born after the warrant"),
            (born, ("at", case.at), "The birth date lies in the future"),
        )

    def check(self, case: Case) -> Iterator[Result]:
        birth = case.request.subject.birth
        years = parameters.number("person.oldest_years", case.at)
        if birth and birth.date and add_months(birth.date.latest, years * 12) < case.at:
            reason, facts = f"The person would be over {years}", (Fact("subject.birth.date", birth.date),)
            yield NeedsReview(reason=reason, question="Is the birth date right, and is the person alive?", facts=facts)
        else:
            yield from super().check(case)


class FactsPossible(_DateRule):
    """The facts end after they begin, and both before the warrant and the request (RPD 83(2)(b)(i)).

    A warrant for facts that lie after it, or in the future, was not issued for them. Whether the time is
    given closely enough is for the reviewers.
    """

    code, title = "DAT-02", "The time of the facts is possible"
    citations = ("RPD 83(2)(b)(i)", "Comity 16")
    ground = Ground.DATA_QUALITY

    def pairs(self, case: Case) -> tuple[Pair, ...]:
        start, end = _facts_start(case), _facts_end(case)
        return (
            (start, end, "The facts end before they begin"),
            (start, _issued(case), "The facts lie after the warrant"),
            (end, _issued(case), "The facts go on after the warrant"),
            (start, ("at", case.at), "The facts lie after the request"),
            (end, ("at", case.at), "The facts go on after the request"),
        )


class WarrantDatesPossible(_DateRule):
    """A warrant runs from its issue to its end, and prosecution is not barred before the warrant (RPD 83(2)(b)(v)).

    Whether it is in force today is another rule. What interrupted a period of limitation is left to the
    reviewers.
    """

    code, title = "DAT-03", "The dates of the warrant are possible"
    citations = ("RPD 83(2)(b)(v)", "Comity 16")
    ground = Ground.DATA_QUALITY

    def pairs(self, case: Case) -> tuple[Pair, ...]:
        warrant = case.judicial.warrant
        until: Dated = ("judicial.warrant.valid_until", warrant.valid_until if warrant else None)
        barred: Dated = ("judicial.prosecution_barred_on", case.judicial.prosecution_barred_on)
        return (
            (_issued(case), until, "The warrant ends before it begins"),
            (_facts_start(case), barred, "Prosecution was barred before the facts"),
        )


class EventsPossible(_DateRule):
    """What is told as past lies in the past: a disappearance, a find, a listing, a last sighting (RPD 12).

    A sighting before the birth is another person's. What a date that fits is worth is left to those who
    know its source.
    """

    code, title = "DAT-04", "The dates of events are possible"
    citations = ("RPD 12", "Comity 16")
    ground = Ground.DATA_QUALITY

    def pairs(self, case: Case) -> tuple[Pair, ...]:
        given, subject = case.request.particulars, case.request.subject
        born = _born(case)
        events: list[Dated] = [
            (f"particulars.{name}", getattr(given, name, None)) for name in ("missing_since", "found_on", "listed_on")
        ]
        seen: list[Dated] = [
            (f"subject.last_known[{i}].on", sighting.on) for i, sighting in enumerate(subject.last_known or ())
        ]
        return (
            *((event, ("at", case.at), "An event lies in the future") for event in events + seen),
            *((born, event, "An event lies before the birth") for event in seen + events[:1]),
        )


def _earliest(day: PartialDate | date) -> date:
    return day.earliest if isinstance(day, PartialDate) else day


def _latest(day: PartialDate | date) -> date:
    return day.latest if isinstance(day, PartialDate) else day


def _approximate(day: PartialDate | date) -> bool:
    return isinstance(day, PartialDate) and day.approximate


def _born(case: Case) -> Dated:
    birth = case.request.subject.birth
    return "subject.birth.date", birth.date if birth else None


def _issued(case: Case) -> Dated:
    return "judicial.warrant.issued_on", case.judicial.warrant.issued_on if case.judicial.warrant else None


def _facts_start(case: Case) -> Dated:
    period = case.judicial.facts_period
    return "judicial.facts_period.from", (period.from_ or period.to) if period else None


def _facts_end(case: Case) -> Dated:
    period = case.judicial.facts_period
    return "judicial.facts_period.to", (period.to or period.from_) if period else None
