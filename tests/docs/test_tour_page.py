"""The tour says what its page says."""

import subprocess
import sys
from pathlib import Path


def test_the_tour_prints_what_its_page_shows() -> None:
    """Copy the output of `comity tour` into docs/tour.md after a change."""
    done = subprocess.run([sys.executable, "-m", "comity", "tour"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    shown = Path("docs/tour.md").read_text("utf-8").split("```")[1].lstrip("\n")
    assert done.stdout == shown
