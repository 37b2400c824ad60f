"""The members' cards: what a notice does there, how long an arrest lasts, whom to call; one's own to be written."""

from typing import Any, Final

import msgspec

from comity.app import giving
from comity.app.look import Look
from comity.app.views import members as views
from comity.governance.describing import DescribeMember, RedEffect
from comity.governance.offices import BUREAU, Office
from comity.hub.web import filtering
from comity.hub.web.asking import Ask
from comity.hub.web.bureau import card_form, member_words
from comity.hub.web.bureau.form.words import country, language
from comity.hub.web.complaints import Complaints
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused, Stale, UnusableInput

PAGES: Final = Pages("bureau", BUREAU)
HOME: Final = "/bureau/members"
DESCRIBE: Final = "bureau:member:describe"
_CHANGED: Final = "The card has changed since you opened this page. What it says now stands beside each field."
_TAGS: Final = {"red": lambda value: member_words.effect(RedEffect(value))}


@PAGES.get(HOME, "Members", menu="Members")
def show(visit: Visit) -> Answer:
    """Show every member with what a red notice does there."""
    query = filtering.read(visit.query, views.MembersQuery)
    with visit.hub.look() as look:
        found = views.listed(look, visit.by, query)
    context = {
        "lines": found.entries,
        "effects": filtering.choices(list(RedEffect), visit.query, "red", member_words.effect),
        "tags": filtering.tags(HOME, visit.query, _TAGS),
        "next": filtering.following(HOME, visit.query, found.next),
        "first": filtering.first(HOME, visit.query),
        **_words(),
    }
    return Show("bureau/members.html", context)


@PAGES.get(HOME + "/{member}", "Member")
def show_one(visit: Visit) -> Answer:
    """Show a member's card."""
    member = visit.path["member"]
    with visit.hub.look() as look:
        shown = views.view(look, visit.by, member)
    writes = Office.BUREAU_HEAD in visit.by.offices
    context = {"title": country(member), "shown": shown, "ours": member == visit.by.member, "writes": writes}
    return Show("bureau/member.html", {**context, **_words()})


def _words() -> dict[str, Any]:
    return {"said": member_words, "country": country, "language_name": language}


@PAGES.get(HOME + "/{member}/edit", "Write the card of your member")
def ask(visit: Visit) -> Answer:
    """Ask what stands on the card."""
    with visit.hub.look() as look:
        _require_head(visit, look)
        return _asked(visit, look, Complaints(), 200)


@PAGES.post(HOME + "/{member}/edit", "Write the card of your member", largest=256 * 1024)
def write(visit: Visit) -> Answer:
    """Keep the card, unless something is wrong with it or another wrote it meanwhile."""
    member = visit.path["member"]
    with visit.hub.look() as look:
        _require_head(visit, look)
    try:
        _give(visit, DescribeMember(member=Country(member), card=card_form.read(visit.form)))
    except (UnusableInput, CommandRefused) as error:
        wrong, status = card_form.wrong(error, visit.form), error.status
    except Stale as error:
        wrong, status = Complaints([{"text": _CHANGED}]), error.status
    else:
        return Go(f"{HOME}/{member}")
    with visit.hub.look() as look:
        return _asked(visit, look, wrong, status)


def _give(visit: Visit, command: DescribeMember) -> None:
    """Give the command against the version that the form was made from; the first card has none before it."""
    with visit.hub.look() as look:
        first = look.find("member", command.member) is None
    if first:
        visit.hub.order(visit.by, command, 0 if visit.seen == "0" else None, visit.key)
    else:
        giving.give(visit.hub, visit.by, "member", command.member, command, visit.seen or "0", visit.key)


def _require_head(visit: Visit, look: Look) -> None:
    """Raise `NotFound` for what is no member, and `Forbidden`, naming the policy, for who is not head of its bureau."""
    shown = views.view(look, visit.by, visit.path["member"])
    look.require(visit.by, DESCRIBE, views.resource(shown.member, look.find("member", shown.member)))


def _asked(visit: Visit, look: Look, wrong: Complaints, status: int) -> Show:
    shown = views.view(look, visit.by, visit.path["member"])
    asks = card_form.asks(shown.card)
    kept = {name: [value for value in each.now if value] for name, each in asks.items()}
    typed = {name: visit.form.all(name) for name in asks} if visit.form.items else kept
    stale = status == Stale.status
    context = {
        "title": f"The card of {country(shown.member)}",
        "member": shown.member,
        "seen": shown.version,
        "asks": {name: _sayable(each) for name, each in asks.items()},
        "rows": card_form.ROWS,
        "typed": typed,
        "changed": {name for name in asks if stale and typed[name] != kept[name]},
        "clock_hint": card_form.clock_hint(look.at.date()),
        "wrong": wrong,
    }
    return Show("bureau/member_edit.html", context, status)


def _sayable(each: Ask) -> Ask:
    """Return a question whose present answer reads as words where another changed it."""
    words = {option.value: option.text for option in each.options}
    now = tuple(words.get(value, value) or "nothing" for value in each.now) or ("nothing",)
    return msgspec.structs.replace(each, now=now)
