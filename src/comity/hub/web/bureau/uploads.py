"""Photographs and documents of a request: taken in by what they are, and shown to who may open them."""

from collections.abc import Mapping, Sequence
from typing import Final

from comity.app import giving
from comity.app.ports.vault import MAX_CONTENT
from comity.app.views import files
from comity.governance.offices import BUREAU
from comity.hub.web.bureau.form.fields import Plain
from comity.hub.web.bureau.form.sections import Upload
from comity.hub.web.pages import Pages
from comity.hub.web.sniffing import PDF, PICTURES, media_type
from comity.hub.web.visit import Answer, Give, Visit
from comity.kernel.codes import Country
from comity.kernel.errors import Fault, NotFound
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
    """Give a photograph or an attachment; opening it is an act. Only pictures and documents are shown, none runs."""
    with visit.hub.look() as look:
        look.see(visit.by, "request", visit.id)
        found = files.find(look, visit.by, visit.path["sha256"])
    if found.through:
        giving.opening(visit.hub, visit.by, found.through)
    with visit.hub.look() as look:
        body = files.read(look, files.find(look, visit.by, visit.path["sha256"]))
    kind = media_type(body)
    if kind is None:
        raise NotFound
    return Give(body, kind, None if kind in PICTURES else "attachment.pdf")
