"""Citations: `INSTRUMENT article(paragraph)(point)(sub-point)`, resolved against the instruments we hold."""

import re
from functools import cache

import msgspec

from comity.law.instruments import Article, Instrument, instruments

_FORM = re.compile(
    r"(?P<instrument>[A-Za-z][A-Za-z0-9/-]*)"
    r"(?: (?P<article>\d+)(?:\((?P<paragraph>\d+)\))?(?:\((?P<point>[a-z])\))?"
    r"(?:\((?P<sub_point>[ivx]+)\))?)?"
)


class Citation(msgspec.Struct, frozen=True):
    """A place in the law; `parse` makes one, `str` writes it back."""

    instrument: str
    article: str | None = None
    paragraph: str | None = None
    point: str | None = None
    sub_point: str | None = None

    @staticmethod
    def parse(text: str) -> "Citation":
        """Return the citation written in `text`; raises `ValueError` if the law data has no such place."""
        return _parse(text)

    def __str__(self) -> str:
        parts = "".join(f"({part})" for part in (self.paragraph, self.point, self.sub_point) if part)
        return self.instrument if self.article is None else f"{self.instrument} {self.article}{parts}"

    @property
    def source(self) -> Instrument:
        """The instrument cited."""
        return instruments()[self.instrument]

    @property
    def heading(self) -> Article | None:
        """The article cited, or None where the instrument has none."""
        return None if self.article is None else self.source.articles[self.article]

    def covers(self, other: "Citation") -> bool:
        """Say whether `other` is this place or lies within it: `RPD 83` covers `RPD 83(1)(a)`."""
        mine, its = msgspec.structs.astuple(self), msgspec.structs.astuple(other)
        return all(part is None or part == its[place] for place, part in enumerate(mine))


@cache
def _parse(text: str) -> Citation:
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text[:60]}' is not a citation; write it as RPD 83(1)(a)(ii)")
    citation = Citation(**match.groupdict())
    instrument = instruments().get(citation.instrument)
    if instrument is None:
        raise ValueError(f"'{text}': no instrument {citation.instrument} in the law data")
    if citation.article is None:
        if instrument.articles:
            raise ValueError(f"'{text}': say which article of {citation.instrument}")
    elif citation.article not in instrument.articles:
        raise ValueError(f"'{text}': no article {citation.article} of {citation.instrument} in the law data")
    return citation
