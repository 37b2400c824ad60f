"""Files that come from members: kept under their digest, and examined before they are, outside of any transaction."""

from typing import Final

import structlog

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.path import Order
from comity.app.pictures import Rendition, render
from comity.app.ports.vault import NotOpened
from comity.governance.gate import CLOCK, Principal
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused
from comity.kernel.hashing import sha256_hex
from comity.notices.access import ExamineUpload, ReceiveUpload, Upload

_log = structlog.get_logger()
PATIENCE_S: Final = 3.0
"""How long a sender waits for others' pictures; what then was not examined, the clock examines in its next round."""
_AT_ONCE: Final = 500
"""Files examined in one round of the clock, so that a large folder of earlier files does not hold the round up."""


def receive(comity: Comity, by: Principal, data: bytes, rendition: Rendition | None = None) -> bool:
    """Keep a file for the member of `by`, with its `rendition` if there is one; return False where it was there."""
    digest = sha256_hex(data)
    with comity.look() as look:
        if look.reader.upload(digest, member=by.member):
            return False
    shown = rendition or render(data, PATIENCE_S)
    command = ReceiveUpload(
        id=comity.chance.id("fil"), member=Country(by.member or ""), data=data, picture=shown.data, fault=shown.fault
    )
    try:
        comity.order(by, command)
    except CommandRefused:
        with comity.look() as look:
            if not look.reader.upload(digest, member=by.member):
                raise
        return False  # it came a second time at once
    return True


def state(look: Look, by: Principal, sha256: str) -> Upload:
    """Return the upload with this digest of the member of `by`; one that is not there is empty."""
    content = look.reader.upload(sha256, member=by.member)
    found = next(look.children("file", content), None) if content else None
    return found.state if found else Upload()


def examine_earlier(comity: Comity) -> int:
    """Examine files that came without, a part of them in a round; return how many were."""
    with comity.look() as look:
        found = {stream: look.state_of("file", stream) for stream in look.reader.unexamined_uploads(_AT_ONCE)}
    return sum(_examine(comity, stream, state) for stream, state in found.items())


def _examine(comity: Comity, stream: str, state: Upload) -> bool:
    assert state.data is not None
    try:
        with comity.look() as look:
            shown = render(look.bytes_of(state.data))
        command = ExamineUpload(id=stream, picture=shown.data, fault=shown.fault)
        comity.path.execute(Order(by=CLOCK, command=command))
    except (NotOpened, CommandRefused) as error:
        # It was erased meanwhile, or is lost; the other files are examined all the same.
        _log.warning("upload_not_examined", stream=stream, why=type(error).__name__)
        return False
    return True
