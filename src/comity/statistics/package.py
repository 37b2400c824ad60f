"""The data package of releases: CSV tables, a Frictionless descriptor and the codebook, as names and bytes.

The same releases give the same bytes; who serves them makes the archive.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from comity.kernel.wire import builtins, canonical
from comity.statistics.codebook import markdown
from comity.statistics.release import Release, Table, bytes_of

_FIELDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("quarter", "string", "Calendar quarter in UTC, such as 2026-Q3"),
    ("by", "string", "Arrangement: total, kind, requester, recipient, or another way to share out the total"),
    ("row", "string", "Member or kind; * for the whole organisation, - for what no member's row shows"),
    ("column", "string", "Code of the column; the codebook says what it means"),
    ("count", "integer", "Released count, a multiple of the base"),
)
_KEY: Final = ["quarter", "by", "row", "column"]


def package(releases: Sequence[Release]) -> dict[str, bytes]:
    """Return the files of a data package over `releases` (at least one), in the order of their quarters."""
    if not releases:
        raise ValueError("a data package holds at least one release")
    ordered = sorted(releases, key=lambda release: release.quarter)
    files: dict[str, bytes] = {}
    for name in table_names(ordered[-1]):
        files[f"tables/{name}.csv"] = table(ordered, name)
    for release in ordered:
        files[f"releases/{release.quarter}.json"] = bytes_of(release)
    latest = ordered[-1]
    files["codebook.json"] = canonical(
        {"measures": latest.measures, "derived": latest.derived, "grounds": latest.grounds}
    )
    files["codebook.md"] = ("# Codebook\n\n" + markdown()).encode()
    files["datapackage.json"] = canonical(_descriptor(ordered, list(files)))
    return dict(sorted(files.items()))


def table_names(release: Release) -> tuple[str, ...]:
    """Return the names of the CSV tables of a package, each of which `table` gives."""
    return (*(measure.id for measure in release.measures), "in_force", "shares", "review_hours", "replies")


def table(releases: Sequence[Release], name: str) -> bytes:
    """Return one CSV table over `releases` (in order), in UTF-8 with a head; `name` is one of `table_names`."""
    match name:
        case "shares":
            return _csv(_shares(releases), ["quarter", "share", "percent"])
        case "review_hours":
            return _csv(_hours(releases), ["quarter", "lane", "median", "ninetieth"])
        case "replies":
            return _csv(_replies(releases), ["quarter", "member", "text"])
        case _:
            return _csv(_counts(releases, name), [field for field, _, _ in _FIELDS])


def _counts(releases: Sequence[Release], measure: str) -> Iterator[tuple[Any, ...]]:
    for release in releases:
        for table in (*release.tables, release.in_force):
            if table.measure == measure:
                yield from _lines(release.quarter, table)


def _lines(quarter: str, table: Table) -> Iterator[tuple[Any, ...]]:
    for line in table.rows:
        for column, count in zip(table.columns, line.counts, strict=True):
            yield quarter, table.by, line.row, column, count


def _shares(releases: Sequence[Release]) -> Iterator[tuple[Any, ...]]:
    for release in releases:
        for share in release.shares:
            yield release.quarter, share.id, share.percent


def _hours(releases: Sequence[Release]) -> Iterator[tuple[Any, ...]]:
    for release in releases:
        for hours in release.review_hours:
            yield release.quarter, hours.lane.value, hours.median, hours.ninetieth


def _replies(releases: Sequence[Release]) -> Iterator[tuple[Any, ...]]:
    for release in releases:
        for reply in release.replies:
            yield release.quarter, reply.member, _harmless(reply.text)


def _harmless(text: str) -> str:
    """Return a member's words so that no spreadsheet takes them for a formula."""
    return f"'{text}" if text[:1] in set("=+-@\t\r") else text


def _csv(rows: Iterator[tuple[Any, ...]], names: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue().encode()


def _descriptor(releases: Sequence[Release], names: Sequence[str]) -> Mapping[str, Any]:
    first, last = releases[0], releases[-1]
    resources = [_resource(name, last) for name in sorted(names) if name.endswith(".csv")]
    return {
        "profile": "tabular-data-package",
        "name": f"comity-figures-{first.quarter}-{last.quarter}".lower(),
        "title": f"Figures of the exchange, {first.quarter} to {last.quarter}",
        "description": f"Every count is rounded to {last.base} so that no small number can be computed. "
        "The codebook says what each table counts.",
        "version": last.format,
        "resources": resources,
    }


def _resource(path: str, release: Release) -> Mapping[str, Any]:
    name = path.removeprefix("tables/").removesuffix(".csv")
    meanings = {entry["id"]: entry for entry in builtins((*release.measures, *release.derived))}
    schema: dict[str, Any] = _SCHEMAS.get(name, {"fields": [_field(*field) for field in _FIELDS], "primaryKey": _KEY})
    about = meanings.get(name, {"title": "Replies of members", "definition": "In their own words.", "caveat": ""})
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
        "title": about["title"],
        "description": f"{about['definition']} {about['caveat']}".strip(),
    }


def _field(name: str, kind: str, description: str = "") -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind}
    return field | ({"description": description} if description else {})


_SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "shares": {
        "fields": [
            _field("quarter", "string"),
            _field("share", "string"),
            _field("percent", "integer", "Empty: too few"),
        ],
        "primaryKey": ["quarter", "share"],
    },
    "review_hours": {
        "fields": [
            _field("quarter", "string"),
            _field("lane", "string"),
            _field("median", "integer", "Hours; empty: too few"),
            _field("ninetieth", "integer", "Hours; empty: too few"),
        ],
        "primaryKey": ["quarter", "lane"],
    },
    "replies": {
        "fields": [_field("quarter", "string"), _field("member", "string"), _field("text", "string")],
        "primaryKey": ["quarter", "member"],
    },
}
