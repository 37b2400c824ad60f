"""The port by which a list of the Security Council is read."""

from datetime import datetime
from typing import Protocol

import msgspec

from comity.notices.request import NoticeRequest


class ListRead(msgspec.Struct, frozen=True):
    """A list as it was read: when the United Nations wrote it, and a request for each entry."""

    written: datetime
    requests: tuple[NoticeRequest, ...]


class Lists(Protocol):
    def read(self, data: bytes) -> ListRead:
        """Return the consolidated list in XML, whole; raises `UnusableInput` with what is wrong, and where."""
