"""The sections on what members should know and on who receives the request."""

from typing import Final

from comity.hub.web.bureau.form.fields import Field, Option, Sort
from comity.hub.web.bureau.form.sections import MEMBER, Group, Part, Section, Upload, someone
from comity.hub.web.bureau.form.words import options
from comity.notices.extract import FIELDS
from comity.notices.kinds import KINDS, Extract
from comity.notices.vocabulary import Caution, CirculationMode, Handling, Kind

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
CIRCULATION: Final = Section(
    slug="circulation",
    title="Circulation",
    part=Part.REACH,
    says="Your member decides who receives its data, and may narrow it later. Nobody is told who was left out.",
    law="RPD 58",
    fields=(
        Field(
            path="circulation.mode",
            label="Who receives it?",
            sort=Sort.CHOICE,
            options=(
                Option(CirculationMode.ALL, "All members", "Choose no member below."),
                Option(CirculationMode.ONLY, "Only the members chosen below", "A diffusion is always sent so."),
                Option(CirculationMode.EXCEPT, "All members but those chosen below"),
            ),
            law="RPD 58",
        ),
        Field(path="circulation.members", label="Members", sort=Sort.CHOICES, codes=MEMBER, law="RPD 58"),
    ),
)
_WORDS: Final = {
    "family_name": "Family name",
    "name": "Name of an entity or object",
    "names_in_original_script": "Names in their own script",
    "birth": "Date and place of birth",
    "other_births": "Other birth dates and places",
    "father_name": "Father’s name",
    "mother_name": "Mother’s name",
    "cautions": "Cautions, without health",
    "particulars": "What this kind of notice needs",
}
EXTRACT: Final = Section(
    slug="extract",
    title="Public extract",
    part=Part.REACH,
    says="An extract is shown on the public site, to anyone. Whereabouts, documents, facts and contacts are never part "
    "of it. You can take it back at any time.",
    law="RPD 61",
    applies=lambda body: KINDS[body.kind].extract is Extract.BY_LEAVE,
    fields=(
        Field(path="public_extract.authorised", label="May the public see an extract?", sort=Sort.YES_NO, law="RPD 61"),
        Field(
            path="public_extract.fields",
            label="What may it show?",
            sort=Sort.CHOICES,
            options=tuple(Option(name, _WORDS.get(name, name.replace("_", " ").capitalize())) for name in FIELDS),
            every="All of these",
            law="RPD 42",
        ),
        Field(
            path="public_extract.reason",
            label="Why should the public know?",
            sort=Sort.WORDS,
            hint="Public help is needed, or the public is in danger.",
            law="Comity 15",
        ),
        Field(
            path="public_extract.until",
            label="Until when?",
            sort=Sort.DATE,
            hint="At most as long as the notice is kept. Leave it empty for as long as the notice stands.",
            law="RPD 49",
        ),
    ),
)
HANDLING: Final = Section(
    slug="handling",
    title="Handling",
    part=Part.REACH,
    law="RPD 112",
    fields=(
        Field(
            path="handling",
            label="How is it to be handled?",
            sort=Sort.CHOICE,
            options=options(
                Handling,
                ("official", "For official use only"),
                ("restricted", "Restricted"),
                ("confidential", "Confidential"),
            ),
            hint="What is restricted or confidential cannot have a public extract.",
            law="RPD 112",
            nothing="Leave this open for now",
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
CONTACTS: Final = Section(
    slug="contacts",
    title="Validation and contact",
    part=Part.REACH,
    says="Your bureau checks quality and lawfulness before it asks, and answers for the request in the hours after a "
    "find.",
    law="RPD 76",
    fields=(
        Field(path="validated_by", label="Officer who validated the request", law="RPD 76"),
        Field(path="bureau_contact", label="Whom to call, day and night", law="RPD 76"),
    ),
)
SECTIONS: Final = (ASSURANCES, INTEREST, CAUTIONS, RULINGS, ATTACHMENTS, CIRCULATION, EXTRACT, HANDLING, CONTACTS)
