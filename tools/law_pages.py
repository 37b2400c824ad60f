"""Write the generated pages of docs/law anew: `python tools/law_pages.py`."""

from pathlib import Path

from comity.compliance import lawbook

FOLDER = Path(__file__).parents[1] / "docs" / "law"

for name, page in {
    "articles.md": lawbook.articles_page(),
    "rules.md": lawbook.rules_page(),
    "parameters.md": lawbook.parameters_page(),
}.items():
    (FOLDER / name).write_text(page, "utf-8")
