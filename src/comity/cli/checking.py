"""`comity check`: the catalogue on one request, for a bureau's lawyer before asking."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.opening import data_option
from comity.kernel import wire
from comity.kernel.errors import TooLarge, UnusableInput
from comity.kernel.size import require_size

if TYPE_CHECKING:
    from comity.compliance.check import Report

MAX_BYTES = 10_000_000
LANGUAGES = ("ar", "en", "es", "fr")


@click.command()
@click.argument("request", metavar="REQUEST.json")
@click.option("--context", metavar="CONTEXT.json", help="What the secretariat knows and the requester may not.")
@click.option("--at", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day to check for (default: today).")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--letter", metavar="LANG", type=click.Choice(LANGUAGES), help="Print what to mend as a letter: ar en es fr."
)
@data_option
def check(
    request: str, context: str | None, at: datetime | None, as_json: bool, letter: str | None, data: str | None
) -> int:
    """Check a notice request against the rules; nothing is changed and nothing is decided.

    REQUEST.json is the request, or - for standard input. Exit status: 0 clear, 10 review, 11 return, 12 refuse.
    """
    from comity.compliance.check import check as run
    from comity.notices.context import CaseContext
    from comity.notices.request import NoticeRequest

    body = wire.decode(_read(request), NoticeRequest, "request")
    known = wire.decode(_read(context), CaseContext, "context") if context else None
    require_size(body)
    if known:
        require_size(known, "context")
    report = run(body, known, at.date() if at else today())
    if letter:
        from comity.compliance.letter import letter as write

        click.echo(write(report, body, letter))
    elif as_json:
        click.echo(wire.encode(report))
    else:
        click.echo(_text(report))
    return report.disposition.exit_code


def today() -> date:
    from comity.adapters.surroundings import SystemClock

    return SystemClock().now().astimezone(UTC).date()


def _text(report: "Report") -> str:
    from comity.cli.report import as_text

    return as_text(report)


def _read(name: str) -> bytes:
    """Return the bytes of a file, or of standard input; bounded."""
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as stream:
            found = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnusableInput(f"{name} cannot be read: {error.strerror}.") from None
    if len(found) > MAX_BYTES:
        raise TooLarge(f"{name} is larger than {MAX_BYTES // 1_000_000} MB.")
    return found
