"""Photographs and documents of a request: taken in by what they are, and shown to who may open them."""

from collections.abc import Mapping, Sequence
from typing import Final

from comity.app.ports.vault import MAX_CONTENT
from comity.governance.offices import BUREAU
from comity.hub.web import enclosing
from comity.hub.web.bureau.form.fields import Plain
from comity.hub.web.bureau.form.sections import Upload
from comity.hub.web.pages import Pages
from comity.hub.web.sniffing import PDF, PICTURES, media_type
from comity.hub.web.visit import Answer, Visit
from comity.kernel.codes import Country
from comity.kernel.errors import Fault
from comity.kernel.hashing import sha256_hex
from comity.notices.access import ReceiveUpload

PAGES: Final = Pages("bureau", BUREAU)
FILE: Final = "file"
TYPES: Final = {Upload.PHOTOGRAPH: PICTURES, Upload.DOCUMENT: frozenset({PDF}) | PICTURES}
RIGHT: Final = {
    Upload.PHOTOGRAPH: "a JPEG, PNG or WebP picture",
    Upload.DOCUMENT: "a PDF, or a JPEG, PNG or WebP picture",
}


def said(upload: Upload | None, faults: Sequence[Fault] = ()) -> Mapping[str, object]:
    """Return what a page says of the files that it takes, and what is wrong with the one that came."""
    error = next((fault.message for fault in faults if fault.path == FILE), None)
    if upload is None:
        return {"file_error": error}
    accepted, largest = ",".join(sorted(TYPES[upload])), MAX_CONTENT // 1024 // 1024
    return {"file_error": error, "right": RIGHT[upload], "accepted": accepted, "largest": largest}


def received(visit: Visit, upload: Upload, made: Plain) -> tuple[Plain, list[Fault]]:
    """Keep the file that came with the form; return the entry that names it, or what is wrong with the file."""
    file = visit.form.file(FILE)
    if file is None or not file.data:
        return made, [Fault(FILE, f"Choose {RIGHT[upload]}")]
    if len(file.data) > MAX_CONTENT:
        return made, [Fault(FILE, f"The file must be {MAX_CONTENT // 1024 // 1024} MB or smaller")]
    if media_type(file.data) not in TYPES[upload]:
        return made, [Fault(FILE, f"The file must be {RIGHT[upload]}; what it is was looked up in its content")]
    digest = sha256_hex(file.data)
    with visit.hub.look() as look:
        known = look.reader.upload(digest, member=visit.by.member)
    if not known:
        new = visit.hub.chance.id("fil")
        visit.hub.order(visit.by, ReceiveUpload(id=new, member=Country(visit.by.member or ""), data=file.data))
    return {"sha256": digest, **made}, []


@PAGES.get("/bureau/requests/{id}/files/{sha256}", "A file of a request")
def file(visit: Visit) -> Answer:
    """Give a photograph to be seen, and any other file to be kept: programs send what the form would not take."""
    with visit.hub.look() as look:
        look.see(visit.by, "request", visit.id)
    return enclosing.given(visit, visit.path["sha256"])
