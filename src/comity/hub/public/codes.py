"""The codes in which the public notices service says languages, colours and sexes."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from comity.kernel.subject import EyeColour, HairColour, Sex


class Codes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Our codes to those of the service."""

    languages: Mapping[str, str]
    eyes: Mapping[EyeColour, str]
    hair: Mapping[HairColour, str]
    sexes: Mapping[Sex, str]


@cache
def codes() -> Codes:
    """Return the tables of `codes.yaml`."""
    text = files("comity.hub.public").joinpath("codes.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), Codes)
