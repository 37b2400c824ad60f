"""The warrant: that there is one, who issued it, that it holds, and that a copy can be read."""

import re
from collections.abc import Iterator

from comity.compliance.rule import Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.compliance.stated import missing, stated
from comity.kernel.dates import PartialDate
from comity.law import parameters
from comity.notices.request import Warrant
from comity.notices.vocabulary import Ground

_NO_WARRANT = Warrant()
_DECISIONS = re.compile("warrant|judg|decision|order|sentence|mandat|jugement|orden|sentencia|مذكرة|حكم|أمر|قرار")


def _warrant(case: Case) -> Warrant:
    return case.judicial.warrant or _NO_WARRANT


class WarrantGiven(Rule):
    """A red notice rests on a valid arrest warrant or judicial decision, which it names (RPD 83(2)(b)(v)).

    We ask for its reference, who issued it and the day, so that the recipient can verify it with the
    source. Whether national law made it lawful is left to the courts of the requesting state.
    """

    code, title = "WAR-01", "The warrant or decision is named"
    citations = ("RPD 83(2)(b)(v)",)
    ground = Ground.WARRANT

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        lacking = tuple(missing(_warrant(case), "judicial.warrant", "reference", "issued_by", "issued_on"))
        if lacking:
            reason = f"Of the warrant there lacks {', '.join(fact.path for fact in lacking)}"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=lacking)
        else:
            yield Pass("The warrant is named", (Fact("judicial.warrant.reference", _warrant(case).reference),))


class WarrantJudicial(Rule):
    """The authority that issued the warrant is competent; one that is no court must be open to appeal before one.

    RPD 84 has the bureau assure this. A prosecutor's or police order without recourse to a judge is sent
    back until a judge has decided. Whether the court is independent is a matter of the human-rights rules.
    """

    code, title = "WAR-02", "A judge issued the warrant or can be asked to review it"
    citations = ("RPD 84",)
    ground = Ground.WARRANT

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        warrant = _warrant(case)
        judicial = Fact("judicial.warrant.authority_is_judicial", warrant.authority_is_judicial)
        appeal = Fact("judicial.warrant.appeal_to_judicial_authority", warrant.appeal_to_judicial_authority)
        if warrant.authority_is_judicial:
            yield Pass("A judicial authority issued the warrant", (judicial,))
        elif warrant.authority_is_judicial is None:
            reason = "Whether a judicial authority issued the warrant is not said"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="unsaid", facts=(judicial,))
        elif warrant.appeal_to_judicial_authority:
            yield Pass("The warrant is open to appeal before a judge", (judicial, appeal))
        elif warrant.appeal_to_judicial_authority is None:
            reason = "No judge issued the warrant, and whether one can be asked to review it is not said"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="unsaid", facts=(judicial, appeal))
        else:
            reason = "No judge issued the warrant and none can be asked to review it"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=(judicial, appeal))


class WarrantInForce(Rule):
    """The warrant must hold on the day: issued already and not run out (RPD 83(2)(b)(v), 81).

    A date that may lie on either side is asked about. A warrant without an end is taken to hold; one without
    a day is sent back by another rule. That it was not withdrawn is what recipients verify with the source.
    """

    code, title = "WAR-03", "The warrant is in force"
    citations = ("RPD 83(2)(b)(v)", "RPD 81")
    ground = Ground.LEGAL_BASIS_GONE

    def applies(self, case: Case) -> bool:
        return case.red and _warrant(case).issued_on is not None

    def check(self, case: Case) -> Iterator[Result]:
        start, end = _warrant(case).issued_on, _warrant(case).valid_until
        began, ended = Fact("judicial.warrant.issued_on", start), Fact("judicial.warrant.valid_until", end)
        assert start is not None
        if start.earliest > case.at:
            reason = "The warrant is dated in the future"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="future", facts=(began,))
        elif end is not None and end.latest < case.at and not end.approximate:
            reason = "The warrant has run out"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=(ended,))
        elif end is not None and _doubtful(end, case):
            reason, question = "The warrant may have run out", "Is the warrant still in force on this day?"
            yield NeedsReview(reason=reason, question=question, facts=(ended,))
        else:
            yield Pass("The warrant is in force", (began, ended))


def _doubtful(end: PartialDate, case: Case) -> bool:
    return end.earliest <= case.at and (end.approximate or end.exact is None)


class WarrantCopy(Rule):
    """A copy of the warrant or judgment comes with the request where possible, in a working language (RPD 83, 76).

    A copy only in another language is sent back for a translation. Where none is attached the reviewers ask
    why, since the rule says where possible; they alone compare it with the summary.
    """

    code, title = "ATT-01", "A copy of the warrant that the reviewers can read is attached"
    citations = ("RPD 83(2)(b)(v)", "RPD 76(2)")
    ground = Ground.WARRANT

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        working = parameters.codes("languages.working", case.at)
        copies = [
            (index, each)
            for index, each in enumerate(case.request.attachments or ())
            if stated(each.sha256) and _DECISIONS.search((each.type or "").casefold())
        ]
        facts = tuple(Fact(f"attachments[{index}].language", each.language) for index, each in copies)
        untold = tuple(
            Fact(f"attachments[{index}].type", each.type)
            for index, each in enumerate(case.request.attachments or ())
            if not stated(each.type)
        )
        if any(each.language in working for _, each in copies):
            yield Pass("A copy in a working language is attached", facts)
        elif copies:
            reason = "No copy of the warrant is in a working language, or its language is not said"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts)
        elif untold:
            reason = "An attachment may be the warrant, and its type is not said"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="type", facts=untold)
        else:
            question = "Why is no copy of the warrant attached, and is what is said of it enough without one?"
            facts = (Fact("attachments", None),)
            yield NeedsReview(reason="No copy of the warrant is attached", question=question, facts=facts)
