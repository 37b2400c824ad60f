"""What the word lists look for: conduct that the system may not serve, acts of ordinary crime, and their settings."""

from enum import StrEnum


class Concept(StrEnum):
    """One thing that words may say; which words, in each language, stands in `lexica/`."""

    # Enum hashes in Python, and sets of concepts are asked some hundred times a text.
    __hash__ = str.__hash__

    # Conduct that by itself is no matter for the exchange
    SPEECH = "speech"
    CRITICISM = "criticism"
    INSULT = "insult"
    ASSEMBLY = "assembly"
    MEMBERSHIP = "membership"
    DISCLOSURE = "disclosure"
    BLASPHEMY = "blasphemy"
    CONVERSION = "conversion"
    DESERTION = "desertion"
    NORM = "norm"
    PERSONAL_USE = "personal_use"
    FAMILY = "family"
    DEBT = "debt"
    ADMINISTRATIVE = "administrative"
    POLITICAL = "political"
    # Acts of ordinary crime
    VIOLENCE = "violence"
    DEATH = "death"
    INJURY = "injury"
    WEAPON = "weapon"
    DAMAGE = "damage"
    DETENTION = "detention"
    THREAT = "threat"
    INCITEMENT = "incitement"
    DECEIT = "deceit"
    TAKING = "taking"
    GAIN = "gain"
    LAUNDERING = "laundering"
    DRUGS = "drugs"
    SEXUAL = "sexual"
    EXPLOITATION = "exploitation"
    SMUGGLING = "smuggling"
    FINANCING = "financing"
    TRAINING = "training"
    ORGANISED = "organised"
    CYBER = "cyber"
    ENVIRONMENT = "environment"
    CULTURE = "culture"
    INSOLVENCY = "insolvency"
    # Settings that matter only beside something else
    BODY = "body"
    SUPPORT = "support"
    PUBLIC = "public"
    OFFICE = "office"
    MONEY = "money"
    CHEQUE = "cheque"
    TAX = "tax"
    TERRORISM = "terrorism"
    CHILD = "child"
    COUP = "coup"
    CONFLICT = "conflict"
    ELECTION = "election"
    ASYLUM = "asylum"
    IMMUNITY = "immunity"
    COERCION = "coercion"
    PERSECUTION = "persecution"
    EXTRAORDINARY_COURT = "extraordinary_court"
    ABSENTIA = "absentia"
    AMNESTY = "amnesty"
    ALREADY_TRIED = "already_tried"


EXPRESSIVE = frozenset({Concept.SPEECH, Concept.CRITICISM, Concept.INSULT, Concept.DISCLOSURE})
"""Things said; what follows them in a sentence may be what was said, and not what was done."""

VERBAL = frozenset({Concept.THREAT, Concept.INCITEMENT, Concept.DECEIT})
"""Acts done by words alone: a request can call any criticism so, and then only a person can tell."""

MATERIAL = frozenset(
    {
        Concept.VIOLENCE,
        Concept.DEATH,
        Concept.INJURY,
        Concept.WEAPON,
        Concept.DAMAGE,
        Concept.DETENTION,
        Concept.TAKING,
        Concept.GAIN,
        Concept.LAUNDERING,
        Concept.DRUGS,
        Concept.SEXUAL,
        Concept.EXPLOITATION,
        Concept.SMUGGLING,
        Concept.FINANCING,
        Concept.TRAINING,
        Concept.CYBER,
        Concept.ENVIRONMENT,
        Concept.CULTURE,
    }
)
"""Acts that leave a trace in the world: a victim, a thing taken, money paid."""

ACTS = MATERIAL | VERBAL | {Concept.ORGANISED, Concept.INSOLVENCY}
"""All acts of ordinary crime."""

SELF_DENIED = frozenset({Concept.DEBT, Concept.FAMILY, Concept.ADMINISTRATIVE, Concept.DESERTION, Concept.MONEY})
"""Concepts whose own words deny something (not repaid, not reported for duty): a denial before them is part of them."""

JUDGED = ACTS | {Concept.MONEY, Concept.OFFICE, Concept.COERCION, Concept.COUP, Concept.DEBT}
"""Concepts of which it matters whether they are told of the person or are only talked about."""
