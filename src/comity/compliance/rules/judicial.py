"""Judicial data: what the person is said to have done, under which law, at which stage (RPD 83(2)(b))."""

import re
from collections.abc import Iterator

from comity.compliance.reading.names import arabic_name
from comity.compliance.rule import Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.compliance.stated import missing, stated
from comity.kernel.subject import Subject
from comity.notices.request import Charge, Judicial
from comity.notices.vocabulary import Ground, Kind, PenaltyKind, Stage

SHORTEST = 6
"""Words under which no text can say what, when, where and by whom: "On 3 May in Veld he" has six and no act."""

_PLACE = {
    "title": "RPD 83(2)(b)(ii)",
    "category": "RPD 83(2)(b)(ii)",
    "law": "RPD 83(2)(b)(iii)",
    "max_penalty_months": "RPD 83(2)(b)(iv)",
}
_MOST_WORDS = 40
"""Words of names that are looked for in the facts."""
_PERSON = re.compile(
    r"""\b(?: he|she|his|her|him|himself|herself|suspect|accused|defendant|convict\w*|offender|perpetrator
      | wanted\ (?:person|man|woman)|the\ (?:person|man|woman|subject)
      | il|elle|lui|(?:l['’]|la|le)?\s?(?:intéressée?|suspecte?|prévenue?|accusée?|condamnée?|inculpée?|auteure?)
      | él|ella|acusad[oa]|imputad[oa]|procesad[oa]|condenad[oa]|sospechos[oa]|encausad[oa]|autora?|\w{3,}ó )\b
      | المتهم|المشتبه|المطلوب|المدان|المحكوم|المذكور|المعني|الجاني|بأنه|بأنها
      |قيامه|قيامها|قام|قامت|أقدم|أقدمت|استولى|ارتكب""",
    re.VERBOSE | re.IGNORECASE,
)


class FactsGiven(Rule):
    """The facts are "a succinct and clear description of the criminal activities of the wanted person, including
    the time and location" (RPD 83(2)(b)(i)).

    We ask for a text, a place and a time, and send back what is too short to say anything. Whether the
    description is clear and borne out is for the reviewers.
    """

    code, title = "JUD-01", "The facts are described, with time and place"
    citations = ("RPD 83(2)(b)(i)",)
    ground = Ground.JUDICIAL_DATA

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        judicial, period = case.judicial, case.judicial.facts_period
        lacking = list(missing(judicial, "judicial", "facts"))
        if not stated(judicial.facts_place) and judicial.facts_country is None:
            lacking.append(Fact("judicial.facts_place", None))
        if period is None or (period.from_ is None and period.to is None):
            lacking.append(Fact("judicial.facts_period", None))
        if lacking:
            reason = f"Of the facts there lacks {', '.join(fact.path for fact in lacking)}"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=tuple(lacking))
        words = len((judicial.facts or "").split())
        if stated(judicial.facts) and words < SHORTEST:
            facts = (Fact("judicial.facts", judicial.facts),)
            reason = f"{words} words cannot say what was done, when, where and by whom"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="short", facts=facts)
        elif not lacking:
            yield Pass("The facts have a text, a time and a place")


class OwnRole(Rule):
    """The facts must show the individual's own part: specific acts, time and means (RPD 83(2)(b)(i); the practice
    of the commission is that a group's deeds do not describe a person's).

    We look for any word that points at the person: a name, a pronoun, the accused. Where there is none the
    reviewers are asked; where there is one they still judge what it says.
    """

    code, title = "JUD-02", "The facts tell the person's own part"
    citations = ("RPD 83(2)(b)(i)",)
    ground = Ground.JUDICIAL_DATA

    def applies(self, case: Case) -> bool:
        return case.red and stated(case.judicial.facts)

    def check(self, case: Case) -> Iterator[Result]:
        text = case.judicial.facts or ""
        said = _PERSON.search(text)
        found = _name(case.request.subject, text) or (said.span() if said else None)
        if found:
            yield Pass("The facts speak of the person", (Fact(_at(*found), text[slice(*found)].strip()),))
        elif not text.isascii() and (named := arabic_name(text, _names(case.request.subject))):
            yield Pass("The facts name the person", (Fact(_at(*named), text[slice(*named)]),))
        else:
            question = "What is this person said to have done himself or herself, when and by what means?"
            reason = "The facts never speak of the person: not by name, not as the accused, not as he or she"
            yield NeedsReview(reason=reason, question=question, facts=(Fact("judicial.facts", text[:200]),))


class ChargesComplete(Rule):
    """Charges, the law that covers them and the highest penalty are given (RPD 83(2)(b)(ii)-(iv)).

    For a prosecution each charge states its penalty; life and death are complete without months. The
    category is the requester's claim of what kind of offence it is, which the other rules test.
    """

    code, title = "JUD-03", "Each charge has its name, its law and its penalty"
    citations = ("RPD 83(2)(b)(ii)", "RPD 83(2)(b)(iii)", "RPD 83(2)(b)(iv)")
    ground = Ground.JUDICIAL_DATA

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        charges = case.request.charges
        if not charges:
            facts = (Fact("judicial.charges", case.judicial.charges),)
            yield Breach(reason="No charge is given", effect=Effect.RETURN, variant="none", facts=facts)
            return
        convicted = case.judicial.stage is Stage.SENTENCE
        lacking = [fact for index, charge in enumerate(charges) for fact in _lacking(index, charge, convicted)]
        if lacking:
            reason = f"Not given: {', '.join(fact.path for fact in lacking)}"
            places = {_PLACE[fact.path.rpartition(".")[2]] for fact in lacking}
            yield Breach(
                reason=reason, effect=Effect.RETURN, facts=tuple(lacking), citations=tuple(sorted(places, key=len))
            )
        else:
            yield Pass("Each charge has its name, its law and its penalty")


class StageGiven(Rule):
    """A person is wanted either for prosecution or to serve a sentence, and the data differ (RPD 83(2)(b)(iv)).

    After conviction the sentence and what remains of it are given; before it there is none. Whether the
    judgment is final and enforceable is for the reviewers.
    """

    code, title = "JUD-04", "The stage is said, and the sentence where there is one"
    citations = ("RPD 83(2)(b)(iv)",)
    ground = Ground.JUDICIAL_DATA

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        judicial = case.judicial
        sentence = tuple(missing(judicial, "judicial", "sentence_months", "sentence_remaining_months"))
        variant, reason, facts = _stage_fault(judicial, sentence)
        if reason:
            yield Breach(reason=reason, effect=Effect.RETURN, variant=variant, facts=facts)
        else:
            yield Pass("The stage and what belongs to it are given", (Fact("judicial.stage", judicial.stage),))


class InvestigationDescribed(Rule):
    """A blue notice gives enough on the investigation for others to know why they are asked (RPD 88).

    We ask for the facts under investigation; neither charges nor a warrant are needed, for the person may
    be a witness. How much may be told of a running investigation is the requester's choice.
    """

    code, title = "JUD-05", "The investigation behind a blue notice is described"
    citations = ("RPD 88",)
    ground = Ground.JUDICIAL_DATA

    def applies(self, case: Case) -> bool:
        return case.request.kind is Kind.BLUE

    def check(self, case: Case) -> Iterator[Result]:
        facts = (Fact("judicial.facts", case.judicial.facts),)
        if stated(case.judicial.facts):
            yield Pass("The investigation is described")
        else:
            yield Breach(reason="Nothing is said of the investigation", effect=Effect.RETURN, facts=facts)


def _lacking(index: int, charge: Charge, convicted: bool) -> Iterator[Fact]:
    yield from missing(charge, f"judicial.charges[{index}]", "title", "law", "category")
    complete = charge.max_penalty_kind in (PenaltyKind.LIFE, PenaltyKind.DEATH) or charge.death_penalty
    if not convicted and not complete and charge.max_penalty_months is None:
        yield Fact(f"judicial.charges[{index}].max_penalty_months", None)


def _stage_fault(judicial: Judicial, lacking: tuple[Fact, ...]) -> tuple[str | None, str, tuple[Fact, ...]]:
    imposed, remaining = judicial.sentence_months, judicial.sentence_remaining_months
    both = (Fact("judicial.sentence_months", imposed), Fact("judicial.sentence_remaining_months", remaining))
    if judicial.stage is None:
        return None, "The stage of the proceedings is not said", (Fact("judicial.stage", None),)
    if judicial.stage is Stage.SENTENCE and lacking:
        return "sentence", "The sentence or what remains of it is not said", lacking
    if judicial.stage is Stage.SENTENCE and imposed is not None and (remaining or 0) > imposed:
        return "remaining", "More remains of the sentence than was imposed", both
    if judicial.stage is Stage.PROSECUTION and len(lacking) < 2:
        return "prosecution", "A sentence is given though the person is still to be tried", both
    return None, "", ()


def _names(subject: Subject) -> list[str]:
    names = [subject.family_name, subject.forenames, subject.name_at_birth]
    names += subject.names_in_original_script or []
    return [name for name in (*names, *(alias.name for alias in subject.aliases or ())) if name]


def _name(subject: Subject, text: str) -> tuple[int, int] | None:
    """Return where the text first holds a word of a name of the person; each word is looked for once, in one pass."""
    words = sorted({word for name in _names(subject) for word in name.split() if len(word) > 2})[:_MOST_WORDS]
    plain = _small(text)
    found = ((plain.find(_small(word)), len(word)) for word in words)
    start, length = min((each for each in found if each[0] >= 0), default=(-1, 0))
    return None if start < 0 else (start, start + length)


def _small(text: str) -> str:
    """Return a text in small letters, each of which stands where its capital stood."""
    small = text.lower()
    return (
        small if len(small) == len(text) else "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    )


def _at(start: int, end: int) -> str:
    return f"judicial.facts[{start}:{end}]"
