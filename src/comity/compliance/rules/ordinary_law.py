"""Ordinary-law character: the facts must bear out the category claimed (Constitution 2(2), RPD 34(3)(a))."""

from collections.abc import Iterator

from comity.compliance.reading.character import PUBLIC_LIFE, Excluded, kinds_in
from comity.compliance.reading.charges import CLAIMED
from comity.compliance.reading.concepts import ACTS, MATERIAL, VERBAL, Concept
from comity.compliance.reading.passages import passages
from comity.compliance.rule import Audience, Case, Fact, NeedsReview, Pass, Result, Rule
from comity.notices.request import Charge
from comity.notices.vocabulary import Category, Ground

_PERSON = frozenset({Concept.VIOLENCE, Concept.DEATH, Concept.INJURY, Concept.WEAPON})
_GOODS = frozenset({Concept.TAKING, Concept.GAIN, Concept.DECEIT, Concept.LAUNDERING})
_FOLLOWED = frozenset(
    {Concept.MONEY, Concept.CHEQUE, Concept.INSOLVENCY, Concept.TAX, Concept.ORGANISED, Concept.THREAT}
)

BORNE_OUT_BY: dict[Category, frozenset[Concept]] = {
    Category.HOMICIDE: _PERSON,
    Category.VIOLENCE: _PERSON | {Concept.THREAT, Concept.DETENTION, Concept.DAMAGE, Concept.SEXUAL},
    Category.SEXUAL: frozenset({Concept.SEXUAL, Concept.EXPLOITATION}),
    Category.TRAFFICKING: frozenset({Concept.EXPLOITATION, Concept.SMUGGLING, Concept.DRUGS}),
    Category.DRUGS: frozenset({Concept.DRUGS}),
    Category.FIREARMS: frozenset({Concept.WEAPON}),
    Category.THEFT: frozenset({Concept.TAKING}),
    Category.FRAUD: _GOODS,
    Category.MONEY_LAUNDERING: _GOODS,
    Category.CHILD_ABDUCTION: frozenset({Concept.DETENTION, Concept.EXPLOITATION}),
    Category.CYBERCRIME: frozenset({Concept.CYBER, Concept.DECEIT, Concept.TAKING, Concept.SEXUAL, Concept.THREAT}),
    Category.INSOLVENCY: _GOODS,
}
"""Acts that show a category. Categories that are not here are borne out by any act of ordinary crime."""

HINTED_BY: dict[Category, frozenset[Concept]] = {
    Category.HOMICIDE: frozenset({Concept.BODY}),
    Category.VIOLENCE: frozenset({Concept.BODY}),
    Category.TRAFFICKING: frozenset({Concept.CHILD, Concept.MONEY, Concept.BODY}),
    Category.THEFT: frozenset({Concept.MONEY, Concept.CULTURE}),
    Category.FRAUD: frozenset({Concept.MONEY, Concept.CHEQUE, Concept.INSOLVENCY}),
    Category.MONEY_LAUNDERING: frozenset({Concept.MONEY}),
    Category.CYBERCRIME: frozenset({Concept.MONEY}),
    Category.INSOLVENCY: frozenset({Concept.INSOLVENCY, Concept.MONEY}),
    Category.CHILD_ABDUCTION: frozenset({Concept.CHILD}),
}
"""Words that make a category likely where nothing else speaks against it."""

BESIDE: dict[Category, frozenset[Concept]] = {
    Category.HOMICIDE: MATERIAL,
    Category.VIOLENCE: MATERIAL,
    Category.TRAFFICKING: _PERSON | {Concept.DETENTION, Concept.TAKING, Concept.GAIN},
    Category.THEFT: _PERSON | _GOODS | {Concept.DAMAGE, Concept.DETENTION, Concept.CULTURE},
    Category.MONEY_LAUNDERING: MATERIAL,
    Category.INSOLVENCY: frozenset({Concept.DAMAGE}),
}
"""Acts that go with such hints: a robber is armed, what is laundered was earned by another crime."""

LOOSE = frozenset({Category.VIOLENCE, Category.ORGANISED_CRIME, Category.OTHER})
"""Categories so wide that anything may be called so: their acts must be told in words."""

SPEAKING_AGAINST = 2
"""Acts of another kind that speak against the category; one is often but a word with two meanings."""

OWN_RULE = frozenset({Category.TERRORISM, Category.CORRUPTION, Category.TAX, *CLAIMED})
"""Categories whose facts other rules test."""


class FactsBearOutCategory(Rule):
    """The nature of the offence is told by the charges and the underlying facts together (RPD 34(3)(a)): the category
    is the requester's claim, and the facts must bear it out.

    We look for words of an act of that kind. Facts that come down to an opinion, an insult, a meeting, a debt,
    that tell of another kind of act, or of none that we can read, are a question, never a refusal; only facts told at
    length, with nothing of public life in them, are taken to fit, for no list has every way of doing harm. Whether the
    acts happened is left to the courts. What concerns public life is asked of the secretariat alone.
    """

    code, title = "ORD-01", "The facts bear out the category of the offence"
    citations = ("RPD 34(3)(a)", "Constitution 2(2)", "RPD 83(1)(a)(i)")
    ground = Ground.EXCLUDED_OFFENCE

    def applies(self, case: Case) -> bool:
        return any(charge.category not in OWN_RULE for charge in case.request.charges)

    def check(self, case: Case) -> Iterator[Result]:
        for index, charge in enumerate(case.request.charges):
            if charge.category not in OWN_RULE:
                yield self._charge(case, index, charge)

    def _charge(self, case: Case, index: int, charge: Charge) -> Result:
        texts = passages(case)
        claim = (Fact(f"judicial.charges[{index}].category", charge.category),)
        if not texts.readable:
            where = tuple(Fact(each.path, None) for each in texts.accounts) or (Fact("judicial.facts", None),)
            question = "What do the facts say, and is it an ordinary crime?"
            return NeedsReview(
                reason="There is no account of the facts that the checks can read",
                question=question,
                facts=claim + where,
            )
        title = texts.titles[index]
        if title is not None and not title.reading.stated(ACTS) and (named := kinds_in(title.reading)):
            kind, spans = next(iter(named.items()))
            if charge.category not in (None, Category.OTHER):
                return _other(kind, claim + title.facts(spans))
        told = texts.told
        if told is not None:
            return _other(told.kind, claim + texts.told_facts())
        return _borne_out(case, charge, claim)


def _other(kind: Excluded, facts: tuple[Fact, ...]) -> Result:
    public = kind in PUBLIC_LIFE
    return NeedsReview(
        reason=f"The facts, or the charge's own title, come down to another thing than the category says: {kind}",
        question="Is there an ordinary crime in these facts, and which act of this person is it?",
        facts=facts,
        audience=Audience.SECRETARIAT if public else Audience.REQUESTER,
    )


def _borne_out(case: Case, charge: Charge, claim: tuple[Fact, ...]) -> Result:
    texts, category = passages(case), charge.category or Category.OTHER
    acts, hinting = BORNE_OUT_BY.get(category, ACTS), texts.stated(HINTED_BY.get(category, frozenset()))
    said = texts.stated(acts & VERBAL)
    if shown := texts.stated(acts - VERBAL):
        return Pass("The facts tell of such an act", shown + said)
    if said and (texts.stated(MATERIAL) or (texts.in_passing and texts.stated(_FOLLOWED))):
        return Pass("The facts tell of such an act", said)
    others = texts.stated(MATERIAL - BESIDE.get(category, frozenset()))
    if hinting and not others and texts.in_passing:
        return Pass("The facts fit the category, and nothing in them speaks against it", hinting)
    against = {fact.path for fact in texts.stated(MATERIAL | {Concept.DECEIT})}
    if category not in LOOSE and not said and len(against) < SPEAKING_AGAINST and texts.plain:
        return Pass("The facts are told in detail, and nothing in them speaks of another kind of act or of public life")
    others = said or texts.stated(MATERIAL)
    if said:
        reason = f"What the facts tell of {category} was done by words alone, and nothing is told that followed from it"
    elif others:
        reason = f"The facts tell of acts, and of none that bears out the category {category}"
    else:
        reason = f"The facts tell of no act that the checks can read as {category}"
    question = "What did this person do, and is it the offence charged?"
    return NeedsReview(reason=reason, question=question, facts=claim + others)


class Tax(Rule):
    """Tax matters reach from an unpaid assessment to organised fraud; many states extradite for none (ECE 5).

    A charge of the category, or whose title speaks of tax, is always a question: whether it is fraud with false
    papers or a mere failure to declare or pay is for people to say, who also weigh UNCAC 44(16).
    """

    code, title = "TAX-01", "A tax charge is an ordinary crime and not an assessment unpaid"
    citations = ("RPD 83(1)(a)(i)", "ECE 5", "UNCAC 44")
    ground = Ground.EXCLUDED_OFFENCE

    def applies(self, case: Case) -> bool:
        return case.red and bool(self._facts(case))

    def check(self, case: Case) -> Iterator[Result]:
        yield NeedsReview(
            reason="A charge concerns tax",
            question="Do the facts show fraud by false papers or concealment, and not only that tax was unpaid?",
            facts=self._facts(case) + passages(case).stated({Concept.DECEIT, Concept.TAX}),
        )

    def _facts(self, case: Case) -> tuple[Fact, ...]:
        found: list[Fact] = []
        for index, charge in enumerate(case.request.charges):
            title = passages(case).titles[index]
            if charge.category is Category.TAX:
                found.append(Fact(f"judicial.charges[{index}].category", charge.category))
            elif title is not None:
                found += title.facts(title.reading.stated({Concept.TAX}))
        return tuple(found)
