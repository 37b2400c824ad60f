"""The sections on what is asked, by whom, and how soon."""

from typing import Final

from comity.hub.web.bureau.form.fields import Field, Option, Sort
from comity.hub.web.bureau.form.sections import Part, Section
from comity.hub.web.bureau.form.words import options
from comity.kernel.subject import SubjectType
from comity.notices.kinds import KINDS, OF_A_MEMBER
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Channel, UrgencyLevel

KIND_OPTIONS: Final = tuple(
    Option(kind.value, f"{kind.value.capitalize()} notice", f"{KINDS[kind].purpose}. {KINDS[kind].asks}")
    for kind in OF_A_MEMBER
)
CHANNEL_OPTIONS: Final = (
    Option(Channel.NOTICE, "A notice", "It is published to members, all of them or those that you choose."),
    Option(
        Channel.DIFFUSION,
        "A diffusion",
        "It goes to members that you name. It is examined by the same law, before anyone sees it.",
    ),
)
SUBJECT_WORDS: Final = (
    ("person", "A person who is known by name"),
    ("entity", "An entity, such as a company"),
    ("object", "An object"),
    ("event", "An event"),
    ("method", "A way of offending"),
    ("unidentified", "Somebody who is not identified"),
)


def subject_options(body_kind: frozenset[SubjectType]) -> tuple[Option, ...]:
    """Return the subjects that a kind of notice can concern, as options."""
    return tuple(each for each in options(SubjectType, *SUBJECT_WORDS) if each.value in body_kind)


def _about(body: NoticeRequest) -> tuple[Field, ...]:
    return (
        Field(
            path="subject.type",
            label="What does it concern?",
            sort=Sort.CHOICE,
            options=subject_options(KINDS[body.kind].subjects),
            law="RPD 75",
        ),
    )


KIND: Final = Section(
    slug="kind",
    title="Kind and channel",
    part=Part.ASKED,
    says="A notice is a request and never an order. What a kind does not ask for, no member is asked to do.",
    law="RPD 73",
    fields=(
        Field(path="kind", label="Kind of notice", sort=Sort.CHOICE, options=KIND_OPTIONS, law="RPD 73"),
        Field(path="channel", label="How it is sent", sort=Sort.CHOICE, options=CHANNEL_OPTIONS, law="RPD 97"),
    ),
    more=_about,
)
REFERENCE_FIELDS: Final = (
    Field(
        path="reference",
        label="Your reference",
        hint="The number of the file in your bureau, for example XA/2026/0041.",
        needed="Enter the reference of your file",
        width="20",
    ),
    Field(
        path="language",
        label="Language of the request",
        sort=Sort.CODE,
        codes="language",
        hint="Write all texts in it. The working languages are {languages.working}.",
        law="RPD 76(2)",
        needed="Choose the language of the request",
    ),
)
REFERENCE: Final = Section(
    slug="reference",
    title="Reference and requesting authority",
    part=Part.ASKED,
    law="RPD 76",
    fields=(
        *REFERENCE_FIELDS,
        Field(
            path="requesting_authority.name",
            label="Requesting authority",
            hint="The court, prosecutor or police on whose behalf your bureau asks.",
            law="RPD 76",
        ),
        Field(path="requesting_authority.reference", label="Reference of that authority"),
        Field(path="requesting_authority.contact", label="How to reach it"),
    ),
)
URGENCY: Final = Section(
    slug="urgency",
    title="Urgency",
    part=Part.ASKED,
    law="Comity 13",
    fields=(
        Field(
            path="urgency.level",
            label="How urgent is it?",
            sort=Sort.CHOICE,
            options=options(
                UrgencyLevel,
                ("routine", "Routine"),
                ("urgent", "Urgent: a delay of days would do harm"),
                ("imminent", "Imminent: a life or an escape is at stake within hours"),
            ),
            law="Comity 13",
        ),
        Field(
            path="urgency.reason",
            label="Why is it urgent?",
            sort=Sort.WORDS,
            hint="Needed for all but routine requests. However urgent, two reviewers must agree.",
            law="Comity 13",
        ),
    ),
)
SECTIONS: Final = (KIND, REFERENCE, URGENCY)
