"""The words said to a requester, in every working language: remedies by rule and variant, labels of fields.

They stand in `wording/LANG.yaml`. A remedy may hold `{fields}`, which becomes the labels of the places that the
finding rests on: `judicial.charges[1].law` is "law (charge 2)".
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec
import yaml

LANGUAGES = ("ar", "en", "fr", "es")
_STEP = re.compile(r"(?P<name>\w+)(?:\[(?P<index>\d+)\])?")


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language: frames of the letter, names of instruments, kinds and fields; remedies as `JUD-01/short`."""

    letter: Mapping[str, str]
    law: Mapping[str, str]
    kinds: Mapping[str, str]
    labels: Mapping[str, str]
    remedies: Mapping[str, str]


@cache
def wording(language: str) -> Wording:
    """Return the words of a working language; raises `ValueError` for another."""
    if language not in LANGUAGES:
        raise ValueError(f"'{language[:20]}' is not a working language; use one of {', '.join(LANGUAGES)}")
    text = files("comity.compliance").joinpath("wording", f"{language}.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return msgspec.convert(yaml.load(text, Loader=loader), Wording)  # noqa: S506  (a safe loader)


def remedy_text(code: str, variant: str | None, language: str, paths: Iterable[str] = ()) -> str | None:
    """Return what the requester can do about a finding, or None where the wording has nothing for it."""
    words = wording(language)
    template = words.remedies.get(f"{code}/{variant}" if variant else code)
    if template is None or "{fields}" not in template:
        return template
    return template.replace("{fields}", words.letter["between"].join(label(path, words) for path in paths))


def label(path: str, words: Wording) -> str:
    """Return the name of the field at `path`, with the number of the entry that it belongs to."""
    steps = [(step["name"], step["index"]) for step in _STEP.finditer(path)]
    name, own = steps[-1]
    numbered = [(each, index) for each, index in steps if index is not None]
    if own is not None:
        return f"{words.labels.get(f'{name}[]', name)} {int(own) + 1}"
    text = words.labels.get(path) or words.labels.get(name, name)
    if not numbered:
        return text
    holder, index = numbered[-1]
    return f"{text} ({words.labels.get(f'{holder}[]', holder)} {int(index) + 1})"
