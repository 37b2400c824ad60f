"""docs/screens.md and its pictures belong together."""

import re
from pathlib import Path

from tools.screenshots import MOST_BYTES, SCREENS

DOCS = Path(__file__).parents[2] / "docs"
PICTURE = re.compile(r"!\[([^\]]*)\]\(screens/([\w-]+)\.png\)")


def test_each_picture_that_is_taken_is_shown_once_and_described() -> None:
    """Nothing is taken that nobody sees, and who cannot see a picture reads what is on it."""
    shown = PICTURE.findall((DOCS / "screens.md").read_text())
    assert sorted(name for _, name in shown) == sorted(screen.name for screen in SCREENS)
    assert all(len(says) > 30 for says, _ in shown)


def test_each_picture_is_there_and_small() -> None:
    """They are looked at over thin lines, and kept for ever."""
    kept = {path.stem: path.stat().st_size for path in (DOCS / "screens").glob("*.png")}
    assert kept.keys() == {screen.name for screen in SCREENS}
    assert max(kept.values()) < MOST_BYTES
