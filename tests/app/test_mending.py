"""A reply that is being written stands beside what was examined, and is gone once it is given."""

import pytest
from tests.house import House, request

from comity.app.casefile import text_of
from comity.kernel.errors import CommandRefused
from comity.notices import commands as c
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Decision, Ground, State


def returned(home: House) -> str:
    """Return the id of a request that two reviewers returned."""
    new = home.submitted()
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, new, Decision.RETURN, Ground.JUDICIAL_DATA, for_requester="Say when.")
    assert home.state("request", new).state is State.RETURNED
    return new


def mended(words: str) -> NoticeRequest:
    return request(international_interest=words)


def test_what_is_being_mended_is_kept_and_what_was_examined_stays(home: House) -> None:
    """The reviewers go on reading what they examined, while the bureau finds its reply as it left it."""
    new = returned(home)
    home.do(home.bureau["XA"], c.DraftReply(id=new, body=mended("Seen in XD")))
    with home.comity.look() as look:
        state = look.state_of("request", new)
        assert look.opened(state.mending, NoticeRequest).international_interest == "Seen in XD"
        examined = text_of(look, new)
    assert examined == request()
    assert state.state is State.RETURNED


def test_an_earlier_version_of_a_reply_is_erased_by_the_next_and_by_the_reply(home: House) -> None:
    """No draft of a reply is left once the reply is given; what was examined is."""
    new, by = returned(home), home.bureau["XA"]
    examined = home.state("request", new).body.id
    kept = []
    for words in ("Seen in XD", "Seen in XE"):
        home.do(by, c.DraftReply(id=new, body=mended(words)))
        kept.append(home.state("request", new).mending.id)
    home.do(by, c.ReplyToReturn(id=new, body=mended("Seen in XF")))
    with home.comity.look() as look:
        assert [look.reader.content(each) for each in kept] == [None, None]
        assert look.reader.content(examined) is not None
    assert home.state("request", new).mending is None


def test_only_what_was_returned_can_be_mended(home: House) -> None:
    """A request that the reviewers have is not written on."""
    new = home.submitted()
    with pytest.raises(CommandRefused, match="DraftReply is not possible"):
        home.do(home.bureau["XA"], c.DraftReply(id=new, body=request()))


def test_a_reply_stays_with_the_member_that_asked(home: House) -> None:
    """No reply carries a request over to another member."""
    new = returned(home)
    with pytest.raises(CommandRefused, match="stays with the member"):
        home.do(home.bureau["XA"], c.DraftReply(id=new, body=request(requesting_member="XB")))
