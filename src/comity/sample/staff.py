"""The people of the sample: every office filled, the bureau and border service of each member."""

from typing import Final

import msgspec

from comity.app.comity import Comity
from comity.app.founding import found
from comity.governance import commands as g
from comity.governance.gate import Principal, operator
from comity.governance.offices import Office
from comity.kernel.codes import Country
from comity.sample.members import MEMBERS

DUTY: Final = ("reviewer1", "reviewer2")
_SEAT: Final = (
    ("president", "Octave Grandvoir", Office.PRESIDENT, "XF"),
    ("committee1", "Celinda Arrandes", Office.EXECUTIVE_COMMITTEE, "XC"),
    ("committee2", "Halvan Birkhald", Office.EXECUTIVE_COMMITTEE, "XI"),
    ("committee3", "Widad Barakati", Office.EXECUTIVE_COMMITTEE, "XH"),
    ("secretary", "Hedra Vesterby", Office.SECRETARY_GENERAL, "XA"),
    ("reviewer1", "Danae Limneos", Office.REVIEWER, "XE"),
    ("reviewer2", "Fabien Noirmont", Office.REVIEWER, "XJ"),
    ("reviewer3", "Isandro Pedralba", Office.REVIEWER, "XG"),
    ("reviewer4", "Milora Tomarin", Office.REVIEWER, "XM"),
    ("reviewer5", "Kelda Fennick", Office.REVIEWER, "XI"),
    ("reviewer6", "Munir Zaytuni", Office.REVIEWER, "XD"),
    ("reviewer7", "Graciela Espinal", Office.REVIEWER, "XL"),
    ("reviewer8", "Irène Aubrevent", Office.REVIEWER, "XF"),
    ("case1", "Runa Haldren", Office.CASE_OFFICER, "XA"),
    ("case2", "Yarek Selivor", Office.CASE_OFFICER, "XB"),
    ("listing", "Thalia Drosanis", Office.LISTING_OFFICER, "XE"),
    ("statistics", "Remigio Olivastro", Office.STATISTICIAN, "XC"),
    ("commissioner1", "Hélène Rochebelle", Office.COMMISSIONER, "XJ"),
    ("commissioner2", "Jalal Kandili", Office.COMMISSIONER, "XH"),
    ("auditor", "Maren Tarnholt", Office.AUDITOR, "XI"),
)
_ADMINISTRATOR: Final = ("admin", "Liv Sandmark", "XA")


class Staffed(msgspec.Struct, frozen=True):
    """One of the sample's people: how they sign in, and as what they act."""

    login: str
    name: str
    office: Office
    principal: Principal

    @property
    def member(self) -> str | None:
        return self.principal.member


class Staff(msgspec.Struct, frozen=True):
    """Everyone by login."""

    people: dict[str, Staffed]

    def of(self, login: str) -> Principal:
        return self.people[login].principal

    def bureau(self, member: str) -> Principal:
        """Return the officer who acts for a member."""
        return self.of(f"{member.lower()}.officer1")

    @property
    def reviewers(self) -> list[Principal]:
        return [person.principal for person in self.people.values() if person.office is Office.REVIEWER]


def establish(comity: Comity, late: Country) -> Staff:
    """Make the organisation without its member `late`, with everyone in office."""
    login, name, nation = _ADMINISTRATOR
    members = [member.code for member in MEMBERS if member.code != late]
    admin = found(comity, members, g.PersonProfile(name=name, login=login), [Country.parse(nation)])
    first = operator(admin.offices)
    people = {login: Staffed(login, name, Office.ADMINISTRATOR, admin)}
    for login, name, office, nation in _SEAT:
        people[login] = _appoint(comity, first, login, name, office, Country.parse(nation))
    for member in MEMBERS:
        for login, name, office in _of_member(member.code):
            home = member.code
            people[login] = _appoint(comity, first, login, name, office, home, member=home)
    return Staff(people)


def _of_member(code: Country) -> list[tuple[str, str, Office]]:
    low = code.lower()
    return [
        (f"{low}.head", f"Head of the bureau of {code}", Office.BUREAU_HEAD),
        (f"{low}.officer1", f"First officer of the bureau of {code}", Office.BUREAU_OFFICER),
        (f"{low}.officer2", f"Second officer of the bureau of {code}", Office.BUREAU_OFFICER),
        (f"{low}.border", f"Border service of {code}", Office.BORDER_SERVICE),
    ]


def _appoint(
    comity: Comity, by: Principal, login: str, name: str, office: Office, nation: Country, member: Country | None = None
) -> Staffed:
    person = comity.chance.id("per")
    nations = () if office is Office.BORDER_SERVICE else (nation,)
    profile = g.PersonProfile(name=name, login=login)
    comity.order(by, g.AddPerson(id=person, profile=profile, nationalities=nations, member=member))
    comity.order(by, g.FillOffice(id=person, office=office, member=member, on_duty=login in DUTY))
    with comity.look() as look:
        return Staffed(login, name, office, look.principal(person))
