"""Terrorism: specific acts, not words or bare membership (AGN/53/RES/7, Constitution 3)."""

from collections.abc import Iterator

from comity.compliance.reading.charges import CLAIMED
from comity.compliance.reading.concepts import EXPRESSIVE, VERBAL, Concept
from comity.compliance.reading.passages import Passages, passages
from comity.compliance.rule import Audience, Case, Fact, NeedsReview, Pass, Result, Rule
from comity.notices.vocabulary import Category, Ground

ACTS_OF_TERROR = frozenset(
    {
        Concept.VIOLENCE,
        Concept.DEATH,
        Concept.INJURY,
        Concept.DAMAGE,
        Concept.DETENTION,
        Concept.WEAPON,
        Concept.FINANCING,
        Concept.TRAINING,
    }
)
"""Acts that a charge of terrorism may rest on, support for such acts included."""

WORDS = frozenset(
    {
        Concept.SPEECH,
        Concept.CRITICISM,
        Concept.INSULT,
        Concept.DISCLOSURE,
        Concept.ASSEMBLY,
        Concept.MEMBERSHIP,
        Concept.CONVERSION,
        Concept.POLITICAL,
    }
)
"""What a person said, whom they met and where they belonged."""


def terrorism_charged(case: Case) -> tuple[Fact, ...]:
    """Return where terrorism is charged: by the category, or by a title under a category that is not excluded."""
    found: list[Fact] = []
    for index, charge in enumerate(case.request.charges):
        title = passages(case).titles[index]
        if charge.category is Category.TERRORISM:
            found.append(Fact(f"judicial.charges[{index}].category", charge.category))
        elif title is not None and charge.category not in CLAIMED:
            found += title.facts(title.reading.stated({Concept.TERRORISM}))
    return tuple(found)


class ActsOfTerror(Rule):
    """Terrorism is examined by its acts (AGN/53/RES/7): the facts must tell what this person did, with what harm,
    weapon, money or training. Words, and bare membership, are not acts.

    The word terrorism in a charge decides nothing either way. Where the facts rest on words or membership, or
    tell of no act that we can read, people decide; so they do whether a group is what its government says.
    """

    code, title = "TER-01", "A charge of terrorism rests on specific acts"
    citations = ("AGN/53/RES/7", "Constitution 3", "RPD 34(3)(a)")
    ground = Ground.NEUTRALITY
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        return bool(terrorism_charged(case))

    def check(self, case: Case) -> Iterator[Result]:
        texts, claim = passages(case), terrorism_charged(case)
        acts, said = self._acts(texts), texts.stated(WORDS)
        if acts:
            yield Pass("The facts tell of specific acts", acts)
        elif said:
            yield NeedsReview(
                reason="The charge of terrorism rests on words or membership",
                question="Which act of violence, or of support for one, is this person said to have done?",
                facts=claim + said + texts.stated(VERBAL),
            )
        else:
            yield NeedsReview(
                reason="The charge of terrorism tells of no act that the checks can read",
                question="What is this person said to have done, where, when and with what harm?",
                facts=claim + (() if texts.accounts else (Fact("judicial.facts", None),)),
            )

    def _acts(self, texts: Passages) -> tuple[Fact, ...]:
        """Return the acts told in sentences that tell of nothing said: `on the day after the attack she wrote`."""
        found: list[Fact] = []
        for passage in texts.accounts:
            spoken = {span.sentence for span in passage.reading.stated(EXPRESSIVE)}
            acts = passage.reading.stated(ACTS_OF_TERROR)
            found += passage.facts(span for span in acts if span.sentence not in spoken)
        return tuple(found)
