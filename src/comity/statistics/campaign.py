"""What became of a group of notices, for the member that asked for them: only what that member may see.

An answer kept from the requester is nowhere in these counts: to the requester its sender is silent, so
that no difference between two of them tells that there is something it was not told.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

import msgspec

from comity.notices import events as e
from comity.notices.vocabulary import Answer, VisibleTo
from comity.statistics.cases import Happened
from comity.statistics.dealing_acts import FINDS_NOBODY, SETTLES_NOTHING

RETURNS: Final = (
    Answer.SURRENDERED,
    Answer.REMOVED_IMMIGRATION,
    Answer.RETURNED_VOLUNTARILY_CONFIRMED,
    Answer.FOUND_IN_REQUESTER,
    Answer.RETURNED_VOLUNTARILY_CLAIMED,
)
"""How a person may have come back; where several are told, the first of this order counts."""
ARRESTS: Final = frozenset({Answer.PROVISIONAL_ARREST})


class Confirmation(msgspec.Struct, frozen=True):
    """Of how many returns, in which way, a member says so; a claim is the requester's own word."""

    member: str
    how: Answer
    notices: int


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of notices, so of persons; `returned` shares out the persons that came back, each once."""

    notices: int
    in_force: int
    located: int
    arrested: int
    extradition_granted: int
    extradition_refused: int
    dead: int
    returned: dict[Answer, int]
    confirmed_by: tuple[Confirmation, ...]
    ignored: dict[int, int]
    silent: int


class _Notice:
    """One notice of the campaign, as the requester sees it."""

    __slots__ = ("answers", "ended", "found", "open_finds", "requester", "spoke")

    def __init__(self) -> None:
        self.answers: set[Answer] = set()
        self.found: dict[Answer, list[str]] = {}
        self.open_finds: dict[str, datetime] = {}
        self.ended: datetime | None = None
        self.spoke = False

    def answered(self, event: e.AnswerRecorded, at: datetime) -> None:
        self.spoke = True
        self.answers.add(event.answer)
        if event.answer in RETURNS and event.member not in self.found.setdefault(event.answer, []):
            self.found[event.answer].append(event.member)
        unsaid = event.answer is Answer.NO_ACTION and event.ground is None
        if event.answer in SETTLES_NOTHING or unsaid:
            self.open_finds.setdefault(event.member, at)
        else:
            self.open_finds.pop(event.member, None)

    def ignored(self, days: int, at: datetime) -> bool:
        """Say whether some member found the person and for `days` said no more, while the notice was in force."""
        over = min(at, self.ended) if self.ended else at
        return any(since + timedelta(days=days) <= over for since in self.open_finds.values())


def campaign(happened: Iterable[Happened], notices: Collection[str], at: datetime, marks: Collection[int]) -> Campaign:
    """Return what became of `notices` by `at`; `marks` are the days after which a find counts as ignored."""
    seen = {id_: _Notice() for id_ in notices}
    for act in happened:
        if act.at > at:
            break
        match act.event:
            case e.AnswerRecorded(notice=id_, visible_to=VisibleTo.REQUESTER) if id_ in seen:
                seen[id_].answered(act.event, act.at)
            case e.NoticeEnded() if act.stream_id in seen:
                seen[act.stream_id].ended = act.at
            case _:
                pass
    return _summed(list(seen.values()), at, marks)


def _summed(seen: list[_Notice], at: datetime, marks: Collection[int]) -> Campaign:
    def having(*answers: Answer) -> int:
        return sum(not notice.answers.isdisjoint(answers) for notice in seen)

    found = set(Answer) - FINDS_NOBODY - {Answer.NO_ACTION}
    how = Counter(next((way for way in RETURNS if way in notice.answers), None) for notice in seen)
    by = Counter((member, way) for notice in seen for way, members in notice.found.items() for member in members)
    return Campaign(
        notices=len(seen),
        in_force=sum(notice.ended is None for notice in seen),
        located=having(*found, Answer.NO_ACTION),
        arrested=having(*ARRESTS),
        extradition_granted=having(Answer.EXTRADITION_GRANTED),
        extradition_refused=having(Answer.EXTRADITION_REFUSED),
        dead=having(Answer.DEAD),
        returned={way: how[way] for way in RETURNS},
        confirmed_by=tuple(Confirmation(member, way, count) for (member, way), count in sorted(by.items())),
        ignored={days: sum(notice.ignored(days, at) for notice in seen) for days in sorted(marks)},
        silent=sum(not notice.spoke for notice in seen),
    )
