"""The instruments that Comity cites, as law data: titles, editions, articles and how sure we are of each."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

_MARK = re.compile(r"S\d+|memory (?:hi|med|lo)|house")


class Article(msgspec.Struct, frozen=True):
    """An article that may be cited; `mark` is a source of the legal brief, `memory hi|med|lo` or `house`."""

    number: str
    title: str
    mark: str


class Instrument(msgspec.Struct, frozen=True):
    """A treaty, statute, resolution or standing rule; one without articles is cited by its name alone."""

    code: str
    title: str
    editions: Mapping[date, str]
    articles: Mapping[str, Article]
    mark: str | None


def law_data(name: str) -> Any:
    """Return a YAML file of this package as plain data (parsed in C where the library has it)."""
    text = files("comity.law").joinpath(name).read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (a safe loader)


@cache
def instruments() -> Mapping[str, Instrument]:
    """Return all instruments by code, in the order in which the data file gives them."""
    return {code: _instrument(code, entry) for code, entry in law_data("instruments.yaml").items()}


def _instrument(code: str, entry: Mapping[str, Any]) -> Instrument:
    articles = {
        str(number): Article(str(number), title, _mark(mark, f"{code} {number}"))
        for number, (title, mark) in entry.get("articles", {}).items()
    }
    mark = None if articles else _mark(entry.get("mark", ""), code)
    return Instrument(code, entry["title"], dict(entry["editions"]), articles, mark)


def _mark(mark: str, where: str) -> str:
    if not _MARK.fullmatch(mark):
        raise ValueError(f"{where}: '{mark}' is not a mark; write S9, memory hi|med|lo or house")
    return mark
