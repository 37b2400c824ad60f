"""Two released quarters with figures of every sort, and their place in an organisation whose web is served."""

from base64 import b64encode
from functools import cache

from tests.house import House
from tests.statistics.story import MEMBERS, Story

from comity.app.figures import SignedRelease
from comity.governance.gate import CLOCK
from comity.kernel import wire
from comity.notices.vocabulary import Answer, Ground, Treatment
from comity.statistics.quarter import Quarter
from comity.statistics.release import Release, bytes_of, quarterly
from comity.statistics.releasing import PublishRelease

QUARTERS = ("2026-Q1", "2026-Q2")
REPLY = '=HYPERLINK("https://example.org")\nWe answer <b>by letter</b>.'
_ANSWERING = {"XB": 0, "XC": 12, "XD": 30}


@cache
def releases() -> tuple[Release, ...]:
    """Forty requests and thirty notices in the first quarter, some of them located and left alone; a few later."""
    story = Story()
    for number in range(40):
        request = story.submits("2026-01-05", "XA")
        if number < 30:
            story.approves("2026-01-10", request)
        else:
            story.refuses("2026-01-10", request, Ground.NEUTRALITY if number < 35 else Ground.WARRANT)
    for number in range(30):
        notice = story.publishes("2026-01-12", "XA", public=number < 20)
        for member, many in _ANSWERING.items():
            if number < many:
                story.treats("2026-01-15", notice, member, Treatment.ENTERED)
        if number < 25:
            story.answers("2026-01-20", notice, "XB", Answer.LOCATED)
        if number < 10:
            story.answers("2026-01-25", notice, "XB", Answer.PROVISIONAL_ARREST)
    story.submits("2026-05-05", "XC")
    made = [quarterly(story.acts, Quarter.parse(QUARTERS[0]), joined=MEMBERS, replies={"XB": REPLY})]
    return (*made, quarterly(story.acts, Quarter.parse(QUARTERS[1]), joined=MEMBERS))


def release_all(home: House) -> None:
    """Publish the two quarters, signed by the key of the organisation."""
    comity = home.comity
    for release in releases():
        signature = b64encode(comity.signer.sign(bytes_of(release))).decode()
        signed = wire.canonical(SignedRelease(release, comity.log_key.vkey, signature))
        home.do(CLOCK, PublishRelease(id=release.quarter, release=signed))
