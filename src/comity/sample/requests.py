"""Red requests as the sample's bureaus write them, for every offence, in the four working languages."""

from datetime import date, timedelta
from typing import Any, Final

from msgspec.structs import replace

from comity.kernel.dates import PartialDate
from comity.kernel.subject import Subject
from comity.notices import request as r
from comity.notices.vocabulary import Category, Channel, CirculationMode, Handling, Kind, PenaltyKind, Stage
from comity.sample.chance import SeededChance
from comity.sample.members import Member
from comity.sample.words import latin, offences, original, penalties, phrases

_AMOUNTS: Final = (18_500, 42_000, 77_300, 96_000, 125_000, 184_000, 260_000, 410_000, 735_000, 1_200_000)


def red(
    chance: SeededChance, by: Member, subject: Subject, at: date, category: str, public: bool = True
) -> r.NoticeRequest:
    """Return a red request of `by` made on `at`, whole, so that the checks send nothing back."""
    seen = subject.last_known[0].country if subject.last_known else None
    return request(
        chance,
        by,
        Kind.RED,
        subject,
        at,
        public,
        judicial=_judicial(chance, by, subject, category, at),
        assurances=r.Assurances(extradition_will_be_sought=True, coordinated_with_extradition_authority=True),
        international_interest=phrases(by.language).interest.format(country=seen, year=at.year - 1),
    )


def request(
    chance: SeededChance, by: Member, kind: Kind, subject: Subject, at: date, public: bool, **more: Any
) -> r.NoticeRequest:
    """Return a request of any kind with what every kind needs: authority, contact, circulation, extract."""
    words, number = phrases(by.language), chance.serial(f"{by.code}/{at.year}")
    court = words.court.format(place=_in(by, chance.pick(by.names.places)))
    extract = r.PublicExtract(authorised=True, reason=words.public) if public else r.PublicExtract(authorised=False)
    return r.NoticeRequest(
        kind=kind,
        requesting_member=by.code,
        reference=f"{by.code}/{at.year}/{number:04}",
        language=by.language,
        subject=subject,
        requesting_authority=r.Authority(name=court, reference=f"{number}/{at.year % 100:02}"),
        bureau_contact=f"Duty desk of the bureau of {by.code}",
        validated_by=f"Officer {chance.between(11, 98)}",
        circulation=r.Circulation(),
        public_extract=extract,
        handling=Handling.OFFICIAL,
        **more,
    )


def convicted(chance: SeededChance, body: r.NoticeRequest) -> r.NoticeRequest:
    """Return the request as one to serve a sentence."""
    assert body.judicial is not None
    months = chance.between(14, 96)
    left = chance.between(8, months)
    judicial = replace(
        body.judicial, stage=Stage.SENTENCE, sentence_months=months, sentence_remaining_months=left, in_absentia=False
    )
    return replace(body, judicial=judicial)


def diffusion(body: r.NoticeRequest, members: list[Any]) -> r.NoticeRequest:
    """Return the request as a diffusion to `members`."""
    reach = r.Circulation(mode=CirculationMode.ONLY, members=members)
    return replace(body, channel=Channel.DIFFUSION, circulation=reach, public_extract=r.PublicExtract(authorised=False))


def charged(body: r.NoticeRequest, *charges: r.Charge, **judicial: Any) -> r.NoticeRequest:
    """Return the request with other charges and whatever else of its judicial part is named."""
    assert body.judicial is not None
    changed = replace(body.judicial, charges=list(charges), **judicial)
    return replace(body, judicial=changed)


def charge(title: str, law: str, category: Category, months: int) -> r.Charge:
    return r.Charge(
        title=title,
        law=law,
        category=category,
        max_penalty_months=months,
        max_penalty_kind=PenaltyKind.TERM,
        death_penalty=False,
    )


def _judicial(chance: SeededChance, by: Member, subject: Subject, category: str, at: date) -> r.Judicial:
    words, offence = phrases(by.language), offences()[category][by.language]
    end = at - timedelta(days=chance.between(200, 700))
    start = end - timedelta(days=chance.between(20, 200))
    place, amount = chance.pick(by.names.places), chance.pick(_AMOUNTS)
    facts = chance.pick(offence.facts).format(
        who=_who(by, subject),
        place=_in(by, place),
        from_=words.in_words(start),
        to=words.in_words(end),
        amount=f"{by.currency} {amount:,}",
        n=chance.between(3, 19),
    )
    return r.Judicial(
        stage=Stage.PROSECUTION,
        facts=facts,
        facts_place=f"{latin(place)}, {by.code}",
        facts_country=by.code,
        facts_period=r.Period(from_=PartialDate(start.isoformat()), to=PartialDate(end.isoformat())),
        charges=[charge(offence.title, offence.law, Category(category), penalties()[category])],
        loss=r.Money(currency=by.currency, amount=str(amount)) if category in ("fraud", "corruption") else None,
        warrant=_warrant(chance, by, end + timedelta(days=chance.between(20, 160))),
    )


def _warrant(chance: SeededChance, by: Member, on: date) -> r.Warrant:
    court = phrases(by.language).court.format(place=_in(by, chance.pick(by.names.places)))
    return r.Warrant(
        reference=f"W-{chance.between(11, 990)}/{on.year}",
        issued_by=court,
        issued_on=PartialDate(on.isoformat()),
        authority_is_judicial=True,
    )


def _who(by: Member, subject: Subject) -> str:
    """Return the name as the text writes it: in Arabic letters where the text and the person have them."""
    if by.language == "ar" and by.names.script and subject.names_in_original_script:
        family, _, given = subject.names_in_original_script[0].partition(" ")
        if "\u0600" <= family[0] <= "\u06ff":
            return f"{given} {family}"
    return subject.full_name


def _in(by: Member, place: str) -> str:
    return original(place) if by.language == "ar" else latin(place)
