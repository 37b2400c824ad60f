"""The page of the documentation on the web's addresses: written from the pages themselves."""

from typing import Final

import click

from comity.governance.offices import Office
from comity.hub.web.pages import ANYONE, SIGNED_IN
from comity.hub.web.parts import PAGES

_HEAD: Final = """# The pages

Written from the pages themselves (`python -m comity.hub.web.reference`). A test opens every address as each office
and holds the answer against this table: who is not named here is turned away before anything is looked up. What a
page then shows of a file, and what may be done there, the policies decide ([governance](../governance.md)).

`{language}` is `en`, `fr`, `es` or `ar`.

| method | address | page | desk | who may come |
|---|---|---|---|---|
"""
NAMES: Final = {ANYONE: "anyone", SIGNED_IN: "everyone signed in"}


def reference() -> str:
    """Return docs/reference/pages.md."""
    rows = (
        f"| {page.method} | `{page.path}` | {page.title} | {page.desk} | {who(page.offices)} |\n"
        for page in sorted(PAGES, key=lambda page: (page.path, page.method))
    )
    return _HEAD + "".join(rows)


def who(offices: frozenset[Office]) -> str:
    """Return a set of offices in words."""
    return NAMES.get(offices) or ", ".join(sorted(office.value for office in offices))


def offices_of(words: str) -> frozenset[Office]:
    """Return the offices that words of the table name."""
    known = {name: offices for offices, name in NAMES.items()}
    return known.get(words) or frozenset(Office(each) for each in words.split(", "))


if __name__ == "__main__":
    click.echo(reference(), nl=False)
