"""Public notices as pages show them: from the entries that the public notices service keeps in memory."""

from urllib.parse import urlsplit

import msgspec

from comity.app.publicset import PublicSet
from comity.hub.public.index import Entry
from comity.hub.public.shapes import SEGMENTS
from comity.hub.web.public.words import LISTS
from comity.kernel import wire
from comity.kernel.dates import PartialDate
from comity.notices.vocabulary import Kind

ALWAYS_OFFERED = (Kind.RED, Kind.YELLOW, Kind.SPECIAL)


class _Link(msgspec.Struct, frozen=True):
    href: str


class _Links(msgspec.Struct, frozen=True):
    thumbnail: _Link | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A notice in a list, read back from what the service would answer."""

    entity_id: str
    name: str | None = None
    forename: str | None = None
    date_of_birth: str | None = None
    nationalities: list[str] | None = None
    un_reference: str | None = None
    links: _Links = msgspec.field(name="_links")

    @property
    def number(self) -> str:
        return self.entity_id.replace("/", "-")

    @property
    def born(self) -> PartialDate | None:
        return PartialDate(self.date_of_birth.replace("/", "-")) if self.date_of_birth else None

    @property
    def picture(self) -> str | None:
        """The path of the first picture at our own origin."""
        return urlsplit(self.links.thumbnail.href).path if self.links.thumbnail else None


class Offered(msgspec.Struct, frozen=True):
    """One of the lists that there are: how it is called in addresses and in words, and how many stand in it."""

    segment: str
    kind: Kind
    words: str
    total: int


def line(entry: Entry) -> Line:
    """Return an entry of the public set as a line of a list."""
    return wire.trusted(entry.item, Line)


def offered(public: PublicSet[Entry]) -> list[Offered]:
    """Return the lists with the number of their notices: the main ones always, others where something stands there."""
    found = [(segment, kind, public.listed(kind, 0).total) for segment, kind in SEGMENTS.items()]
    shown = [Offered(segment, kind, LISTS[kind], total) for segment, kind, total in found]
    return [each for each in shown if each.total or each.kind in ALWAYS_OFFERED]
