"""A listing as it is typed by hand: what is asked, what stands there, and the request that it makes."""

from typing import Any, Final

from comity.hub.web.asking import Ask, Option, Sort
from comity.hub.web.visit import Fields
from comity.kernel import wire
from comity.kernel.digits import ascii_digits
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.subject import Sex, SubjectType
from comity.law.un_lists import Measure, measures_in, measures_in_words, un_lists
from comity.notices.request import NoticeRequest

_COUNCIL: Final = "United Nations Security Council"
_PUBLIC: Final = "Special notices of the Security Council are always public (RPD 95)"
_TYPES: Final = (
    Option(SubjectType.PERSON.value, "A person"),
    Option(SubjectType.ENTITY.value, "An entity", "A company, a group, a ship"),
)
_SEXES: Final = (Option("", "Not listed"), Option(Sex.FEMALE.value, "Female"), Option(Sex.MALE.value, "Male"))


def asks(body: NoticeRequest | None = None) -> tuple[Ask, ...]:
    """Return the questions of a listing, with what stands there."""
    now = _typed(body) if body else {}

    def one(name: str, label: str, **more: Any) -> Ask:
        return Ask(name=name, label=label, now=tuple(now.get(name, ())), **more)

    lists = (Option("", "Choose a list"), *(Option(name, f"{name}: {law.title}") for name, law in un_lists().items()))
    measures = tuple(Option(each.value, each.value.capitalize()) for each in Measure)
    return (
        one("list", "List", sort=Sort.SELECT, options=lists, hint="With the resolution on which it rests."),
        one("reference", "Permanent reference number", hint="Such as QDi.001.", narrow=True),
        one("listed_on", "Listed on", sort=Sort.DAY),
        one("measures", "Measures", sort=Sort.MANY, options=measures, hint="Those that the entry names."),
        one("type", "Who or what is listed", sort=Sort.ONE, options=_TYPES),
        one("family_name", "Family name", hint="For a person. A single name goes here."),
        one("forenames", "Forenames"),
        one("name", "Name of the entity", hint="For an entity only."),
        one("script", "Name in its own script (optional)"),
        one("aliases", "Other names (optional)", sort=Sort.WORDS, hint="One on each line.", many_lines=3),
        one("sex", "Sex", sort=Sort.SELECT, options=_SEXES),
        one("birth", "Date of birth (optional)", hint="As listed: 1971, 1971-05 or 1971-05-04.", narrow=True),
        one("nationalities", "Nationalities (optional)", hint="Two letters each, such as XA, XB.", narrow=True),
        one("circumstances", "What the entry says beyond this (optional)", sort=Sort.WORDS),
    )  # fmt: skip


def _typed(body: NoticeRequest) -> dict[str, list[str]]:
    subject, given = body.subject, body.particulars
    found: dict[str, list[str | None]] = {
        "list": [given.list if given else None],
        "reference": [body.reference],
        "listed_on": [given.listed_on if given else None],
        "measures": [each.value for each in measures_in((given.measures if given else None) or "")],
        "type": [subject.type.value],
        "family_name": [subject.family_name],
        "forenames": [subject.forenames],
        "name": [subject.name],
        "script": [*(subject.names_in_original_script or ())],
        "aliases": ["\n".join(each.name for each in subject.aliases or ())],
        "sex": [subject.sex.value if subject.sex else None],
        "birth": [subject.birth.date if subject.birth else None],
        "nationalities": [", ".join(subject.nationalities or ())],
        "circumstances": [given.circumstances if given else None],
    }
    return {name: [str(each) for each in values if each] for name, values in found.items()}


def read(form: Fields, before: NoticeRequest | None = None) -> NoticeRequest:
    """Return the listing that was typed, on top of what `before` says of fields that are not asked.

    Raises `UnusableInput`, each fault with the field it concerns.
    """
    person = form.one("type") == SubjectType.PERSON.value
    law = un_lists().get(form.one("list"))
    faults = _missing(form, person)
    if law is None or faults:
        raise UnusableInput("The listing is not complete.", faults)
    plain: dict[str, Any] = wire.builtins(before) if before else {}
    subject, given = plain.get("subject") or {}, plain.get("particulars") or {}
    measures = [each for each in Measure if each.value in form.all("measures") and each in law.measures]
    birth = {**(subject.get("birth") or {}), "date": ascii_digits(form.one("birth")) or None} if person else None
    said = {
        **plain,
        "kind": "special",
        "requesting_entity": {"name": _COUNCIL, "basis": f"Security Council resolution {law.title}"},
        "requesting_authority": plain.get("requesting_authority") or {"name": law.committee},
        "reference": form.one("reference"),
        "language": "en",
        "subject": {
            **subject,
            "type": form.one("type"),
            "family_name": form.text("family_name") if person else None,
            "forenames": form.text("forenames") if person else None,
            "name": None if person else form.text("name"),
            "names_in_original_script": [form.one("script")] if form.text("script") else None,
            "aliases": _aliases(form, subject),
            "sex": form.text("sex") if person else None,
            "birth": birth if birth and any(birth.values()) else None,
            "nationalities": _nationalities(form) if person else None,
        },
        "particulars": {
            **given,
            "reference": form.one("reference"),
            "list": form.one("list"),
            "resolution": law.title,
            "listed_on": form.one("listed_on"),
            "measures": measures_in_words(law, measures),
            "circumstances": form.text("circumstances"),
        },
        "circulation": plain.get("circulation") or {"mode": "all", "members": []},
        "public_extract": {"authorised": True, "reason": _PUBLIC},
        "handling": "official",
    }
    return wire.convert(said, NoticeRequest, "form")


def _missing(form: Fields, person: bool) -> list[Fault]:
    law = un_lists().get(form.one("list"))
    wrong = {
        "list": "" if law else "Choose the list on which the entry stands",
        "reference": "" if form.one("reference") else "Enter the reference number of the entry",
        "listed_on": "" if form.one("listed_on") else "Enter the day of the listing",
        "measures": "" if form.all("measures") else "Choose at least one measure",
        "type": "" if form.one("type") in {"person", "entity"} else "Choose who or what is listed",
    }
    if person and not form.one("family_name"):
        wrong["family_name"] = "Enter the family name, or the single name"
    if form.one("type") == "entity" and not form.one("name"):
        wrong["name"] = "Enter the name of the entity"
    if law and form.one("reference") and not form.one("reference").startswith(law.prefix):
        wrong["reference"] = f"A reference of this list begins with {law.prefix}"
    if law and not set(form.all("measures")) & {each.value for each in law.measures}:
        wrong["measures"] = f"This list brings {', '.join(law.measures)}"
    return [Fault(f"$.{name}", message) for name, message in wrong.items() if message]


def _aliases(form: Fields, subject: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return the other names; one that stood there before keeps what was known of it."""
    known = {each["name"]: each for each in subject.get("aliases") or ()}
    names = [line.strip() for line in form.one("aliases").splitlines() if line.strip()]
    return [known.get(name, {"name": name}) for name in names] or None


def _nationalities(form: Fields) -> list[str] | None:
    return [each.upper() for each in form.one("nationalities").replace(",", " ").split()] or None
