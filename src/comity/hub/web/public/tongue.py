"""The language of a page for what is put together in code: words, numbers, shares, lists and quarters."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from comity.hub.web.language import direction, locale_of, translations
from comity.statistics.quarter import Quarter


class Tongue(msgspec.Struct, frozen=True):
    """How things are said in one of the working languages."""

    language: str

    @property
    def rtl(self) -> bool:
        return direction(self.language) == "rtl"

    def say(self, message: str, **values: object) -> str:
        """Return a message of the catalogue with its values; in English where it is not translated."""
        found = self.plain(message)
        return found % values if values else found

    def plain(self, message: str) -> str:
        """Return a message without values."""
        return translations(self.language).gettext(message)

    def label(self, words: str) -> str:
        """Return the label of a column; one such as `Refused: Identity` is put together from its two messages."""
        group, colon, part = words.partition(": ")
        if not colon:
            return self.plain(words)
        return self.pair(self.plain(group), self.plain(part))

    def pair(self, group: str, part: str) -> str:
        """Return two words of which the second says more of the first, as the language joins them."""
        return self.say("%(group)s: %(part)s", group=group, part=part)

    def number(self, value: int) -> str:
        return _decimal(value, self.language)

    def percent(self, value: int | None) -> str:
        """Return a share that is given in per cent; words where too little stands behind it."""
        return self.say("too few to say") if value is None else self.share(value)

    def share(self, value: int) -> str:
        return str(format_percent(value / 100, locale=locale_of(self.language)))

    def list(self, parts: Sequence[str]) -> str:
        return str(format_list(list(parts), locale=locale_of(self.language)))

    def quarter(self, name: str) -> str:
        """Return the months of a quarter, such as July to September 2026."""
        quarter = Quarter.parse(name)
        first = format_date(quarter.first_day, "LLLL", locale_of(self.language))
        last = format_date(quarter.last_day, "LLLL y", locale_of(self.language))
        return self.say("%(first)s to %(last)s", first=first, last=last)


# A page of figures writes the same few numbers hundreds of times.
@lru_cache(maxsize=4096)
def _decimal(value: int, language: str) -> str:
    return str(format_decimal(value, locale=locale_of(language)))
