"""The colours of charts: each at least 4.5:1 on white as text and 3:1 as a shape (WCAG 2.2, 1.4.3 and 1.4.11)."""

from typing import Final

PAPER: Final = "#ffffff"
INK: Final = "#14252b"
QUIET: Final = "#4d5f66"
RULE: Final = "#c9d3d6"
MAIN: Final = "#0b5563"
WARM: Final = "#a8480f"
FONT: Final = "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Arial, sans-serif"
