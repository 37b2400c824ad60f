"""Templates: govuk-frontend's components and our own pages, in the visitor's language, escaped by default."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from comity.hub.web import guarding
from comity.hub.web.cookies import BROWSER
from comity.hub.web.dating import partial
from comity.hub.web.desks import NAMES, acting_as, menu, public_menu
from comity.hub.web.keeping_typed import KEPT_FIELD
from comity.hub.web.language import LANGUAGES, OWN_NAMES, direction, locale_of, titled, translations
from comity.hub.web.pages import Page
from comity.hub.web.statics import static
from comity.hub.web.visit import KEY_FIELD, SEEN_FIELD, Show, Visit
from comity.kernel.dates import PartialDate

Render = Callable[[Visit, Page | None, Show], str]


@lru_cache(maxsize=len(LANGUAGES))
def environment(language: str) -> Environment:
    """Return the templates of a language. govuk's macros need Jinja's default `Undefined`."""
    found = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("comity.hub.web"),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    locale = locale_of(language)
    found.filters |= {
        "day": lambda value: day(value, locale),
        "moment": lambda value: moment(value, locale),
        "words": lambda value: str(value).replace("_", " "),
        "number": lambda value: format_decimal(value, locale=locale),
        "tongue": lambda code: str(locale.languages.get(str(code), code)),
    }
    found.globals |= {"static": static, "LANGUAGES": OWN_NAMES, "DESKS": NAMES}
    return found


def day(value: datetime | date | PartialDate | None, locale: Locale) -> str:
    """Return a day in words, such as 4 May 2026; a partial date as far as it is known; "" for None."""
    match value:
        case None:
            return ""
        case datetime():
            return str(format_date(value.date(), "long", locale))
        case date():
            return str(format_date(value, "long", locale))
        case _:
            return partial(value, locale)


def moment(value: datetime | None, locale: Locale) -> str:
    """Return a moment in UTC, to the minute, in words; "" for None."""
    if value is None:
        return ""
    comma = "\u060c" if locale.language == "ar" else ","
    return f"{format_datetime(value, f'd MMMM y{comma} HH:mm', locale=locale)} UTC"


def renderer(pages: Sequence[Page]) -> Render:
    """Return the function that renders what a page answers; `pages` make the navigation."""

    def render(visit: Visit, page: Page | None, shown: Show) -> str:
        template = environment(visit.language).get_template(shown.template)
        return template.render({**_common(pages, visit, page), **shown.context})

    return render


def _common(pages: Sequence[Page], visit: Visit, page: Page | None) -> Mapping[str, Any]:
    return {
        "visit": visit,
        "organisation": visit.hub.name,
        "sample": visit.hub.sample,
        "language": visit.language,
        "dir": direction(visit.language),
        "title": page.title if page else "",
        "desk": page.desk if page else "public",
        "public": page is None or page.desk == "public",
        "translated": page is not None and page.public,
        "menu": menu(pages, visit.by.offices, visit.address) if visit.known else [],
        "public_menu": public_menu(pages, visit),
        "acting_as": acting_as(visit.by),
        "form_start": lambda seen=None, keyed=True: form_start(visit, seen, keyed),
        "in_language": lambda code, whole=False: in_language(visit.whole_address if whole else visit.address, code),
        "titled": lambda text: titled(text, visit.language),
        "to": lambda path: f"/{visit.language}{path}",
        "now": visit.hub.clock.now(),
        "KEPT_FIELD": KEPT_FIELD,
    }


def in_language(address: str, code: str) -> str:
    """Return the address of the same public page in another language."""
    path, mark, query = address.partition("?")
    _, first, *rest = path.split("/")
    return "/".join(("", code, *rest)) + mark + query if first in LANGUAGES else f"/{code}"


def form_start(visit: Visit, seen: object = None, keyed: bool = True) -> Markup:
    """Return the hidden fields that every form begins with: whose it is, what it saw, and a key of its own.

    `keyed` is left out only where the form brings its key along, because it is being sent again.
    """
    browser = visit.browser or _named(visit)
    person = visit.session.person if visit.session else ""
    fields = {
        guarding.CSRF_FIELD: guarding.token(visit.hub.secret, browser, person),
        KEY_FIELD: visit.hub.chance.nonce(),
    }
    if seen is not None:
        fields[SEEN_FIELD] = str(seen)
    hidden = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("").join(hidden.format(name, value) for name, value in fields.items())


def _named(visit: Visit) -> str:
    """Return a name for the browser, which it is given with the answer, so that its forms can be told from others'."""
    return visit.cookies.setdefault(BROWSER, visit.hub.chance.secret()) or ""
