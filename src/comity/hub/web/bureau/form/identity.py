"""The sections on who or what a request concerns: names, birth, nationality."""

from typing import Final

from comity.hub.web.bureau.form.fields import Field, Sort
from comity.hub.web.bureau.form.sections import Group, Part, Section, person, someone
from comity.hub.web.bureau.form.words import options
from comity.kernel.subject import Capacity, Quality, Sex

_QUALITY: Final = options(
    Quality, ("good", "Good: it is known to be of this person"), ("low", "Low: it may be of another person")
)
_NOTE: Final = Field(path="note", label="Anything else on this", sort=Sort.LINE, hint="What the fields do not say.")


def _birth(prefix: str = "") -> tuple[Field, ...]:
    return (
        Field(
            path=f"{prefix}date",
            label="Date of birth",
            sort=Sort.DATE,
            hint="Give as much as is known; the year alone is enough.",
            law="RPD 83(2)(a)" if prefix else "",
        ),
        Field(path=f"{prefix}place", label="Place of birth"),
        Field(path=f"{prefix}country", label="Country of birth", sort=Sort.CODE, codes="country"),
        Field(path=f"{prefix}note", label="Anything else on the birth"),
    )


IDENTITY: Final = Section(
    slug="identity",
    title="Name and sex",
    part=Part.SUBJECT,
    says="Write the name as it stands in the identity document, in Latin letters. The name in its own script has a "
    "page of its own.",
    law="RPD 83(2)(a)",
    applies=someone,
    fields=(
        Field(path="subject.family_name", label="Family name", hint="A single name goes here.", law="RPD 83(2)(a)"),
        Field(path="subject.forenames", label="Forenames", law="RPD 83(2)(a)", none="The person has a single name"),
        Field(
            path="subject.sex",
            label="Sex",
            sort=Sort.CHOICE,
            options=options(Sex, ("unspecified", "Unspecified (X in the document)"), ("unknown", "Not known")),
            law="RPD 83(2)(a)",
            nothing="Leave this open for now",
        ),
    ),
)
NAMED: Final = Section(
    slug="named",
    title="What it concerns",
    part=Part.SUBJECT,
    says="Name the entity, object, event or method so that a reader knows at once what is meant.",
    law="RPD 75",
    applies=lambda body: not someone(body),
    fields=(Field(path="subject.name", label="Name", law="RPD 75"),),
)
NAMES: Final = Section(
    slug="names",
    title="Other spellings of the name",
    part=Part.SUBJECT,
    says="A name at birth, a name in its own script and the names of the parents tell one person from another.",
    law="RPD 83(2)(a)",
    applies=person,
    fields=(
        Field(path="subject.name_at_birth", label="Family name at birth", hint="If it was another one."),
        Field(
            path="subject.names_in_original_script",
            label="Name in its own script",
            sort=Sort.LINES,
            hint="For example in Arabic, Chinese, Cyrillic or Greek letters. One spelling in each field.",
        ),
        Field(path="subject.father_name", label="Father’s name"),
        Field(path="subject.mother_name", label="Mother’s name"),
    ),
)
ALIASES: Final = Section(
    slug="aliases",
    title="Aliases",
    part=Part.SUBJECT,
    says="Other names that the person goes by, or went by.",
    applies=someone,
    group=Group(
        path="subject.aliases",
        one="alias",
        many="aliases",
        titles=("name",),
        empty="No alias is given yet.",
        none="No alias is known to exist",
        fields=(
            Field(path="name", label="Alias", needed="Enter the alias"),
            Field(
                path="quality",
                label="How well is it known?",
                sort=Sort.CHOICE,
                options=_QUALITY,
                nothing="Not known",
                hint="A low-quality alias never makes a match by itself.",
            ),
            _NOTE,
        ),
    ),
)
BIRTH: Final = Section(
    slug="birth", title="Birth", part=Part.SUBJECT, law="RPD 83(2)(a)", applies=someone, fields=_birth("subject.birth.")
)
OTHER_BIRTHS: Final = Section(
    slug="other-births",
    title="Other birth dates and places used",
    part=Part.SUBJECT,
    says="Dates or places of birth that the person gave elsewhere, or that other files hold.",
    applies=person,
    group=Group(
        path="subject.other_births",
        one="other birth date or place",
        many="other birth dates and places",
        titles=("date", "place", "country"),
        empty="No other date or place is given yet.",
        none="No other date or place was used",
        fields=_birth(),
    ),
)
NATIONALITY: Final = Section(
    slug="nationality",
    title="Nationality, languages and occupation",
    part=Part.SUBJECT,
    applies=someone,
    fields=(
        Field(
            path="subject.nationalities",
            label="Nationalities",
            sort=Sort.CODES,
            codes="country",
            hint="All that the person holds. They also decide who may not review the request.",
            law="RPD 86",
            none="The person has no nationality (stateless)",
        ),
        Field(path="subject.languages", label="Languages spoken", sort=Sort.CODES, codes="language"),
        Field(path="subject.occupation", label="Occupation"),
    ),
)
CAPACITIES: Final = Section(
    slug="capacities",
    title="Position in public life",
    part=Part.SUBJECT,
    says="What the person is or was. None of these is a finding against the request; leaving one out that matters is.",
    law="RPD 34(3)(b)",
    applies=someone,
    fields=(
        Field(
            path="subject.capacities",
            label="Is or was the person any of these?",
            sort=Sort.CHOICES,
            options=options(
                Capacity,
                ("minor", "A minor (under 18)"),
                ("head_of_state_or_minister", "Head of state, head of government or minister"),
                ("former_head_of_state", "Former head of state or of government"),
            ),
            none="None of these",
            law="RPD 34(3)(b)",
        ),
    ),
)
SECTIONS: Final = (IDENTITY, NAMED, NAMES, ALIASES, BIRTH, OTHER_BIRTHS, NATIONALITY, CAPACITIES)
