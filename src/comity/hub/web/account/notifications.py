"""Messages that something waits: where they go, and the code or the secret that this takes."""

from typing import Final, assert_never

from comity.app import choosing
from comity.app.pooling import IMMINENT_POOL, POOL
from comity.app.ports.messengers import Undelivered
from comity.app.views import notifications as views
from comity.governance.notifications import CODE_MINUTES, Route, SetNotifications, Tongue
from comity.hub.web.account.mending import mended, waiting
from comity.hub.web.language import OWN_NAMES
from comity.hub.web.pages import SIGNED_IN, Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import ComityError, CommandRefused, Fault, TooManyRequests, UnusableInput

PAGES: Final = Pages("account", SIGNED_IN)
ADDRESS: Final = "/account/notifications"
_TITLE: Final = "Notifications"
_FIELDS: Final = {"$.pending.to": "email", "$.code": "code", "$.choice.to": "webhook"}


@PAGES.get(ADDRESS, _TITLE)
def page(visit: Visit) -> Answer:
    """Show a person how they are told, and what else they may choose."""
    return _shown(visit)


@PAGES.post(ADDRESS, _TITLE)
def choose(visit: Visit) -> Answer:
    """Do what one of the page's forms asks; what is wrong stands beside its field, with what was typed."""
    asked = visit.form.one("act")
    try:
        match asked:
            case "email":
                return _email(visit)
            case "code":
                return _code(visit)
            case "webhook":
                return _webhook(visit)
            case "test":
                choosing.try_webhook(visit.hub, visit.by)
                return Go(f"{ADDRESS}?tested=1")
            case "stop":
                visit.hub.order(visit.by, SetNotifications(id=visit.by.id), key=visit.key)
                return Go(ADDRESS)
            case _:
                raise UnusableInput("Say what is to be done: email, code, webhook, test or stop.")
    except (CommandRefused, Undelivered, TooManyRequests) as error:
        return _shown(visit, error, asked)


def _email(visit: Visit) -> Answer:
    said = visit.form.one("language")
    language = Tongue(said) if said in set(Tongue) else Tongue.ENGLISH
    choosing.ask_code(visit.hub, visit.by, visit.form.one("email"), language, visit.key)
    return Go(f"{ADDRESS}#code")


def _code(visit: Visit) -> Answer:
    left = choosing.give_code(visit.hub, visit.by, visit.form.one("code"), visit.key)
    if not left:
        return Go(ADDRESS)
    tries = "one try is" if left == 1 else f"{left} tries are"
    detail = f"This is not the code that was sent; {tries} left. Copy it from the message."
    raise CommandRefused(detail, (Fault("$.code", detail),), "wrong-code")


def _webhook(visit: Visit) -> Answer:
    url = visit.form.one("webhook")
    secret = choosing.use_webhook(visit.hub, visit.by, url, visit.key)
    return Show("account/notifications_secret.html", {"title": "Keep this secret now", "secret": secret, "url": url})


def _shown(visit: Visit, error: ComityError | None = None, asked: str = "") -> Show:
    with visit.hub.look() as look:
        found = views.view(visit.hub, look, visit.by)
    context = {
        "found": found,
        "tested": "tested" in visit.query,
        "how": _how(found.route),
        "typed": {name: visit.form.one(name)[:2000] for name in ("email", "code", "webhook")},
        "chosen": visit.form.one("language") or found.language.value,
        "languages": [{"value": each.value, "text": OWN_NAMES[each.value]} for each in Tongue],
        "hours": int(POOL.total_seconds() // 3600),
        "minutes": int(IMMINENT_POOL.total_seconds() // 60),
        "code_minutes": CODE_MINUTES,
        **mended(_placed(error, asked), ("email",)),
    }
    return Show("account/notifications.html", context, status=_status(error), headers=waiting(error))


def _how(route: Route | None) -> str:
    match route:
        case None:
            return "none"
        case Route.EMAIL | Route.WEBHOOK:
            return route.value
        case _:
            assert_never(route)


def _placed(error: ComityError | None, asked: str) -> ComityError | None:
    """Return an error whose faults name the fields of the page."""
    if error is None:
        return None
    faults = [Fault(_FIELDS.get(fault.path, asked), fault.message) for fault in error.errors]
    return UnusableInput(error.detail, faults or [Fault(asked, error.detail)])


def _status(error: ComityError | None) -> int:
    """Return 400 for what can be mended here, and the error's own status for what only time mends."""
    if error is None:
        return 200
    return error.status if isinstance(error, Undelivered | TooManyRequests) else 400
