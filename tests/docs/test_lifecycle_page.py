"""The page on the lifecycles is drawn from the table."""

from pathlib import Path

from tools.lifecycle_page import page


def test_the_page_is_what_the_table_says() -> None:
    """Regenerate docs/lifecycle.md after a change of the table."""
    assert Path("docs/lifecycle.md").read_text("utf-8") == page()
