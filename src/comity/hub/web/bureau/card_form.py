"""The form of a member's card: what it asks, what a browser sends of it, and which field a fault belongs to.

A row of the clocks that was left empty is no clock, so the place of a clock in the card is not its row in the form.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from comity.governance.describing import MOST_CLOCKS, MemberCard
from comity.hub.web.asking import Ask, Option, Sort
from comity.hub.web.bureau.form.words import CODES
from comity.hub.web.bureau.member_words import EFFECTS
from comity.hub.web.complaints import Complaints, complaints
from comity.hub.web.visit import Fields
from comity.kernel import wire
from comity.kernel.digits import ascii_digits
from comity.kernel.errors import ComityError, Fault, UnusableInput
from comity.kernel.time_zone import names
from comity.law.parameters import number

ROWS: Final = "abcd"[:MOST_CLOCKS]
"""Names of the rows of clocks in the form."""
_LANGUAGES: Final = "abcd"
_ZONES: Final = (Option("", "Not said"), *(Option(name, name.replace("_", " ")) for name in names()))
_LINES: Final = ("desk", "telephone", "email", "hours", "authority", "note")
_PLACE: Final = re.compile(r"clocks\[(\d+)\]\.(basis|days|longest)")
_DAYS: Final = "Enter a whole number of days, from 1 to 366"
_OPTIONS: Final = tuple(Option(each.value, words.text, words.says) for each, words in EFFECTS.items())
_TONGUES: Final = (Option("", "No language"), *(Option(code, name) for code, name in CODES["language"].names.items()))


def asks(card: MemberCard | None) -> Mapping[str, Ask]:
    """Return the questions by name, each with what stands on the card now."""
    now = {name: getattr(card, name) or "" for name in _LINES} if card else dict.fromkeys(_LINES, "")
    found = [
        Ask(
            name="red",
            label="What a red notice of another member does here",
            sort=Sort.ONE,
            options=_OPTIONS,
            now=(card.red.value,) if card else (),
        ),
        *_reaching(now),
        Ask(
            name="time_zone",
            label="Time zone",
            sort=Sort.SELECT,
            options=_ZONES,
            now=(card.time_zone or "" if card else "",),
            hint="In it the days that your officers name begin and end, such as the last day of a suspension.",
        ),
        *(_language(row, card) for row in range(len(_LANGUAGES))),
        *(each for row in range(len(ROWS)) for each in _clock(row, card)),
    ]
    return {ask.name: ask for ask in found}


def _reaching(now: Mapping[str, str]) -> Sequence[Ask]:
    return (
        Ask(name="authority", label="Who decides on an arrest (optional)", now=(now["authority"],),
            hint="For example the judge on duty of the district."),
        Ask(name="desk", label="Name of the desk (optional)", now=(now["desk"],)),
        Ask(name="telephone", label="Telephone", now=(now["telephone"],),
            hint="With the code of the country. It is printed on sheets for judges of other members."),
        Ask(name="email", label="E-mail (optional if there is a telephone)", now=(now["email"],)),
        Ask(name="hours", label="When somebody answers (optional)", now=(now["hours"],),
            hint="For example day and night."),
        Ask(name="note", label="Anything else to know (optional)", sort=Sort.WORDS, now=(now["note"],),
            hint="For example what a first request must contain. Up to 2,000 characters."),
    )  # fmt: skip


def _language(row: int, card: MemberCard | None) -> Ask:
    said = card.languages[row] if card and row < len(card.languages) else ""
    label = "Language of papers" if row == 0 else f"Language {row + 1} (optional)"
    return Ask(name=f"language_{_LANGUAGES[row]}", label=label, sort=Sort.SELECT, options=_TONGUES, now=(str(said),))


def _clock(row: int, card: MemberCard | None) -> Sequence[Ask]:
    clock = card.clocks[row] if card and row < len(card.clocks) else None
    letter = ROWS[row]
    days, longest = (str(each) if each else "" for each in ((clock.days, clock.longest) if clock else (None, None)))
    return (
        Ask(name=f"basis_{letter}", label="Treaty or law", now=(clock.basis if clock else "",)),
        Ask(name=f"days_{letter}", label="Days until the papers must be there", sort=Sort.NUMBER, now=(days,)),
        Ask(name=f"longest_{letter}", label="Days at most (optional)", sort=Sort.NUMBER, now=(longest,)),
    )


def clock_hint(day: date) -> str:
    """Return what the European convention says, as an example of a clock."""
    days, longest = number("arrest.early_release_days", day), number("arrest.longest_days", day)
    return f"Article 16 of the European Convention on Extradition has {days} days, and {longest} at most."


def read(form: Fields) -> MemberCard:
    """Return the card that was typed; raises `UnusableInput` whose faults name fields of the form."""
    clocks, faults = [], []
    for row in _filled(form):
        clock, wrong = _read_clock(form, row)
        clocks.append(clock)
        faults += wrong
    if not form.text("red"):
        faults.insert(0, Fault("red", "Choose what a red notice does here"))
    if faults:
        raise UnusableInput("The card cannot be kept as it is.", faults)
    said: dict[str, Any] = {name: form.text(name) for name in _LINES}
    tongues = [form.one(f"language_{row}") for row in _LANGUAGES]
    said |= {"red": form.one("red"), "time_zone": form.text("time_zone"), "clocks": clocks}
    said["languages"] = list(dict.fromkeys(filter(None, tongues)))
    return wire.convert(said, MemberCard, "card")


def _filled(form: Fields) -> Iterator[str]:
    """Yield the rows of clocks in which something stands."""
    return (row for row in ROWS if any(form.one(f"{name}_{row}") for name in ("basis", "days", "longest")))


def _read_clock(form: Fields, row: str) -> tuple[dict[str, Any], list[Fault]]:
    faults = []
    clock: dict[str, Any] = {"basis": form.one(f"basis_{row}")}
    if not clock["basis"]:
        faults.append(Fault(f"basis_{row}", "Name the treaty or the law that these days come from"))
    for name in ("days", "longest"):
        typed = ascii_digits(form.one(f"{name}_{row}"))
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= 366:
            clock[name] = int(typed)
        elif typed or name == "days":
            faults.append(Fault(f"{name}_{row}", _DAYS))
    return clock, faults


def wrong(error: ComityError, form: Fields) -> Complaints:
    """Return what is wrong with what was typed, at the fields of the form that it belongs to."""
    rows = list(_filled(form))
    faults = [Fault(_field(fault.path, rows), fault.message) for fault in error.errors]
    return complaints(UnusableInput(error.detail, faults), {name: name for name in asks(None)})


def _field(path: str, rows: Sequence[str]) -> str:
    found = _PLACE.search(path)
    if found and int(found[1]) < len(rows):
        return f"{found[2]}_{rows[int(found[1])]}"
    return "language_a" if "languages" in path else path
