"""The reference of the public API names what the code has, and nothing is served that it does not name."""

import re
from pathlib import Path

import msgspec
import pytest
from tests.hub.public.site import Site, listing, missing, public
from tests.hub.public.test_shapes import BASE, shown

from comity.hub.public.changes import MOST
from comity.hub.public.query import MOST_PER_PAGE, PER_PAGE, Query
from comity.hub.public.shapes import ROOT, detail, summary

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "public-api.md"


@pytest.fixture(scope="module")
def named() -> set[str]:
    """Every word that the page sets in code."""
    return {word for span in re.findall(r"`([^`]+)`", PAGE.read_text("utf-8")) for word in re.split(r"[\s,]+", span)}


def test_every_address_is_named(public_site: Site, named: set[str]) -> None:
    """Each route of the application is one of the table's."""
    lists = {path for path in named if re.fullmatch(r"/(un/)?[a-z]+", path)}
    for route in public_site.client.app.routes:
        if not route.path.startswith(ROOT):
            continue
        path = re.sub(r"\{number:str\}(/\{serial:int\})?", "{number}", route.path.removeprefix(ROOT))
        path = path.replace("{picture_id:str}", "{picture_id}")
        general = re.sub(r"^/(un/persons|un/entities|[a-z]+)/\{number\}", "/{list}/{number}", path)
        assert general in named or path in lists, path


def test_every_parameter_is_named(named: set[str]) -> None:
    """Each parameter that a list reads has its line."""
    assert {field.encode_name for field in msgspec.structs.fields(Query)} <= named


@pytest.mark.parametrize("body", [public(), missing(), listing(1), listing(2, entity=True)])
def test_every_field_is_named(body: object, named: set[str]) -> None:
    """Each field of a notice and of a list is named as it is written."""
    one = shown(body)  # type: ignore[arg-type]
    fields = detail(one, BASE).keys() | summary(one, BASE).keys()
    assert not {name for name in fields if name not in named}


def test_the_numbers_of_the_page_are_those_of_the_code() -> None:
    """Sizes are said as they are."""
    text = PAGE.read_text("utf-8")
    assert f"{PER_PAGE} if not given" in text
    assert f"beyond {MOST_PER_PAGE:,} the answer" in text
    assert f"at most {MOST} changes" in text
