"""What an account comes down to: conduct that the exchange does not serve, or acts of ordinary crime.

An account that states an act with a trace in the world (a victim, a thing taken, money paid) is of ordinary
crime, whatever else it names: a journalist, a church, a protest. An account that states only conduct of an
excluded kind comes down to that kind. Acts done by words alone (deceit, incitement, threat) can be said of any
criticism: beside expression they do not settle it.
"""

from collections.abc import Set as AbstractSet
from enum import StrEnum

import msgspec

from comity.compliance.reading.concepts import MATERIAL, Concept
from comity.compliance.reading.reading import Reading, Span


class Excluded(StrEnum):
    """A kind of offence that is no matter for the exchange (RPD 83(1)(a)(i), Constitution 2(1) and 3)."""

    RELIGIOUS = "religious"
    MILITARY = "military"
    INSULT = "insult"
    EXPRESSION = "expression"
    ASSEMBLY = "assembly"
    MEMBERSHIP = "membership"
    BEHAVIOUR = "behaviour"
    FAMILY = "family"
    DISPUTE = "dispute"
    ADMINISTRATIVE = "administrative"
    POLITICAL = "political"
    CHEQUE = "cheque"


CONDUCT: dict[Excluded, frozenset[Concept]] = {
    Excluded.RELIGIOUS: frozenset({Concept.BLASPHEMY, Concept.CONVERSION}),
    Excluded.MILITARY: frozenset({Concept.DESERTION}),
    Excluded.INSULT: frozenset({Concept.INSULT}),
    Excluded.EXPRESSION: frozenset({Concept.SPEECH, Concept.CRITICISM, Concept.DISCLOSURE}),
    Excluded.ASSEMBLY: frozenset({Concept.ASSEMBLY}),
    Excluded.MEMBERSHIP: frozenset({Concept.MEMBERSHIP}),
    Excluded.BEHAVIOUR: frozenset({Concept.NORM, Concept.PERSONAL_USE}),
    Excluded.FAMILY: frozenset({Concept.FAMILY}),
    Excluded.DISPUTE: frozenset({Concept.DEBT}),
    Excluded.ADMINISTRATIVE: frozenset({Concept.ADMINISTRATIVE}),
    Excluded.POLITICAL: frozenset({Concept.POLITICAL}),
    Excluded.CHEQUE: frozenset(),
}
"""The words by which an account shows each kind, the more telling kind first."""

PUBLIC_LIFE = frozenset(
    {
        Excluded.RELIGIOUS,
        Excluded.MILITARY,
        Excluded.INSULT,
        Excluded.EXPRESSION,
        Excluded.ASSEMBLY,
        Excluded.MEMBERSHIP,
        Excluded.POLITICAL,
    }
)
"""Kinds that Constitution 3 and the freedoms of Constitution 2(1) concern, in a notice of any colour."""

_PERSONAL = frozenset({Excluded.FAMILY, Excluded.DISPUTE, Excluded.ADMINISTRATIVE})
_GRAVE = frozenset({Concept.ORGANISED})
_VIOLENT = frozenset({Concept.VIOLENCE, Concept.DAMAGE, Concept.DETENTION, Concept.SEXUAL})
_HARM = _VIOLENT | {Concept.DEATH, Concept.INJURY}
_SPOKEN = frozenset({Concept.INCITEMENT, Concept.THREAT, Concept.DECEIT, Concept.EXPLOITATION})
_GOODS = frozenset({Concept.TAKING, Concept.GAIN, Concept.LAUNDERING, Concept.DECEIT})

LIFTS: dict[Excluded, frozenset[Concept]] = {
    Excluded.RELIGIOUS: _HARM | _SPOKEN | _GOODS | {Concept.WEAPON},
    Excluded.MILITARY: _HARM | _GOODS,
    Excluded.INSULT: _VIOLENT | _SPOKEN | _GOODS | {Concept.WEAPON},
    Excluded.EXPRESSION: _VIOLENT | _SPOKEN | _GOODS | {Concept.WEAPON, Concept.CYBER},
    Excluded.ASSEMBLY: _HARM | {Concept.WEAPON, Concept.INCITEMENT, Concept.THREAT, Concept.TAKING},
    Excluded.MEMBERSHIP: MATERIAL | {Concept.INCITEMENT, Concept.THREAT, Concept.ORGANISED},
    Excluded.BEHAVIOUR: _HARM | _GRAVE | {Concept.EXPLOITATION, Concept.SMUGGLING, Concept.CHILD, Concept.TAKING},
    Excluded.FAMILY: _VIOLENT | _GRAVE | {Concept.INJURY} | {Concept.EXPLOITATION, Concept.THREAT, Concept.DECEIT},
    Excluded.DISPUTE: _VIOLENT | _GRAVE | {Concept.INJURY} | _GOODS | {Concept.THREAT},
    Excluded.ADMINISTRATIVE: MATERIAL | _GRAVE | {Concept.DECEIT},
    Excluded.POLITICAL: MATERIAL | {Concept.INCITEMENT, Concept.THREAT},
    Excluded.CHEQUE: _GRAVE | {Concept.LAUNDERING},
}
"""For each kind, what in the account may make it more: then only a person can tell whether an exception holds."""


class Character(msgspec.Struct, frozen=True):
    """The kind that an account comes down to, and the concepts whose words show it."""

    kind: Excluded
    concepts: frozenset[Concept]


def kinds_in(reading: Reading) -> dict[Excluded, tuple[Span, ...]]:
    """Return the excluded kinds that a text states of the person, with the words, the more telling kind first."""
    found = {kind: reading.stated(concepts) for kind, concepts in CONDUCT.items()}
    return {kind: spans for kind, spans in found.items() if spans}


def character(reading: Reading) -> Character | None:
    """Return what an account comes down to, or None where it states acts of ordinary crime or no conduct at all."""
    kinds = kinds_in(reading)
    if not kinds or _ordinary(reading, kinds.keys()):
        return None
    kind = next(iter(kinds))
    return Character(kind, frozenset(span.concept for spans in kinds.values() for span in spans))


def _ordinary(reading: Reading, kinds: AbstractSet[Excluded]) -> bool:
    """Say whether the account states an act of ordinary crime that its excluded conduct does not explain."""
    explained: set[Concept] = set()
    if reading.says(Concept.PERSONAL_USE):
        explained.add(Concept.DRUGS)
    if Excluded.MILITARY in kinds:
        # A soldier who leaves takes his rifle and his training with him.
        explained |= {Concept.WEAPON, Concept.TRAINING}
    public = bool(kinds & PUBLIC_LIFE)
    if public:
        # People are hurt where crowds are dispersed, and those who report are paid for by those who read.
        explained |= {Concept.DEATH, Concept.INJURY}
        explained |= _GOODS if reading.says(Concept.SUPPORT) else frozenset()
    if any(span.concept not in explained for span in reading.stated(MATERIAL)):
        return True
    if Concept.DECEIT not in explained and reading.says(Concept.DECEIT):
        return reading.says(Concept.MONEY) or kinds <= _PERSONAL
    # Beside what is of public life only a threat that says with what is one.
    return any(not public or " " in span.words for span in reading.stated({Concept.THREAT}))
