"""Which offices one person may hold together."""

from itertools import product

import pytest

from comity.governance.offices import APPOINTABLE, INCOMPATIBLE, OF_A_MEMBER, SECRETARIAT, SUPERVISION, Office, conflict
from comity.law.citations import Citation

APART = [
    (Office.PRESIDENT, Office.CASE_OFFICER),
    (Office.EXECUTIVE_COMMITTEE, Office.BUREAU_HEAD),
    (Office.SECRETARY_GENERAL, Office.REVIEWER),
    (Office.COMMISSIONER, Office.REVIEWER),
    (Office.COMMISSIONER, Office.BUREAU_OFFICER),
    (Office.AUDITOR, Office.ADMINISTRATOR),
    (Office.AUDITOR, Office.STATISTICIAN),
    (Office.ADMINISTRATOR, Office.REVIEWER),
    (Office.REVIEWER, Office.BUREAU_OFFICER),
    (Office.REVIEWER, Office.CASE_OFFICER),
    (Office.BORDER_SERVICE, Office.BUREAU_OFFICER),
]
TOGETHER = [
    (Office.PRESIDENT, Office.EXECUTIVE_COMMITTEE),
    (Office.BUREAU_OFFICER, Office.BUREAU_HEAD),
    (Office.LISTING_OFFICER, Office.CASE_OFFICER),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_incompatible_offices_are_kept_apart_with_a_reason_and_a_ground(one: Office, other: Office) -> None:
    """Whichever is held first."""
    for rule in (conflict(one, other), conflict(other, one)):
        assert rule is not None
        assert rule.why
        assert Citation.parse(rule.citation)


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_compatible_offices_may_be_held_together(one: Office, other: Office) -> None:
    """What no rule separates, a small organisation may join."""
    assert conflict(one, other) is None


def test_incompatibility_does_not_depend_on_the_order_and_no_office_excludes_itself() -> None:
    """A symmetric relation over all offices."""
    for one, other in product(Office, Office):
        assert (conflict(one, other) is None) == (conflict(other, one) is None)
    assert all(conflict(office, office) is None for office in Office)


def test_who_supervises_has_no_part_in_anything_operational() -> None:
    """President and committee are kept from every other office that one can be appointed to."""
    for one, other in product(SUPERVISION, APPOINTABLE - SUPERVISION):
        assert conflict(one, other) is not None, (one, other)


def test_no_one_serves_the_secretariat_and_a_member_at_once() -> None:
    """The secretariat takes no instructions from governments."""
    assert all(conflict(one, other) for one, other in product(SECRETARIAT, OF_A_MEMBER))


def test_every_incompatibility_rests_on_law() -> None:
    """Citations resolve."""
    assert all(Citation.parse(rule.citation) for rule in INCOMPATIBLE)
