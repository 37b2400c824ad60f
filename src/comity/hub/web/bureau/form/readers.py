"""The sections on what members should know."""

from typing import Final

from comity.hub.web.bureau.form.fields import Field, Option, Sort
from comity.hub.web.bureau.form.sections import Group, Part, Section, Upload, someone
from comity.hub.web.bureau.form.words import options
from comity.notices.vocabulary import Caution, Kind

ASSURANCES: Final = Section(
    slug="assurances",
    title="Assurances",
    part=Part.READERS,
    says="A red notice serves extradition only. Who does not mean to ask for it asks for another kind of notice.",
    law="RPD 84(2)",
    applies=lambda body: body.kind is Kind.RED,
    fields=(
        Field(
            path="assurances.extradition_will_be_sought",
            label="Will extradition be sought once the person is found?",
            sort=Sort.YES_NO,
            nothing="Leave this open for now",
            law="RPD 84(2)",
        ),
        Field(
            path="assurances.coordinated_with_extradition_authority",
            label="Does the authority that makes requests for extradition know of this?",
            sort=Sort.YES_NO,
            nothing="Leave this open for now",
            law="RPD 84(2)",
        ),
        Field(
            path="assurances.extradition_sought_from",
            label="From which states?",
            sort=Sort.CODES,
            codes="country",
            hint="Leave this empty if it is all of them.",
            law="RPD 84(2)",
        ),
    ),
)
INTEREST: Final = Section(
    slug="interest",
    title="Why it matters to other members",
    part=Part.READERS,
    law="RPD 35",
    applies=lambda body: body.kind is not Kind.SPECIAL,
    fields=(
        Field(
            path="international_interest",
            label="Why does this matter to other members?",
            sort=Sort.WORDS,
            hint="For example where the person was seen abroad, or which accomplices, assets or victims are there.",
            law="RPD 35",
            spoken=True,
        ),
    ),
)
CAUTIONS: Final = Section(
    slug="cautions",
    title="Cautions",
    part=Part.READERS,
    says="What an officer who meets the person must know. Health is never public.",
    law="RPD 42",
    applies=someone,
    fields=(
        Field(
            path="cautions",
            label="Is there any of these?",
            sort=Sort.CHOICES,
            options=options(
                Caution,
                ("armed", "May be armed"),
                ("violent", "May be violent"),
                ("self_harm", "May harm himself or herself"),
                ("escape_risk", "May try to escape"),
                ("medical", "Needs medical care"),
            ),
            none="None of these",
        ),
    ),
)
RULINGS: Final = Section(
    slug="rulings",
    title="Answers to earlier rulings",
    part=Part.READERS,
    says="If data on this person were deleted or refused before, say what is new and why it matters. Without an answer "
    "such a request is refused.",
    law="CCF 38",
    group=Group(
        path="answers_to_earlier_rulings",
        one="answer",
        many="answers",
        titles=("case",),
        empty="No ruling is answered yet.",
        none="We know of no earlier ruling on this",
        fields=(
            Field(path="case", label="Ruling", hint="For example R-2021-118.", needed="Enter the number of the ruling"),
            Field(path="answer", label="What is new, and why does it matter?", sort=Sort.WORDS, spoken=True),
        ),
    ),
)
ATTACHMENTS: Final = Section(
    slug="attachments",
    title="Attachments",
    part=Part.READERS,
    says="A copy of the warrant, and its translation into a working language ({languages.working}) where it is in "
    "another. Those who receive the notice can open them.",
    law="RPD 83(2)(b)(v)",
    group=Group(
        path="attachments",
        one="attachment",
        many="attachments",
        titles=("title", "type"),
        empty="Nothing is attached yet.",
        upload=Upload.DOCUMENT,
        fields=(
            Field(path="title", label="Title", hint="For example Warrant W-77/2024."),
            Field(
                path="type",
                label="What is it?",
                sort=Sort.CHOICE,
                options=(
                    Option("warrant", "Warrant or judicial decision"),
                    Option("translation", "Translation of the warrant"),
                    Option("judgment", "Judgment"),
                    Option("law", "Text of the law"),
                    Option("other", "Something else"),
                ),
                nothing="Leave this open for now",
            ),
            Field(path="language", label="Language", sort=Sort.CODE, codes="language"),
        ),
    ),
)
SECTIONS: Final = (ASSURANCES, INTEREST, CAUTIONS, RULINGS, ATTACHMENTS)
