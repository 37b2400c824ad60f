"""Photographs and attachments: kept once for a member, destroyed with the file that uses them or when none does."""

import pytest
from tests.house import House

from comity.app import pictures, uploads
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused
from comity.kernel.hashing import sha256_hex
from comity.notices.access import ReceiveUpload
from comity.sample.pictures import silhouette

PICTURE = b"\x89PNG made up"


def test_the_same_bytes_are_kept_once_for_a_member(both: House) -> None:
    """A repetition is refused and leaves no second content behind."""
    send = ReceiveUpload(id=both.comity.chance.id("upl"), member=Country("XA"), data=PICTURE)
    both.do(both.bureau["XA"], send)
    with both.comity.look() as look:
        before = look.reader.content_ids()
    again = ReceiveUpload(id=both.comity.chance.id("upl"), member=Country("XA"), data=PICTURE)
    with pytest.raises(CommandRefused, match="already"):
        both.do(both.bureau["XA"], again)
    with both.comity.look() as look:
        assert look.reader.content_ids() == before


def test_a_sender_does_not_wait_long_for_the_pictures_of_others(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is kept, and the clock examines it in its next round."""
    monkeypatch.setattr(uploads, "PATIENCE_S", 0.01)
    by, data = home.bureau["XA"], silhouette(1)
    with pictures._one_at_a_time:
        assert uploads.receive(home.comity, by, data)
    with home.comity.look() as look:
        before = uploads.state(look, by, sha256_hex(data))
    assert (before.data is None, before.picture, before.fault) == (False, None, None)
    assert home.round().done["ExamineUpload"] == 1
    with home.comity.look() as look:
        assert uploads.state(look, by, sha256_hex(data)).picture


def test_an_upload_that_no_request_uses_is_destroyed_after_a_week(both: House) -> None:
    """The clock drops it, content and key."""
    send = ReceiveUpload(id=both.comity.chance.id("upl"), member=Country("XA"), data=PICTURE)
    both.do(both.bureau["XA"], send)
    both.later(days=8)
    assert both.round().done["DropUpload"] == 1
    with both.comity.look() as look:
        assert look.reader.upload(sha256_hex(PICTURE), member="XA") is None
        assert look.reader.content_ids() == set(both.comity.vault.ids())
