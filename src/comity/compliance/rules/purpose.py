"""Purpose and kind: what a request is for decides what it must hold (RPD 73-99)."""

from collections.abc import Iterator

import msgspec

from comity.compliance.rule import Breach, Case, Effect, Fact, Pass, Result, Rule
from comity.compliance.stated import missing, stated
from comity.kernel.subject import SubjectType
from comity.notices.kinds import law_of, required_particulars
from comity.notices.request import Particulars
from comity.notices.vocabulary import Ground, Kind

ROLES = frozenset({"suspect", "witness", "victim", "other"})
_NO_PARTICULARS = Particulars()


class SubjectFitsKind(Rule):
    """A kind serves one purpose and so concerns certain subjects only; a red notice seeks a person.

    All but persons are named by `subject.name`; a black notice is for a body that has no name yet. Whether
    an object or a person is the real subject of a warning is left to the reviewers.
    """

    code, title = "KND-01", "The subject is one that this kind of notice can concern"
    citations = ("RPD 73", "RPD 75")
    ground = Ground.DATA_QUALITY

    def check(self, case: Case) -> Iterator[Result]:
        subject, law = case.request.subject, law_of(case.request.kind)
        facts: tuple[Fact, ...] = (Fact("subject.type", subject.type),)
        named = subject.type in (SubjectType.PERSON, SubjectType.UNIDENTIFIED) or stated(subject.name)
        if subject.type not in law.subjects:
            reason = f"A {law.kind} notice cannot concern a subject of type {subject.type}"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts, citations=law.citations)
        elif not named:
            reason = "The subject is no person and has no name"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="name", facts=facts)
        elif law.kind is Kind.BLACK and stated(subject.full_name):
            reason = "A black notice is for a body that is not identified, and this one has a name"
            facts += (Fact("subject.family_name", subject.family_name),)
            yield Breach(reason=reason, effect=Effect.RETURN, variant="black", facts=facts)
        else:
            yield Pass(f"A {law.kind} notice can concern a subject of type {subject.type}", facts)


class ParticularsComplete(Rule):
    """Each kind has conditions of its own (RPD 88-95); what belongs to it is given in the particulars.

    We require those fields without which its purpose cannot be read. Whether the assessment in a green
    notice or the imminence in an orange one is convincing is for the reviewers.
    """

    code, title = "KND-02", "What this kind of notice needs is given"
    citations = ("RPD 75", "RPD 76")
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        return bool(law_of(case.request.kind).required)

    def check(self, case: Case) -> Iterator[Result]:
        request, law = case.request, law_of(case.request.kind)
        given = request.particulars or _NO_PARTICULARS
        lacking = tuple(missing(given, "particulars", *required_particulars(law.kind, request.subject.type)))
        if lacking:
            reason = f"A {law.kind} notice needs more: {', '.join(fact.path for fact in lacking)}"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=lacking, citations=law.citations)
        if law.kind is Kind.BLUE and stated(given.role) and given.role not in ROLES:
            facts = (Fact("particulars.role", given.role),)
            reason = f"The role is none of {', '.join(sorted(ROLES))}"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="role", facts=facts, citations=law.citations)
        vague = tuple(
            Fact(f"particulars.assets[{index}].description", None)
            for index, asset in enumerate(given.assets or ())
            if law.kind is Kind.SILVER and not stated(asset.description) and not stated(asset.type)
        )
        if vague:
            reason = "An asset has neither a type nor a description"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="assets", facts=vague, citations=law.citations)
        if not lacking and not vague and (law.kind is not Kind.BLUE or given.role in ROLES):
            yield Pass(f"All that a {law.kind} notice needs is given")


class ParticularsOfThisKind(Rule):
    """Data are recorded for one given, explicit purpose (RPD 12); particulars of another kind serve another.

    They tell that two requests were mixed into one, or that a form was filled in for the wrong kind. Which
    of the two was meant is for the requester to say.
    """

    code, title = "KND-03", "Nothing that belongs to another kind of notice is given"
    citations = ("RPD 12", "RPD 75")
    ground = Ground.DATA_QUALITY

    def check(self, case: Case) -> Iterator[Result]:
        law, given = law_of(case.request.kind), case.request.particulars or _NO_PARTICULARS
        foreign = tuple(
            Fact(f"particulars.{name}", value)
            for name, value in zip(given.__struct_fields__, msgspec.structs.astuple(given), strict=True)
            if stated(value) and name not in law.particulars
        )
        if foreign:
            reason = f"A {law.kind} notice has no place for {', '.join(fact.path for fact in foreign)}"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=foreign)
        else:
            yield Pass("The particulars are those of the kind asked for")


class RequesterMayAsk(Rule):
    """Special notices rest on a decision of the Security Council or an agreement (RPD 95, 96), not on a warrant.

    A member cannot ask for one; an international court or the Council asks under a legal basis that it
    names. Whether that basis covers the request is for the reviewers.
    """

    code, title = "KND-04", "The requester is one that may ask for this kind of notice"
    citations = ("RPD 95", "RPD 96")
    ground = Ground.LEGAL_BASIS_GONE

    def applies(self, case: Case) -> bool:
        return case.request.kind is Kind.SPECIAL or case.request.requesting_entity is not None

    def check(self, case: Case) -> Iterator[Result]:
        entity = case.request.requesting_entity
        if entity is None:
            facts = (Fact("requesting_member", case.request.requesting_member),)
            yield Breach(reason="A member asked for a special notice", effect=Effect.RETURN, facts=facts)
        elif lacking := tuple(missing(entity, "requesting_entity", "name", "basis")):
            reason = "The entity does not say who it is and on what it rests"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="basis", facts=lacking)
        else:
            yield Pass("An international entity asks on a stated basis", (Fact("requesting_entity", entity.name),))


class BureauVouches(Rule):
    """Before it asks, a bureau checks quality, lawfulness and compliance (RPD 76) and answers for the request.

    We ask for the authority behind the request, the officer who validated it and a contact who can answer
    in the hours after a find. That the check was really made is left to the corrective measures.
    """

    code, title = "KND-05", "The bureau has checked the request and says who answers for it"
    citations = ("RPD 76",)
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        return case.request.requesting_member is not None

    def check(self, case: Case) -> Iterator[Result]:
        request = case.request
        lacking = (
            *missing(request.requesting_authority, "requesting_authority", "name"),
            *(
                Fact(name, value)
                for name, value in (("validated_by", request.validated_by), ("bureau_contact", request.bureau_contact))
                if not stated(value)
            ),
        )
        if lacking:
            reason = f"Not said: {', '.join(fact.path for fact in lacking)}"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=lacking)
        else:
            yield Pass("The authority, the validation and a contact are named")


class InternationalInterest(Rule):
    """Data must interest international police cooperation (RPD 35): be of use to others than the recorder.

    The requester says why: a trace abroad, assets, accomplices, a danger that crosses a border. That it is
    said is checked here; whether it is true and enough is for the reviewers. A listing carries its own.
    """

    code, title = "INT-01", "The interest for other members is stated"
    citations = ("RPD 35", "RPD 83(1)(a)")
    ground = Ground.INTEREST

    def applies(self, case: Case) -> bool:
        return case.request.kind is not Kind.SPECIAL

    def check(self, case: Case) -> Iterator[Result]:
        facts = (Fact("international_interest", case.request.international_interest),)
        if stated(case.request.international_interest):
            yield Pass("The interest for other members is stated", facts)
        else:
            citations = self.citations if case.red else ("RPD 35",)
            reason = "Nothing says why this matters to other members"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts, citations=citations)
