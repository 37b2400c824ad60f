"""Applying to the commission: what is asked, then a page to check it and enclose documents, then the receipt.

Nothing is kept here before it is sent: what was typed travels in the page itself, sealed, so that neither a shared
computer's address line nor a draft of ours tells of it. Files come on the last page alone, because a browser
forgets them whenever something is to be mended.
"""

from datetime import timedelta
from typing import Final

from comity.app import applying as app
from comity.app import limits
from comity.app.views.applications import with_enclosures
from comity.hub.web.keeping_typed import SEALED_FIELD
from comity.hub.web.language import LANGUAGES, OWN_NAMES, marked
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.public import application_form, enclosed, limited, words
from comity.hub.web.public.application_form import Faults, Written
from comity.hub.web.sealing import seal, unseal
from comity.hub.web.visit import Answer, Fields, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import CommandRefused, TooManyRequests
from comity.redress.commands import Applicant

PAGES: Final = Pages("public", ANYONE)
_PURPOSE: Final = "application"
_HOURS: Final = timedelta(hours=12)
_SEALED: Final = SEALED_FIELD
_GONE: Final = marked("This page was open for more than twelve hours. Please write your application again.")


@PAGES.get("/{language}/redress/apply", "Apply to the commission")
def form(visit: Visit) -> Answer:
    """Ask for what an answer needs."""
    known = ("notice", visit.query.one("notice")[:40])
    return _form(visit, Fields([("language", visit.language), ("confidential", "yes"), known]))


@PAGES.post("/{language}/redress/apply", "Apply to the commission")
def typed(visit: Visit) -> Answer:
    """Show what was typed to be checked, or what is wrong; or once more what was sealed, to be changed."""
    if visit.form.one(_SEALED):
        before = _opened(visit)
        return _form(visit, before) if before else _form(visit, Fields(), {"kind": _GONE})
    found, faults = application_form.read(visit.form, visit.hub.clock.now().date())
    return _check(visit, visit.form, found) if found else _form(visit, visit.form, faults)


@PAGES.get("/{language}/redress/send", "Check your application")
def nothing_to_send(visit: Visit) -> Answer:
    """Lead whoever comes here without an application to its beginning."""
    return Go(f"/{visit.language}/redress/apply")


@PAGES.post("/{language}/redress/send", "Check your application", largest=enclosed.LARGEST_SENDING)
def send(visit: Visit) -> Answer:
    """Receive the application with its documents and show the receipt, this once."""
    before = _opened(visit)
    found, _ = application_form.read(before, visit.hub.clock.now().date()) if before else (None, {})
    if before is None or found is None:
        return _form(visit, Fields(), {"kind": _GONE})
    papers, faults = enclosed.read(visit.form, found.by)
    if faults:
        return _check(visit, before, found, faults)
    try:
        limits.take(visit.hub, "application", visit.remote)
    except TooManyRequests as error:
        return _check(visit, before, found, {"document": limited.TOO_MANY}, limited.told(error))
    told = with_enclosures(found.form, papers.named)
    sending = f"{visit.browser}\0{visit.key}"
    try:
        made = app.apply(visit.hub, found.kind, found.by, found.language, told, papers.files, sending)
    except CommandRefused as error:
        if error.type != "incomplete":
            raise
        return _check(visit, before, found, {"document": enclosed.MANY_IN_ALL})
    return Show("public/receipt.html", {"receipt": made, "title": "Your application was received"})


def _form(visit: Visit, said: Fields, faults: Faults | None = None) -> Show:
    context = {
        "one": said.one,
        "faults": faults or {},
        "kinds": words.APPLICATIONS,
        "languages": {code: OWN_NAMES[code] for code in LANGUAGES},
        "countries": words.countries(visit.language),
    }
    return Show("public/apply.html", context, 400 if faults else 200)


def _check(
    visit: Visit, said: Fields, found: Written, faults: Faults | None = None, told: limited.Told = limited.UNUSABLE
) -> Show:
    now, nonce = visit.hub.clock.now(), bytes.fromhex(visit.hub.chance.nonce())[:12]
    context = {
        "SEALED_FIELD": SEALED_FIELD,
        "sealed": seal(visit.hub.secret, _PURPOSE, application_form.kept(said), now + _HOURS, nonce),
        "written": found,
        "form": found.form,
        "counsel": found.by is Applicant.COUNSEL,
        "kind": words.APPLICATIONS[found.kind],
        "own_name": OWN_NAMES[found.language],
        "country": lambda code: words.country(code, visit.language),
        "faults": faults or {},
    }
    status, headers = told if faults else limited.FINE
    return Show("public/send.html", {"title": "Check your application", **context}, status, headers)


def _opened(visit: Visit) -> Fields | None:
    """Return what was sealed in the page, None where it was not, or is too old."""
    found = unseal(visit.hub.secret, _PURPOSE, visit.form.one(_SEALED), visit.hub.clock.now())
    return Fields(wire.trusted(found, list[tuple[str, str]])) if found else None
