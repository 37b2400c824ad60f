"""The documents of an application as a browser sends them: what they are is read from their bytes, not their names."""

from typing import Final

import msgspec

from comity.app.ports.vault import MAX_CONTENT
from comity.hub.web.language import marked
from comity.hub.web.visit import Fields
from comity.redress.commands import Applicant, Enclosure, Paper
from comity.redress.enclosing import MOST, enclosure

TOGETHER: Final = 40 * 1024 * 1024
"""All documents of one application together, in bytes."""
LARGEST_SENDING: Final = TOGETHER + 8 * 1024 * 1024
"""The largest form that is read: somewhat more, so that what is too large is said at its field."""
_KIND: Final = marked("Choose a PDF, JPEG or PNG file; this is something else")
_EMPTY: Final = marked("This file is empty; choose it again")
_LARGE: Final = marked("Choose a file of no more than 20 MB")
_ALL: Final = marked("Choose documents of no more than 40 MB together")
_MANY: Final = marked("Choose no more than 8 documents")
MANY_IN_ALL: Final = marked("Choose fewer documents: an application holds 8, with those it was sent with before")
_MANDATE: Final = marked("Choose the mandate signed by the person for whom you act")


class Enclosed(msgspec.Struct, frozen=True):
    """The documents that may go with an application, each named by the form."""

    named: tuple[Enclosure, ...] = ()
    files: tuple[bytes, ...] = ()


def read(form: Fields, by: Applicant) -> tuple[Enclosed, dict[str, str]]:
    """Return the documents, and what is wrong by field (`identity`, `mandate`, `document`)."""
    named: list[Enclosure] = []
    files: list[bytes] = []
    faults: dict[str, str] = {}
    for what in Paper:
        for upload in form.uploads(what.value):
            found = enclosure(what, upload.name, upload.data)
            if not upload.data:
                faults[what.value] = _EMPTY
            elif len(upload.data) > MAX_CONTENT:
                faults[what.value] = _LARGE
            elif found is None:
                faults[what.value] = _KIND
            else:
                named.append(found)
                files.append(upload.data)
    if by is Applicant.COUNSEL and not form.uploads(Paper.MANDATE.value):
        faults[Paper.MANDATE.value] = _MANDATE
    if len(files) > MOST:
        faults[Paper.DOCUMENT.value] = _MANY
    if sum(map(len, files)) > TOGETHER:
        faults[Paper.DOCUMENT.value] = _ALL
    return Enclosed(tuple(named), tuple(files)), faults
