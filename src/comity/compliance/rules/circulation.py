"""Circulation, public extract, retention and urgency: who gets to see a notice, how soon and for how long."""

from collections.abc import Iterator

from comity.compliance.rule import Breach, Case, Effect, Fact, Pass, Result, Rule
from comity.compliance.stated import missing, stated
from comity.kernel.dates import add_months
from comity.law import parameters
from comity.notices.extract import FIELDS
from comity.notices.kinds import Extract, law_of
from comity.notices.request import PublicExtract
from comity.notices.vocabulary import Channel, CirculationMode, Ground, Handling, UrgencyLevel

_NO_EXTRACT = PublicExtract()


def _extract(case: Case) -> PublicExtract:
    return case.request.public_extract or _NO_EXTRACT


class CirculationFits(Rule):
    """The requester controls who receives its data (RPD 5, 58) and says so without contradiction.

    `only` and `except` name members, `all` names none, no member twice, and a requester never receives its
    own notice. Whom it leaves out, and why, is its own affair and no finding.
    """

    code, title = "CIR-01", "The circulation can be carried out as it is written"
    citations = ("RPD 5", "RPD 58")
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        return case.request.circulation is not None

    def check(self, case: Case) -> Iterator[Result]:
        reach, requester = case.request.circulation, case.request.requester
        assert reach is not None
        facts = (Fact("circulation.mode", reach.mode), Fact("circulation.members", reach.members))
        limited = reach.mode is not CirculationMode.ALL
        variant, reason = None, ""
        if limited and not reach.members:
            reason = f"Circulation is '{reach.mode}' and names no members"
        elif not limited and reach.members:
            reason, variant = "Circulation is to all and names members", "all"
        elif requester in reach.members and reach.mode is CirculationMode.ONLY:
            reason, variant = "The requester is named as a recipient of its own notice", "own"
        elif len(set(reach.members)) < len(reach.members):
            reason, variant = "A member is named twice", "twice"
        if reason:
            yield Breach(reason=reason, effect=Effect.RETURN, variant=variant, facts=facts)
        else:
            yield Pass("The circulation is clear", facts)


class ExtractPermitted(Rule):
    """A public extract is made by leave of the requester, who gives a reason and may limit it (RPD 61, Comity 15).

    Silver notices have none; listings are always public and need no leave. We check that the fields exist
    and the end lies ahead. Whether the public must know is for the reviewers.
    """

    code, title = "EXT-01", "The public extract is permitted, reasoned and can be made"
    citations = ("RPD 61", "Comity 15")
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        return _extract(case).authorised and law_of(case.request.kind).extract is not Extract.ALWAYS

    def check(self, case: Case) -> Iterator[Result]:
        extract, wrong = _extract(case), False
        for variant, facts, reason in self._faults(case, extract):
            wrong = True
            yield Breach(reason=reason, effect=Effect.RETURN, variant=variant, facts=facts)
        if not wrong:
            yield Pass("The extract is authorised with a reason", (Fact("public_extract.authorised", True),))

    def _faults(self, case: Case, extract: PublicExtract) -> Iterator[tuple[str, tuple[Fact, ...], str]]:
        if law_of(case.request.kind).extract is Extract.NEVER:
            facts = (Fact("public_extract.authorised", True),)
            yield "never", facts, f"A {case.request.kind} notice has no public extract"
        if lacking := tuple(missing(extract, "public_extract", "reason")):
            yield "reason", lacking, "Nothing says why the public should know"
        unknown = tuple(
            Fact(f"public_extract.fields[{index}]", name)
            for index, name in enumerate(extract.fields or ())
            if name not in FIELDS
        )
        if unknown:
            named = ", ".join(str(fact.value) for fact in unknown)
            yield "fields", unknown, f"No field of an extract has the name {named}"
        if extract.fields == []:
            yield "none", (Fact("public_extract.fields", []),), "An extract is authorised and no field of it"
        if extract.until is not None and extract.until.latest < case.at:
            yield "past", (Fact("public_extract.until", extract.until),), "The extract would end before today"


class ExtractAndHandling(Rule):
    """What is to be handled as restricted or confidential (RPD 112) cannot be shown to the public as well (RPD 61).

    One of the two was not meant. Which one is for the requester to say; the secretariat does not lower a
    handling by itself.
    """

    code, title = "EXT-02", "What is restricted is not made public"
    citations = ("RPD 61", "RPD 112")
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        return _extract(case).authorised

    def check(self, case: Case) -> Iterator[Result]:
        handling = case.request.handling
        facts = (Fact("handling", handling), Fact("public_extract.authorised", True))
        if handling in (Handling.RESTRICTED, Handling.CONFIDENTIAL):
            yield Breach(reason=f"The request is {handling} and also public", effect=Effect.RETURN, facts=facts)
        else:
            yield Pass("The handling allows an extract", facts)


class WithinRetention(Rule):
    """Data are kept for five years before the need is looked at again (RPD 49, 50), an extract no longer than they.

    A day beyond that is sent back, so that nobody relies on it. Retention by national law may be shorter
    and is the requester's to observe.
    """

    code, title = "RET-01", "Nothing is to be shown longer than it may be kept"
    citations = ("RPD 49", "RPD 61")
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        return _extract(case).authorised and _extract(case).until is not None

    def check(self, case: Case) -> Iterator[Result]:
        until, years = _extract(case).until, parameters.number("retention.years", case.at)
        assert until is not None
        facts = (Fact("public_extract.until", until),)
        if until.earliest > add_months(case.at, years * 12):
            reason = f"The extract would outlive the {years} years of retention"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts)
        else:
            yield Pass("The extract ends within the retention", facts)


class UrgencyReasoned(Rule):
    """An urgent request goes before others and is reviewed in hours by a duty pair (Comity 13); it says why.

    Urgency never lowers a condition. Whether the reason is good is for the duty pair, and a second look
    follows the next day.
    """

    code, title = "URG-01", "Urgency has a reason"
    citations = ("Comity 13", "RPD 77")
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        urgency = case.request.urgency
        return urgency is not None and urgency.level is not UrgencyLevel.ROUTINE

    def check(self, case: Case) -> Iterator[Result]:
        urgency = case.request.urgency
        assert urgency is not None
        facts = (Fact("urgency.level", urgency.level), Fact("urgency.reason", urgency.reason))
        if stated(urgency.reason):
            yield Pass("The urgency has a reason", facts)
        else:
            yield Breach(reason="Nothing says why this is urgent", effect=Effect.RETURN, facts=facts)


class DiffusionReaches(Rule):
    """A diffusion goes to chosen members and to no others (RPD 97); it names them.

    It passes the same gate as a notice before anyone receives it (Comity 1). A request for all members is a
    request for a notice, and which of the two is meant is for the requester to say.
    """

    code, title = "CIR-02", "A diffusion names the members that it goes to"
    citations = ("RPD 97", "Comity 1")
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        return case.request.channel is Channel.DIFFUSION

    def check(self, case: Case) -> Iterator[Result]:
        reach = case.request.circulation
        facts = (Fact("circulation.mode", reach.mode if reach else None),)
        if reach is not None and reach.mode is CirculationMode.ONLY:
            yield Pass("The diffusion goes to the members named", facts)
        else:
            reason = "A diffusion goes to named members only"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts)
