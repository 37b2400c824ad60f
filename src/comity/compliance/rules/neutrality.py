"""The seven factors of neutrality (RPD 34(3)(a) to (g), Constitution 3), asked only when the file raises them.

Whether the political character of a case predominates is for people (AGN/20/RES/11). Each rule here says which
factor is raised, by what, and asks. The questions go to the secretariat alone: a requester who could read
them would learn to write around them.
"""

from collections.abc import Iterator

from comity.compliance.reading.character import CONDUCT, PUBLIC_LIFE, Excluded
from comity.compliance.reading.charges import charges
from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.passages import passages
from comity.compliance.rule import Audience, Case, Fact, NeedsReview, Pass, Result, Rule
from comity.compliance.rules.positions import POLITICAL, position_facts
from comity.kernel.subject import Capacity
from comity.notices.vocabulary import Category, Ground, Kind, PositionView

_EXPOSED = frozenset(
    {
        Capacity.HEAD_OF_STATE_OR_MINISTER,
        Capacity.FORMER_HEAD_OF_STATE,
        Capacity.POLITICIAN,
        Capacity.FORMER_OFFICIAL,
        Capacity.JUDGE_OR_PROSECUTOR,
        Capacity.JOURNALIST,
        Capacity.HUMAN_RIGHTS_DEFENDER,
        Capacity.ACTIVIST,
        Capacity.OPPOSITION_SUPPORTER,
        Capacity.WHISTLEBLOWER,
        Capacity.ACADEMIC,
        Capacity.TRADE_UNIONIST,
        Capacity.RELIGIOUS_FIGURE,
        Capacity.LAWYER,
        Capacity.WITNESS,
    }
)
_STATE = frozenset(
    {
        Capacity.HEAD_OF_STATE_OR_MINISTER,
        Capacity.FORMER_HEAD_OF_STATE,
        Capacity.PUBLIC_OFFICIAL,
        Capacity.FORMER_OFFICIAL,
        Capacity.JUDGE_OR_PROSECUTOR,
        Capacity.MILITARY,
    }
)
_BETWEEN_STATES = frozenset(
    {Category.WAR_CRIMES, Category.ESPIONAGE, Category.TREASON_SEDITION, Category.SEIZURE_OF_POWER, Category.TERRORISM}
)
_PUBLIC_CONDUCT = frozenset(c for kind in PUBLIC_LIFE - {Excluded.MEMBERSHIP} for c in CONDUCT[kind])
"""Conduct that ties a standing to a charge even beside ordinary crime; not membership, for a gang has members too."""


_PRIVATE_CRIME = frozenset(
    {Concept.VIOLENCE, Concept.DETENTION, Concept.SEXUAL, Concept.DRUGS, Concept.EXPLOITATION, Concept.SMUGGLING}
)
"""Acts that are the same whoever did them and whoever governs."""


class Factor(Rule, abstract=True):
    """What the factors share: they arise from facts in the file, and then ask."""

    ground = Ground.NEUTRALITY
    audience = Audience.SECRETARIAT
    reason: str
    question: str

    def applies(self, case: Case) -> bool:
        if case.request.kind is Kind.SPECIAL:
            return False
        return bool(self._raised(case)) or self.known(case)

    def known(self, case: Case) -> bool:
        """Say whether the file tells enough for silence to mean that nothing raises the factor."""
        return passages(case).readable

    def check(self, case: Case) -> Iterator[Result]:
        raised = self._raised(case)
        if raised:
            yield NeedsReview(reason=self.reason, question=self.question, facts=raised)
        else:
            yield Pass("Nothing in the file raises this factor")

    def _raised(self, case: Case) -> tuple[Fact, ...]:
        held = case.memo.get(self.code)
        if not isinstance(held, tuple):
            held = case.memo[self.code] = self.raised(case)
        return held

    def raised(self, case: Case) -> tuple[Fact, ...]:
        """Return what in the file raises the factor, nothing where it does not arise."""
        raise NotImplementedError


def public_life(case: Case) -> tuple[Fact, ...]:
    """Return what ties the charges to public life: their kind, or an account that comes down to it."""
    by_charge = tuple(fact for charge in charges(case) if charge.kind in PUBLIC_LIFE for fact in charge.facts)
    texts = passages(case)
    by_account = texts.told_facts() if texts.told and texts.told.kind in PUBLIC_LIFE else ()
    return tuple(dict.fromkeys(by_charge + by_account))


class Nature(Factor):
    """The nature of the offence, charges and underlying facts, is the first factor (RPD 34(3)(a)).

    It is raised by a charge that touches opinion, assembly, association, religion, the military or the state, and
    by facts that come down to such conduct whatever the charge is called. Which character predominates is left
    to people.
    """

    code, title = "NEU-01", "The nature of the offence: charges and underlying facts"
    citations = ("RPD 34(3)(a)", "Constitution 3")
    reason = "The charges, or the facts behind them, touch on political, military or religious matters"
    question = "Does the ordinary or the political, military or religious character of the offence predominate?"

    def raised(self, case: Case) -> tuple[Fact, ...]:
        return public_life(case)


class Status(Factor):
    """The status of the person is the second factor (RPD 34(3)(b)): it counts where the charge is tied to it.

    A capacity alone raises nothing: an activist who sells drugs is charged with selling drugs. It is raised where a
    charge or the account concerns what people of that standing do in public.
    """

    code, title = "NEU-02", "The status of the person, where the charge is tied to it"
    citations = ("RPD 34(3)(b)", "Constitution 3")
    reason = "The person has a public standing, and the charge or the facts are tied to it"
    question = "Is the person sought for what the facts tell, or for who they are in public life?"

    def raised(self, case: Case) -> tuple[Fact, ...]:
        held = case.request.subject.capacities or []
        exposed = tuple(Fact(f"subject.capacities[{i}]", each) for i, each in enumerate(held) if each in _EXPOSED)
        if not exposed:
            return ()
        link = public_life(case) or passages(case).stated(_PUBLIC_CONDUCT)
        return exposed + link if link else ()


class Source(Factor):
    """The identity of the source is the third factor (RPD 34(3)(c)): a military, extraordinary or security body.

    We read the names of the court and authority. That a court is military says nothing about a soldier who
    killed; people say whether it is a court for this person.
    """

    code, title = "NEU-03", "The identity of the source of the data"
    citations = ("RPD 34(3)(c)", "Constitution 3")
    reason = "The request comes from a military, extraordinary or security body"
    question = "Is this body an ordinary court or police authority for this person and this offence?"

    def known(self, case: Case) -> bool:
        return bool(passages(case).sources)

    def raised(self, case: Case) -> tuple[Fact, ...]:
        return tuple(
            fact
            for source in passages(case).sources
            for fact in source.facts(source.reading.stated({Concept.EXTRAORDINARY_COURT}))
        )


class Positions(Factor):
    """The position of other bureaus and of international bodies is the fourth factor (RPD 34(3)(d)).

    It is raised by one that considers the case political or refused it as a political or military offence;
    refusals for the person's protection and contested jurisdiction have rules of their own.
    """

    code, title = "NEU-04", "The position of another bureau or an international body"
    citations = ("RPD 34(3)(d)", "ECE 3", "MT 3(a)")
    reason = "Another member or body considers the case political"
    question = "Why does the other member or body consider the case political, and does its reason hold?"

    def known(self, case: Case) -> bool:
        return bool(case.context.positions)

    def raised(self, case: Case) -> tuple[Fact, ...]:
        held = [
            index
            for index, position in enumerate(case.context.positions)
            if position.view is PositionView.CONSIDERS_POLITICAL or position.ground in POLITICAL
        ]
        return position_facts(case, held)


class Obligations(Factor):
    """Obligations under international law are the fifth factor (RPD 34(3)(e)): immunities, and the law of war.

    It is raised by an immunity named in the facts and by a charge of war crimes (AGN/63/RES/9). What the
    obligation is, and whom it binds, is left to people.
    """

    code, title = "NEU-05", "Obligations under international law"
    citations = ("RPD 34(3)(e)", "AGN/63/RES/9")
    reason = "The file touches on an obligation under international law"
    question = "Which obligation under international law applies here, and does it bar or support the request?"

    def raised(self, case: Case) -> tuple[Fact, ...]:
        war = tuple(
            Fact(f"judicial.charges[{index}].category", charge.category)
            for index, charge in enumerate(case.request.charges)
            if charge.category is Category.WAR_CRIMES
        )
        return war + passages(case).stated({Concept.IMMUNITY})


class Neutrality(Factor):
    """The implications for the organisation's neutrality are the sixth factor (RPD 34(3)(f)): conflict between members.

    It is raised where a member seeks an official or soldier of another for a charge between states, and where a
    charge between states stands beside words of armed conflict. Publishing would take a side, or not: people say.
    """

    code, title = "NEU-06", "The implications for the organisation's neutrality"
    citations = ("RPD 34(3)(f)", "Constitution 3", "AGN/63/RES/9")
    reason = "The case may set members against each other"
    question = "Would publication take a side in a conflict between members or within one?"

    def raised(self, case: Case) -> tuple[Fact, ...]:
        request = case.request
        between = tuple(
            Fact(f"judicial.charges[{index}].category", charge.category)
            for index, charge in enumerate(request.charges)
            if charge.category in _BETWEEN_STATES
        )
        if not between:
            return ()
        nationalities = request.subject.nationalities
        foreign = bool(nationalities) and request.requesting_member not in (nationalities or [])
        serves = tuple(
            Fact(f"subject.capacities[{index}]", each)
            for index, each in enumerate(request.subject.capacities or [])
            if foreign and each in _STATE
        )
        conflict = passages(case).named(Concept.CONFLICT)
        return between + serves + conflict if serves or conflict else ()


class Context(Factor):
    """The general context of the case is the seventh factor (RPD 34(3)(g)): elections and changes of power.

    It is raised where the facts speak of one and the person has a public standing or a charge touches public life;
    an election in passing beside drugs, a rape or a killing raises nothing by the standing alone.
    Timing and corruption after a change of power have rules of their own.
    """

    code, title = "NEU-07", "The general context of the case"
    citations = ("RPD 34(3)(g)", "Constitution 3")
    reason = "The facts speak of an election or a change of power, and the person or the charge is tied to it"
    question = "Would the person be sought if the election or the change of power had not been?"

    def raised(self, case: Case) -> tuple[Fact, ...]:
        texts = passages(case)
        setting = texts.named(Concept.COUP, Concept.ELECTION)
        if not setting:
            return ()
        held = case.request.subject.capacities or []
        standing = tuple(Fact(f"subject.capacities[{i}]", each) for i, each in enumerate(held) if each in _EXPOSED)
        private = texts.stated(_PRIVATE_CRIME) and not texts.named(Concept.COUP)
        tied = public_life(case) or (() if private else standing)
        return tuple(dict.fromkeys(setting + tied)) if tied else ()
