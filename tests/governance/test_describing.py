"""A member's card: written by the head of its bureau alone, whole or not at all, and replaced without a trace."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from tests.house import House

from comity.app.views import members
from comity.governance import describing as d
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.governance.people import PeopleFacts
from comity.kernel.codes import Country
from comity.kernel.decider import ContentRef, Refusal
from comity.kernel.errors import Forbidden, NotFound, UnusableInput
from comity.kernel.wire import canonical, convert

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
XA = Country("XA")
REF = ContentRef("cnt_0000000000000001", "0" * 64)
FACTS = PeopleFacts(actor="per_0000000000000009", refs={"card": REF})
CLOCK = d.ArrestClock(basis="European Convention on Extradition, Article 16", days=18, longest=40)
CARD = d.MemberCard(red=d.RedEffect.BASIS_FOR_ARREST, telephone="+999 100", clocks=(CLOCK,))


def head(home: House, member: str = "XA") -> Principal:
    return home.person(member, Office.BUREAU_HEAD, member=member)


def test_a_card_is_kept_by_code_and_content_and_replaced_whole() -> None:
    """The act says what a red notice does there; all else is content, and the content before is erased."""
    first = d.decide(d.Described(), d.DescribeMember(member=XA, card=CARD), FACTS, AT)
    expected = d.MemberDescribed(member=XA, red=d.RedEffect.BASIS_FOR_ARREST, card=REF, erased=())
    assert first == [expected]
    state = d.evolve(d.Described(), expected, AT)
    again = d.decide(state, d.DescribeMember(member=XA, card=CARD), FACTS, AT)
    assert not isinstance(again, Refusal)
    assert again[0].erased == (REF.id,)  # type: ignore[attr-defined]


def test_a_time_zone_is_a_code_that_the_act_names() -> None:
    """Deciders count days by it without opening the card; an act of a card without one is as it always was."""
    zoned = msgspec.structs.replace(CARD, time_zone="Asia/Tokyo")
    events = d.decide(d.Described(), d.DescribeMember(member=XA, card=zoned), FACTS, AT)
    assert events == [d.MemberDescribed(member=XA, red=CARD.red, card=REF, erased=(), zone="Asia/Tokyo")]
    assert not isinstance(events, Refusal)
    assert d.evolve(d.Described(), events[0], AT).time_zone == "Asia/Tokyo"
    plain = d.MemberDescribed(member=XA, red=CARD.red, card=REF, erased=())
    assert b"zone" not in canonical(plain)
    assert d.evolve(d.Described(), plain, AT).time_zone is None


def test_a_card_that_is_taken_back_leaves_none_and_taking_back_nothing_is_nothing() -> None:
    """What lost its content with a backup is ended the same way."""
    none = PeopleFacts(actor=FACTS.actor)
    assert d.decide(d.Described(), d.DescribeMember(member=XA), none, AT) == []
    events = d.decide(d.Described("XA", CARD.red, REF, AT), d.DescribeMember(member=XA), none, AT)
    assert events == [d.MemberDescribed(member=XA, red=None, card=None, erased=(REF.id,))]


@pytest.mark.parametrize(
    ("card", "place"),
    [
        ({"red": "alert_only"}, "$.card.telephone"),
        ({"red": "alert_only", "email": "nobody"}, "$.card.email"),
        ({"red": "alert_only", "email": "a b@c.example"}, "$.card.email"),
        ({"red": "alert_only", "telephone": "1", "clocks": [{"basis": "Law", "days": 40, "longest": 18}]},
         "$.card.clocks[0].longest"),
        ({"red": "alert_only", "telephone": "1", "time_zone": "Mars/Olympus"}, "$.card.time_zone"),
    ],
)  # fmt: skip
def test_a_card_that_would_mislead_is_refused_with_its_place(card: dict[str, Any], place: str) -> None:
    """Nobody to call, an address that is none, a prolonged arrest shorter than the first."""
    outcome = d.decide(d.Described(), d.DescribeMember(member=XA, card=convert(card, d.MemberCard)), FACTS, AT)
    assert isinstance(outcome, Refusal)
    assert [fault.path for fault in outcome.errors] == [place]


@pytest.mark.parametrize(
    "card",
    [
        {},
        {"red": "arrest"},
        {"red": "nothing", "languages": ["english"]},
        {"red": "nothing", "note": ""},
        {"red": "nothing", "note": "x" * 2001},
        {"red": "nothing", "clocks": [{"basis": "Law", "days": 0}]},
        {"red": "nothing", "clocks": [{"basis": "Law", "days": 367}]},
        {"red": "nothing", "clocks": [{"days": 18}]},
        {"red": "nothing", "clocks": [{"basis": "Law", "days": 1}] * 5},
        {"red": "nothing", "fax": "1"},
    ],
)
def test_what_cannot_be_read_as_a_card_is_refused(card: dict[str, Any]) -> None:
    """Unknown words, days outside a year, too many clocks, unknown keys."""
    with pytest.raises(UnusableInput):
        convert(card, d.MemberCard)


def test_only_the_head_of_the_own_bureau_writes_the_card(home: House) -> None:
    """An officer of the bureau may not, nor another member's head, nor the secretariat."""
    for by in (home.bureau["XA"], head(home, "XB"), home.officer, home.secretary, home.admin):
        with pytest.raises(Forbidden):
            home.do(by, d.DescribeMember(member=XA, card=CARD))
    home.do(head(home), d.DescribeMember(member=XA, card=CARD))
    assert home.state("member", "XA").red is d.RedEffect.BASIS_FOR_ARREST


def test_whoever_works_with_notices_reads_every_card_and_no_one_else(home: House) -> None:
    """Presidents, auditors and those who keep the accounts have no need of it."""
    home.do(head(home), d.DescribeMember(member=XA, card=CARD))
    with home.comity.look() as look:
        for by in (home.bureau["XB"], home.officer, home.secretary, home.reviewers[0], home.commissioner):
            assert members.view(look, by, "XA").card == CARD
        for by in (home.president, home.committee, home.auditor, home.admin, home.listing):
            with pytest.raises(Forbidden):
                members.view(look, by, "XA")
        with pytest.raises(NotFound):
            members.view(look, home.officer, "XZ")


def test_the_list_names_every_member_in_order_with_or_without_a_card(home: House) -> None:
    """Pages follow each other by code, and a filter leaves those of one effect."""
    home.do(head(home, "XC"), d.DescribeMember(member=Country("XC"), card=CARD))
    with home.comity.look() as look:
        by = home.officer
        first = members.listed(look, by, members.MembersQuery(limit=2))
        assert ([each.member for each in first.entries], first.next) == (["XA", "XB"], "XB")
        rest = members.listed(look, by, members.MembersQuery(after=first.next))
        assert [each.member for each in rest.entries] == ["XC", "XD", "XE", "XF", "XG"]
        assert rest.next is None
        found = members.listed(look, by, members.MembersQuery(red=(d.RedEffect.BASIS_FOR_ARREST,)))
        assert [each.member for each in found.entries] == ["XC"]
