"""What each kind of notice is for and what it needs: purpose, particulars, subjects, extract, law.

A diffusion of a kind needs the same as a notice of it (RPD 97-99) and passes the same gate (Comity 1).
"""

from enum import StrEnum
from typing import Final

import msgspec

from comity.kernel.subject import SubjectType
from comity.notices.vocabulary import Channel, Kind


class Extract(StrEnum):
    """Whether a public extract may be made."""

    BY_LEAVE = "by_leave"
    NEVER = "never"
    ALWAYS = "always"


class KindLaw(msgspec.Struct, frozen=True, kw_only=True):
    """The law of one kind; `asks` is what a recipient is asked to do, in words, never an order.

    `particulars` are the fields of `NoticeRequest.particulars` that belong to the kind, `required` those
    of them that it cannot do without.
    """

    kind: Kind
    purpose: str
    asks: str
    citations: tuple[str, ...]
    subjects: frozenset[SubjectType]
    particulars: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    extract: Extract = Extract.BY_LEAVE

    def cited(self, channel: Channel) -> tuple[str, ...]:
        """Return the law of this kind, with the articles on diffusions where it is sent as one."""
        return (*self.citations, "RPD 97", "RPD 99") if channel is Channel.DIFFUSION else self.citations


_PERSON = frozenset({SubjectType.PERSON})
_PERSON_OR_ENTITY = frozenset({SubjectType.PERSON, SubjectType.ENTITY})
_SOMEONE = frozenset({SubjectType.PERSON, SubjectType.UNIDENTIFIED})

KINDS: dict[Kind, KindLaw] = {
    law.kind: law
    for law in (
        KindLaw(
            kind=Kind.RED,
            purpose="Locate a person wanted for prosecution or to serve a sentence, with a view to extradition",
            asks="You are asked to locate this person and, as far as your own law allows, to detain the person or "
            "restrict movement with a view to extradition. Verify with the requesting member before you act.",
            citations=("RPD 82", "RPD 83", "RPD 84"),
            subjects=_PERSON,
        ),
        KindLaw(
            kind=Kind.BLUE,
            purpose="Locate or identify a person of interest in a criminal investigation, or learn more about one",
            asks="You are asked for information on this person's identity, whereabouts or acts. This is not a "
            "request to detain; the person may be a witness or a victim.",
            citations=("RPD 88",),
            subjects=_SOMEONE,
            particulars=("role", "information_sought"),
            required=("role", "information_sought"),
        ),
        KindLaw(
            kind=Kind.GREEN,
            purpose="Warn about a person whose criminal activities may threaten public safety",
            asks="You are warned about this person and asked to treat the warning under your own law. This is not a "
            "request to detain.",
            citations=("RPD 89",),
            subjects=_PERSON,
            particulars=("assessment", "basis"),
            required=("assessment", "basis"),
        ),
        KindLaw(
            kind=Kind.YELLOW,
            purpose="Find a missing person, or identify a person who cannot say who he or she is",
            asks="You are asked to help find or identify this person, who is missing and not accused of anything.",
            citations=("RPD 90",),
            subjects=_SOMEONE,
            particulars=("missing_since", "missing_from", "circumstances", "vulnerable", "reported_to"),
            required=("missing_since", "missing_from", "circumstances", "reported_to"),
        ),
        KindLaw(
            kind=Kind.BLACK,
            purpose="Identify a dead body",
            asks="You are asked to help identify a person who was found dead.",
            citations=("RPD 91",),
            subjects=_SOMEONE,
            particulars=("found_on", "found_at", "circumstances"),
            required=("found_on", "found_at", "circumstances"),
        ),
        KindLaw(
            kind=Kind.ORANGE,
            purpose="Warn of an event, person, object or process that is an imminent danger to people or property",
            asks="You are warned of an imminent danger and asked to take the precautions that you find right.",
            citations=("RPD 93",),
            subjects=frozenset(SubjectType),
            particulars=("threat", "imminence", "advice"),
            required=("threat", "imminence"),
        ),
        KindLaw(
            kind=Kind.PURPLE,
            purpose="Tell of a way of offending: methods, objects, devices, means of concealment",
            asks="You are informed of a way of offending; nothing is asked about a person.",
            citations=("RPD 92",),
            subjects=frozenset({SubjectType.METHOD, SubjectType.OBJECT}),
            particulars=("method", "objects", "concealment"),
            required=("method",),
        ),
        KindLaw(
            kind=Kind.SILVER,
            purpose="Obtain information on assets linked to a person's criminal activity",
            asks="You are asked for information on the assets described. This is not a request to seize or freeze.",
            citations=("RPD 10(2)", "RPD 35"),
            subjects=_PERSON_OR_ENTITY,
            particulars=("assets", "offence"),
            required=("assets", "offence"),
            extract=Extract.NEVER,
        ),
        KindLaw(
            kind=Kind.SPECIAL,
            purpose="Tell that a person or entity is under measures of the United Nations Security Council",
            asks="You are informed that the Security Council lists this person or entity; its measures bind "
            "through your own law.",
            citations=("RPD 95",),
            subjects=_PERSON_OR_ENTITY,
            particulars=("reference", "list", "resolution", "listed_on", "measures", "circumstances"),
            required=("reference", "list", "resolution"),
            extract=Extract.ALWAYS,
        ),
    )
}
"""Every kind has its law: a kind without an entry cannot be asked for."""
OF_A_MEMBER: Final = tuple(kind for kind in KINDS if kind is not Kind.SPECIAL)
"""The kinds that a member may ask for; a special notice is for the Security Council or an entity (RPD 95, 96)."""


def law_of(kind: Kind) -> KindLaw:
    """Return the law of `kind`."""
    return KINDS[kind]


def required_particulars(kind: Kind, subject: SubjectType) -> tuple[str, ...]:
    """Return the particulars that a request needs; someone unidentified was not missed from anywhere known."""
    required = KINDS[kind].required
    if kind is Kind.YELLOW and subject is SubjectType.UNIDENTIFIED:
        return tuple(field for field in required if not field.startswith("missing_"))
    return required
