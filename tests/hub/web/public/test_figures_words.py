"""The words of the figures pages in the working languages."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from comity.hub.web.language import LANGUAGES, SOURCE
from comity.hub.web.public.tongue import Tongue
from comity.hub.web.rendering import environment
from comity.statistics.grounds import Edition
from comity.statistics.measures import derived, ground_labels, measures

WEB = files("comity.hub.web")
MODULES = ("figures", "figure_files", "figure_notes", "figure_pictures", "figure_tables", "findings", "tongue")
TEMPLATES = ("macros/figure.html", "public/figures.html", "public/figures_none.html", "public/figures_measure.html")
OTHERS = [language for language in LANGUAGES if language != SOURCE]


def said_in_code() -> Iterator[str]:
    for name in MODULES:
        tree = ast.parse(WEB.joinpath("public", f"{name}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                message = node.args[0]
                assert isinstance(message, ast.Constant), f"{name}.py:{node.lineno} says what no catalogue can hold"
                yield str(message.value)


def said_in_templates() -> Iterator[str]:
    for name in TEMPLATES:
        source = WEB.joinpath("templates", name).read_text("utf-8")
        for _, _, message in environment(SOURCE).extract_translations(source):  # type: ignore[attr-defined]
            first = message[0] if isinstance(message, tuple) else message
            if first is not None:
                yield str(first)


def said_by_the_codebook() -> Iterator[str]:
    for figure in derived().values():
        yield from (figure.title, figure.definition, figure.unit, figure.caveat)
    for measure in (each for edition in Edition for each in measures(edition).values()):
        yield from (measure.title, measure.definition, measure.unit, measure.caveat)
        for column in (*measure.columns, *measure.groups, *(each for also in measure.also.values() for each in also)):
            yield from column.label.split(": ", 1)
    yield from ground_labels(Edition.FIRST).values()


MESSAGES = sorted({*said_in_code(), *said_in_templates(), *said_by_the_codebook()})


def places(message: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", message))


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated_with_the_same_places(language: str) -> None:
    """No page falls back into English, and no figure is lost or invented on the way; nothing is left over."""
    with WEB.joinpath("locale", f"figures.{language}.po").open("rb") as source:
        catalogue = {str(message.id): str(message.string) for message in read_po(source, locale=language) if message.id}
    assert len(MESSAGES) > 200
    assert sorted(catalogue) == MESSAGES
    assert [message for message in MESSAGES if not catalogue[message].strip()] == []
    assert [message for message in MESSAGES if places(message) != places(catalogue[message])] == []


@pytest.mark.parametrize(
    ("language", "quarter", "share", "number", "list_"),
    [
        ("en", "July to September 2026", "37%", "12,345", "a, b and c"),
        ("fr", "juillet à septembre 2026", "37\xa0%", "12\u202f345", "a, b et c"),
        ("es", "julio a septiembre 2026", "37\xa0%", "12.345", "a, b y c"),
        ("ar", "من يوليو إلى سبتمبر 2026", "37%", "12,345", "a وb وc"),
    ],
)
def test_each_language_writes_in_its_own_way(language: str, quarter: str, share: str, number: str, list_: str) -> None:
    """By the Unicode locale data."""
    tongue = Tongue(language)
    assert tongue.quarter("2026-Q3") == quarter
    assert (tongue.share(37), tongue.number(12345), tongue.list(["a", "b", "c"])) == (share, number, list_)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Refused: Identity"),
        ("fr", "Refusée\xa0: Identité"),
        ("es", "Denegada: Identidad"),
        ("ar", "رفض: الهوية"),
    ],
)
def test_a_label_of_two_parts_is_put_together_in_the_language(language: str, label: str) -> None:
    """Each ground is translated once, not once for each group."""
    assert Tongue(language).label("Refused: Identity") == label
