"""Photographs and attachments: kept once for a member, destroyed with the file that uses them or when none does."""

import pytest
from tests.house import House

from comity.app.ticking import tick
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused
from comity.kernel.hashing import sha256_hex
from comity.notices.access import ReceiveUpload

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


def test_an_upload_that_no_request_uses_is_destroyed_after_a_week(both: House) -> None:
    """The clock drops it, content and key."""
    send = ReceiveUpload(id=both.comity.chance.id("upl"), member=Country("XA"), data=PICTURE)
    both.do(both.bureau["XA"], send)
    both.later(days=8)
    assert tick(both.comity).done["DropUpload"] == 1
    with both.comity.look() as look:
        assert look.reader.upload(sha256_hex(PICTURE), member="XA") is None
        assert look.reader.content_ids() == set(both.comity.vault.ids())
