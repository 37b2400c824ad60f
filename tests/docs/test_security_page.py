"""The examination of the web is whole, and nothing in it names a proof that is not there."""

import re
from pathlib import Path

PAGE = Path("docs/security.md")
LINE = re.compile(
    r"^\| ((?:\d+\.\d+\.\d+(?:, )?)+) \| .* \| (met|\*\*not met\*\*|operator|no case) \|(.*) \|$", re.MULTILINE
)
NUMBER = re.compile(r"\d+\.\d+\.\d+")
PLACE = re.compile(r"`(?!application/)([A-Za-z0-9_./-]+/[A-Za-z0-9_./-]+|[A-Za-z-]+\.(?:md|toml|lock|json)|Makefile)`")
LEVEL_2 = {
    "1.1": "1-7", "1.2": "1-4", "1.4": "1 4 5", "1.5": "1-4", "1.6": "1-4", "1.7": "1 2", "1.8": "1 2", "1.9": "1 2",
    "1.10": "1", "1.11": "1 2", "1.12": "2", "1.14": "1-6",
    "2.1": "1-12", "2.2": "1-3", "2.3": "1-3", "2.4": "1-6", "2.5": "1-7", "2.6": "1-3", "2.7": "1-6", "2.8": "1-7",
    "2.9": "1-3", "2.10": "1-4",
    "3.1": "1", "3.2": "1-4", "3.3": "1-4", "3.4": "1-5", "3.5": "1-3", "3.7": "1",
    "4.1": "1 2 3 5", "4.2": "1 2", "4.3": "1-3",
    "5.1": "1-5", "5.2": "1-8", "5.3": "1-10", "5.4": "1-3", "5.5": "1-4",
    "6.1": "1-3", "6.2": "1-6", "6.3": "1 2", "6.4": "1 2",
    "7.1": "1-4", "7.2": "1 2", "7.3": "1 3 4", "7.4": "1-3",
    "8.1": "1-4", "8.2": "1-3", "8.3": "1-8",
    "9.1": "1-3", "9.2": "1-4",
    "10.2": "1 2", "10.3": "1-3",
    "11.1": "1-8",
    "12.1": "1-3", "12.2": "1", "12.3": "1-6", "12.4": "1 2", "12.5": "1 2", "12.6": "1",
    "13.1": "1 3 4 5", "13.2": "1 2 3 5 6", "13.3": "1 2", "13.4": "1 2",
    "14.1": "1-4", "14.2": "1-6", "14.3": "2 3", "14.4": "1-7", "14.5": "1-4",
}  # fmt: skip
"""The requirements of ASVS 4.0.3 at level 2, by section."""


def asked() -> list[str]:
    found = []
    for section, numbers in LEVEL_2.items():
        for part in numbers.split():
            first, _, last = part.partition("-")
            found += [f"{section}.{number}" for number in range(int(first), int(last or first) + 1)]
    return found


def lines() -> list[tuple[list[str], str, str]]:
    return [(NUMBER.findall(n), state, where) for n, state, where in LINE.findall(PAGE.read_text("utf-8"))]


def test_every_requirement_of_level_two_stands_once() -> None:
    """None is left out, none is answered twice."""
    found = [number for numbers, _, _ in lines() for number in numbers]
    assert sorted(found) == sorted(asked())


def test_what_is_met_names_where() -> None:
    """A file or a test of ours for each."""
    unproved = [numbers for numbers, state, where in lines() if state == "met" and not PLACE.search(where)]
    assert unproved == [["2.2.2"]] or unproved == []


def test_what_is_not_met_is_listed_with_its_reason() -> None:
    """The list at the top is the whole of it."""
    top = PAGE.read_text("utf-8").split("## What is not met")[1].split("\n## ")[0]
    listed = {number for row in re.findall(r"^\| ([^|]+) \|", top, re.MULTILINE) for number in NUMBER.findall(row)}
    assert listed == {number for numbers, state, _ in lines() if state == "**not met**" for number in numbers}


def test_everything_that_is_named_exists() -> None:
    """A proof that was renamed or removed is found out here."""
    roots = (Path(), Path("src/comity"))
    named = set(PLACE.findall(PAGE.read_text("utf-8")))
    assert len(named) > 80
    assert [each for each in sorted(named) if not any((root / each).exists() for root in roots)] == []


def test_the_versions_are_those_that_are_locked() -> None:
    """A new lock changes the page."""
    locked = Path("requirements.lock").read_text("utf-8")
    for name, version in re.findall(r"^\| ([a-z0-9-]+) \| ([0-9.]+) \|", PAGE.read_text("utf-8"), re.MULTILINE):
        assert f"{name}=={version} " in locked, name
