"""The cards of the sample's members: in each a red notice does something else, as among real ones."""

from collections.abc import Iterator
from typing import Final

from comity.governance.describing import ArrestClock, DescribeMember, MemberCard, RedEffect
from comity.kernel.codes import Country, Language
from comity.sample.members import BY_CODE

_CONVENTION: Final = ArrestClock(basis="European Convention on Extradition, Article 16", days=18, longest=40)
_MODEL: Final = ArrestClock(basis="Bilateral treaties on the model of the United Nations", days=40)
_OWN_LAW: Final = ArrestClock(basis="Our own law, where there is no treaty", days=30)
_TREATIES: Final = ArrestClock(basis="Bilateral treaties", days=60)
_ZONES: Final = {
    "XA": "Europe/Stockholm",
    "XB": "Europe/Lisbon",
    "XC": "Asia/Tokyo",
    "XD": "America/Lima",
    "XE": "Africa/Dakar",
}
"""Places by whose clocks some of the fictional members live; the others have not said."""
_ANY_HOUR: Final = "Day and night"
_OFFICE: Final = "Working days, 08:00 to 17:00; at other hours the police of the capital take messages"
_SAID: Final[dict[str, tuple[RedEffect, str, str | None, tuple[ArrestClock, ...], str | None]]] = {
    "XA": (RedEffect.BASIS_FOR_ARREST, _ANY_HOUR, "The judge on duty of the district", (_CONVENTION, _OWN_LAW), None),
    "XB": (RedEffect.BASIS_FOR_ARREST, _ANY_HOUR, "The investigating judge of the place", (_CONVENTION,), None),
    "XC": (RedEffect.NEEDS_REQUEST, _ANY_HOUR, "The central court, at the request of the ministry of justice",
           (_CONVENTION, _MODEL),
           "Send the request for provisional arrest with the warrant, in any of our languages; a copy is enough at "
           "first."),
    "XD": (RedEffect.ALERT_ONLY, _OFFICE, "The public prosecutor", (_OWN_LAW,), None),
    "XE": (RedEffect.ALERT_ONLY, _ANY_HOUR, "A judge, on information laid before the court", (_CONVENTION,),
           "Our bureau examines each notice anew before our police may see it. Nobody is arrested on a notice alone."),
    "XF": (RedEffect.BASIS_FOR_ARREST, _ANY_HOUR, "The public prosecutor of the place", (_CONVENTION,), None),
    "XG": (RedEffect.NEEDS_REQUEST, _OFFICE, "A federal judge", (_TREATIES,), None),
    "XH": (RedEffect.NOTHING, _OFFICE, None, (),
           "Our law knows no notice. We tell you where a person is, and act on a request through diplomatic channels."),
    "XI": (RedEffect.NEEDS_REQUEST, _ANY_HOUR, "A judge of the court of the capital", (_TREATIES, _MODEL), None),
    "XJ": (RedEffect.BASIS_FOR_ARREST, _ANY_HOUR, "The federal office of justice", (_CONVENTION,), None),
    "XL": (RedEffect.NEEDS_REQUEST, _OFFICE, "The supreme court", (_MODEL,), None),
}  # fmt: skip


def descriptions() -> Iterator[DescribeMember]:
    """Yield the card of each member but the last that came, whose bureau has yet to write one."""
    for code, (red, hours, authority, clocks, note) in _SAID.items():
        low, number = code.lower(), 100 + ord(code[1]) - ord("A")
        card = MemberCard(
            red=red,
            desk=f"Desk on duty of the bureau of {code}",
            telephone=f"+999 {number} 555 0{number}",
            email=f"duty@bureau.{low}.example",
            hours=hours,
            time_zone=_ZONES.get(code),
            languages=tuple(dict.fromkeys((BY_CODE[Country(code)].language, Language("en")))),
            authority=authority,
            clocks=clocks,
            note=note,
        )
        yield DescribeMember(member=Country(code), card=card)
