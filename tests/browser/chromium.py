"""Chromium as Debian ships it, driven by Playwright; nothing is downloaded."""

import os
import shutil
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Playwright

FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed() -> Path | None:
    """Return the browser of this machine, or None: the one that COMITY_TEST_CHROMIUM names, or Debian's."""
    named = os.environ.get("COMITY_TEST_CHROMIUM") or shutil.which("chromium")
    return Path(named) if named else None


def launched(playwright: Playwright, binary: Path) -> Browser:
    """Start a browser with a profile of its own, which is gone when it ends."""
    return playwright.chromium.launch(executable_path=binary, args=list(FLAGS))
