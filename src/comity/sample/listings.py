"""Made-up listings, so that the list of the Security Council in the sample is never empty."""

from datetime import date, timedelta
from typing import Final

from comity.kernel.codes import Language
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Subject, SubjectType
from comity.law.un_lists import Measure, measures_in_words, un_list
from comity.notices import request as r
from comity.notices.vocabulary import Handling, Kind
from comity.sample.chance import SeededChance
from comity.sample.members import MEMBERS
from comity.sample.persons import person

COUNCIL: Final = "United Nations Security Council"
_LISTS: Final = ("DRC", "CAR", "Libya")
_ENTITIES: Final = ("Kamenar Minerals Trading", "Riovento Air Cargo", "Drosanis Shipping and Salvage")


def listings(chance: SeededChance, at: date) -> list[r.NoticeRequest]:
    """Return nine persons and three entities, with references that no real entry has."""
    found = []
    for place, name in enumerate(_LISTS):
        for number in range(3):
            subject = person(chance, chance.pick(MEMBERS), at)
            found.append(_listing(name, f"i.9{place}{number}", subject, at - timedelta(days=chance.between(20, 900))))
        entity = Subject(type=SubjectType.ENTITY, name=_ENTITIES[place], aliases=[])
        found.append(_listing(name, f"e.9{place}9", entity, at - timedelta(days=chance.between(20, 900))))
    return found


def _listing(name: str, number: str, subject: Subject, on: date) -> r.NoticeRequest:
    law = un_list(name)
    reference, who = f"{law.prefix}{number}", subject.type is SubjectType.PERSON
    measures = [each for each in law.measures if who or each is not Measure.TRAVEL_BAN]
    return r.NoticeRequest(
        kind=Kind.SPECIAL,
        requesting_entity=r.Entity(name=COUNCIL, basis=f"Security Council resolution {law.title}"),
        requesting_authority=r.Authority(name=law.committee),
        reference=reference,
        language=Language.parse("en"),
        subject=subject,
        particulars=r.Particulars(
            reference=reference,
            list=name,
            resolution=law.title,
            listed_on=PartialDate(on.isoformat()),
            measures=measures_in_words(law, measures),
        ),
        circulation=r.Circulation(),
        public_extract=r.PublicExtract(authorised=True, reason="Listings of the Security Council are public."),
        handling=Handling.OFFICIAL,
    )
