"""Starting a request: which kind, then what is needed for it to be kept at all."""

from typing import Any, Final

from comity.app import giving
from comity.governance.offices import BUREAU
from comity.hub.web.bureau import working as w
from comity.hub.web.bureau.form import asking, reading, showing
from comity.hub.web.bureau.form.asked import CHANNEL_OPTIONS, KIND_OPTIONS, REFERENCE_FIELDS, subject_options
from comity.hub.web.bureau.form.fields import Field, Plain, Sort
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Fields, Go, Show, Visit
from comity.kernel.errors import Fault, UnusableInput
from comity.law import parameters
from comity.notices import commands as c
from comity.notices.kinds import KINDS, OF_A_MEMBER
from comity.notices.vocabulary import Channel, CirculationMode, Kind

PAGES: Final = Pages("bureau", BUREAU)
_KIND: Final = Field(
    path="kind",
    label="Which kind of notice do you ask for?",
    sort=Sort.CHOICE,
    options=KIND_OPTIONS,
    needed="Choose a kind of notice",
)


@PAGES.get("/bureau/requests/new", "Start a request")
def kind(visit: Visit) -> Answer:
    """Ask for the kind; with a kind, for what is needed beside it."""
    if "kind" not in visit.query:
        if "asked" in visit.query:
            return _kind_page(visit, (Fault("kind", _KIND.needed or ""),), 400)
        return _kind_page(visit)
    found = _kind_of(visit.query)
    if found is None:
        return _kind_page(visit, (Fault("kind", _KIND.needed or ""),), 400)
    fields = _fields(found)
    return _details(visit, found, showing.shown(fields, _blank(visit, found)))


@PAGES.post("/bureau/requests/new", "Start a request")
def begin(visit: Visit) -> Answer:
    """Begin a draft, and show what there is to do."""
    found = _kind_of(visit.form)
    if found is None:
        return _kind_page(visit, (Fault("kind", _KIND.needed or ""),), 400)
    read = reading.read(_fields(found), _blank(visit, found), visit.form)
    if read.faults:
        return _details(visit, found, visit.form, read.faults)
    plain = read.plain
    if plain["channel"] == Channel.DIFFUSION:
        plain = {**plain, "circulation": {"mode": CirculationMode.ONLY.value, "members": []}}
    try:
        body = w.body_of(plain)
    except UnusableInput as error:
        return _details(visit, found, visit.form, error.errors)
    new = giving.new_id(visit.hub, visit.by, visit.key, "req")
    visit.hub.order(visit.by, c.DraftRequest(id=new, body=body), key=visit.key)
    return Go(f"/bureau/requests/{new}/tasks")


def _kind_of(typed: Fields) -> Kind | None:
    said = typed.one("kind")
    return next((each for each in OF_A_MEMBER if each.value == said), None)


def _fields(kind: Kind) -> tuple[Field, ...]:
    about = subject_options(KINDS[kind].subjects)
    subject = Field(
        path="subject.type",
        label="What does it concern?",
        sort=Sort.CHOICE,
        options=about,
        needed="Say what it concerns",
    )
    channel = Field(
        path="channel",
        label="How is it to be sent?",
        sort=Sort.CHOICE,
        options=CHANNEL_OPTIONS,
        needed="Say how it is to be sent",
    )
    return (*REFERENCE_FIELDS, channel, *([subject] if len(about) > 1 else []))


def _blank(visit: Visit, kind: Kind) -> Plain:
    """Return what is known before anything is typed; the only subject that a kind can have is not asked for."""
    about = subject_options(KINDS[kind].subjects)
    only: dict[str, Any] = {"type": about[0].value if len(about) == 1 else None}
    return {
        "kind": kind.value,
        "requesting_member": visit.by.member,
        "reference": None,
        "language": _spoken(visit),
        "channel": Channel.NOTICE.value,
        "subject": only,
    }


def _spoken(visit: Visit) -> str | None:
    """Return the browser's language where it is a working language: most bureaus write in it."""
    first = visit.accepted.strip()[:2].lower()
    return first if first in parameters.codes("languages.working", visit.hub.clock.now().date()) else None


def _kind_page(visit: Visit, faults: tuple[Fault, ...] = (), status: int = 200) -> Answer:
    asked = asking.questions([_KIND], visit.query, visit.hub.clock.now().date(), faults)
    return Show("bureau/request_start.html", {**asked, "title": "Start a request"}, status=status)


def _details(visit: Visit, kind: Kind, typed: Fields, faults: tuple[Fault, ...] = ()) -> Answer:
    asked = asking.questions(_fields(kind), typed, visit.hub.clock.now().date(), faults)
    title = f"Start a request for a {kind.value} notice"
    context = {**asked, "kind": kind, "law": KINDS[kind], "title": title}
    return Show("bureau/request_details.html", context, status=400 if faults else 200)
