"""Photographs and papers of a notice as its page shows them, and giving one: which is an act of its own."""

from typing import Final

import msgspec

from comity.app.look import Look
from comity.app.views.notices import NoticeView
from comity.governance.offices import BUREAU
from comity.hub.web import enclosing
from comity.hub.web.bureau.form.words import language
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Visit

PAGES: Final = Pages("bureau", BUREAU)
TYPES: Final = {
    "warrant": "warrant or judicial decision",
    "translation": "translation of the warrant",
    "judgment": "judgment",
    "law": "text of the law",
    "other": "something else",
}


class Picture(msgspec.Struct, frozen=True):
    """A photograph: its digest, and how well it shows the person, where that is stated."""

    sha256: str
    quality: str | None


class Paper(msgspec.Struct, frozen=True):
    """An attachment: what it is called, what it is, and in which language; `there` where it can be opened."""

    sha256: str
    title: str
    about: str
    there: bool


def pictures(look: Look, visit: Visit, shown: NoticeView) -> list[Picture]:
    """Return the photographs that can be shown, the good ones first."""
    found = (shown.body.subject.photographs or []) if shown.body else []
    named = [Picture(each.sha256, each.quality.value if each.quality else None) for each in found]
    there = enclosing.there(look, visit, shown.body)
    return sorted((each for each in named if each.sha256 in there), key=lambda each: each.quality != "good")


def papers(look: Look, visit: Visit, shown: NoticeView) -> list[Paper]:
    """Return the attachments in their order."""
    found = (shown.body.attachments or []) if shown.body else []
    there = enclosing.there(look, visit, shown.body)
    return [
        Paper(
            sha256=each.sha256,
            title=each.title or f"Attachment {number}",
            about=", ".join(
                part
                for part in (
                    TYPES.get(each.type or "", each.type or ""),
                    f"in {language(each.language)}" if each.language else "",
                )
                if part
            ),
            there=each.sha256 in there,
        )
        for number, each in enumerate(found, 1)
    ]


@PAGES.get("/bureau/notices/{id}/files/{sha256}", "A file of a notice")
def give_file(visit: Visit) -> Answer:
    """Give a photograph to be seen on its page, and any other file to be kept; opening one is an act."""
    with visit.hub.look() as look:
        look.see(visit.by, "notice", visit.id)
    return enclosing.given(visit, visit.path["sha256"])
