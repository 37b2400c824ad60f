"""The public extract: the fields that the requester authorised, and never more than a kind allows.

An extract is a reduced `NoticeRequest`: what is not authorised is simply not known to it. Whereabouts,
documents, facts and contacts are never public but for listings, whose resolution publishes them.
"""

from typing import Any, Final

import msgspec

from comity.kernel.subject import Subject
from comity.notices.kinds import KINDS, Extract
from comity.notices.request import Judicial, NoticeRequest, PublicExtract
from comity.notices.vocabulary import Caution, Kind

SUBJECT_FIELDS: Final = (
    "family_name",
    "forenames",
    "name",
    "name_at_birth",
    "names_in_original_script",
    "aliases",
    "sex",
    "birth",
    "other_births",
    "father_name",
    "mother_name",
    "nationalities",
    "languages",
    "occupation",
    "description",
    "photographs",
)
FIELDS: Final = (*SUBJECT_FIELDS, "charges", "particulars", "cautions")
"""The names that `public_extract.fields` may hold."""


def strike(body: NoticeRequest, struck: tuple[int, ...]) -> NoticeRequest:
    """Return the request without the charges that the review struck."""
    if not struck or body.judicial is None:
        return body
    kept = [charge for index, charge in enumerate(body.charges) if index not in struck]
    return msgspec.structs.replace(body, judicial=msgspec.structs.replace(body.judicial, charges=kept))


def make_extract(body: NoticeRequest, kind: Kind, fields: list[str] | None) -> NoticeRequest | None:
    """Return what the public may read, or None where the kind has no extract; `fields` None is all of `FIELDS`."""
    match KINDS[kind].extract:
        case Extract.NEVER:
            return None
        case Extract.ALWAYS:
            return body
        case Extract.BY_LEAVE:
            return _reduced(body, kind, set(FIELDS if fields is None else fields) & set(FIELDS))


def _reduced(body: NoticeRequest, kind: Kind, fields: set[str]) -> NoticeRequest:
    subject: dict[str, Any] = {name: getattr(body.subject, name) for name in SUBJECT_FIELDS if name in fields}
    charges = body.charges if "charges" in fields else None
    return NoticeRequest(
        kind=kind,
        channel=body.channel,
        reference="public",
        language=body.language,
        requesting_member=body.requesting_member,
        requesting_entity=body.requesting_entity,
        subject=Subject(type=body.subject.type, **subject),
        judicial=Judicial(charges=charges) if charges else None,
        particulars=body.particulars if "particulars" in fields else None,
        cautions=_cautions(body) if "cautions" in fields else None,
        public_extract=PublicExtract(authorised=True),
    )


def _cautions(body: NoticeRequest) -> list[Caution] | None:
    """What tells of a person's health is never public (RPD 42), however the extract came to be authorised."""
    health = (Caution.MEDICAL, Caution.SELF_HARM)
    return None if body.cautions is None else [caution for caution in body.cautions if caution not in health]
