"""Who or what a notice is about: the subject of CONTRACTS section 1, shared by notices and screening."""

from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from comity.kernel.codes import Country, Language
from comity.kernel.dates import PartialDate

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Words = Annotated[str, msgspec.Meta(max_length=200_000)]
Line = Annotated[str, msgspec.Meta(max_length=10_000)]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A frozen record of the contract: unknown keys are refused, what is left out or null is not known."""

    null_is_left_out: ClassVar[bool] = True


class SubjectType(StrEnum):
    PERSON = "person"
    ENTITY = "entity"
    OBJECT = "object"
    EVENT = "event"
    METHOD = "method"
    UNIDENTIFIED = "unidentified"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNSPECIFIED = "unspecified"
    UNKNOWN = "unknown"


class Quality(StrEnum):
    GOOD = "good"
    LOW = "low"


class EyeColour(StrEnum):
    BLACK = "black"
    BROWN = "brown"
    BLUE = "blue"
    GREEN = "green"
    GREY = "grey"
    HAZEL = "hazel"
    OTHER = "other"


class HairColour(StrEnum):
    BLACK = "black"
    BROWN = "brown"
    BLOND = "blond"
    GREY = "grey"
    RED = "red"
    WHITE = "white"
    BALD = "bald"
    OTHER = "other"


class Capacity(StrEnum):
    """What the person is or was: context for a reviewer, never a finding by itself."""

    MINOR = "minor"
    HEAD_OF_STATE_OR_MINISTER = "head_of_state_or_minister"
    FORMER_HEAD_OF_STATE = "former_head_of_state"
    POLITICIAN = "politician"
    PUBLIC_OFFICIAL = "public_official"
    FORMER_OFFICIAL = "former_official"
    JUDGE_OR_PROSECUTOR = "judge_or_prosecutor"
    JOURNALIST = "journalist"
    HUMAN_RIGHTS_DEFENDER = "human_rights_defender"
    ACTIVIST = "activist"
    OPPOSITION_SUPPORTER = "opposition_supporter"
    WHISTLEBLOWER = "whistleblower"
    ACADEMIC = "academic"
    TRADE_UNIONIST = "trade_unionist"
    RELIGIOUS_FIGURE = "religious_figure"
    MILITARY = "military"
    LAWYER = "lawyer"
    WITNESS = "witness"
    VICTIM = "victim"


class Alias(Record, frozen=True):
    """Another name; `note` says in words what the fields do not, as in births, documents and sightings."""

    name: Line = ""
    quality: Quality | None = None
    note: Line | None = None


class Birth(Record, frozen=True):
    date: PartialDate | None = None
    place: Line | None = None
    country: Country | None = None
    note: Line | None = None


class Document(Record, frozen=True):
    type: Line = ""
    number: Line = ""
    country: Country | None = None
    note: Line | None = None


class Description(Record, frozen=True):
    height_cm: Annotated[int, msgspec.Meta(ge=20, le=280)] | None = None
    weight_kg: Annotated[int, msgspec.Meta(ge=1, le=500)] | None = None
    eyes: EyeColour | None = None
    hair: HairColour | None = None
    marks: Line | None = None


class Photograph(Record, frozen=True):
    sha256: Sha256 = ""
    quality: Quality | None = None


class Biometrics(Record, frozen=True):
    fingerprints: bool | None = None
    dna: bool | None = None


class Sighting(Record, frozen=True):
    place: Line | None = None
    country: Country | None = None
    on: PartialDate | None = None
    note: Line | None = None


class Subject(Record, frozen=True):
    """A person, or with `name` an entity, object, event or method; `None` is not known, `[]` is none."""

    type: SubjectType
    name: Line | None = None
    family_name: Line | None = None
    forenames: Line | None = None
    name_at_birth: Line | None = None
    names_in_original_script: list[Line] | None = None
    aliases: list[Alias] | None = None
    sex: Sex | None = None
    birth: Birth | None = None
    other_births: list[Birth] | None = None
    father_name: Line | None = None
    mother_name: Line | None = None
    nationalities: list[Country] | None = None
    languages: list[Language] | None = None
    occupation: Line | None = None
    documents: list[Document] | None = None
    description: Description | None = None
    photographs: list[Photograph] | None = None
    biometrics: Biometrics | None = None
    last_known: list[Sighting] | None = None
    capacities: list[Capacity] | None = None

    @property
    def full_name(self) -> str:
        """The name as one line, forenames first; empty where none is known."""
        if self.type is not SubjectType.PERSON:
            return self.name or ""
        return " ".join(part for part in (self.forenames, self.family_name) if part)
