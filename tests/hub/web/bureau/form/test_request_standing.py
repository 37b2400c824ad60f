"""Where a finding stands in the form, and how far a section is."""

import msgspec
import pytest
from tests.house import NOON, request

from comity.compliance.check import check
from comity.compliance.rule import Finding
from comity.hub.web.bureau.form.case import CHARGES, FACTS
from comity.hub.web.bureau.form.outline import SECTIONS
from comity.hub.web.bureau.form.readers import INTEREST
from comity.hub.web.bureau.form.standing import Status, beside, on_section, status
from comity.kernel import wire
from comity.notices.request import Charge, Judicial, NoticeRequest


def findings(body: NoticeRequest) -> tuple[Finding, ...]:
    return check(body, None, NOON.date()).for_requester().findings


def judicial(**changes: object) -> NoticeRequest:
    """Return the example with another judicial part."""
    return request(judicial=msgspec.structs.replace(request().judicial or Judicial(), **changes))


@pytest.mark.parametrize(
    ("body", "section", "right"),
    [
        (request(), FACTS, Status.COMPLETE),
        (judicial(facts=None), FACTS, Status.IN_PROGRESS),
        (judicial(facts="Fraud."), FACTS, Status.MEND),
        (request(judicial=None), FACTS, Status.NOT_STARTED),
        (judicial(charges=[]), CHARGES, Status.IN_PROGRESS),
        (judicial(charges=None), CHARGES, Status.NOT_STARTED),
        (request(international_interest=None), INTEREST, Status.NOT_STARTED),
    ],
)
def test_a_section_is_as_far_as_what_stands_in_it(body: NoticeRequest, section: object, right: Status) -> None:
    """Nothing, something, something wrong, or all of it."""
    found = findings(body)
    assert any(each is section for each in SECTIONS)
    assert status(section, body, wire.builtins(body), found) is right  # type: ignore[arg-type]


def test_a_finding_on_one_charge_stands_on_the_page_of_that_charge() -> None:
    """Whoever opens the second charge reads what is wrong with the second."""
    full = (request().judicial or Judicial()).charges or []
    body = judicial(charges=[*full, Charge(title="Forgery", category=full[0].category)])
    found = on_section(CHARGES, body, findings(body))
    group = CHARGES.group
    assert group is not None
    first, second = (beside(group.fields, found, group.path, entry) for entry in (0, 1))
    assert not [each.rule for some in first.values() for each in some if each.rule == "JUD-03"]
    assert [each.rule for each in second["law"]] == ["JUD-03"]


def test_every_finding_that_can_be_mended_has_a_place_in_the_form() -> None:
    """What the checks tell a requester to supply can be found among the sections that the request is asked for."""
    bare = wire.convert(
        {"kind": "red", "requesting_member": "XA", "reference": "1", "language": "en", "subject": {"type": "person"}},
        NoticeRequest,
    )
    for each in findings(bare):
        if each.facts:
            assert [s.slug for s in SECTIONS if s.applies(bare) and on_section(s, bare, [each])], each.rule
