"""The sections on what tells a person from others: documents, description, photographs, places."""

from typing import Final

from comity.hub.web.bureau.form.fields import Field, Option, Sort
from comity.hub.web.bureau.form.sections import Group, Part, Section, Upload, person, someone
from comity.hub.web.bureau.form.words import options
from comity.kernel.subject import EyeColour, HairColour

_NOTE: Final = Field(path="note", label="Anything else on this", sort=Sort.LINE, hint="What the fields do not say.")
_PLACE: Final = Field(path="place", label="Place", hint="Town or region, as it is written on the spot.")
_COUNTRY: Final = Field(path="country", label="Country", sort=Sort.CODE, codes="country")
DOCUMENTS: Final = Section(
    slug="documents",
    title="Identity documents",
    part=Part.SUBJECT,
    says="The number of a document is the one thing that a border desk can match exactly.",
    law="RPD 83(2)(a)",
    applies=person,
    group=Group(
        path="subject.documents",
        one="document",
        many="documents",
        titles=("type", "number", "country"),
        empty="No document is given yet.",
        none="The person holds no document that we know of",
        fields=(
            Field(path="type", label="Kind of document", hint="For example passport, identity card, residence permit."),
            Field(path="number", label="Number", needed="Enter the number of the document", width="20"),
            Field(path="country", label="Issued by", sort=Sort.CODE, codes="country"),
            _NOTE,
        ),
    ),
)
DESCRIPTION: Final = Section(
    slug="description",
    title="Description",
    part=Part.SUBJECT,
    says="What is seen, and what else could tell the person from others.",
    law="RPD 83(2)(a)",
    applies=someone,
    fields=(
        Field(path="subject.description.height_cm", label="Height", sort=Sort.NUMBER, unit="cm", least=20, most=280),
        Field(path="subject.description.weight_kg", label="Weight", sort=Sort.NUMBER, unit="kg", least=1, most=500),
        Field(
            path="subject.description.eyes",
            label="Eyes",
            sort=Sort.CHOICE,
            options=options(EyeColour),
            nothing="Not known",
        ),
        Field(
            path="subject.description.hair",
            label="Hair",
            sort=Sort.CHOICE,
            options=options(HairColour),
            nothing="Not known",
        ),
        Field(path="subject.description.marks", label="Marks", sort=Sort.WORDS, hint="Scars, tattoos, gait, glasses."),
        Field(
            path="subject.biometrics.fingerprints",
            label="Are fingerprints held?",
            sort=Sort.YES_NO,
            hint="Say only whether they are held. They are not sent here.",
            nothing="Not known",
        ),
        Field(path="subject.biometrics.dna", label="Is a DNA profile held?", sort=Sort.YES_NO, nothing="Not known"),
    ),
)
PHOTOGRAPHS: Final = Section(
    slug="photographs",
    title="Photographs",
    part=Part.SUBJECT,
    says="A face from the front, recent, of this person alone. Say of each how good it is.",
    law="RPD 83(2)(a)",
    applies=lambda body: True,
    group=Group(
        path="subject.photographs",
        one="photograph",
        many="photographs",
        titles=("quality",),
        empty="No photograph is here yet.",
        none="There is no photograph",
        upload=Upload.PHOTOGRAPH,
        fields=(
            Field(
                path="quality",
                label="How good is it?",
                sort=Sort.CHOICE,
                options=(
                    Option("good", "Good", "Sharp, recent, and the face is seen from the front."),
                    Option("low", "Low", "Blurred, old, in part hidden, or not surely of this person."),
                ),
                nothing="Not known",
            ),
        ),
    ),
)
PLACES: Final = Section(
    slug="places",
    title="Last known places",
    part=Part.SUBJECT,
    says="Where the person was seen, and when. This is never public.",
    applies=someone,
    group=Group(
        path="subject.last_known",
        one="place",
        many="places",
        titles=("place", "country", "on"),
        empty="No place is given yet.",
        none="Nothing is known of where the person was",
        fields=(_PLACE, _COUNTRY, Field(path="on", label="When", sort=Sort.DATE), _NOTE),
    ),
)
SECTIONS: Final = (DOCUMENTS, DESCRIPTION, PHOTOGRAPHS, PLACES)
