"""What a judge's sheet says in few words: penalties, clocks as days of the calendar, and texts cut to one page."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, assert_never

import msgspec

from comity.app.views.dealings import DealingView
from comity.governance.describing import MemberCard
from comity.hub.web.bureau.meaning import GROUNDS
from comity.notices.request import Assurances, Charge, Judicial
from comity.notices.vocabulary import Answer, PenaltyKind

LONGEST_FACTS: Final = 900
"""Characters of the facts on the sheet: about ten lines of the page."""
LONGEST_ADDENDUM: Final = 280
MOST_CHARGES: Final = 4
MOST_ADDENDA: Final = 3


class Cut(msgspec.Struct, frozen=True):
    """A text as far as it fits; `whole` where nothing is missing."""

    text: str
    whole: bool


class Limit(msgspec.Struct, frozen=True):
    """Until when the papers must be there for an arrest of today, and when it ends at the latest."""

    basis: str
    days: int
    papers: date
    longest: date | None


def cut(text: str | None, longest: int) -> Cut:
    """Return a text cut at a word, in one paragraph."""
    plain = " ".join((text or "").split())
    if len(plain) <= longest:
        return Cut(plain, True)
    return Cut(plain[:longest].rpartition(" ")[0] or plain[:longest], False)


def limits(card: MemberCard | None, today: date) -> list[Limit]:
    """Return the member's own clocks, counted from an arrest `today`."""
    return [
        Limit(
            basis=clock.basis,
            days=clock.days,
            papers=today + timedelta(days=clock.days),
            longest=today + timedelta(days=clock.longest) if clock.longest else None,
        )
        for clock in (card.clocks if card else ())
    ]


def penalty(charge: Charge) -> str:
    """Return the highest penalty of a charge."""
    match charge.max_penalty_kind:
        case PenaltyKind.LIFE:
            most = "imprisonment for life"
        case PenaltyKind.DEATH:
            return "death"
        case PenaltyKind.INDETERMINATE:
            most = "imprisonment of no fixed length"
        case PenaltyKind.TERM | None:
            most = f"{term(charge.max_penalty_months)} of imprisonment" if charge.max_penalty_months else "not stated"
        case _:
            assert_never(charge.max_penalty_kind)
    return f"{most}; the law also knows the death penalty" if charge.death_penalty else most


def term(months: int | None) -> str:
    """Return a time of so many months in years and months."""
    if not months:
        return "not stated"
    years, rest = divmod(months, 12)
    said = [_counted(number, word) for number, word in ((years, "year"), (rest, "month")) if number]
    return " and ".join(said)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def judgment(judicial: Judicial) -> Iterator[str]:
    """Yield what is to be known of a sentence or a trial, in sentences."""
    if judicial.sentence_months:
        remains = judicial.sentence_remaining_months
        left = f", of which {term(remains)} remain" if remains else ""
        yield f"Sentenced to {term(judicial.sentence_months)}{left}."
    if judicial.in_absentia:
        match judicial.retrial_right:
            case True:
                yield "Judged in absence, with a right to a new trial."
            case False:
                yield "Judged in absence, without a right to a new trial."
            case None:
                yield "Judged in absence; it is not stated whether there is a right to a new trial."


def assured(assurances: Assurances | None) -> str:
    """Return whether the requester says that it will ask for extradition."""
    match assurances.extradition_will_be_sought if assurances else None:
        case True:
            return "The requester states that it will ask for extradition."
        case False:
            return "The requester states that it will not ask for extradition."
        case _:
            return "The requester has not stated whether it will ask for extradition."


def refusals(dealings: Sequence[DealingView]) -> list[str]:
    """Return the refusals of extradition that the reader may know of."""
    return [
        f"{dealing.member} refused extradition" + (f": {GROUNDS[given.ground].lower()}" if given.ground else "")
        for dealing in dealings
        for given in dealing.answers
        if given.answer is Answer.EXTRADITION_REFUSED
    ]
