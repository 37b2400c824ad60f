"""The documentation of the law says what the code does, and no other thing."""

import re
from pathlib import Path

import pytest

from comity.compliance import lawbook
from comity.compliance.catalogue import catalogue
from comity.law.instruments import instruments

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"articles.md": lawbook.articles_page, "rules.md": lawbook.rules_page, "parameters.md": lawbook.parameters_page}


@pytest.mark.parametrize("name", PAGES)
def test_the_generated_pages_are_those_of_the_code(name: str) -> None:
    """A changed rule, citation or parameter is not done before its page is written anew."""
    assert (DOCS / "law" / name).read_text("utf-8") == PAGES[name](), "run `python tools/law_pages.py`"


def test_every_rule_of_the_catalogue_has_its_chapter() -> None:
    """Nobody is checked against a rule that cannot be read."""
    chapters = re.findall(r"^## ([A-Z]{3}-\d\d):", lawbook.rules_page(), re.MULTILINE)
    assert chapters == [rule.code for rule in catalogue()]


def test_every_article_of_the_standing_rules_is_explained() -> None:
    """Each departure from today's rules is named, under the title that citations resolve to, from what."""
    text = (DOCS / "law" / "divergences.md").read_text("utf-8")
    for number, article in instruments()["Comity"].articles.items():
        assert f"## Comity {number}: {article.title}\n\n[" in text, (
            f"Comity {number} is not explained as '{article.title}'"
        )


def test_every_path_that_the_guide_names_is_there() -> None:
    """The guide to a new rule leads to files that exist."""
    text = (DOCS / "adding-a-rule.md").read_text("utf-8")
    paths = [*re.findall(r"`((?:src|tests|tools)/[\w/.-]+)`", text), "tools/law_pages.py"]
    assert len(paths) >= 4
    assert [path for path in paths if not (DOCS.parent / path).exists()] == []


@pytest.mark.parametrize("page", sorted((DOCS / "law").glob("*.md")), ids=lambda path: path.name)
def test_the_links_between_the_pages_lead_somewhere(page: Path) -> None:
    """Every relative link of the law pages names a file that exists."""
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
