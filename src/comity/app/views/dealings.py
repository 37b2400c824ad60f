"""What members did with a notice: each sees its own, the requester what is meant for it."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from comity.app.look import Found, Look
from comity.app.streams import dealing_id
from comity.app.views.sides import Side, side_of
from comity.governance.gate import Principal
from comity.kernel.decider import ContentRef
from comity.notices import events as e
from comity.notices.dealing import Dealing, Given
from comity.notices.telling import requester_reads
from comity.notices.vocabulary import Answer, AnswerGround, ObjectionKind, Treatment, VisibleTo


class TreatmentView(msgspec.Struct, frozen=True):
    treatment: Treatment
    ground: AnswerGround | None
    at: datetime | None


class AnswerView(msgspec.Struct, frozen=True, kw_only=True):
    answer: Answer
    ground: AnswerGround | None
    on: date | None
    at: datetime
    text: str | None
    visible_to: VisibleTo
    name_us: bool


class ObjectionView(msgspec.Struct, frozen=True):
    """A recipient's objection: for that member and the organisation alone."""

    kind: ObjectionKind
    at: datetime
    text: str | None


class DealingView(msgspec.Struct, frozen=True, kw_only=True):
    """One member's dealings with a notice."""

    member: str
    treatment: TreatmentView | None
    answers: tuple[AnswerView, ...]
    objections: tuple[ObjectionView, ...] = ()


class Dealings(msgspec.Struct, frozen=True):
    dealings: tuple[DealingView, ...]


def dealings(look: Look, by: Principal, notice: Found) -> Dealings:
    """Return what `by` may read of what members did with a notice, by member."""
    side = side_of(by, notice.row.member)
    return Dealings(tuple(sorted(_shown(look, by, notice.id, side), key=lambda each: each.member)))


def on_case(look: Look, notice: Found) -> tuple[DealingView, ...]:
    """Return everything that members said on a notice, for who judges the case and has been let in to it."""
    return tuple(_whole(look, found) for found in look.children("dealing", notice.id))


def _shown(look: Look, by: Principal, notice: str, side: Side) -> Iterator[DealingView]:
    match side:
        case Side.RECIPIENT:
            own = look.find("dealing", dealing_id(notice, by.member or ""))
            if own is not None and look.may(by, "files:dealing:view", "dealing", own):
                yield _whole(look, own)
        case Side.OWNER:
            treated = _told_treatments(look, notice)
            for found in look.children("dealing", notice):
                shown = _for_requester(look, found.state, treated.get(found.id))
                if shown.treatment or shown.answers:
                    yield shown
        case Side.ORGANISATION:
            for found in look.children("dealing", notice):
                if look.may(by, "files:dealing:view", "dealing", found):
                    yield _whole(look, found)


def _told_treatments(look: Look, notice: str) -> dict[str, TreatmentView]:
    """Return the last treatment that the requester was told, by dealing: what is kept from it replaces none."""
    told: dict[str, TreatmentView] = {}
    for act in look.acts_with("notice", (notice,), under="dealing"):
        event = act.event
        if isinstance(event, e.TreatmentRecorded) and requester_reads(event):
            told[act.stream_id] = TreatmentView(event.treatment, event.ground, act.at)
    return told


def _for_requester(look: Look, state: Dealing, treatment: TreatmentView | None) -> DealingView:
    """What is kept from the requester leaves no trace: what it was told before stands as it was, with its date."""
    return DealingView(
        member=str(state.member),
        treatment=treatment,
        answers=tuple(_answer(look, each) for each in state.answers if each.visible_to is VisibleTo.REQUESTER),
    )


def _whole(look: Look, found: Found) -> DealingView:
    state: Dealing = found.state
    raised = [act for act in look.history("dealing", found.id) if isinstance(act.event, e.ObjectionRaised)]
    return DealingView(
        member=str(state.member),
        treatment=_treatment(state),
        answers=tuple(_answer(look, each) for each in state.answers),
        objections=tuple(ObjectionView(act.event.kind, act.at, _text(look, act.event.text)) for act in raised),
    )


def _treatment(state: Dealing) -> TreatmentView | None:
    return TreatmentView(state.treatment, state.ground, state.treated_at) if state.treatment else None


def _answer(look: Look, given: Given) -> AnswerView:
    return AnswerView(
        answer=given.answer,
        ground=given.ground,
        on=given.on,
        at=given.at,
        text=_text(look, given.text),
        visible_to=given.visible_to,
        name_us=given.name_us,
    )


def _text(look: Look, ref: ContentRef | None) -> str | None:
    """Return a text, or None once the end of the notice has erased it."""
    if ref is None or look.reader.content(ref.id) is None:
        return None
    return look.text(ref)
