"""The page on screening names what the code has."""

from pathlib import Path

import pytest

from comity.adapters.lists.sources import Scheme
from comity.adapters.ofac.reader import _WIDTHS
from comity.cli.screening import FORMATS
from comity.screening.lists import Answer
from comity.screening.reading.ftm import SCHEMATA
from comity.screening.reading.table import COLUMNS

PAGE = Path("docs/screening.md").read_text("utf-8")
NAMED = [
    *COLUMNS,
    *(form for form in FORMATS if form != "auto"),
    *SCHEMATA,
    *_WIDTHS,
    *(field for field in Answer.__struct_fields__ if field not in ("id", "hits")),
]


@pytest.mark.parametrize("name", sorted(NAMED))
def test_each_column_format_file_and_field_is_on_the_page(name: str) -> None:
    """Who writes a file for it finds the name there, as code."""
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("scheme", Scheme)
def test_each_kind_of_list_is_on_the_page(scheme: Scheme) -> None:
    """With what it takes."""
    assert f"| `{scheme.value}:" in PAGE
