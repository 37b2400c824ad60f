"""`comity import un`: a list is brought in whole, again without effect, and with what changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from comity.app.comity import Comity
from comity.app.importing import BATCH, import_listings, in_force
from comity.bootstrap import close, open_comity
from comity.governance.gate import Principal, through
from comity.governance.offices import Office
from comity.kernel.errors import Forbidden, UnusableInput
from comity.notices.commands import PublishListing
from comity.notices.request import NoticeRequest
from comity.sample.chance import SeededChance
from comity.sample.listings import listings
from comity.settings import Settings
from tests.cli.test_organisation import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    found = Shell(tmp_path, capsys)
    found.init()
    found.ok("people", "add", "Lil Lister", "lil", "--nationality", "XC")
    found.ok("offices", "fill", "lil", "listing_officer")
    return found


@contextmanager
def listing_desk(shell: Shell) -> Iterator[tuple[Comity, Principal]]:
    comity = open_comity(Settings(data=shell.data, master_key=shell.key))
    with comity.look() as look:
        officer = next(
            look.principal(found.stream_id)
            for found in look.reader.registers("person")
            if Office.LISTING_OFFICER in look.typed(found).state.offices
        )
    yield comity, through(officer, "tok_0000000000000000")
    close(comity)


def many(count: int) -> list[NoticeRequest]:
    """Return `count` made-up listings with references of their own."""
    (model, *_) = listings(SeededChance("import"), date(2026, 1, 1))
    return [replace(model, reference=f"CDi.{number}") for number in range(1000, 1000 + count)]


def test_a_second_import_does_what_changed_and_nothing_else(shell: Shell) -> None:
    """What left the list is ended, what changed is revised, what is new is published, the rest is not touched."""
    first = many(6)
    with listing_desk(shell) as (comity, officer):
        done = import_listings(comity, officer, first)
        assert (done.published, done.revised, done.ended, done.same) == (6, 0, 0, 0)
        again = import_listings(comity, officer, first)
        assert (again.published, again.revised, again.ended, again.same) == (0, 0, 0, 6)
        with comity.look() as look:
            acts = look.reader.last_seq()
        changed = replace(first[1], subject=replace(first[1].subject, occupation="trader"))
        last = import_listings(comity, officer, [first[0], changed, *first[3:], *many(7)[6:]])
        assert (last.published, last.revised, last.ended, last.same) == (1, 1, 1, 4)
        with comity.look() as look:
            assert look.reader.last_seq() == acts + 3


def test_an_import_that_was_broken_off_is_completed_by_the_next(shell: Shell) -> None:
    """A crash leaves whole batches; running it again leads to what one run would have led to."""
    wanted = many(2 * BATCH + 30)

    def crash(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with listing_desk(shell) as (comity, officer):
        with pytest.raises(KeyboardInterrupt):
            import_listings(comity, officer, wanted, crash)
        assert len(in_force(comity).notices) == BATCH
        assert import_listings(comity, officer, wanted).published == BATCH + 30
        assert set(in_force(comity).notices) == {request.reference for request in wanted}


def test_what_two_importers_published_twice_is_ended_once_by_the_next(shell: Shell) -> None:
    """Two imports at the same time cannot see each other; the list is right again after the next."""
    wanted = many(3)
    with listing_desk(shell) as (comity, officer):
        import_listings(comity, officer, wanted)
        first = in_force(comity)
        comity.order(officer, PublishListing(id=comity.chance.id("ntc"), body=wanted[0], resolution=1533))
        assert len(in_force(comity).doubled) == 1
        assert import_listings(comity, officer, wanted).ended == 1
        assert in_force(comity) == first


def test_a_file_that_would_end_whole_lists_is_refused(shell: Shell) -> None:
    """One committee's own file, taken for the consolidated one, must not end the listings of all others."""
    with listing_desk(shell) as (comity, officer):
        import_listings(comity, officer, many(2))
        with pytest.raises(UnusableInput, match="end whole lists"):
            import_listings(comity, officer, [])
        assert len(in_force(comity).notices) == 2
        assert import_listings(comity, officer, [], emptied=frozenset({"CD"})).ended == 2


def test_nobody_but_a_listing_officer_publishes_listings(shell: Shell) -> None:
    """The administrator of the machine is not one; nothing of the file is taken."""
    with listing_desk(shell) as (comity, _), comity.look() as look:
        admin = next(look.principal(found.stream_id) for found in look.reader.registers("person"))
    with listing_desk(shell) as (comity, _):
        with pytest.raises(Forbidden):
            import_listings(comity, admin, many(2))
        assert in_force(comity).notices == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "cannot be used"),
        (b"<html/>", "cannot be used"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>', "cannot be used"),
    ],
)
def test_a_file_that_cannot_be_read_whole_changes_nothing(shell: Shell, tmp_path: Path, body: bytes, told: str) -> None:
    """The reader's problem is printed, and no act is recorded."""
    before = shell.ok("ledger", "checkpoint")
    path = tmp_path / "bad.xml"
    path.write_bytes(body)
    assert told in shell.bad("import", "un", str(path))
    assert "No such file" in shell.bad("import", "un", str(tmp_path / "none.xml"))
    assert shell.ok("ledger", "checkpoint") == before


@pytest.mark.long
def test_the_real_list_is_imported_whole(shell: Shell, data_folder: Path) -> None:
    """All 1,003 entries become special notices, and a second import finds them as they are."""
    path = str(data_folder / "data" / "un" / "UN_consolidated.xml")
    assert "1003 published, 0 revised, 0 ended, 0 as they were" in shell.ok("import", "un", path)
    assert "0 published, 0 revised, 0 ended, 1003 as they were" in shell.ok("import", "un", path)
    assert "holds" in shell.ok("ledger", "verify")
