"""Photographs and documents of a request: taken in by what they are, and shown to who may open them."""

from collections.abc import Mapping, Sequence
from typing import Final

from comity.app import pictures, uploads
from comity.app.look import Look
from comity.app.picture_metadata import Carried, carried
from comity.app.ports.vault import MAX_CONTENT, NotOpened
from comity.governance.offices import BUREAU
from comity.hub.web import enclosing
from comity.hub.web.bureau.form.fields import Plain
from comity.hub.web.bureau.form.sections import Upload
from comity.hub.web.pages import Pages
from comity.hub.web.sniffing import PDF, PICTURES, media_type
from comity.hub.web.visit import Answer, Visit
from comity.kernel.errors import Fault
from comity.kernel.hashing import sha256_hex
from comity.notices.access import PictureFault
from comity.notices.access import Upload as UploadState
from comity.notices.request import NoticeRequest

PAGES: Final = Pages("bureau", BUREAU)
FILE: Final = "file"
TYPES: Final = {Upload.PHOTOGRAPH: PICTURES, Upload.DOCUMENT: frozenset({PDF}) | PICTURES}
RIGHT: Final = {
    Upload.PHOTOGRAPH: "a JPEG, PNG or WebP picture",
    Upload.DOCUMENT: "a PDF, or a JPEG, PNG or WebP picture",
}

_FAULTS: Final = {
    PictureFault.NO_PICTURE: "The file must be a JPEG, PNG, WebP or GIF picture",
    PictureFault.TOO_LARGE: "The picture is too large; a JPEG may have 50 million pixels, any other 25 million",
    PictureFault.DAMAGED: "The picture is damaged and cannot be read to its end; save it again and send the new file",
}
_MOST_TOLD: Final = 50
"""Photographs whose files are looked into for one page; each is opened for it."""
_NOT_TOLD: Final = f"The files of the first {_MOST_TOLD} photographs alone are looked into, and this one was not."
_CARRIED: Final = {
    Carried.PLACE: "the place where it was taken",
    Carried.AUTHOR: "a name of its author or owner",
    Carried.DEVICE: "the device or program that made it",
    Carried.TIME: "the time when it was taken",
    Carried.WORDS: "words",
    Carried.PICTURE: "another picture",
    Carried.OTHER: "data beside the picture",
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
    rendition = pictures.render(file.data, uploads.PATIENCE_S)
    if upload is Upload.PHOTOGRAPH and rendition.fault:
        return made, [Fault(FILE, _FAULTS[rendition.fault])]
    uploads.receive(visit.hub, visit.by, file.data, rendition)
    return {"sha256": sha256_hex(file.data), **made}, []


def told(look: Look, visit: Visit, body: NoticeRequest) -> dict[str, str]:
    """Return in words what the file of each photograph tells beside its pixels, and whether it can be public.

    Only of files that the reader's own member sent: to look into those is no act.
    """
    named = list(dict.fromkeys(each.sha256 for each in body.subject.photographs or () if each.sha256))
    own = {sha256: uploads.state(look, visit.by, sha256) for sha256 in named[:_MOST_TOLD]}
    said = {sha256: _told(look, state) for sha256, state in own.items() if state.data}
    return {sha256: words for sha256, words in said.items() if words} | dict.fromkeys(named[_MOST_TOLD:], _NOT_TOLD)


def _told(look: Look, state: UploadState) -> str:
    assert state.data is not None
    try:
        found = [_CARRIED[each] for each in carried(look.bytes_of(state.data))]
    except NotOpened:
        return ""
    said = [f"This file also holds {_and(found)}. Members that may open it receive it as it is."] if found else []
    if state.fault:
        said.append(f"The public cannot be shown it. {_FAULTS[state.fault]}.")
    elif found:
        said.append("The public is shown the picture alone.")
    return " ".join(said)


def _and(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


@PAGES.get("/bureau/requests/{id}/files/{sha256}", "A file of a request")
def file(visit: Visit) -> Answer:
    """Give a photograph to be seen, and any other file to be kept: programs send what the form would not take."""
    with visit.hub.look() as look:
        look.see(visit.by, "request", visit.id)
    return enclosing.given(visit, visit.path["sha256"])
