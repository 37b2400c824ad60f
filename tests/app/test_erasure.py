"""What is erased is nowhere: every end, every file of the folder, every table, every log; keys and words alike."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from tests.app.planting import Planted, opine, remains, secrets, settings_of, submitted, told
from tests.house import House

from comity import keeping
from comity.app.keeping import Swept, sweep, sweep_round
from comity.governance import commands as g
from comity.governance.describing import DescribeMember, MemberCard, RedEffect
from comity.governance.gate import CLOCK, Principal
from comity.governance.offices import Office
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.request import Entity, Particulars
from comity.notices.vocabulary import Decision, Ground, Kind, State
from comity.statistics.releasing import WriteReply

_WORKER = """
import sys
from pathlib import Path
from comity.bootstrap import open_comity
from comity.settings import Settings
from comity.notices.request import NoticeRequest
comity = open_comity(Settings(data=Path(sys.argv[1]), database=sys.argv[2] or None))
with comity.look() as look:
    state = look.find(*sys.argv[3:5]).state
    look.bytes_of(state.body)
print("ready", flush=True)
sys.stdin.read()
"""


@contextmanager
def worker(house: House, what: str, stream: str) -> Iterator[None]:
    """Keep another process open on the folder that has read a body and holds its connections."""
    settings = settings_of(house)
    words = [sys.executable, "-c", _WORKER, str(settings.data), settings.database or "", what, stream]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield
        assert process.poll() is None


def published(house: House, planted: Planted) -> str:
    new = submitted(house, planted)
    opine(house, planted, new)
    notice = str(house.state("request", new).notice)
    told(house, planted, notice)
    return notice


def _achieved(house: House, notice: str) -> None:
    house.do(house.bureau["XA"], c.AchievePurpose(id=notice))


def _withdrawn(house: House, notice: str) -> None:
    house.do(house.bureau["XA"], c.WithdrawNotice(id=notice, ground=Ground.INTEREST))


def _cancelled(house: House, notice: str) -> None:
    house.do(house.officer, c.CancelNotice(id=notice, ground=Ground.NEUTRALITY))


def _expired(house: House, notice: str) -> None:
    house.later(days=366 * 6)
    house.do(CLOCK, c.ExpireNotice(id=notice))


def _never_resumed(house: House, notice: str) -> None:
    until = house.clock.at.date() + timedelta(days=100)
    house.do(house.bureau["XA"], c.SuspendNotice(id=notice, until=until, reason="unsure"))
    house.later(days=101)
    house.round()


def _refused_on_re_examination(house: House, notice: str) -> None:
    request = house.state("notice", notice).request
    for reviewer in house.reviewers[2:]:
        house.opine(reviewer, request, Decision.REFUSE, Ground.PROTECTION)


ENDS = [_achieved, _withdrawn, _cancelled, _expired, _never_resumed, _refused_on_re_examination]
Ends = Callable[[House, str], None]


@pytest.mark.parametrize("end", ENDS, ids=lambda each: each.__name__[1:])
def test_after_the_end_of_a_notice_nothing_of_its_file_is_left(
    home: House, end: Ends, capfd: pytest.CaptureFixture[str]
) -> None:
    """Names, facts, reasons, opinions, context, answers, photograph, addendum, extract: for each cause of an end."""
    planted = Planted()
    notice = published(home, planted)
    keys = secrets(home, [home.state("notice", notice).request, *_uploads(home)])
    assert len(planted.words) > 40
    end(home, notice)
    assert home.state("notice", notice).state in {State.ACHIEVED, State.WITHDRAWN, State.CANCELLED, State.EXPIRED}
    assert remains(home, [*planted.words, *keys]) == []
    assert "Zorvex" not in "".join(capfd.readouterr())


def _uploads(house: House) -> list[str]:
    with house.comity.look() as look:
        return [found.stream_id for found in look.reader.registers("file")]


def _logs(house: House) -> dict[str, int]:
    return {each.name: each.stat().st_size for each in settings_of(house).data.glob("*-wal")}


def test_an_erasure_leaves_both_logs_empty(home: House) -> None:
    """Of the database as of the key store; where someone reads in one, the next round cuts it."""
    first, second = home.published(), home.published()
    assert _logs(home)["comity.db-wal"] > 0
    _achieved(home, first)
    assert _logs(home) == {"comity.db-wal": 0, "keys.sqlite-wal": 0}
    with home.comity.look() as look:
        assert look.seq
        _achieved(home, second)
        assert _logs(home)["comity.db-wal"] > 0
    sweep_round(home.comity)
    assert _logs(home)["comity.db-wal"] == 0


def test_the_search_finds_what_is_there(both: House) -> None:
    """While a notice is in force its keys are found in the key store, and its words nowhere even then."""
    planted = Planted()
    notice = published(both, planted)
    keys = secrets(both, [both.state("notice", notice).request])
    assert any("keys.sqlite" in each for each in remains(both, keys[:1]))
    assert remains(both, planted.words) == []
    (settings_of(both).data / "spool.tmp").write_bytes(b"spool " + planted.words[0])
    assert remains(both, planted.words) != []


def test_an_end_is_whole_while_another_process_is_open(both: House) -> None:
    """A worker that has read the notice and serves on keeps nothing of it in any file."""
    planted = Planted()
    notice = published(both, planted)
    keys = secrets(both, [both.state("notice", notice).request, *_uploads(both)])
    with worker(both, "notice", notice):
        _achieved(both, notice)
        assert remains(both, [*planted.words, *keys]) == []


def test_an_end_takes_amendments_published_and_pending_with_it(both: House) -> None:
    """The file of a notice is all that was ever said for it."""
    planted = Planted()
    notice = published(both, planted)
    amendments = []
    for _ in range(2):
        new = both.comity.chance.id("req")
        both.do(both.bureau["XA"], c.DraftRequest(id=new, body=planted.body(), amends=notice))
        both.do(both.bureau["XA"], c.SubmitRequest(id=new, despite=planted.mark("despite")))
        amendments.append(new)
    opine(both, planted, amendments[0])
    assert both.state("notice", notice).edition == 2
    files = [both.state("notice", notice).request, *amendments, *_uploads(both)]
    keys = secrets(both, files)
    _achieved(both, notice)
    assert remains(both, [*planted.words, *keys]) == []


def test_a_discarded_draft_is_gone(both: House) -> None:
    """Every version of it, and the photograph that only it named."""
    planted = Planted()
    new, photograph = both.comity.chance.id("req"), planted.picture()
    by = both.bureau["XA"]
    both.do(by, ReceiveUpload(id=both.comity.chance.id("upl"), member=Country("XA"), data=photograph))
    both.do(by, c.DraftRequest(id=new, body=planted.body()), key="one")
    both.do(by, c.ReviseDraft(id=new, body=planted.body(photograph)), key="two")
    keys = secrets(both, [new, *_uploads(both)])
    with worker(both, "request", new):
        both.do(by, c.DiscardDraft(id=new))
        assert remains(both, [*planted.words, *keys]) == []


def _refused(house: House, planted: Planted) -> str:
    new = submitted(house, planted)
    opine(house, planted, new, Decision.REFUSE, ground=Ground.NEUTRALITY)
    house.do(house.bureau["XA"], c.AskReconsideration(id=new, reasons=planted.mark("reconsider")))
    opine(house, planted, new, Decision.REFUSE, ground=Ground.NEUTRALITY, reviewers=house.reviewers[2:])
    return new


def _withdrawn_request(house: House, planted: Planted) -> str:
    new = submitted(house, planted)
    house.do(house.bureau["XA"], c.WithdrawRequest(id=new, reason=planted.mark("reason")))
    return new


def _lapsed(house: House, planted: Planted) -> str:
    new = submitted(house, planted)
    opine(house, planted, new, Decision.RETURN, ground=Ground.DATA_QUALITY)
    house.later(days=200)
    house.round()
    assert house.state("request", new).state is State.LAPSED
    return new


@pytest.mark.parametrize("close", [_refused, _withdrawn_request, _lapsed], ids=lambda each: each.__name__[1:])
def test_a_closed_request_is_gone_when_its_time_is_over(
    home: House, close: Callable[[House, Planted], str], capfd: pytest.CaptureFixture[str]
) -> None:
    """Refused twice, withdrawn, or never mended: a year later nothing is left."""
    planted = Planted()
    new = close(home, planted)
    keys = secrets(home, [new, *_uploads(home)])
    home.later(days=366)
    home.round()
    assert home.state("request", new).state is State.ERASED
    assert remains(home, [*planted.words, *keys]) == []
    assert "Zorvex" not in "".join(capfd.readouterr())


def test_a_person_who_is_removed_is_gone(both: House) -> None:
    """Name, login and address, of this profile and of those before."""
    planted = Planted()
    person = both.comity.chance.id("per")

    def profile() -> g.PersonProfile:
        return g.PersonProfile(name=planted.mark("name"), login=planted.mark("login").replace(" ", "."))

    both.do(both.admin, g.AddPerson(id=person, profile=profile(), nationalities=(Country("XB"),)))
    keys = secrets(both, [person])
    both.do(both.admin, g.ReviseProfile(id=person, profile=profile()))
    keys += secrets(both, [person])
    planted.words += [word.replace(b" ", b".") for word in planted.words]
    both.do(both.admin, g.RemovePerson(id=person))
    assert remains(both, [*planted.words, *keys]) == []


def test_an_upload_that_no_request_used_is_gone_after_its_time(both: House) -> None:
    """The clock drops it a week later."""
    planted = Planted()
    upload = ReceiveUpload(id=both.comity.chance.id("upl"), member=Country("XA"), data=planted.picture())
    both.do(both.bureau["XA"], upload, key="upload")
    keys = secrets(both, _uploads(both))
    both.later(days=8)
    both.round()
    assert remains(both, [*planted.words, *keys]) == []


def test_what_a_member_took_back_from_beside_its_figures_is_gone(both: House) -> None:
    """A reply that is replaced or taken back is erased."""
    planted = Planted()
    head: Principal = both.person("XA", Office.BUREAU_HEAD, member="XA")
    both.do(head, WriteReply(member=Country("XA"), text=planted.mark("reply")))
    keys = secrets(both, ["XA"])
    both.do(head, WriteReply(member=Country("XA")))
    assert remains(both, [*planted.words, *keys]) == []


def test_what_stood_on_a_member_s_card_before_is_gone(both: House) -> None:
    """A card that is replaced is erased: whoever was on duty then is nobody's business now."""
    planted = Planted()
    head: Principal = both.person("XA", Office.BUREAU_HEAD, member="XA")
    old = MemberCard(red=RedEffect.NOTHING, telephone=planted.mark("telephone"), note=planted.mark("note"))
    both.do(head, DescribeMember(member=Country("XA"), card=old))
    keys = secrets(both, ["XA"])
    both.do(head, DescribeMember(member=Country("XA"), card=MemberCard(red=RedEffect.NOTHING, telephone="+999 100")))
    assert remains(both, [*planted.words, *keys]) == []


def test_a_listing_that_ended_is_gone(both: House) -> None:
    """What was public is erased like what was not."""
    planted = Planted()
    listed = msgspec.structs.replace(
        planted.body(),
        kind=Kind.SPECIAL,
        requesting_member=None,
        requesting_entity=Entity(name=planted.mark("council"), basis=planted.mark("basis")),
        reference=f"QDi.001 {planted.mark('entry')}",
        particulars=Particulars(list="Al-Qaida", circumstances=planted.mark("circumstances")),
        public_extract=None,
    )
    notice = both.comity.chance.id("ntc")
    both.do(both.listing, c.PublishListing(id=notice, body=listed, resolution=1267))
    keys = secrets(both, [notice])
    both.do(both.listing, c.EndListing(id=notice))
    assert remains(both, [*planted.words, *keys]) == []


def test_neither_archive_brings_back_what_was_erased(both: House, tmp_path: Path) -> None:
    """With the key archive renewed, every data archive of before is closed for good."""
    planted = Planted()
    notice = published(both, planted)
    file, keys = tmp_path / "data.zip", tmp_path / "keys.archive"
    keeping.backup(settings_of(both), file, keys)
    gone = secrets(both, [both.state("notice", notice).request, *_uploads(both)])
    _achieved(both, notice)
    keeping.archive_keys(settings_of(both), keys)
    assert remains(both, [*planted.words, *gone]) == []
    assert sweep(both.comity) == Swept()
