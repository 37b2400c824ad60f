"""The sweep: what a crash left is finished, and what was erased elsewhere is erased here."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import event
from tests.house import House, request

from comity import bootstrap
from comity.adapters.vault.keystore import KeyStore
from comity.app import ledgering
from comity.app.endings import Reapplied
from comity.app.inventory import fates
from comity.app.keeping import LossFound, Swept, sweep
from comity.app.path import Order
from comity.app.pictures import render
from comity.app.ports.vault import Anchor, KeyDestroyed
from comity.app.replaying import differences
from comity.governance import commands as g
from comity.governance.describing import DescribeMember, MemberCard, RedEffect
from comity.governance.offices import Office
from comity.kernel.codes import Country
from comity.kernel.errors import NotFound, Unavailable
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.context import CaseContext
from comity.notices.vocabulary import Ground, State
from comity.sample.pictures import silhouette
from comity.settings import Settings
from comity.statistics.releasing import WriteReply


@pytest.fixture
def seal_held(both: House) -> Iterator[None]:
    """After each test data and keys belong together, the acts lead to the register, and the ledger holds."""
    yield
    consistent(both)


def consistent(house: House) -> None:
    with house.comity.look() as look:
        assert look.reader.content_ids() == set(house.comity.vault.ids())
        assert look.reader.content_ids() <= fates(look.reader).live.keys()
        assert list(differences(look)) == []
    assert [fault.message for fault in ledgering.verify(house.comity).faults if "checkpoint" not in fault.message] == []


def keys(house: House) -> set[str]:
    return set(house.comity.vault.ids())


def contents(house: House) -> set[str]:
    with house.comity.look() as look:
        return look.reader.content_ids()


@contextmanager
def destruction_undone(house: House) -> Iterator[None]:
    """Put the keys back that acts destroy meanwhile, as if the process had ended between act and destruction."""
    path = settings_of(house).keys
    with closing(sqlite3.connect(path)) as store:
        rows = store.execute("SELECT content_id, master, wrapped FROM key").fetchall()
    yield
    with closing(sqlite3.connect(path)) as store:
        store.executemany("UPDATE key SET master = ?2, wrapped = ?3 WHERE content_id = ?1", rows)
        store.commit()


def reopened(house: House) -> None:
    """Close and open the folder as a process that starts anew does."""
    settings = settings_of(house)
    bootstrap.close(house.comity)
    house.comity = bootstrap.open_comity(settings, house.clock)


def settings_of(house: House) -> Settings:
    url = house.comity.store.engine.url  # type: ignore[attr-defined]
    database = None if url.drivername.startswith("sqlite") else url.render_as_string(hide_password=False)
    return Settings(data=house.comity.vault._store.path.parent, database=database)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("seal_held")
def test_keys_of_an_act_that_was_never_recorded_are_destroyed_in_the_next_round(both: House) -> None:
    """Ended between the keys and the act: the keys are orphans, and nothing else is touched."""
    notice, before = both.published(), keys(both)
    orphans = [both.comity.vault.seal(both.comity.chance.id("cnt"), b"never recorded") for _ in range(3)]
    both.comity.vault.commit_keys(orphans)
    reopened(both)
    assert {each.id for each in orphans} <= keys(both)
    both.round()
    assert keys(both) == before
    assert {each.id for each in orphans} <= set(both.comity.vault.erased())
    assert both.state("notice", notice).state is State.PUBLISHED


@pytest.mark.usefixtures("seal_held")
def test_an_erasure_that_was_recorded_and_not_done_is_done_in_the_next_round(both: House) -> None:
    """Ended between the act that erases and the destruction: opening destroys nothing, the clock's round does."""
    notice = both.published()
    file = both.state("notice", notice).request
    with both.comity.look() as look:
        doomed = look.reader.sealed(look.reader.contents(file))
    with destruction_undone(both):
        both.do(both.bureau["XA"], c.AchievePurpose(id=notice))
    reopened(both)
    assert doomed.keys() <= keys(both)
    both.round()
    assert not doomed.keys() & keys(both)
    for name, blob in doomed.items():
        with pytest.raises(KeyDestroyed):
            both.comity.vault.open(name, blob)


@pytest.mark.usefixtures("seal_held")
def test_a_sweep_while_others_write_takes_nothing_from_them(both: House) -> None:
    """A key whose act is being written is no orphan: the sweep waits for the writer's turn."""
    other = bootstrap.open_comity(settings_of(both), both.clock)
    swept: list[Swept] = []
    written, go = Event(), Event()

    def write() -> None:
        with both.comity.path.batch() as run:
            run(Order(by=both.bureau["XA"], command=c.DraftRequest(id=both.comity.chance.id("req"), body=request())))
            written.set()
            go.wait(10)

    def clean() -> None:
        swept.append(sweep(other))

    writer, sweeper = Thread(target=write), Thread(target=clean)
    writer.start()
    assert written.wait(10)
    sweeper.start()
    go.set()
    writer.join(20)
    sweeper.join(20)
    bootstrap.close(other)
    assert swept == [Swept()]
    assert contents(both) == keys(both)


@pytest.mark.usefixtures("seal_held")
def test_a_sweep_that_has_nothing_to_do_does_nothing(both: House) -> None:
    """Opening twice changes neither acts nor keys."""
    both.published()
    before = keys(both), contents(both)
    assert sweep(both.comity) == Swept()
    reopened(both)
    assert (keys(both), contents(both)) == before


def test_a_content_whose_key_never_was_is_a_loss(home: House) -> None:
    """A key store that lost keys is not mended by forgetting contents: it is named, and the row stays."""
    home.published()
    settings, before = settings_of(home), contents(home)
    with closing(sqlite3.connect(settings.keys)) as store:
        store.execute("DELETE FROM key WHERE seq = 7")
        store.commit()
    reopened(home)
    assert [each.lacks for each in home.comity.vault.findings().losses] == ["key"]
    with pytest.raises(LossFound):
        sweep(home.comity)
    assert contents(home) == before


def test_an_older_database_is_not_opened_with_newer_keys(home: House, tmp_path: Path) -> None:
    """Otherwise every key of what it lacks would be taken for an orphan; not one is destroyed."""
    settings = settings_of(home)
    home.published()
    sweep(home.comity)
    copy = tmp_path / "older.db"
    with closing(sqlite3.connect(settings.data / "comity.db")) as live, closing(sqlite3.connect(copy)) as older:
        live.backup(older)
    home.published()
    sweep(home.comity)
    before = keys(home)
    older_settings = Settings(data=settings.data, database=f"sqlite:///{copy}")
    with pytest.raises(Unavailable, match="lost acts"):
        bootstrap.open_comity(older_settings)
    assert keys(home) == before


def test_an_older_database_that_is_accepted_ends_what_was_erased_since(home: House, tmp_path: Path) -> None:
    """The notice that ended after the copy was made is ended again, and its keys stay destroyed."""
    settings = settings_of(home)
    notice, other = home.published(), home.published()
    copy = tmp_path / "older.db"
    with closing(sqlite3.connect(settings.data / "comity.db")) as live, closing(sqlite3.connect(copy)) as older:
        live.backup(older)
    home.do(home.bureau["XA"], c.AchievePurpose(id=notice))
    bootstrap.close(home.comity)
    home.comity = bootstrap.assemble(Settings(data=settings.data, database=f"sqlite:///{copy}"), home.clock)
    swept = sweep(home.comity, accept_older_database=True)
    assert swept.reapplied == (Reapplied("notice", notice, "CancelNotice"),)
    assert home.state("notice", notice).state is State.CANCELLED
    assert home.state("notice", notice).ground is Ground.OTHER
    assert home.state("notice", other).state is State.PUBLISHED
    with home.comity.look() as look:
        assert look.reader.feed("XC", 0, 10)[-1].kind == "recall"
    assert sweep(home.comity) == Swept()
    consistent(home)


def erased_since(house: House, *streams: tuple[str, str, str]) -> tuple[Reapplied, ...]:
    """Destroy the key of a named content of each stream, as a lost act did, and sweep."""
    for what, stream, field in streams:
        house.comity.vault.destroy([getattr(house.state(what, stream), field).id])
    swept = sweep(house.comity, accept_older_database=True)
    assert sweep(house.comity) == Swept()
    return swept.reapplied


@pytest.mark.usefixtures("seal_held")
@pytest.mark.parametrize(
    ("through", "command", "state"),
    [
        ("draft", "DiscardDraft", State.DISCARDED),
        ("submit", "EraseRequest", State.ERASED),
        ("review", "EraseRequest", State.ERASED),
        ("withdraw", "EraseRequest", State.ERASED),
    ],
)
def test_a_request_whose_text_was_erased_is_ended_wherever_it_stood(
    both: House, through: str, command: str, state: State
) -> None:
    """Draft, submitted, under review, withdrawn: each ends by its own command, and nothing of its file stays."""
    new = both.draft() if through == "draft" else both.submitted()
    if through == "review":
        both.opine(both.reviewers[0], new)
    if through == "withdraw":
        both.do(both.bureau["XA"], c.WithdrawRequest(id=new, reason="no longer sought"))
    assert Reapplied("request", new, command) in erased_since(both, ("request", new, "body"))
    assert both.state("request", new).state is state
    with both.comity.look() as look:
        assert look.reader.contents(new) == []


@pytest.mark.usefixtures("seal_held")
def test_an_amendment_under_way_ends_and_its_notice_stands(both: House) -> None:
    """Only what rests on the erased content ends."""
    notice = both.published()
    new = both.comity.chance.id("req")
    both.do(both.bureau["XA"], c.DraftRequest(id=new, body=request(), amends=notice))
    both.do(both.bureau["XA"], c.SubmitRequest(id=new, despite="for the test"))
    erased_since(both, ("request", new, "body"))
    assert both.state("request", new).state is State.ERASED
    assert both.state("notice", notice).state is State.PUBLISHED


@pytest.mark.usefixtures("seal_held")
def test_an_extract_that_was_retracted_is_retracted_again(both: House) -> None:
    """The notice stands; the public sees nothing of it."""
    notice = both.published()
    both.do(both.bureau["XA"], c.AuthoriseExtract(id=notice))
    assert both.state("notice", notice).public
    assert erased_since(both, ("notice", notice, "extract")) == (Reapplied("notice", notice, "ExpireExtract"),)
    assert both.state("notice", notice).state is State.PUBLISHED
    assert not both.state("notice", notice).public


@pytest.mark.usefixtures("seal_held")
def test_a_person_who_was_removed_is_removed_again_with_all_tokens(both: House) -> None:
    """An account does not come back with a backup."""
    person = both.person("XB")
    assert erased_since(both, ("person", person.id, "profile")) == (Reapplied("person", person.id, "RemovePerson"),)
    assert both.state("person", person.id).state == "removed"
    with pytest.raises(NotFound):
        both.principal(person.id)


@pytest.mark.usefixtures("seal_held")
def test_an_upload_and_a_reply_that_were_erased_are_erased_again(both: House) -> None:
    """Uploads that no one used, and what a member took back from beside its figures."""
    upload = both.comity.chance.id("upl")
    both.do(both.bureau["XA"], ReceiveUpload(id=upload, member=Country("XA"), data=b"picture"))
    both.do(
        both.person("XA", Office.BUREAU_HEAD, member="XA"),
        WriteReply(member=Country("XA"), text="We answered all of them."),
    )
    found = erased_since(both, ("file", upload, "data"), ("reply", "XA", "text"))
    assert set(found) == {Reapplied("file", upload, "DropUpload"), Reapplied("reply", "XA", "WriteReply")}
    with both.comity.look() as look:
        assert look.reader.contents("XA") == []
        assert look.reader.contents(upload) == []


@pytest.mark.usefixtures("seal_held")
def test_a_public_picture_that_was_erased_is_made_anew(both: House) -> None:
    """The photograph is there, so that its picture can be; until the clock comes round the public has none."""
    upload, picture = both.comity.chance.id("upl"), silhouette(1)
    shown = render(picture).data
    both.do(both.bureau["XA"], ReceiveUpload(id=upload, member=Country("XA"), data=picture, picture=shown))
    assert erased_since(both, ("file", upload, "picture")) == (Reapplied("file", upload, "ExamineUpload"),)
    assert both.state("file", upload).picture is None
    assert both.round().done["ExamineUpload"] == 1
    with both.comity.look() as look:
        assert look.bytes_of(both.state("file", upload).picture) == shown


@pytest.mark.usefixtures("seal_held")
def test_a_card_that_was_replaced_does_not_come_back_with_a_backup(both: House) -> None:
    """Its text went with the lost acts: the member has no card until its bureau writes one."""
    card = MemberCard(red=RedEffect.NOTHING, telephone="+999 100")
    head = both.person("XA", Office.BUREAU_HEAD, member="XA")
    both.do(head, DescribeMember(member=Country("XA"), card=card))
    assert erased_since(both, ("member", "XA", "card")) == (Reapplied("member", "XA", "DescribeMember"),)
    assert both.state("member", "XA").red is None


def test_the_context_of_an_open_review_is_never_taken_for_empty(both: House) -> None:
    """A context that was erased is not read as one that says nothing: people must record it anew."""
    new = both.submitted()
    both.do(both.officer, c.RecordContext(id=new, context=CaseContext()))
    assert erased_since(both, ("review", new, "context")) == (Reapplied("review", new, None),)
    with pytest.raises(KeyDestroyed):
        both.opine(both.reviewers[0], new)
    both.do(both.officer, c.RecordContext(id=new, context=CaseContext()))
    both.opine(both.reviewers[1], new)
    assert both.state("review", new).counted == (both.reviewers[1].id,)


def test_the_last_administrator_can_be_appointed_anew(both: House) -> None:
    """Even if the account of the only administrator was erased, the operator of the machine appoints another."""
    erased_since(both, ("person", both.admin.id, "profile"))
    anew = both._first("XB")
    both.do(anew, g.AdmitMember(member=Country("XH")))
    with both.comity.look() as look:
        assert "XH" in look.organisation().members


def test_an_anchor_names_the_last_act_that_the_database_held(home: House) -> None:
    """It moves with each sweep, and is kept in the key store."""
    store = KeyStore(settings_of(home).keys)
    sweep(home.comity)
    first = store.anchor()
    home.draft()
    sweep(home.comity)
    second = store.anchor()
    store.close()
    assert first is not None
    assert second is not None
    assert home.comity.vault.anchor() == Anchor(*second)
    assert second[0] == first[0] + 1


@pytest.mark.usefixtures("seal_held")
def test_the_clock_finishes_a_destruction_that_was_held_up(both: House) -> None:
    """Whoever serves on without a restart sweeps with each round."""
    notice = both.published()
    file = both.state("notice", notice).request
    with both.comity.look() as look:
        doomed = look.reader.contents(file)
    with destruction_undone(both):
        both.do(both.bureau["XA"], c.AchievePurpose(id=notice))
    assert set(doomed) <= keys(both)
    both.round()
    assert not set(doomed) & keys(both)


@pytest.mark.parametrize("full", ["keys", "database"])
def test_a_full_disk_refuses_an_act_whole(home: House, full: str) -> None:
    """Nothing is half done, and with room again all goes on."""
    before = keys(home)
    _room(home, full, 1)
    with pytest.raises(Unavailable):
        _drafts(home, 200)
    _room(home, full, 1_000_000)
    assert contents(home) <= keys(home)
    sweep(home.comity)
    assert before <= keys(home)
    home.published()
    consistent(home)


def _drafts(house: House, count: int) -> None:
    for _ in range(count):
        house.draft()


def _room(house: House, full: str, pages: int) -> None:
    """Let a database grow no more than this many pages beyond what it has."""
    if full == "keys":
        house.comity.vault._store._rows(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]
        return
    settings, clock = settings_of(house), house.clock
    bootstrap.close(house.comity)
    house.comity = bootstrap.open_comity(settings, clock)
    engine = house.comity.store.engine  # type: ignore[attr-defined]
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count={pages}"))
