"""The four working languages: which one a visitor reads, and the catalogues of messages."""

from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Final

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LANGUAGES: Final = ("en", "fr", "es", "ar")
"""English, the language of the messages themselves, first."""
SOURCE: Final = "en"
OWN_NAMES: Final = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}


def locale_of(language: str) -> Locale:
    """Return how a language writes dates and numbers; English writes the day first, as most of the world does."""
    return Locale.parse("en_GB" if language == SOURCE else language)


def marked(text: str) -> str:
    """Return `text` as it is; the extraction of messages finds it by this name."""
    return text


def titled(text: str, language: str) -> str:
    """Return a title in a language, or as it is where it is no message of ours; nothing in it is filled in."""
    return translations(language).gettext(text) if text else ""


def direction(language: str) -> str:
    """Return `rtl` for a language that is written from right to left."""
    return locale_of(language).text_direction


@cache
def translations(language: str) -> NullTranslations:
    """Return the messages of a language: those of `fr.po`, and of the catalogues of parts, such as `figures.fr.po`.

    A message that is not there stands in English.
    """
    if language == SOURCE:
        return NullTranslations()
    folder = files("comity.hub.web").joinpath("locale")
    found = _read(folder.joinpath(f"{language}.po"), language)
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(f".{language}.po"):
            found.merge(_read(entry, language))
    return found


def _read(entry: Traversable, language: str) -> Translations:
    compiled = BytesIO()
    with entry.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def negotiate(accepted: str | None) -> str:
    """Return the working language that an `Accept-Language` header likes best; English where it likes none."""
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate((accepted or "")[:500].split(",")):
        tag, _, rest = part.strip().partition(";")
        base = tag.strip().lower().partition("-")[0]
        if base in LANGUAGES:
            ranked.append((-_quality(rest), place, base))
    return min(ranked)[2] if ranked else SOURCE


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return min(1.0, max(0.0, float(value))) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
