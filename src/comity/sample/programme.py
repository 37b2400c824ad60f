"""What happens in the sample organisation, and when: about 300 red notices and 40 others over three years."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.request import Circulation, NoticeRequest, Urgency
from comity.notices.vocabulary import (
    Answer,
    AnswerGround,
    CirculationMode,
    Decision,
    Ground,
    ObjectionKind,
    UrgencyLevel,
)
from comity.sample import plots as p
from comity.sample.case import APPROVE, Case, Said
from comity.sample.kinds import WRITERS, silver, yellow
from comity.sample.members import BY_CODE, MEMBERS, Member
from comity.sample.persons import person
from comity.sample.pictures import silhouette
from comity.sample.requests import convicted, diffusion, red
from comity.sample.stage import Plot, Stage
from comity.sample.trouble import TROUBLES, Maker, with_sedition
from comity.sample.words import offences

YEARS: Final = 3
CAMPAIGN: Final = 100
STANDING: Final = 135
_A = Answer


class Programme:
    """Plans every plot of the sample on a stage that ends at `until`."""

    def __init__(self, stage: Stage, until: datetime) -> None:
        self.stage, self.until, self.chance = stage, until, stage.chance
        self._faces = 0
        self._english = [member for member in MEMBERS if member.language == "en" and member.code != "XM"]

    def plan(self) -> None:
        """Plan all of it."""
        self._campaign()
        for _ in range(STANDING):
            self._red(self._past(25, 365 * YEARS - 20), p.standing)
        self._finds()
        self._ends()
        self._refusals()
        self.work()
        self._others()
        self._old()

    def _past(self, least: int, most: int) -> datetime:
        """Return a moment `least` to `most` days before the end."""
        return self.until - timedelta(days=self.chance.between(least, most), minutes=self.chance.number(600))

    def _ago(self, days: float) -> datetime:
        return self.until - timedelta(days=days, minutes=self.chance.number(90))

    def _face(self, by: Member) -> str:
        self._faces += 1
        return self.stage.upload(self.stage.staff.bureau(by.code), silhouette(self._faces))

    def _red(
        self,
        at: datetime,
        plot: Callable[[Case], Plot],
        by: Member | None = None,
        category: str | None = None,
        change: Callable[[NoticeRequest], NoticeRequest] | None = None,
    ) -> None:
        def play() -> Plot:
            body = self._body(at, by, category)
            yield from plot(Case(self.stage, change(body) if change else body))

        self.stage.plan(at, play())

    def _body(self, at: datetime, by: Member | None = None, category: str | None = None) -> NoticeRequest:
        chance = self.chance
        member = by or chance.pick(MEMBERS[:-1])
        what = category or chance.pick([each for each in offences() if member.language in offences()[each]])
        home = member if chance.happens(65) else chance.pick(MEMBERS)
        face = self._face(member) if chance.happens(85) else None
        subject = person(chance, home, at.date(), face)
        body = red(chance, member, subject, at.date(), what)
        return convicted(chance, body) if chance.happens(15) else body

    def _campaign(self) -> None:
        """A member groups a hundred most-wanted suspects of corruption and asks what became of them."""
        by, chance = BY_CODE[Country.parse("XA")], self.chance
        campaign = chance.id("cmp")

        def begin() -> Plot:
            title = "A hundred wanted for corruption"
            officer = self.stage.staff.bureau(by.code)
            self.stage.do(officer, c.CreateCampaign(id=campaign, member=by.code, title=title))
            yield timedelta(days=1)

        start = 720
        self.stage.plan(self._ago(start + 2), begin())
        for course in _campaign_courses():
            self._red(self._past(start - 480, start), _in_campaign(course, campaign), by, "corruption")

    def _finds(self) -> None:
        """What members do once they have found someone."""
        for course, ground in _FINDS:
            self._red(self._past(400, 900), _finding(course, ground))
        for course in (
            (_A.LOCATED, _A.PROVISIONAL_ARREST, _A.EXTRADITION_GRANTED, _A.SURRENDERED),
            (_A.LOCATED, _A.RETURNED_VOLUNTARILY_CONFIRMED),
            (_A.LOCATED, _A.REMOVED_IMMIGRATION),
        ):
            self._red(self._past(420, 900), _home(course))
        keep, refuse = APPROVE, Said(Decision.REFUSE, Ground.HUMAN_RIGHTS)
        refusals: tuple[tuple[AnswerGround, Said | None], ...] = (
            (AnswerGround.DOUBLE_CRIMINALITY, keep),
            (AnswerGround.NATIONALITY, keep),
            (AnswerGround.POLITICAL_OFFENCE, refuse),
            (AnswerGround.NON_REFOULEMENT, refuse),
            (AnswerGround.LAPSE_OF_TIME, None),
            (AnswerGround.TORTURE_OR_UNFAIR_TRIAL, None),
        )
        for ground, outcome in refusals:
            days = (86, 92) if outcome is None else (450, 900)
            self._red(self._past(*days), _refusing(ground, outcome))
        self._red(self._past(200, 500), lambda case: p.objected(case, ObjectionKind.POLITICS, keep))
        self._red(self._past(200, 500), lambda case: p.objected(case, ObjectionKind.PROTECTION, refuse))
        self._red(self._ago(75), lambda case: p.objected(case, ObjectionKind.IDENTITY, None))

    def _ends(self) -> None:
        """Interim measures and ends of every kind."""
        for days, months, resumed in ((90, 5, None), (70, 4, None), (300, 3, 40), (330, 2, None)):
            self._red(self._ago(days + 20), _suspending(months, resumed))
        for by, then, days in (
            ("case1", None, 105),
            ("commissioner1", None, 115),
            ("case1", "freed", 300),
            ("case1", "cancelled", 400),
        ):
            self._red(self._ago(days), _blocking(by, then))
        for ground, secretariat in (
            (Ground.LEGAL_BASIS_GONE, False),
            (Ground.PURPOSE_ACHIEVED, False),
            (Ground.NO_ACTION_BY_SOURCE, True),
            (Ground.DATA_QUALITY, True),
        ):
            self._red(self._past(300, 800), _ending(ground, secretariat))
        self._amendments()
        self._red(self._ago(200), lambda case: p.restricted(case, case.others(1)[0]))
        self._red(self._ago(220), p.retracted)
        until = (self.until - timedelta(days=30)).date().isoformat()
        self._red(self._ago(260), p.standing, change=lambda body: p.with_extract_until(body, until))

    def _amendments(self) -> None:
        for days, done in ((300, True), (120, True), (125, False)):

            def amending(case: Case, done: bool = done) -> Plot:
                body = replace(case.body, international_interest="Was seen again at a border last month.")
                yield from p.amended(case, body, done)

            self._red(self._ago(days), amending)

    def _refusals(self) -> None:
        """A refusal on each ground, and what follows; then returns."""
        for number, (ground, make) in enumerate(TROUBLES):
            self._trouble(self._past(30, 330), ground, make)
            if number % 3 == 0:
                self._trouble(self._past(420, 1000), ground, make)
        again = Said(Decision.REFUSE, Ground.JUDICIAL_DATA)
        no_part = dict(TROUBLES)[Ground.JUDICIAL_DATA]
        self._trouble(self._ago(120), Ground.JUDICIAL_DATA, no_part, again, ask=True)
        self._trouble(self._ago(100), Ground.JUDICIAL_DATA, no_part, APPROVE, ask=True)
        self._trouble(self._ago(34), Ground.JUDICIAL_DATA, no_part, None, ask=True)
        for days, mended in (
            (300, True),
            (200, True),
            (60, True),
            (140, False),
            (160, False),
            (25, False),
            (12, False),
        ):

            def returning(case: Case, mended: bool = mended) -> Plot:
                yield from p.returned(case, case.body if mended else None)

            self._red(self._ago(days), returning)

    def _trouble(self, at: datetime, ground: Ground, make: Maker, again: Said | None = None, ask: bool = False) -> None:
        def play() -> Plot:
            body, context = make(self._body(at, self.chance.pick(self._english), "fraud"), at.date())
            yield from p.refused(Case(self.stage, body, context), ground, again, ask)

        self.stage.plan(at, play())

    def work(self) -> None:
        """Plan what is open today, with deadlines in different states, and the urgent lane."""
        for days in (0.4, 1, 3, 6):
            self._red(self._ago(days), p.drafted)
        self._red(self._ago(40), p.discarded)
        self._red(self._ago(60), p.withdrawn_request)
        self._red(self._ago(400), p.withdrawn_request)
        for days in (13.5, 9, 6, 5.2):
            self._red(self._ago(days), p.submitted)
        for days, count in ((6.2, 1), (5.6, 2)):
            self._red(self._ago(days), _held(count, self._ago(1)))
        for days in (8.0, 7.5):
            self._red(self._ago(days), lambda case: p.published(case, APPROVE))
        apart = Said(Decision.REFUSE, Ground.NEUTRALITY)
        self._red(self._ago(12), lambda case: p.published(case, APPROVE, apart))
        urgent = Urgency(level=UrgencyLevel.URGENT, reason="The person is expected at an airport tomorrow.")
        for days in (45, 250):
            self._red(self._ago(days), p.urgent, change=lambda body: replace(body, urgency=urgent))
        self._red(self._ago(1.2), _submitting_at_once, change=lambda body: replace(body, urgency=urgent))
        for days in (90, 500):
            self._red(self._ago(days), p.split)
        english = self._english[0]
        for days in (110, 600):
            self._red(self._ago(days), p.in_part, by=english, category="fraud", change=with_sedition)
            self._red(self._ago(days + 20), p.as_other_kind)

    def _others(self) -> None:
        """All other kinds, diffusions and restricted circulation."""
        for writer in (*WRITERS, *WRITERS, *(yellow,) * 14, *(silver,) * 2):
            at = self._past(20, 900)
            self.stage.plan(at, self._other(at, writer))
        for days in (150, 420, 700):
            self._red(self._ago(days), p.standing, change=lambda body: diffusion(body, self._some_but(body, 3)))
        for mode, count in ((CirculationMode.EXCEPT, 2), (CirculationMode.ONLY, 4), (CirculationMode.EXCEPT, 1)):

            def limited(body: NoticeRequest, mode: CirculationMode = mode, count: int = count) -> NoticeRequest:
                return replace(body, circulation=Circulation(mode=mode, members=self._some_but(body, count)))

            self._red(self._past(60, 700), p.standing, change=limited)

    def _other(self, at: datetime, writer: Callable[..., NoticeRequest]) -> Plot:
        by = self.chance.pick(self._english)
        body = writer(self.chance, by, at.date(), self._face(by))
        yield from (p.urgent if body.urgency else p.standing)(Case(self.stage, body))

    def _some_but(self, body: NoticeRequest, count: int) -> list[Country]:
        codes = [member.code for member in MEMBERS[:-1] if member.code != body.requesting_member]
        return self.chance.some(codes, count)

    def _old(self) -> None:
        """A few notices from the years before: expired in silence, extended, or asked about now."""
        for months in (65, 63):
            self._red(self._ago(months * 30.4), p.standing)
        self._red(self._ago(64 * 30.4), p.retained)
        for months in (57, 55):
            self._red(self._ago(months * 30.4), p.standing)


_FINDS: Final[tuple[tuple[tuple[Answer, ...], AnswerGround | None], ...]] = (
    ((_A.LOCATED,), None),
    ((_A.ACKNOWLEDGED,), None),
    ((_A.ACKNOWLEDGED, _A.LOCATED), None),
    ((_A.LOCATED, _A.NO_ACTION), None),
    ((_A.LOCATED, _A.NO_ACTION), AnswerGround.NO_TREATY),
    ((_A.OTHER_PERSON,), None),
    ((_A.LOCATED, _A.MOVEMENT_RESTRICTED, _A.PROCEEDINGS_OPENED), None),
    ((_A.LOCATED, _A.PROVISIONAL_ARREST, _A.RELEASED_NO_PAPERS), AnswerGround.INSUFFICIENT_DOCUMENTS),
    ((_A.LOCATED, _A.PROVISIONAL_ARREST, _A.PROCEEDINGS_OPENED, _A.EXTRADITION_GRANTED), None),
)


def _campaign_courses() -> Iterator[tuple[tuple[Answer, ...], AnswerGround | None]]:
    """What became of the hundred; who is not found stands."""
    arrested = (_A.LOCATED, _A.PROVISIONAL_ARREST, _A.PROCEEDINGS_OPENED)
    courses: tuple[tuple[int, tuple[Answer, ...], AnswerGround | None], ...] = (
        (8, (*arrested, _A.EXTRADITION_GRANTED, _A.SURRENDERED), None),
        (5, (_A.LOCATED, _A.RETURNED_VOLUNTARILY_CONFIRMED), None),
        (3, (_A.RETURNED_VOLUNTARILY_CLAIMED,), None),
        (3, (_A.LOCATED, _A.REMOVED_IMMIGRATION), None),
        (2, (_A.FOUND_IN_REQUESTER,), None),
        (2, (_A.DEAD,), None),
        (16, (_A.LOCATED,), None),
        (6, (_A.ACKNOWLEDGED,), None),
        (5, (_A.LOCATED, _A.NO_ACTION), AnswerGround.NO_EFFECT_IN_OUR_LAW),
        (4, (_A.LOCATED, _A.NO_ACTION), None),
        (4, (*arrested, _A.EXTRADITION_REFUSED), AnswerGround.NATIONALITY),
        (42, (), None),
    )
    for count, course, ground in courses:
        yield from ((course, ground) for _ in range(count))


_HOME: Final = frozenset(
    {
        _A.SURRENDERED,
        _A.REMOVED_IMMIGRATION,
        _A.RETURNED_VOLUNTARILY_CLAIMED,
        _A.RETURNED_VOLUNTARILY_CONFIRMED,
        _A.FOUND_IN_REQUESTER,
    }
)


def _in_campaign(course: tuple[tuple[Answer, ...], AnswerGround | None], campaign: str) -> Callable[[Case], Plot]:
    answers, ground = course

    def play(case: Case) -> Plot:
        joined = False
        for pause in p.found(case, *answers, ground=ground) if answers else p.standing(case):
            if case.notice and not joined:
                joined = True
                case.stage.do(case.bureau, c.AddToCampaign(id=campaign, notice=case.notice))
            yield pause
        if answers and answers[-1] in _HOME:
            case.achieve(answers[-1])
        elif answers and answers[-1] is _A.EXTRADITION_REFUSED:
            case.judges = []
            yield from case.review(APPROVE, APPROVE)

    return play


def _finding(course: tuple[Answer, ...], ground: AnswerGround | None) -> Callable[[Case], Plot]:
    return lambda case: p.found(case, *course, ground=ground)


def _home(course: tuple[Answer, ...]) -> Callable[[Case], Plot]:
    return lambda case: p.returned_home(case, *course)


def _refusing(ground: AnswerGround, outcome: Said | None) -> Callable[[Case], Plot]:
    return lambda case: p.extradition_refused(case, ground, outcome)


def _suspending(months: int, resumed: int | None) -> Callable[[Case], Plot]:
    return lambda case: p.suspended(case, months, resumed)


def _blocking(by: str, then: str | None) -> Callable[[Case], Plot]:
    return lambda case: p.blocked(case, by, then)


def _ending(ground: Ground, secretariat: bool) -> Callable[[Case], Plot]:
    return lambda case: p.ended(case, ground, secretariat)


def _held(count: int, on: datetime) -> Callable[[Case], Plot]:
    """Claims lapse after two days (Comity 12): what is held today was taken the day before, whatever chance does."""
    return lambda case: p.claimed(case, count, on)


def _submitting_at_once(case: Case) -> Plot:
    case.draft()
    case.submit()
    yield timedelta(hours=1)
