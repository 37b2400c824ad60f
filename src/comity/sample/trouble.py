"""Requests that should not be published, one for each coded ground, with what the secretariat knows of them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Capacity
from comity.notices import context as x
from comity.notices.request import Assurances, NoticeRequest, RulingAnswer
from comity.notices.vocabulary import (
    AnswerGround,
    Category,
    Concern,
    EarlierRuling,
    Ground,
    PositionView,
    ProtectedStatus,
)
from comity.sample.requests import charge, charged

Trouble = tuple[NoticeRequest, x.CaseContext | None]
Maker = Callable[[NoticeRequest, date], Trouble]


def _before(at: date, days: int) -> PartialDate:
    return PartialDate((at - timedelta(days=days)).isoformat())


def _told(body: NoticeRequest, title: str, category: Category, facts: str, months: int = 60) -> NoticeRequest:
    changed = charged(body, charge(title, "Criminal Code, s. 411", category, months), facts=facts, loss=None)
    return replace(changed, international_interest="Lives in another member and speaks in public there.")


def _tortured(body: NoticeRequest, at: date) -> Trouble:
    concern = x.HumanRightsConcern(
        source="Committee against Torture", concern=Concern.TORTURE, individual=True, on=_before(at, 90)
    )
    return body, x.CaseContext(human_rights=[concern])


def _neutral(body: NoticeRequest, at: date) -> Trouble:
    facts = (
        f"In {at.year - 1}, after the change of government, the suspect, a member of the former cabinet, is said to "
        "have prepared the return to power of the former president together with other leaders of the party, at "
        "meetings in a hotel of which no minutes exist."
    )
    subject = replace(body.subject, capacities=[Capacity.FORMER_OFFICIAL, Capacity.POLITICIAN])
    told = _told(replace(body, subject=subject), "Attempt to seize power", Category.SEIZURE_OF_POWER, facts, 180)
    view = x.Position(view=PositionView.CONSIDERS_POLITICAL, member=Country.parse("XL"), on=_before(at, 40))
    return told, x.CaseContext(positions=[view])


def _protected(body: NoticeRequest, at: date) -> Trouble:
    status = x.SubjectStatus(
        status=ProtectedStatus.REFUGEE,
        confirmed_by=Country.parse("XL"),
        from_member=body.requesting_member,
        on=_before(at, 400),
    )
    return body, x.CaseContext(subject_status=[status])


def _insult(body: NoticeRequest, at: date) -> Trouble:
    facts = (
        f"On 4 March {at.year - 1} the suspect wrote in an online newspaper that the minister of transport was a liar "
        "and should resign, and repeated it in an interview the next day. The minister felt insulted and complained."
    )
    subject = replace(body.subject, capacities=[Capacity.JOURNALIST])
    body = replace(body, subject=subject)
    return _told(body, "Insult of a public authority", Category.INSULT_OF_AUTHORITY, facts), None


def _minor(body: NoticeRequest, at: date) -> Trouble:
    return charged(body, charge("Theft", "Criminal Code, s. 240", Category.THEFT, 12)), None


def _other_identity(body: NoticeRequest, at: date) -> Trouble:
    return replace(body, subject=replace(body.subject, documents=[], description=None, photographs=[])), None


def _no_part(body: NoticeRequest, at: date) -> Trouble:
    facts = f"In {at.year - 1} a group sold false investment plans in several towns and caused great losses."
    return charged(body, *body.charges, facts=facts), None


def _no_judge(body: NoticeRequest, at: date) -> Trouble:
    assert body.judicial is not None
    assert body.judicial.warrant is not None
    warrant = replace(body.judicial.warrant, authority_is_judicial=False, appeal_to_judicial_authority=False)
    return charged(body, *body.charges, warrant=warrant), None


def _no_extradition(body: NoticeRequest, at: date) -> Trouble:
    return replace(body, assurances=Assurances(extradition_will_be_sought=False)), None


def _no_interest(body: NoticeRequest, at: date) -> Trouble:
    return replace(body, international_interest=None), None


def _deleted_before(body: NoticeRequest, at: date) -> Trouble:
    ruling = x.Ruling(case=f"R-{at.year - 2}-118", ruling=EarlierRuling.DELETED, on=_before(at, 500))
    return body, x.CaseContext(earlier_rulings=[ruling])


def _again(body: NoticeRequest, at: date) -> Trouble:
    ruling = x.Ruling(case=f"R-{at.year - 2}-207", ruling=EarlierRuling.WITHDRAWN_BEFORE_RULING, on=_before(at, 300))
    answer = RulingAnswer(case=ruling.case, answer="A new witness was heard.")
    return replace(body, answers_to_earlier_rulings=[answer]), x.CaseContext(earlier_rulings=[ruling])


def _twice(body: NoticeRequest, at: date) -> Trouble:
    return body, x.CaseContext(duplicates=["A notice in force for the same warrant"])


def _run_out(body: NoticeRequest, at: date) -> Trouble:
    assert body.judicial is not None
    assert body.judicial.warrant is not None
    warrant = replace(body.judicial.warrant, valid_until=_before(at, 20))
    return charged(body, *body.charges, warrant=warrant), None


def _surrendered(body: NoticeRequest, at: date) -> Trouble:
    view = x.Position(view=PositionView.GRANTED_EXTRADITION, member=Country.parse("XL"), on=_before(at, 60))
    return body, x.CaseContext(positions=[view])


def _not_fetched(body: NoticeRequest, at: date) -> Trouble:
    view = x.Position(
        view=PositionView.REFUSED_TO_ACT,
        member=Country.parse("XL"),
        ground=AnswerGround.INSUFFICIENT_DOCUMENTS,
        on=_before(at, 80),
    )
    return body, x.CaseContext(positions=[view])


def _unclear(body: NoticeRequest, at: date) -> Trouble:
    return body, None


TROUBLES: Final[tuple[tuple[Ground, Maker], ...]] = (
    (Ground.HUMAN_RIGHTS, _tortured),
    (Ground.NEUTRALITY, _neutral),
    (Ground.PROTECTION, _protected),
    (Ground.EXCLUDED_OFFENCE, _insult),
    (Ground.PENALTY_THRESHOLD, _minor),
    (Ground.IDENTITY, _other_identity),
    (Ground.JUDICIAL_DATA, _no_part),
    (Ground.WARRANT, _no_judge),
    (Ground.ASSURANCES, _no_extradition),
    (Ground.INTEREST, _no_interest),
    (Ground.EARLIER_RULING, _deleted_before),
    (Ground.OTHER, _again),
    (Ground.DUPLICATE, _twice),
    (Ground.LEGAL_BASIS_GONE, _run_out),
    (Ground.PURPOSE_ACHIEVED, _surrendered),
    (Ground.NO_ACTION_BY_SOURCE, _not_fetched),
    (Ground.DATA_QUALITY, _unclear),
)
"""Every coded ground of refusal but the pooled one, which only requesters and the public read."""


def with_sedition(body: NoticeRequest) -> NoticeRequest:
    """Return the request with a second charge, which concerns an expression of opinion."""
    assert body.judicial is not None
    facts = (
        f"{body.judicial.facts} The suspect is also accused of having called the government illegitimate in a speech "
        "at a congress of the opposition."
    )
    second = charge("Sedition", "Criminal Code, s. 90", Category.TREASON_SEDITION, 84)
    return charged(body, *body.charges, second, facts=facts)
