"""The texts of a request as read: the account of the facts, the charges' titles, and who issued the warrant.

Each is read once in a case, whichever rule asks first. What a finding rests on is given as the words with
their offsets: `judicial.facts[120:141]`.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import msgspec

from comity.compliance.reading.character import CONDUCT, PUBLIC_LIFE, Character, character
from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.language import readable
from comity.compliance.reading.reading import Reading, Span, read
from comity.compliance.reading.words import words
from comity.compliance.rule import Case, Fact
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Kind

AT_LENGTH, IN_PASSING = 25, 1
"""Words from which an account is long enough for silence to mean something; mentions of public life in passing."""

MOST_FACTS: Final = 100
"""Places in one text that a finding rests on at most, the first of them: more tell its reader nothing."""

_TELLING = {Concept.ELECTION, Concept.COUP, *(each for kind in PUBLIC_LIFE for each in CONDUCT[kind])}
_ACCOUNTS = ("assessment", "basis", "circumstances", "information_sought", "threat", "offence")


class Passage(msgspec.Struct, frozen=True):
    """A text of the request, where it stands, and what it says."""

    path: str
    text: str
    reading: Reading
    readable: bool

    def facts(self, spans: Iterable[Span]) -> tuple[Fact, ...]:
        """Return the first spans of this text as what a finding rests on."""
        first = islice(spans, MOST_FACTS)
        return tuple(Fact(f"{self.path}[{span.start}:{span.end}]", span.words) for span in first)


class Passages(msgspec.Struct, frozen=True):
    """All texts of a request that rules read. What was asked of them once is kept: each charge asks it again."""

    accounts: tuple[Passage, ...]
    titles: tuple[Passage | None, ...]
    sources: tuple[Passage, ...]
    account: Reading
    """What all accounts together say."""
    told: Character | None
    """What they come down to."""
    plain: bool
    """Whether the account is told at length and names nothing of public life."""
    in_passing: bool
    """Whether public life is named in passing or not at all, and nothing that one does in it."""
    _stated: dict[frozenset[Concept], tuple[Fact, ...]] = msgspec.field(default_factory=dict)

    @property
    def readable(self) -> bool:
        """Whether there is an account of the facts, and all of it can be read."""
        return bool(self.accounts) and all(passage.readable for passage in self.accounts)

    def stated(self, concepts: Iterable[Concept]) -> tuple[Fact, ...]:
        """Return where the accounts state one of these concepts of the person."""
        wanted = frozenset(concepts)
        if wanted not in self._stated:
            self._stated[wanted] = tuple(
                fact for each in self.accounts for fact in each.facts(each.reading.stated(wanted))
            )
        return self._stated[wanted]

    def told_facts(self) -> tuple[Fact, ...]:
        """Return where the accounts state what they come down to."""
        return () if self.told is None else self.stated(self.told.concepts)

    def named(self, *concepts: Concept) -> tuple[Fact, ...]:
        """Return where the accounts name one of these concepts, denied and reported ones too."""
        return tuple(fact for each in self.accounts for fact in each.facts(each.reading.spans(*concepts)))


def passages(case: Case) -> Passages:
    """Return the texts of the request, each read in the language that they are written in."""
    held = case.memo.get("passages")
    if not isinstance(held, Passages):
        held = case.memo["passages"] = _passages(case.request)
    return held


def _passages(request: NoticeRequest) -> Passages:
    language = request.language
    accounts = tuple(_passage(path, text, language) for path, text in _accounts(request) if text.strip())
    account = _together(accounts)
    in_passing = len(account.spans(Concept.PUBLIC)) <= IN_PASSING and not account.spans(*_TELLING)
    at_length = sum(len(each.text.split()) for each in accounts) >= AT_LENGTH
    return Passages(
        accounts,
        tuple(
            _passage(f"judicial.charges[{index}].title", charge.title, language) if charge.title else None
            for index, charge in enumerate(request.charges)
        ),
        tuple(_passage(path, text, language) for path, text in _sources(request) if text.strip()),
        account,
        character(account),
        at_length and in_passing,
        in_passing,
    )


def _together(accounts: tuple[Passage, ...]) -> Reading:
    if len(accounts) == 1:
        return accounts[0].reading
    found = tuple(span for passage in accounts for span in passage.reading.found)
    languages = tuple(code for passage in accounts for code in passage.reading.languages)
    return Reading(found, languages, sum(len(passage.text) for passage in accounts))


def _passage(path: str, text: str, language: str) -> Passage:
    cut = words(text)
    return Passage(path, text, read(text, language, cut), text.isascii() or readable(cut))


def _accounts(request: NoticeRequest) -> Iterator[tuple[str, str]]:
    """Yield the requester's accounts; a listing has none, its words are the Council's own (RPD 95)."""
    if request.kind is Kind.SPECIAL and request.requesting_member is None:
        return
    if request.judicial and request.judicial.facts:
        yield "judicial.facts", request.judicial.facts
    for name in _ACCOUNTS:
        text = getattr(request.particulars, name, None)
        if text:
            yield f"particulars.{name}", text


def _sources(request: NoticeRequest) -> Iterator[tuple[str, str]]:
    warrant = request.judicial.warrant if request.judicial else None
    issuer = (warrant.issued_by if warrant else None) or ""
    name = (request.requesting_authority.name if request.requesting_authority else None) or ""
    if issuer:
        yield "judicial.warrant.issued_by", issuer
    if name and name != issuer:
        yield "requesting_authority.name", name
