"""What each charge is, by the requester's claim, by its own title and by the facts told."""

from decimal import Decimal

import msgspec

from comity.compliance.reading.character import CONDUCT, LIFTS, PUBLIC_LIFE, Excluded, kinds_in
from comity.compliance.reading.concepts import ACTS
from comity.compliance.reading.passages import Passages, passages
from comity.compliance.rule import Case, Fact
from comity.compliance.rules.seriousness import meets
from comity.law import parameters
from comity.notices.request import Charge
from comity.notices.vocabulary import Category, Stage

CLAIMED: dict[Category, Excluded] = {
    Category.SPEECH: Excluded.EXPRESSION,
    Category.DEFAMATION: Excluded.INSULT,
    Category.INSULT_OF_AUTHORITY: Excluded.INSULT,
    Category.ASSEMBLY: Excluded.ASSEMBLY,
    Category.ASSOCIATION: Excluded.MEMBERSHIP,
    Category.MILITARY: Excluded.MILITARY,
    Category.RELIGIOUS: Excluded.RELIGIOUS,
    Category.BEHAVIOURAL_NORM: Excluded.BEHAVIOUR,
    Category.FAMILY_PRIVATE: Excluded.FAMILY,
    Category.ADMINISTRATIVE: Excluded.ADMINISTRATIVE,
    Category.CIVIL_DISPUTE: Excluded.DISPUTE,
    Category.TREASON_SEDITION: Excluded.POLITICAL,
    Category.ESPIONAGE: Excluded.POLITICAL,
    Category.ELECTION: Excluded.POLITICAL,
    Category.SEIZURE_OF_POWER: Excluded.POLITICAL,
    Category.UNFUNDED_CHEQUE: Excluded.CHEQUE,
}
"""Categories that are themselves of an excluded kind; all others are ordinary until the facts say otherwise."""


class Charged(msgspec.Struct, frozen=True):
    """A charge and its excluded kind, None where it is ordinary.

    `certain` is False where the kind may be an ordinary crime on the facts; `lifts` are the words that may
    make it more; `grave` says whether its penalty counts, None where that is not known.
    """

    index: int
    kind: Excluded | None
    certain: bool
    facts: tuple[Fact, ...]
    lifts: tuple[Fact, ...]
    grave: bool | None

    @property
    def barred(self) -> bool:
        """Whether the charge is of an excluded kind and nothing said lifts it."""
        return self.kind is not None and self.certain and not self.lifts


def charges(case: Case) -> tuple[Charged, ...]:
    """Return what each charge is, worked out once in a case."""
    held = case.memo.get("charges")
    if not isinstance(held, tuple):
        held = case.memo["charges"] = tuple(
            _charged(case, index, charge) for index, charge in enumerate(case.request.charges)
        )
    return held


def _charged(case: Case, index: int, charge: Charge) -> Charged:
    texts = passages(case)
    kind, facts = _kind(texts, index, charge)
    if kind is Excluded.CHEQUE and small_cheques(case) is False:
        kind = None
    least = parameters.number("penalty.prosecution_months", case.at)
    grave = None if case.judicial.stage is Stage.SENTENCE else meets(charge, least)
    if kind is None:
        return Charged(index, None, True, facts, (), grave)
    lifts = texts.stated(LIFTS[kind])
    shown = texts.stated(CONDUCT[kind])
    certain = texts.readable
    if kind is Excluded.POLITICAL:
        told = texts.told
        certain = certain and told is not None and told.kind in PUBLIC_LIFE - {Excluded.POLITICAL}
        shown += texts.told_facts()
    if kind is Excluded.CHEQUE:
        certain, lifts, shown = certain and small_cheques(case) is True, texts.stated(LIFTS[kind]), ()
    return Charged(index, kind, certain, facts + tuple(dict.fromkeys(shown)), lifts, grave)


def _kind(texts: Passages, index: int, charge: Charge) -> tuple[Excluded | None, tuple[Fact, ...]]:
    """Return the kind by the claim or, where none or `other` is claimed, by the charge's own title."""
    path = f"judicial.charges[{index}]"
    claim = (Fact(f"{path}.category", charge.category),)
    if charge.category in CLAIMED:
        return CLAIMED[charge.category], claim
    title = texts.titles[index]
    if title is None or charge.category not in (None, Category.OTHER) or title.reading.stated(ACTS):
        return None, claim
    named = kinds_in(title.reading)
    if not named:
        return None, claim
    kind, spans = next(iter(named.items()))
    return kind, title.facts(spans)


def small_cheques(case: Case) -> bool | None:
    """Say whether the cheques stay below the threshold and are not several; None where that is not known."""
    count = case.judicial.cheques.count if case.judicial.cheques else None
    if count is not None and count >= parameters.number("cheque.repeated_count", case.at):
        return False
    usd = loss_usd(case)
    if usd is None:
        return None
    if usd >= parameters.number("cheque.minimum_usd", case.at):
        return False
    return None if count is None else True


def loss_usd(case: Case) -> Decimal | None:
    """Return the loss in US dollars at the rate of the day, None where it or the rate is not known."""
    loss = case.judicial.loss
    if loss is None or loss.currency is None or loss.value is None:
        return None
    return parameters.usd(loss.currency, loss.value, case.at)
