"""Importing the consolidated list: read, looked at, confirmed, done, with its progress told as it goes."""

from asyncio import sleep
from collections.abc import AsyncGenerator
from typing import Any, Final

from comity.app.import_jobs import Job, Stage
from comity.governance.gate import Resource
from comity.hub.web.asking import Ask, Asking, Sort, ask, done
from comity.hub.web.listing.listings import DESK, HOME
from comity.hub.web.pages import LARGEST_UPLOAD, Pages
from comity.hub.web.visit import Answer, Events, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.decider import Row
from comity.kernel.errors import ComityError, Fault, UnusableInput

PAGES: Final = Pages("listing", DESK)
_NEW: Final = f"{HOME}/import"
_ONE: Final = f"{_NEW}/{{id}}"
_BETWEEN: Final = 0.3
"""Seconds between two messages of progress."""


@PAGES.get(_NEW, "Import a list", menu="Import a list")
def show(visit: Visit) -> Answer:
    """Ask for the file of the United Nations."""
    return _show(visit)


def _show(visit: Visit, error: ComityError | None = None) -> Show:
    file = Ask(
        name="file",
        label="Consolidated list, as XML",
        sort=Sort.FILE,
        hint="The whole list, not that of one committee. It has about 2 MB.",
    )
    asking = Asking(
        question="Import the list of the Security Council",
        button="Read the list",
        back=HOME,
        back_text="Listings",
        keep="Import none",
        effects=(
            "Nothing is published yet: the next page says what the import would do.",
            "A file that cannot be read whole changes nothing.",
        ),
        asks=(file,),
    )
    return ask(visit, asking, error=error)


@PAGES.post(_NEW, "Import a list", largest=LARGEST_UPLOAD)
def read(visit: Visit) -> Answer:
    """Read the file and go on to what it would change."""

    def act() -> str:
        with visit.hub.look() as look:
            look.require(visit.by, "listing:notice:publish", Resource("new", "notice", Row(state="new")))
        upload = visit.form.file("file")
        if upload is None or not upload.data:
            raise UnusableInput("There is no file.", [Fault("$.file", "Choose the file of the list")])
        job = visit.common.imports.propose(visit.hub, visit.by, upload.data)
        return f"{_NEW}/{job.id}"

    return done(visit, lambda error: _show(visit, _of_file(error)), act)


def _of_file(error: ComityError) -> ComityError:
    """Return what is wrong with a list as faults of the one field there is, the first of them."""
    if not error.errors or error.errors[0].path == "$.file":
        return error
    faults = [Fault("$.file", f"{fault.path}: {fault.message}") for fault in error.errors[:10]]
    return UnusableInput(error.detail, faults)


@PAGES.get(_ONE, "An import")
def one(visit: Visit) -> Answer:
    """Show what an import would do, is doing or has done."""
    return _one(visit, visit.common.imports.find(visit.by, visit.id))


def _one(visit: Visit, job: Job, wrong: str = "", status: int = 200) -> Show:
    context: dict[str, Any] = {
        "title": _TITLES[job.stage],
        "job": job,
        "stage": job.stage,
        "told": _told(job),
        "wrong": wrong,
        "page": f"{_NEW}/{job.id}",
        "home": HOME,
    }
    return Show("listing/import.html", context, status)


_TITLES: Final = {
    Stage.READ: "What the import would do",
    Stage.RUNNING: "The import is running",
    Stage.DONE: "The list is imported",
    Stage.FAILED: "The import was broken off",
}


@PAGES.post(_ONE, "An import")
def start(visit: Visit) -> Answer:
    """Start the import, or leave it; lists that would lose their last entry are confirmed by name."""
    job = visit.common.imports.find(visit.by, visit.id)
    if visit.form.one("do") == "leave":
        visit.common.imports.leave(visit.by, job.id)
        return Go(HOME)
    emptied = frozenset(visit.form.all("emptied"))
    if job.stage is Stage.READ and set(job.preview.emptied) - emptied:
        return _one(visit, job, "Confirm for each of these lists that it has ended, or leave the import", 400)
    visit.common.imports.start(visit.hub, visit.by, job.id, emptied)
    return Go(f"{_NEW}/{job.id}")


@PAGES.get(f"{_ONE}/events", "Progress of an import")
def events(visit: Visit) -> Answer:
    """Tell how far an import has come, until it is done."""
    return Events(_events(visit.common.imports.find(visit.by, visit.id)))


async def _events(job: Job) -> AsyncGenerator[tuple[str, str], None]:
    while job.stage is Stage.RUNNING:
        yield "progress", wire.encode(_told(job)).decode()
        await sleep(_BETWEEN)
    yield "progress", wire.encode({"go": f"{_NEW}/{job.id}"}).decode()


def _told(job: Job) -> dict[str, Any]:
    text = f"{job.done} of {job.of} listings" if job.of else "Beginning"
    return {"value": job.done, "max": max(job.of, 1), "text": text}
