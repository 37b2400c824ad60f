"""Reading a form strictly and in memory alone: nothing that was typed or chosen is ever spooled to a disk."""

from io import BytesIO
from typing import Final
from urllib.parse import parse_qsl

import multipart

from comity.hub.problems import WrongMediaType
from comity.hub.web.visit import Fields, Upload
from comity.kernel.errors import UnusableInput

MOST_FIELDS: Final = 3_000
_UNREADABLE: Final = "The form cannot be read: it is malformed or not in UTF-8. Go back and send it again."


def read_form(body: bytes, content_type: str) -> Fields:
    """Return the fields and files of a form; raises `UnusableInput`, `WrongMediaType`."""
    media, options = multipart.parse_options_header(content_type or "application/x-www-form-urlencoded")
    if media == "application/x-www-form-urlencoded":
        return Fields(read_pairs(body))
    if media == "multipart/form-data" and (boundary := options.get("boundary")):
        return _multipart(body, boundary)
    raise WrongMediaType("Send the form as a browser sends it.")


def read_pairs(body: bytes) -> list[tuple[str, str]]:
    """Return the pairs of a query or of a form without files; line ends are those of text."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise UnusableInput(_UNREADABLE) from error
    return [(name, _lines(value)) for name, value in pairs]


def _multipart(body: bytes, boundary: str) -> Fields:
    fields: list[tuple[str, str]] = []
    uploads: list[tuple[str, Upload]] = []
    size = len(body) + 1
    try:
        parser = multipart.MultipartParser(
            BytesIO(body), boundary, memory_limit=size, spool_limit=size, disk_limit=0, part_limit=MOST_FIELDS
        )
        for part in parser:
            if part.filename is None:
                fields.append((part.name, _lines(part.raw.decode("utf-8"))))
            else:
                uploads.append((part.name, Upload(part.filename[:200], part.raw)))
    except (multipart.MultipartError, UnicodeDecodeError) as error:
        raise UnusableInput(_UNREADABLE) from error
    return Fields(fields, uploads)


def _lines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")
