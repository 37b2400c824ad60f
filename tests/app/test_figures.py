"""Each closed quarter is released once, signed, and verifies from its bytes alone."""

from base64 import b64encode

import pytest
from tests.house import Country, House

from comity.app import figures
from comity.governance.gate import CLOCK
from comity.governance.offices import Office
from comity.kernel import wire
from comity.kernel.errors import VerificationFailed
from comity.notices.vocabulary import Decision, Ground
from comity.statistics.quarter import Quarter
from comity.statistics.release import bytes_of, quarterly
from comity.statistics.releasing import PublishRelease, WriteReply


def test_a_closed_quarter_is_released_signed_and_never_again(both: House) -> None:
    """The clock releases the quarter after its end; a second round releases nothing."""
    both.published()
    new = both.submitted()
    both.opine(both.reviewers[0], new, Decision.REFUSE, Ground.PROTECTION)
    both.opine(both.reviewers[1], new, Decision.REFUSE, Ground.PROTECTION)
    both.later(days=60)
    assert both.round().done["PublishRelease"] == 1
    assert "PublishRelease" not in both.round().done
    with both.comity.look() as look:
        document = figures.read_release(look, "2026-Q4")
    release = figures.verify_release(document, both.comity.log_key)
    assert release.quarter == "2026-Q4"
    assert b"PROTECTION" not in document


def test_a_release_of_before_stands_and_the_next_is_counted_anew(both: House) -> None:
    """The clock goes on in the second edition after the last quarter that was released in the first."""
    both.published()
    both.later(days=60)
    with both.comity.look() as look:
        acts = list(figures.happened(look))
    quarter, following = Quarter.parse("2026-Q4"), Quarter.parse("2027-Q1")
    old = quarterly(acts, quarter, second_from=following)
    signature = b64encode(both.comity.signer.sign(bytes_of(old))).decode()
    document = wire.canonical(figures.SignedRelease(old, both.comity.log_key.vkey, signature))
    both.do(CLOCK, PublishRelease(id=str(quarter), release=document))
    both.published()
    both.later(days=90)
    assert both.round().done["PublishRelease"] == 1
    with both.comity.look() as look:
        acts = list(figures.happened(look))
        stands, new = (figures.read_release(look, str(each)) for each in (quarter, following))
    assert stands == document
    assert figures.verify_release(stands, both.comity.log_key) == quarterly(acts, quarter, second_from=following)
    found = figures.verify_release(new, both.comity.log_key)
    assert found.format == "comity-figures/2"
    assert found == quarterly(acts, following, second_from=following)


def test_a_changed_release_does_not_verify(home: House) -> None:
    """One figure changed by hand breaks the signature."""
    home.published()
    home.later(days=60)
    home.round()
    with home.comity.look() as look:
        document = figures.read_release(look, "2026-Q4")
    forged = document.replace(b'"2026-Q4"', b'"2026-Q3"', 1)
    assert forged != document
    with pytest.raises(VerificationFailed):
        figures.verify_release(forged, home.comity.log_key)


def test_a_member_s_reply_stands_beside_its_figures(home: House) -> None:
    """What the bureau head writes before the quarter ends is in the release."""
    head = home.person("XC", Office.BUREAU_HEAD, member="XC")
    home.published()
    home.do(head, WriteReply(member=Country("XC"), text="We answer within a week."))
    home.later(days=60)
    home.round()
    with home.comity.look() as look:
        release = figures.verify_release(figures.read_release(look, "2026-Q4"), home.comity.log_key)
    assert [(reply.member, reply.text) for reply in release.replies] == [("XC", "We answer within a week.")]
