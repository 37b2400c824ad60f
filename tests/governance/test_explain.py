"""Why, and why not: sentences for the person who asked, which tell nothing of what they may not know."""

from comity.governance.explain import explain
from comity.governance.gate import Principal, Resource
from comity.governance.offices import Office
from comity.kernel.decider import Row

ME = "per_0000000000000001"
BUREAU = Principal(ME, frozenset({Office.BUREAU_OFFICER}), "XA")


def told(principal: Principal, action: str, what: str, row: Row) -> str:
    return explain(principal, action, Resource("res_0000000000000001", what, row))


def test_what_is_permitted_names_the_policy_that_permits() -> None:
    """With its citation."""
    sentence = told(BUREAU, "bureau:request:draft", "request", Row(state="draft", member="XA"))
    assert sentence.startswith("Permitted: A bureau drafts")
    assert "(BUREAU-OWN-REQUESTS, RPD 76)" in sentence


def test_what_is_forbidden_names_the_policy_that_forbids() -> None:
    """A forbid that wins says so itself."""
    president = Principal(ME, frozenset({Office.PRESIDENT}))
    sentence = told(president, "files:notice:view", "notice", Row(state="published", circulation="*"))
    assert sentence.startswith("Not permitted: The President")
    assert "Constitution 22" in sentence


def test_what_the_office_could_do_elsewhere_says_under_which_condition() -> None:
    """The own office has such an act, and not for this."""
    sentence = told(BUREAU, "bureau:request:draft", "request", Row(state="draft", member="XB"))
    assert sentence.startswith("Not permitted here. A bureau drafts, submits and pursues")


def test_what_is_for_other_offices_says_for_which() -> None:
    """The asker learns who may."""
    sentence = told(BUREAU, "secretariat:notice:cancel", "notice", Row(state="published", member="XB"))
    assert sentence.startswith("Not permitted to your offices.")
    assert "CASE-WORK" in sentence


def test_an_act_that_does_not_exist_is_denied_and_said_to_be_undecidable() -> None:
    """No guess at what was meant."""
    assert "NOT-DECIDABLE" in told(BUREAU, "files:everything:view", "notice", Row(state="published"))


def test_a_refusal_reads_the_same_whatever_the_thing_is_like() -> None:
    """Two notices that the asker may not see differ in everything and are refused in the same bytes."""
    blocked = Row(state="blocked", kind="red", member="XB", circulation="*", concerned="XC")
    elsewhere = Row(state="published", kind="blue", member="XC", circulation="-XA", assigned="per_2", public=True)
    assert told(BUREAU, "files:notice:view", "notice", blocked) == told(
        BUREAU, "files:notice:view", "notice", elsewhere
    )
