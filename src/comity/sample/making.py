"""Making the sample organisation: everything down the one path, with a clock moved through the years before."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from comity.adapters.surroundings import SetClock
from comity.app.comity import Comity
from comity.app.founding import found_token
from comity.app.importing import import_listings
from comity.app.ledgering import checkpoint
from comity.bootstrap import OrganisationFile, close, create, end_founding, open_comity
from comity.governance import commands as g
from comity.governance.offices import Office
from comity.kernel.codes import Country
from comity.sample.cards import descriptions
from comity.sample.chance import SeededChance
from comity.sample.demo import DemoPerson, write_demo
from comity.sample.intake import applications
from comity.sample.keys import hand_out
from comity.sample.listings import listings
from comity.sample.programme import Programme
from comity.sample.staff import Staff, establish
from comity.sample.stage import Plot, Stage
from comity.settings import Settings
from comity.statistics.releasing import WriteReply

NAME = "The Sample Organisation"
FOUNDED = timedelta(days=67 * 30.5)
TOKEN_DAYS = 3650
LATE = Country.parse("XM")
Progress = Callable[[int, int], None]


def make_sample(settings: Settings, until: datetime, base_url: str, progress: Progress = lambda done, of: None) -> None:
    """Make the sample in an empty data folder, ending at `until`, and write `demo.json` beside it.

    The same day gives the same organisation, but for keys and the secrets of tokens.
    """
    create(
        settings,
        OrganisationFile(name=NAME, origin="sample.comity/ledger", sample=True, founding=True, base_url=base_url),
    )
    clock, chance = SetClock(until - FOUNDED), SeededChance(f"sample {until.date()}")
    comity = open_comity(settings, clock, chance)
    staff = establish(comity, LATE)
    stage = Stage(comity, clock, chance, staff)
    Programme(stage, until).plan()
    stage.plan(until - timedelta(days=700), _growing(stage))
    stage.plan(until - timedelta(days=3), applications(stage))
    _list(comity, staff, clock, until - timedelta(days=1000))
    stage.play(until, progress)
    for card in descriptions():
        comity.order(staff.of(f"{card.member.lower()}.head"), card)
    write_demo(settings, base_url, list(_people(comity, staff)))
    end_founding(settings)
    checkpoint(comity)
    close(comity)


def _growing(stage: Stage) -> Plot:
    """A member joins, another comes under a corrective measure for a while, a third replies to its figures."""
    stage.do(stage.staff.of("admin"), g.AdmitMember(member=LATE))
    yield timedelta(days=60)
    reply = "Silence is not neglect: our courts take four months to answer, and we answer then."
    stage.do(stage.staff.of("xc.head"), WriteReply(member=Country.parse("XC"), text=reply))
    yield timedelta(days=140)
    secretary, member = stage.staff.of("secretary"), Country.parse("XH")
    measure = g.Measure.SUPERVISE
    stage.do(secretary, g.ImposeMeasure(member=member, measure=measure, ground="RPD 131"))
    yield timedelta(days=300)
    stage.do(secretary, g.LiftMeasure(member=member, measure=measure))
    stage.do(secretary, g.ImposeMeasure(member=member, measure=g.Measure.WARN, ground="RPD 131"))


def _list(comity: Comity, staff: Staff, clock: SetClock, at: datetime) -> None:
    """Publish the made-up listings, at their own time, before the rest is played."""
    assert isinstance(comity.chance, SeededChance)
    import_listings(comity, staff.of("listing"), listings(comity.chance, at.date()))


def _people(comity: Comity, staff: Staff) -> Iterator[DemoPerson]:
    """Issue a token to everyone, the keys to the desks to all but machines, and yield how they sign in."""
    assert isinstance(comity.chance, SeededChance)
    keys = hand_out(comity, staff, comity.chance)
    for person in staff.people.values():
        key = keys.get(person.login)
        machine = person.office is Office.BORDER_SERVICE
        purpose = g.TokenPurpose.SERVICE if machine else g.TokenPurpose.PERSON
        issued = found_token(comity, person.principal.id, TOKEN_DAYS, purpose)
        yield DemoPerson(
            name=person.name,
            office=person.office.value,
            member=person.member,
            login=person.login,
            password=key.password if key else None,
            totp_secret=key.totp_secret if key else None,
            token=issued.secret,
        )
