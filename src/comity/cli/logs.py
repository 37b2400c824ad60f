"""Where the log goes: one JSON object a line on standard error, so that standard output holds results alone."""

import sys
from typing import Any

import structlog


def to_stderr() -> None:
    """Send the log to standard error; what is logged names ids and codes, and never content."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=_logger,
    )


def _logger(*_: Any) -> structlog.PrintLogger:
    # Made anew for each use: standard error may be another stream by then.
    return structlog.PrintLogger(sys.stderr)
