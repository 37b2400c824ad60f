"""A public notice: who it is about, what it asks and what it is not. One that left the set is as unknown."""

from collections.abc import Iterator
from typing import Final

from comity.app.published import Published
from comity.hub.public.shapes import SEGMENTS, address, family_name
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.public import words
from comity.hub.web.public.notices import UNINDEXED
from comity.hub.web.visit import Answer, Show, Visit

PAGES: Final = Pages("public", ANYONE)


@PAGES.get("/{language}/notices/{list}/{number}", "Public notice")
def notice(visit: Visit) -> Answer:
    """Show one notice as it stands now; raises `NotFound` for one that is not, or no longer, public."""
    segment = visit.path["list"]
    found = visit.common.public.find(SEGMENTS[segment], visit.path["number"].replace("-", "/"))
    subject = found.extract.subject
    context = {
        "unindexed": True,
        "segment": segment,
        "notice": found,
        "extract": found.extract,
        "subject": subject,
        "said": found.extract.particulars,
        "kind": words.KINDS[found.kind],
        "list": words.LISTS[found.kind],
        "name": family_name(subject),
        "pictures": list(_pictures(found)),
        "country": lambda code: words.country(code, visit.language),
        "tongue": lambda code: words.tongue(code, visit.language),
        "sexes": words.SEXES,
        "eyes": words.EYES,
        "hair": words.HAIR,
        "cautions": words.CAUTIONS,
        "documents": words.DOCUMENTS,
    }
    return Show("public/notice.html", context, headers=UNINDEXED)


def _pictures(found: Published) -> Iterator[str]:
    """Yield the paths of the pictures at our own origin."""
    here = address(found, "")
    yield from (f"{here}/images/{picture.id}" for picture in found.pictures)
