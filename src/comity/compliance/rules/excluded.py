"""The excluded kinds of offence, one rule each (RPD 83(1)(a)(i), Constitution 2(1) and 3).

A request whose every charge is of an excluded kind is refused, and the requester is told. Where the facts say
that there may be more (violence, a threat, deceit), and where a grave ordinary charge stands beside, people
decide. That the facts may lift the bar is for the secretariat alone: a requester who knew which word does it
would write that word.
"""

from collections.abc import Iterator
from typing import ClassVar

from comity.compliance.reading.character import LIFTS, PUBLIC_LIFE, Excluded
from comity.compliance.reading.charges import Charged, charges
from comity.compliance.reading.passages import passages
from comity.compliance.rule import Audience, Breach, Case, Effect, Fact, NeedsReview, Result, Rule
from comity.compliance.rules.ordinary_law import BORNE_OUT_BY
from comity.notices.vocabulary import Category, Ground


class ExcludedKind(Rule, abstract=True):
    """What the rules on single kinds share: which charges are theirs, and what follows."""

    kind: ClassVar[Excluded]
    what: ClassVar[str]
    ground = Ground.EXCLUDED_OFFENCE

    def applies(self, case: Case) -> bool:
        if self.kind not in PUBLIC_LIFE and not case.red:
            return False
        return any(charge.kind is self.kind for charge in charges(case))

    def check(self, case: Case) -> Iterator[Result]:
        yield verdict(case, self.kind, self.what)


def verdict(case: Case, kind: Excluded, what: str) -> Result:
    """Return what follows from the charges of `kind`, called `what`, beside all others."""
    every = charges(case)
    own = tuple(charge for charge in every if charge.kind is kind)
    facts = tuple(dict.fromkeys(fact for charge in own for fact in charge.facts))
    if all(charge.barred for charge in every):
        return Breach(reason=f"Every charge is of an excluded kind: {what}", effect=Effect.REFUSE, facts=facts)
    rest = tuple(charge for charge in every if charge.kind is None)
    light = case.red and bool(rest) and all(charge.grave is False for charge in rest)
    if light and all(_barred_beside(case, charge, rest) for charge in every if charge.kind):
        return Breach(
            reason=f"What is not of an excluded kind ({what}) does not reach the penalty threshold",
            effect=Effect.REFUSE,
            facts=facts + tuple(_penalty(case, charge) for charge in rest),
            citations=("RPD 83(1)(a)(i)", "RPD 83(1)(a)(ii)"),
        )
    if rest:
        return NeedsReview(
            reason=f"A charge of an excluded kind ({what}) stands beside an ordinary one",
            question="Can the request be approved in part, with this charge struck?",
            facts=facts,
        )
    if any(charge.lifts for charge in own):
        lifts = tuple(dict.fromkeys(fact for charge in own for fact in charge.lifts))
        return NeedsReview(
            reason=f"A charge is of an excluded kind ({what}), and the facts may say more than that",
            question="Do these words show an act that is more than the excluded kind, done by this person?",
            facts=facts + lifts,
            audience=Audience.SECRETARIAT,
        )
    return _doubt(case, what, facts)


def _barred_beside(case: Case, charge: Charged, rest: tuple[Charged, ...]) -> bool:
    """Say whether an excluded charge has nothing that lifts it but the acts of the light charges beside it."""
    if charge.kind is None or not charge.certain:
        return False
    explained = {c for other in rest for c in BORNE_OUT_BY.get(_category(case, other), frozenset())}
    return charge.barred or not passages(case).stated(LIFTS[charge.kind] - explained)


def _category(case: Case, charge: Charged) -> Category:
    return case.request.charges[charge.index].category or Category.OTHER


def _doubt(case: Case, what: str, facts: tuple[Fact, ...]) -> Result:
    """Return the question where no other charge stands and the facts do not settle the kind."""
    if not passages(case).readable:
        reason = f"A charge is of an excluded kind ({what}), and no account shows whether an exception holds"
    else:
        reason = f"A charge is of a kind that may be excluded ({what})"
    question = "Do the facts show an ordinary crime, or an exception to the excluded kind?"
    return NeedsReview(reason=reason, question=question, facts=facts)


def _penalty(case: Case, charge: Charged) -> Fact:
    path = f"judicial.charges[{charge.index}].max_penalty_months"
    return Fact(path, case.request.charges[charge.index].max_penalty_months)


class Expression(ExcludedKind):
    """Expressing an opinion is no offence for the exchange (UDHR 19, Constitution 2(1) and 3), unless it incites
    to violence, threatens, deceives or exploits.

    We take the charge as claimed, or as its title names it, and look in the facts for words of an exception.
    Whether those words hold is left to people, who know that any criticism can be called incitement.
    """

    code, title = "EXC-01", "The charge is not the expression of an opinion"
    citations = ("RPD 83(1)(a)(i)", "Constitution 3", "UDHR 19")
    kind, what = Excluded.EXPRESSION, "expression of opinion"


class Insult(ExcludedKind):
    """Insult and defamation, of an authority or of anyone, are not serious ordinary crimes (RPD 83(1)(a)(i), UDHR 19).

    The rank of the insulted person changes nothing. A real assault or threat told in the facts beside the
    insult is for people to weigh, and may stand as a charge of its own.
    """

    code, title = "EXC-02", "The charge is not insult or defamation"
    citations = ("RPD 83(1)(a)(i)", "Constitution 3", "UDHR 19")
    kind, what = Excluded.INSULT, "insult or defamation"


class Assembly(ExcludedKind):
    """Peaceful assembly, strikes included, is a freedom and no offence for the exchange (UDHR 20, Constitution 2(1)).

    That an assembly was not permitted does not make it violent. Acts of violence, damage or threat told of
    this person are looked for; acts of others in the same crowd are left to people to tell apart.
    """

    code, title = "EXC-03", "The charge is not peaceful assembly"
    citations = ("RPD 83(1)(a)(i)", "Constitution 3", "UDHR 20")
    kind, what = Excluded.ASSEMBLY, "peaceful assembly"


class Membership(ExcludedKind):
    """Belonging to a party, movement or association is no offence by itself (UDHR 20, Constitution 3): acts are.

    Subscriptions, schools, accounts and applications taken as signs of belonging are membership too. Whether
    a group is criminal, and what this person did for it, is left to people where the facts name acts.
    """

    code, title = "EXC-04", "The charge is not membership without acts"
    citations = ("RPD 83(1)(a)(i)", "Constitution 3", "UDHR 20")
    kind, what = Excluded.MEMBERSHIP, "membership without acts"


class Military(ExcludedKind):
    """Purely military offences, such as desertion or refusal of service, are barred (Constitution 3, ECE 4, MT 3(c)).

    Purely means that the act would be no crime for a civilian: a soldier who kills or steals is charged with
    an ordinary crime, and words of such acts in the facts become a question.
    """

    code, title = "EXC-05", "The charge is not a purely military offence"
    citations = ("Constitution 3", "RPD 83(1)(a)(i)", "ECE 4", "MT 3(c)")
    kind, what = Excluded.MILITARY, "purely military offence"


class Religious(ExcludedKind):
    """Blasphemy, apostasy, conversion and worship are matters of a religious character (Constitution 3, UDHR 18).

    Violence, exploitation or deceit under the cloak of religion is ordinary crime: words of it in the facts
    become a question for people.
    """

    code, title = "EXC-06", "The charge is not a religious offence"
    citations = ("Constitution 3", "RPD 83(1)(a)(i)", "UDHR 18")
    kind, what = Excluded.RELIGIOUS, "religious offence"


class Behaviour(ExcludedKind):
    """Offences on which cultures differ are excluded (RPD 83(1)(a)(i)): adultery, prostitution, surrogacy, adult
    pornography, honour, drugs for personal use.

    The two exceptions (facilitating a serious crime, a link with organised crime), and exploitation, children
    or violence named in the facts, make it a question.
    """

    code, title = "EXC-07", "The charge does not rest on a behavioural or cultural norm"
    citations = ("RPD 83(1)(a)(i)",)
    kind, what = Excluded.BEHAVIOUR, "behavioural or cultural norm"


class Family(ExcludedKind):
    """Family and private matters, such as custody, maintenance and inheritance, are excluded (RPD 83(1)(a)(i)).

    Violence, exploitation or organised crime named in the facts make it a question. A child at risk is for a
    yellow notice, which this rule does not touch.
    """

    code, title = "EXC-08", "The charge is not a family or private matter"
    citations = ("RPD 83(1)(a)(i)",)
    kind, what = Excluded.FAMILY, "family or private matter"


class Administrative(ExcludedKind):
    """Breach of administrative laws and regulations is excluded (RPD 83(1)(a)(i)), unless it facilitates a serious
    crime or is suspected of a link with organised crime.

    Missing permits, traffic and residence rules are such breaches; words of harm, deceit or organised crime
    in the facts make it a question.
    """

    code, title = "EXC-09", "The charge is not a breach of administrative rules"
    citations = ("RPD 83(1)(a)(i)",)
    kind, what = Excluded.ADMINISTRATIVE, "breach of administrative rules"


class Dispute(ExcludedKind):
    """Private disputes, unpaid debts and broken contracts are excluded (RPD 83(1)(a)(i), ICCPR 11), unless they
    facilitate a serious crime or are suspected of a link with organised crime.

    Not paying is no fraud; words of deceit or taking in the facts make it a question.
    """

    code, title = "EXC-10", "The charge is not a private dispute"
    citations = ("RPD 83(1)(a)(i)", "ICCPR 11")
    kind, what = Excluded.DISPUTE, "private dispute"


class AgainstTheState(ExcludedKind):
    """Treason, sedition, espionage and the like are political by nature (Constitution 3, RPD 34(3)(a), MT 3(a)).

    Where the facts tell only of words, assembly or membership, they are those, and are refused as such. Where
    they tell of violence, or of nothing that we can read, the predominance test is for people.
    """

    code, title = "EXC-11", "The charge is not an offence against the state by its nature"
    citations = ("Constitution 3", "RPD 34(3)(a)", "RPD 83(1)(a)(i)", "MT 3(a)")
    kind, what = Excluded.POLITICAL, "offence against the state by its nature"
