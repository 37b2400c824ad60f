"""The whole form: its sections in order, which of them a request needs, and which comes next."""

from collections.abc import Mapping
from typing import Final

from comity.hub.web.bureau.form import asked, case, features, identity, particulars, reach, readers, warrant
from comity.hub.web.bureau.form.fields import Plain
from comity.hub.web.bureau.form.sections import Part, Section
from comity.kernel.errors import NotFound
from comity.notices.request import NoticeRequest

SECTIONS: Final = tuple(
    section
    for module in (asked, identity, features, case, warrant, particulars, readers, reach)
    for section in module.SECTIONS
)
_BY_SLUG: Final[Mapping[str, Section]] = {section.slug: section for section in SECTIONS}


def section_of(slug: str) -> Section:
    """Return a section by its name in the address; raises `NotFound`."""
    found = _BY_SLUG.get(slug)
    if found is None:
        raise NotFound
    return found


def offered(body: NoticeRequest, plain: Plain) -> tuple[Section, ...]:
    """Return the sections of a request: those that it needs, and those in which something stands already."""
    return tuple(section for section in SECTIONS if section.applies(body) or section.stated(body, plain))


def by_part(sections: tuple[Section, ...]) -> list[tuple[Part, list[Section]]]:
    """Return sections by part, in the order of the parts, without empty ones."""
    parts = [(part, [section for section in sections if section.part is part]) for part in Part]
    return [(part, found) for part, found in parts if found]


def after(section: Section, sections: tuple[Section, ...]) -> Section | None:
    """Return the section that comes next, None after the last."""
    order = list(SECTIONS)
    later = order[order.index(section) + 1 :]
    return next((each for each in later if each in sections), None)
