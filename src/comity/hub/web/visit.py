"""One visit of a page: who comes, what was typed; and what a page may answer."""

import re
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from comity.app.comity import Comity
from comity.app.import_jobs import Imports
from comity.app.live import Live
from comity.app.publicset import PublicSet
from comity.app.sessions import Session
from comity.app.views.searching import Search
from comity.app.views.silence import Silence
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.hub.bodies import Bodies
from comity.hub.pools import Pools
from comity.hub.public.index import Entry
from comity.kernel.errors import UnusableInput

KEY_FIELD: Final = "key"
SEEN_FIELD: Final = "seen"
_KEY: Final = re.compile(r"[!-~]{1,128}")
"""It is kept beside the command, so it is as short as those of programs."""


class Upload(msgspec.Struct, frozen=True):
    """A file that came with a form; its name is what the sender says and is never a path of ours."""

    name: str
    data: bytes


class Fields:
    """What a form or a query holds, in the order in which it came."""

    def __init__(self, items: Sequence[tuple[str, str]] = (), files: Sequence[tuple[str, Upload]] = ()) -> None:
        self.items: Final = tuple(items)
        self.files: Final = tuple(files)

    def __contains__(self, name: str) -> bool:
        return any(each == name for each, _ in self.items)

    def one(self, name: str, default: str = "") -> str:
        """Return the first value of a field, without space around it."""
        return next((value.strip() for each, value in self.items if each == name), default)

    def text(self, name: str) -> str | None:
        """Return the value of a field, or None where nothing stands in it."""
        return self.one(name) or None

    def all(self, name: str) -> list[str]:
        """Return every value of a field that is not empty."""
        return [value.strip() for each, value in self.items if each == name and value.strip()]

    def file(self, name: str) -> Upload | None:
        """Return the first file that was chosen in a field, or None."""
        return next((file for each, file in self.files if each == name and (file.name or file.data)), None)

    def uploads(self, name: str) -> list[Upload]:
        """Return every file that was chosen in a field."""
        return [file for each, file in self.files if each == name and (file.name or file.data)]


@dataclass(frozen=True)
class Common:
    """What all visits share: the organisation, its search index, its public set, and the bodies being read."""

    hub: Comity
    search: Search
    public: PublicSet[Entry]
    beginning: Callable[[frozenset[Office]], str]
    """Where who holds these offices begins."""
    leading: Callable[[frozenset[Office], str], str]
    """Where an address leads who holds these offices: there, or to their desk where they may not open it."""
    silence: Silence = field(default_factory=Silence)
    imports: Imports = field(default_factory=Imports)
    live: Live = field(default_factory=Live)
    bodies: Bodies = field(default_factory=Bodies)
    pools: Pools = field(default_factory=Pools)


@dataclass(frozen=True)
class Visit:
    """A request for a page, read and checked in form; `by` is the public where nobody is signed in."""

    common: Common
    by: Principal
    path: Mapping[str, str]
    query: Fields = field(default_factory=Fields)
    form: Fields = field(default_factory=Fields)
    language: str = "en"
    session: Session | None = None
    name: str = ""
    browser: str = ""
    htmx: bool = False
    remote: str = ""
    device: str = ""
    address: str = "/"
    whole_address: str = "/"
    accepted: str = ""
    cookies: dict[str, str | None] = field(default_factory=dict)
    """Cookies to set with the answer; None removes one."""

    @property
    def hub(self) -> Comity:
        return self.common.hub

    @property
    def search(self) -> Search:
        return self.common.search

    @property
    def known(self) -> bool:
        """Say whether somebody is signed in."""
        return self.session is not None

    @property
    def id(self) -> str:
        return self.path["id"]

    @property
    def key(self) -> str | None:
        """The idempotency key of the form that was sent; raises `UnusableInput` for what no form of ours holds."""
        key = self.form.text(KEY_FIELD)
        if key is not None and not _KEY.fullmatch(key):
            raise UnusableInput("The form was changed on its way. Open its page again and send it from there.")
        return key

    @property
    def seen(self) -> str | None:
        """The version that the form was made from."""
        return self.form.text(SEEN_FIELD)


class Show(msgspec.Struct, frozen=True):
    """A page from a template. `headers` are added to those of every page."""

    template: str
    context: Mapping[str, Any] = {}
    status: int = 200
    headers: Mapping[str, str] = {}


class Go(msgspec.Struct, frozen=True):
    """See another page of ours (303); `to` is a path."""

    to: str


class Give(msgspec.Struct, frozen=True):
    """Bytes: a picture, a download (then `filename`). `lasting` may rest in caches, `headers` are added."""

    body: bytes
    media_type: str
    filename: str | None = None
    lasting: bool = False
    headers: Mapping[str, str] = {}
    status: int = 200


@dataclass(frozen=True)
class Pour:
    """A download that is made while it is sent, part by part."""

    parts: Iterator[bytes]
    media_type: str
    filename: str


@dataclass(frozen=True)
class Events:
    """Server-sent events: (name, data) as they come; data is one line. A plain iterable never waits for anything."""

    events: Iterable[tuple[str, str]] | AsyncGenerator[tuple[str, str], None]


Answer = Show | Go | Give | Pour | Events
