"""The sections on who receives a request, and what the public may see of it."""

from typing import Final

from comity.hub.web.bureau.form.fields import Field, Option, Sort
from comity.hub.web.bureau.form.sections import MEMBER, Part, Section
from comity.hub.web.bureau.form.words import options
from comity.notices.extract import FIELDS
from comity.notices.kinds import KINDS, Extract
from comity.notices.vocabulary import CirculationMode, Handling

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
            exact=True,
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
SECTIONS: Final = (CIRCULATION, EXTRACT, HANDLING, CONTACTS)
