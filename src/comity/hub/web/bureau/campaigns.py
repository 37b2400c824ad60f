"""A bureau's campaigns: notices that it follows together, and what became of them as far as it may know."""

from typing import Any, Final

from comity.app import giving
from comity.app.look import Look
from comity.app.views import campaigns as views
from comity.app.views.notices import NoticesQuery, listed
from comity.app.views.paging import PageQuery
from comity.governance.offices import BUREAU
from comity.hub.web import filtering
from comity.hub.web.bureau import meaning
from comity.hub.web.complaints import Complaints, complaints
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused, Fault, UnusableInput
from comity.notices import commands as c
from comity.notices.vocabulary import State
from comity.statistics.campaign import Campaign

PAGES: Final = Pages("bureau", BUREAU)
HOME: Final = "/bureau/campaigns"
_NO_TITLE: Final = "Enter what the campaign is called"


@PAGES.get(HOME, "Campaigns", menu="Campaigns")
def show(visit: Visit) -> Answer:
    """Show the member's campaigns, and begin one."""
    return _listed(visit, Complaints(), 200)


@PAGES.post(HOME, "Campaigns")
def begin(visit: Visit) -> Answer:
    """Begin a campaign by its name."""
    title = visit.form.text("title")
    new = giving.new_id(visit.hub, visit.by, visit.key, "cmp")
    try:
        if title is None:
            raise UnusableInput(_NO_TITLE, [Fault("title", _NO_TITLE)])
        said = {"id": new, "member": visit.by.member, "title": title}
        visit.hub.order(visit.by, wire.convert(said, c.CreateCampaign, "form"), key=visit.key)
    except UnusableInput as error:
        return _listed(visit, complaints(error, {"title": "title"}), error.status)
    return Go(f"{HOME}/{new}")


def _listed(visit: Visit, wrong: Complaints, status: int) -> Show:
    query = filtering.read(visit.query, PageQuery)
    with visit.hub.look() as look:
        found = views.listed(look, visit.by, query)
    ways = {
        "next": filtering.following(HOME, visit.query, found.next),
        "first": filtering.first(HOME, visit.query),
        "typed": visit.form,
    }
    return Show("bureau/campaigns.html", {"lines": found.entries, "wrong": wrong, **ways}, status)


@PAGES.get(HOME + "/{id}", "Campaign")
def show_one(visit: Visit) -> Answer:
    """Show a campaign and how it goes."""
    with visit.hub.look() as look:
        return _one(visit, look, Complaints(), 200)


@PAGES.post(HOME + "/{id}/notices", "Add notices to a campaign")
def add(visit: Visit) -> Answer:
    """Add the notices that were ticked."""
    with visit.hub.look() as look:
        look.see(visit.by, "campaign", visit.id)
    try:
        for number, notice in enumerate(visit.form.all("notice")):
            key = f"{visit.key}.{number}" if visit.key else None
            visit.hub.order(visit.by, c.AddToCampaign(id=visit.id, notice=notice), key=key)
    except CommandRefused as error:
        with visit.hub.look() as look:
            return _one(visit, look, complaints(error, {"notice": "notice"}), error.status)
    return Go(f"{HOME}/{visit.id}")


@PAGES.post(HOME + "/{id}/notices/{notice}/remove", "Take a notice out of a campaign")
def remove(visit: Visit) -> Answer:
    """Take a notice out; the notice itself stays as it is."""
    command = c.RemoveFromCampaign(id=visit.id, notice=visit.path["notice"])
    giving.give(visit.hub, visit.by, "campaign", visit.id, command, key=visit.key)
    return Go(f"{HOME}/{visit.id}#notices")


def _one(visit: Visit, look: Look, wrong: Complaints, status: int) -> Show:
    shown = views.view(look, look.see(visit.by, "campaign", visit.id))
    query = NoticesQuery(state=(State.PUBLISHED,), member=Country(visit.by.member or ""), limit=50)
    free = [line for line in listed(look, visit.by, query).entries if line.id not in shown.notices]
    context: dict[str, Any] = {
        "title": f"Campaign: {shown.title}",
        "campaign": shown,
        "rows": rows(shown.progress),
        "states": {notice: look.state_of("notice", notice) for notice in shown.notices[:200]},
        "free": free,
        "words": wording,
        "meaning": meaning,
        "wrong": wrong,
    }
    return Show("bureau/campaign.html", context, status)


def rows(progress: Campaign) -> list[tuple[str, int]]:
    """Return what became of the notices, in words, with the number of notices of each."""
    found = [
        ("Notices in the campaign", progress.notices),
        ("In force", progress.in_force),
        ("Person found by some member", progress.located),
        ("Person arrested provisionally", progress.arrested),
        ("Extradition granted", progress.extradition_granted),
        ("Extradition refused", progress.extradition_refused),
        ("Person has died", progress.dead),
        ("No member has said anything to you", progress.silent),
    ]
    found += [(meaning.ANSWERS[way].text, count) for way, count in progress.returned.items()]
    found += [(f"Found, and nothing more said for {days} days", count) for days, count in progress.ignored.items()]
    return found
