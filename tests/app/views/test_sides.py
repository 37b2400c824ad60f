"""What each side may know of a notice's history, for every event there is."""

import pytest
from tests.house import House, request

from comity.app.views.sides import Side, for_recipient, may_know, side_of
from comity.kernel.decider import ContentRef, Event
from comity.notices import events as e
from comity.notices.noticing import NOTICE

REF = ContentRef("cnt_0000000000000000", "0" * 64)
QUIET = e.AddendumAdded(text=REF, to_requester=False, public=False)
LOUD = e.AddendumAdded(text=REF, to_requester=True, public=False)
KNOWN: dict[str, set[Side]] = {
    **{event.__name__: {*Side} for event in NOTICE.events},
    "NoticeMaintained": {Side.ORGANISATION},
    "SecondLookAsked": {Side.ORGANISATION},
    "RetentionAsked": {Side.OWNER, Side.ORGANISATION},
    "CirculationRestricted": {Side.OWNER, Side.ORGANISATION},
    "ExtractReleased": {Side.OWNER, Side.ORGANISATION},
    "ExtractRetracted": {Side.OWNER, Side.ORGANISATION},
}
"""Who may know that it happened; a new event is known to all until someone says otherwise here."""


@pytest.mark.parametrize("event", [each for each in NOTICE.events if each is not e.AddendumAdded])
def test_each_side_knows_what_the_table_says(event: type[Event]) -> None:
    """Only the type of the event matters, but for addenda."""
    made = event(**dict.fromkeys(event.__struct_fields__))
    assert {side for side in Side if may_know(made, side)} == KNOWN[event.__name__]


def test_a_quiet_addendum_is_kept_from_the_requester_alone() -> None:
    """Recipients read it; the requester does not know that it is there."""
    assert {side for side in Side if may_know(QUIET, side)} == {Side.RECIPIENT, Side.ORGANISATION}
    assert {side for side in Side if may_know(LOUD, side)} == {*Side}


def test_a_side_follows_from_office_and_member(home: House) -> None:
    """The requester's bureau, another's, and whoever acts for no member."""
    assert side_of(home.bureau["XA"], "XA") is Side.OWNER
    assert side_of(home.bureau["XB"], "XA") is Side.RECIPIENT
    assert side_of(home.bureau["XB"], None) is Side.RECIPIENT
    assert side_of(home.officer, "XA") is Side.ORGANISATION
    assert side_of(home.commissioner, None) is Side.ORGANISATION


def test_no_recipient_reads_who_else_receives_or_what_was_ruled_before() -> None:
    """These fields of a body are between the requester and the secretariat."""
    kept = for_recipient(request())
    hidden = ("circulation", "public_extract", "validated_by", "answers_to_earlier_rulings", "urgency")
    assert [getattr(kept, name) for name in hidden] == [None] * 5
    assert kept.subject == request().subject
