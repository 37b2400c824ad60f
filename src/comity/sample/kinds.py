"""Requests of all other kinds, in English and French: what a bureau would write, each with its particulars."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from comity.kernel.dates import PartialDate
from comity.kernel.subject import Description, EyeColour, HairColour, Sex, Subject, SubjectType
from comity.notices import request as r
from comity.notices.vocabulary import Kind, UrgencyLevel
from comity.sample.chance import SeededChance
from comity.sample.members import MEMBERS, Member
from comity.sample.persons import child, person
from comity.sample.requests import request
from comity.sample.words import latin

Writer = Callable[[SeededChance, Member, date, str | None], r.NoticeRequest]
_INTEREST: Final = "There are traces of this in two other members."


def yellow(chance: SeededChance, by: Member, at: date, photograph: str | None) -> r.NoticeRequest:
    since, place = at - timedelta(days=chance.between(3, 60)), latin(chance.pick(by.names.places))
    told = (
        "Left home in the morning and did not arrive at school; the telephone was found at the railway station.",
        "Went for a walk from a nursing home and did not come back; may not remember the way or the name.",
        "Was last seen at the port with a grey rucksack; a ferry left for abroad an hour later.",
    )
    more = r.Particulars(
        missing_since=PartialDate(since.isoformat()),
        missing_from=f"{place}, {by.code}",
        circumstances=chance.pick(told),
        vulnerable=chance.happens(50),
        reported_to=f"Police station of {place}",
    )
    subject = replace(child(chance, by, at, photograph), last_known=[], documents=[])
    interest = "May have been taken or have travelled across a border."
    return request(chance, by, Kind.YELLOW, subject, at, True, particulars=more, international_interest=interest)


def blue(chance: SeededChance, by: Member, at: date, photograph: str | None) -> r.NoticeRequest:
    told = f"In {at.year - 1}, in {latin(chance.pick(by.names.places))}, four vans were bought with forged cheques."
    facts = f"{told} The person is thought to have driven one of them across a border and is not accused so far."
    more = r.Particulars(
        role=chance.pick(("suspect", "witness", "other")),
        information_sought="Where the person lives now, with whom, and which vehicles the person uses.",
    )
    subject = person(chance, chance.pick(MEMBERS), at, photograph)
    about = r.Judicial(facts=facts, facts_country=by.code)
    return request(
        chance, by, Kind.BLUE, subject, at, False, particulars=more, judicial=about, international_interest=_INTEREST
    )


def green(chance: SeededChance, by: Member, at: date, photograph: str | None) -> r.NoticeRequest:
    more = r.Particulars(
        assessment="Three convictions for break-ins in hotels of four countries; is likely to go on after release.",
        basis=f"Convictions of {at.year - 9}, {at.year - 6} and {at.year - 3}; assessment of the criminal police.",
    )
    subject = person(chance, by, at, photograph)
    return request(chance, by, Kind.GREEN, subject, at, False, particulars=more, international_interest=_INTEREST)


def black(chance: SeededChance, by: Member, at: date, photograph: str | None) -> r.NoticeRequest:
    place, found = latin(chance.pick(by.names.places)), at - timedelta(days=chance.between(9, 40))
    more = r.Particulars(
        found_on=PartialDate(found.isoformat()),
        found_at=f"Shore near {place}, {by.code}",
        circumstances="Found by fishermen; had been in the water for some weeks; no papers.",
    )
    looks = Description(
        height_cm=chance.between(155, 190), eyes=EyeColour.BROWN, hair=HairColour.GREY, marks="ring, left hand"
    )
    subject = Subject(type=SubjectType.UNIDENTIFIED, sex=Sex.MALE, description=looks)
    interest = "The clothes were made abroad and the person is not reported missing here."
    return request(chance, by, Kind.BLACK, subject, at, False, particulars=more, international_interest=interest)


def orange(chance: SeededChance, by: Member, at: date, _: str | None) -> r.NoticeRequest:
    more = r.Particulars(
        threat="Counterfeit heart tablets without any active substance, in packs that look genuine.",
        imminence="Two patients died this week; a load of 40 cartons left for abroad four days ago.",
        advice="Do not dispense lots beginning with 7K before checking the hologram under a lamp.",
    )
    subject = Subject(type=SubjectType.OBJECT, name="Counterfeit heart tablets, lots 7K0 to 7K9")
    body = request(chance, by, Kind.ORANGE, subject, at, True, particulars=more, international_interest=_INTEREST)
    return replace(body, urgency=r.Urgency(level=UrgencyLevel.IMMINENT, reason="Patients are in danger now."))


def purple(chance: SeededChance, by: Member, at: date, _: str | None) -> r.NoticeRequest:
    more = r.Particulars(
        method="A false floor is welded into refrigerated trailers and opened by a magnet behind the wheel arch.",
        objects="Refrigerated trailers of two makes, built before 2019.",
        concealment="The hollow is 11 cm high; the unit above it is set two degrees colder to hide the gap.",
    )
    subject = Subject(type=SubjectType.METHOD, name="False floors in refrigerated trailers")
    return request(chance, by, Kind.PURPLE, subject, at, False, particulars=more, international_interest=_INTEREST)


def silver(chance: SeededChance, by: Member, at: date, photograph: str | None) -> r.NoticeRequest:
    abroad = chance.pick([member for member in MEMBERS if member.code != by.code])
    value = r.Money(currency=abroad.currency, amount=str(chance.between(90, 900) * 1000))
    asset = r.Asset(type="real estate", description="House with a garden by the sea", country=abroad.code, value=value)
    offence = f"The person took bribes for building permits in {at.year - 3} and bought property abroad with them."
    more = r.Particulars(assets=[asset], offence=offence)
    subject = person(chance, by, at, photograph)
    interest = "The assets are believed to lie abroad, in another name."
    return request(chance, by, Kind.SILVER, subject, at, False, particulars=more, international_interest=interest)


WRITERS: Final[tuple[Writer, ...]] = (yellow, blue, green, black, orange, purple, silver)
