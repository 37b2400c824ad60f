"""What the list says of a person only in its comments, read where it says so in a fixed form.

The comments themselves are kept whole in the request: what is not read here, or is doubtful (a range, an estimate,
a colour that is none of ours), loses nothing and is not guessed.
"""

import re
from enum import StrEnum
from typing import TypeVar

import msgspec

from comity.kernel.codes import Language
from comity.kernel.subject import Description, Document, EyeColour, HairColour, Sex
from comity.law.un_lists import Measure, UnListLaw

_PHYSICAL = re.compile(r"(?i)(?:physical description|height|weight)\b.*?(?=\.\s+[A-Z]|\.?$)")
_SEX = re.compile(r"(?i)\b(?:gender|sex)\s*[:\[]\s*(male|female)\b")
_PARENT = r"(?:{0}[’']s name(?: is|:)|[Nn]ame of {1}:?)\s+([^.;,(]+)"
_FATHER = re.compile(_PARENT.format("[Ff]ather", "father"))
_MOTHER = re.compile(_PARENT.format("[Mm]other", "mother"))
_NAME = re.compile(r"(?:(?:[^\W\d_a-z][\w’'‘-]*|al-?\S*|el-?\S*|bin|bint|ben|ibn|de|van|ould)(?:\s+|$)){1,7}")
_HEIGHT = re.compile(r"(?i)(?<![\d-])(\d{3}) ?cm\b|\b(1|2)\.(\d{2}) ?m\b")
_WEIGHT = re.compile(r"(?i)(?<![\d-])(\d{2,3}) ?kg\b")
_ESTIMATE = re.compile(r"(?i)(?:approximately|about|around|\d\s*[-–]|\d to)\s*$")
_EYES = re.compile(r"(?i)\beyes?(?: colou?r)?:?\s*([a-z]+(?: brown|/[a-z]+)?)|colour of eyes-?\s*([a-z]+)")
_HAIR = re.compile(r"(?i)\bhair(?: colou?r)?:?\s*([a-z]+(?:/[a-z]+)?)|colour of hair-?\s*([a-z]+(?:/[a-z]+)?)")
_MARKS = re.compile(r"(?i)distinguishing (?:physical )?marks:\s*(.*?)(?=\.\s|\.?$)")
_SPEAKS = re.compile(r"(?i)\bspeaks (?:fluent )?([^.;]+)")
_LANGUAGES = {
    "arabic": "ar", "bengali": "bn", "chechen": "ce", "english": "en", "french": "fr", "german": "de",
    "indonesian": "id", "italian": "it", "malay": "ms", "pashto": "ps", "russian": "ru", "somali": "so",
    "spanish": "es", "swahili": "sw", "tagalog": "tl", "turkish": "tr", "urdu": "ur",
}  # fmt: skip
_NUMBERED = {
    "IMO number": re.compile(r"(?i)\bIMO number:?\s*(\d{7})\b"),
    "company registration number": re.compile(r"(?i)\bregistered company number:?\s*([\w/-]*\d[\w/-]*)"),
}
_MEASURES = {
    Measure.ASSETS_FREEZE: re.compile(r"(?i)\bassets? freeze"),
    Measure.TRAVEL_BAN: re.compile(r"(?i)\btravel ban"),
    Measure.ARMS_EMBARGO: re.compile(r"(?i)\barms embargo"),
}

C = TypeVar("C", bound=StrEnum)


class Remarks(msgspec.Struct, frozen=True, kw_only=True):
    """What was read; None is not said."""

    sex: Sex | None = None
    father: str | None = None
    mother: str | None = None
    languages: list[Language] | None = None
    description: Description | None = None
    documents: tuple[Document, ...] = ()


def remarks(text: str) -> Remarks:
    """Return what the comments say in a form that leaves no doubt."""
    sex = _SEX.search(text)
    return Remarks(
        sex=Sex(sex[1].lower()) if sex else None,
        father=_parent(_FATHER, text),
        mother=_parent(_MOTHER, text),
        languages=_languages(text),
        description=_description(text),
        documents=tuple(
            Document(type=kind, number=number)
            for kind, form in _NUMBERED.items()
            for number in dict.fromkeys(form.findall(text))
        ),
    )


def measures_named(text: str, law: UnListLaw) -> tuple[Measure, ...]:
    """Return the measures that the comments name, of those that the list can bring; empty if none is named."""
    return tuple(measure for measure in law.measures if _MEASURES[measure].search(text))


def _parent(form: re.Pattern[str], text: str) -> str | None:
    match = form.search(text)
    name = match[1].strip() if match else ""
    return name if _NAME.fullmatch(name) else None


def _languages(text: str) -> list[Language] | None:
    match = _SPEAKS.search(text)
    names = re.split(r",\s*(?:and\s+)?|\s+and\s+", match[1]) if match else []
    codes = [_LANGUAGES[name.strip().lower()] for name in names if name.strip().lower() in _LANGUAGES]
    return [Language.parse(code) for code in codes] or None


def _description(text: str) -> Description | None:
    physical = _PHYSICAL.search(text)
    said = text[physical.start() :] if physical else text
    height, weight = _sure(_HEIGHT, said), _sure(_WEIGHT, said)
    eyes, hair, marks = _EYES.search(said), _HAIR.search(said), _MARKS.search(said)
    found = Description(
        height_cm=int("".join(part for part in height.groups() if part)) if height else None,
        weight_kg=int(weight[1]) if weight else None,
        eyes=_colour(eyes, EyeColour),
        hair=_colour(hair, HairColour),
        marks=marks[1] if marks else None,
    )
    return None if found == Description() else found


def _sure(form: re.Pattern[str], text: str) -> re.Match[str] | None:
    match = form.search(text)
    return None if match is None or _ESTIMATE.search(text[: match.start()]) else match


def _colour(match: re.Match[str] | None, kind: type[C]) -> C | None:
    word = next(group for group in match.groups() if group).lower() if match else ""
    word = word.replace("gray", "grey").removeprefix("dark ")
    return kind(word) if word in set(kind) else None
