"""Everything but five keys may be null, and it is the checks that say what is missing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from comity.compliance.check import Disposition, check
from comity.kernel import wire
from comity.kernel.errors import UnusableInput
from comity.notices.request import NoticeRequest

from .example import AT, changed, plain

NEEDED = {"kind", "requesting_member", "reference", "language", "subject", "subject.type"}


def paths(value: Any, before: str = "") -> Iterator[str]:
    """Yield the path of every value of the example."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{before}{key}"
            yield from paths(item, f"{before}{key}.")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from paths(item, f"{before[:-1]}[{index}].")


ALL = tuple(paths(plain()))


@pytest.mark.parametrize("path", [path for path in ALL if path not in NEEDED])
def test_what_is_null_is_not_known_and_is_for_the_checks(path: str) -> None:
    """A null reads as if it were left out; it never refuses, and at most asks or sends back."""
    body = json.dumps(changed(plain(), {path: None})).encode()
    report = check(wire.decode(body, NoticeRequest, "request"), None, AT)
    assert report.disposition is not Disposition.REFUSE


@pytest.mark.parametrize("path", sorted(NEEDED))
def test_without_these_a_request_cannot_be_read(path: str) -> None:
    """The kind, the requester, the reference, the language and the type of the subject."""
    with pytest.raises(UnusableInput):
        wire.decode(json.dumps(changed(plain(), {path: None})).encode(), NoticeRequest, "request")


@pytest.mark.parametrize(
    ("changes", "disposition", "rule"),
    [
        ({"judicial.warrant": None}, "return", "WAR-01"),
        ({"attachments[0].sha256": None}, "review", "ATT-01"),
        ({"subject.documents[0].number": None, "subject.description": None}, "clear", None),
        (
            {"subject.documents[0].number": None, "subject.description": None, "subject.photographs": []},
            "return",
            "IDN-01",
        ),
        ({"channel": None, "circulation.members": None, "urgency.level": None}, "clear", None),
        ({"requesting_member": None, "requesting_entity": {"name": "A court", "basis": None}}, "return", "KND-04"),
    ],
)
def test_what_a_null_leaves_out_is_found_where_it_matters(
    changes: dict[str, Any], disposition: str, rule: str | None
) -> None:
    """A file without its digest is no file, a document without a number is none; a default stays a default."""
    body = json.dumps(changed(plain(), changes)).encode()
    report = check(wire.decode(body, NoticeRequest, "request"), None, AT)
    assert report.disposition.value == disposition
    assert rule is None or rule in {finding.rule for finding in report.raised}
