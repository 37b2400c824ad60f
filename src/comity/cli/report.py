"""The report of `comity check` for people: what was found, on which law, and what to do; 100 columns wide."""

import textwrap
from collections.abc import Iterator
from typing import Any, Final

from comity.compliance.check import Disposition, Report
from comity.compliance.rule import Audience, Finding, Outcome

WIDTH: Final = 100
_SAYS: Final = {
    Disposition.CLEAR: "CLEAR: nothing was found. Two reviewers still look at it before it is published.",
    Disposition.REVIEW: "REVIEW: there are questions that only people can answer.",
    Disposition.RETURN: "RETURN: something is missing or can be corrected.",
    Disposition.REFUSE: "REFUSE: there is a bar that no correction of this request can cure.",
}


def as_text(report: Report) -> str:
    """Return the report as lines of at most 100 columns."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield _SAYS[report.disposition]
    for finding in report.raised:
        yield ""
        yield from _finding(finding)
    if report.questions:
        yield "\nQuestions for the reviewers"
    for question in report.questions:
        yield from _wrapped(f"{question.question} ({', '.join(question.citations)})", f"  {question.rule}  ", " " * 10)
    yield ""
    counted = ((report.count(outcome), outcome.value.replace("_", " ")) for outcome in Outcome)
    counts = ", ".join(f"{count} {name}" for count, name in counted if count)
    yield from _wrapped(f"{len(report.findings)} findings: {counts}.", "", "")
    yield f"Rules of {report.catalogue}, applied as of {report.at}."


def _finding(finding: Finding) -> Iterator[str]:
    assert finding.effect is not None
    quiet = ", for the secretariat alone" if finding.audience is Audience.SECRETARIAT else ""
    law = ", ".join(finding.citations)
    yield from _wrapped(f"({law}; {finding.effect.value}{quiet})", f"{finding.rule}  ", " " * 8)
    yield from _wrapped(finding.reason, "        ", " " * 8)
    for fact in finding.facts:
        yield from _wrapped(f"{fact.path} = {_shown(fact.value)}", "        at ", " " * 11)
    if finding.remedy:
        yield from _wrapped(finding.remedy, "        to mend: ", " " * 17)


def _shown(value: Any) -> str:
    text = "not given" if value is None else str(value)
    return text if len(text) <= 160 else f"{text[:159]}…"


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest) or [first]
