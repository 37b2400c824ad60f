"""Who may do what: cases that a lawyer can read, and laws that hold for every act, kind and state."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.governance.strategies import STATES, principals, rows

from comity.governance.gate import CLOCK, PROCESS, PUBLIC, WHAT, Gate, Principal, Resource, gate
from comity.governance.offices import SUPERVISION, Office
from comity.governance.register import actions
from comity.kernel.decider import Row

ME, OTHER = "per_0000000000000001", "per_0000000000000002"
OPEN_TO_ALL = {name for name, groups in actions().items() if "public" in groups}


def holding(*offices: Office, member: str | None = None, ties: str = "XZ") -> Principal:
    return Principal(ME, frozenset(offices), member, frozenset(ties.split(",")) - {""})


REVIEWER = holding(Office.REVIEWER)
TIES_UNKNOWN = holding(Office.REVIEWER, ties="")
CASE_OFFICER = holding(Office.CASE_OFFICER)
COMMISSIONER = holding(Office.COMMISSIONER)
SECRETARY_GENERAL = holding(Office.SECRETARY_GENERAL)
ADMINISTRATOR = holding(Office.ADMINISTRATOR)
AUDITOR = holding(Office.AUDITOR)
LISTING = holding(Office.LISTING_OFFICER)
STATISTICIAN = holding(Office.STATISTICIAN)
BUREAU = holding(Office.BUREAU_OFFICER, member="XA")
HEAD = holding(Office.BUREAU_HEAD, member="XA")
BORDER = holding(Office.BORDER_SERVICE, member="XA")

TO_ALL = Row(state="published", kind="red", member="XB", circulation="*")
TO_US = Row(state="published", kind="red", member="XB", circulation="+XA,XC")
NOT_TO_US = Row(state="published", kind="red", member="XB", circulation="-XA")
BLOCKED = Row(state="blocked", kind="red", member="XB", circulation="*", public=True)
SUSPENDED = Row(state="suspended", kind="red", member="XB", circulation="*")
OURS = Row(state="published", kind="red", member="XA", circulation="+XB")
OUR_BLOCKED = Row(state="blocked", kind="red", member="XA", circulation="*")
SHOWN = Row(state="published", kind="red", member="XA", circulation="+XB", public=True)
LISTED = Row(state="published", kind="special", circulation="*", public=True)
COURT = Row(state="published", kind="red", circulation="*")
OUR_DRAFT = Row(state="draft", kind="red", member="XA")
THEIR_DRAFT = Row(state="draft", kind="red", member="XB")
SUBMITTED = Row(state="submitted", kind="red", member="XB", concerned="XB,XC")
CASE = Row(state="open", kind="red", member="XB", concerned="XB,XC", assigned=ME)
FREE_CASE = Row(state="open", kind="red", member="XB", concerned="XB,XC")
OTHERS_CASE = Row(state="open", kind="red", member="XB", concerned="XB,XC", assigned=OTHER)
OUR_CASE = Row(state="open", kind="red", member="XA")
OUR_TIED = Row(state="open", kind="red", member="XB", concerned="XB,XZ", assigned=ME)
OF_OUR_STATE = Row(state="open", kind="red", member="XZ", concerned="", assigned=ME)
DECIDED = Row(state="decided", kind="red", member="XB", assigned=ME)
MY_OPINION = Row(state="given", assigned=ME, parent="req_1")
OTHERS_OPINION = Row(state="given", assigned=OTHER, parent="req_1")
OUR_DEALING = Row(state="treated", member="XA", parent="ntc_1")
THEIR_DEALING = Row(state="treated", member="XC", parent="ntc_1")
APPLICATION = Row(state="received", kind="access")
MYSELF = Row(state="active", assigned=ME)
COLLEAGUE = Row(state="active", assigned=OTHER)
OUR_OFFICER = Row(state="active", assigned=OTHER, member="XA")
NO_ROW = Row(state="none")
WHOLE = Row(state="established")
OUR_OWN = Row(state="none", member="XA")

YES, NO = True, False
CASES = {
    "a bureau drafts for its own member": (BUREAU, "bureau:request:draft", "request", OUR_DRAFT, YES),
    "a bureau drafts for no other member": (BUREAU, "bureau:request:draft", "request", THEIR_DRAFT, NO),
    "a bureau drafts for no one in particular": (BUREAU, "bureau:request:draft", "request", NO_ROW, NO),
    "a bureau opens its own draft": (BUREAU, "files:request:view", "request", OUR_DRAFT, YES),
    "a bureau opens no other member's request": (BUREAU, "files:request:view", "request", SUBMITTED, NO),
    "a bureau never sees a review, even of its own": (BUREAU, "files:review:view", "review", OUR_CASE, NO),
    "a bureau suspends its own notice": (BUREAU, "bureau:notice:suspend", "notice", OURS, YES),
    "a bureau ends no other member's notice": (BUREAU, "bureau:notice:end", "notice", TO_ALL, NO),
    "a bureau ends no listing": (BUREAU, "bureau:notice:end", "notice", LISTED, NO),
    "a notice to all is seen": (BUREAU, "files:notice:view", "notice", TO_ALL, YES),
    "a notice to us is seen": (BUREAU, "files:notice:view", "notice", TO_US, YES),
    "a notice to all but us is not seen": (BUREAU, "files:notice:view", "notice", NOT_TO_US, NO),
    "a blocked notice of another member is not seen": (BUREAU, "files:notice:view", "notice", BLOCKED, NO),
    "a suspended notice of another member is not seen": (BUREAU, "files:notice:view", "notice", SUSPENDED, NO),
    "the owner sees that its notice is blocked": (BUREAU, "files:notice:view", "notice", OUR_BLOCKED, YES),
    "a listing is seen by every bureau": (BUREAU, "files:notice:view", "notice", LISTED, YES),
    "a bureau acts on a notice for the member it names": (BUREAU, "recipient:notice:treat", "notice", TO_US, NO),
    "a bureau records its own dealing": (BUREAU, "recipient:notice:answer", "dealing", OUR_DEALING, YES),
    "a bureau records no dealing of another": (BUREAU, "recipient:notice:answer", "dealing", THEIR_DEALING, NO),
    "a bureau sees its own dealing": (BUREAU, "files:dealing:view", "dealing", OUR_DEALING, YES),
    "a recipient never sees who else received": (BUREAU, "files:dealing:view", "dealing", THEIR_DEALING, NO),
    "a bureau reads its own feed": (BUREAU, "feed:entries:read", "feed", OUR_OWN, YES),
    "a bureau reads no other feed": (BUREAU, "feed:entries:read", "feed", Row(state="none", member="XB"), NO),
    "only the head replies to the figures": (BUREAU, "figures:reply:write", "figures", OUR_OWN, NO),
    "the head replies to the figures on the own member": (HEAD, "figures:reply:write", "figures", OUR_OWN, YES),
    "the head sees the bureau's people": (HEAD, "files:person:view", "person", OUR_OFFICER, YES),
    "the head fills no office": (HEAD, "admin:office:fill", "person", OUR_OFFICER, NO),
    "a border service screens": (BORDER, "screening:person:ask", "screening", NO_ROW, YES),
    "a border service sees what reaches its member": (BORDER, "files:notice:view", "notice", TO_US, YES),
    "a border service sees no blocked notice": (BORDER, "files:notice:view", "notice", BLOCKED, NO),
    "a border service answers for no one": (BORDER, "recipient:notice:answer", "notice", TO_US, NO),
    "a border service drafts nothing": (BORDER, "bureau:request:draft", "request", OUR_DRAFT, NO),
    "a reviewer sees a free case in the queue": (REVIEWER, "review:queue:view", "review", FREE_CASE, YES),
    "a reviewer does not open a case before claiming it": (REVIEWER, "files:review:view", "review", FREE_CASE, NO),
    "a reviewer opens a case that they hold": (REVIEWER, "files:review:view", "review", CASE, YES),
    "a reviewer opens no other reviewer's case": (REVIEWER, "files:review:view", "review", OTHERS_CASE, NO),
    "a reviewer claims an open case": (REVIEWER, "review:case:claim", "review", FREE_CASE, YES),
    "a reviewer claims no decided case": (REVIEWER, "review:case:claim", "review", DECIDED, NO),
    "a tie to a state concerned excludes": (REVIEWER, "review:case:claim", "review", OUR_TIED, NO),
    "a tie to the requester excludes": (REVIEWER, "review:case:claim", "review", OF_OUR_STATE, NO),
    "a tie found later takes the file away": (REVIEWER, "files:review:view", "review", OUR_TIED, NO),
    "a tie found later takes the opinion away": (REVIEWER, "review:opinion:give", "review", OUR_TIED, NO),
    "an opinion is given by who holds the case": (REVIEWER, "review:opinion:give", "review", CASE, YES),
    "no opinion without holding the case": (REVIEWER, "review:opinion:give", "review", FREE_CASE, NO),
    "no opinion on a file that is not there": (REVIEWER, "review:opinion:give", "opinion", Row(state="new"), NO),
    "a reviewer reads their own opinion": (REVIEWER, "files:opinion:view", "opinion", MY_OPINION, YES),
    "a reviewer reads no other opinion": (REVIEWER, "files:opinion:view", "opinion", OTHERS_OPINION, NO),
    "not even a reviewer who is a case officer too": (
        holding(Office.REVIEWER, Office.CASE_OFFICER), "files:opinion:view", "opinion", OTHERS_OPINION, NO),
    "unknown ties are no absence of ties": (TIES_UNKNOWN, "review:case:claim", "review", FREE_CASE, NO),
    "a reviewer cancels nothing": (REVIEWER, "secretariat:notice:cancel", "notice", TO_ALL, NO),
    "a case officer records context": (CASE_OFFICER, "secretariat:case:context", "review", CASE, YES),
    "a case officer blocks": (CASE_OFFICER, "secretariat:notice:block", "notice", TO_ALL, YES),
    "a case officer opens a submitted request": (CASE_OFFICER, "files:request:view", "request", SUBMITTED, YES),
    "a draft is not yet before the secretariat": (CASE_OFFICER, "files:request:view", "request", THEIR_DRAFT, NO),
    "a case officer sees no application": (CASE_OFFICER, "files:application:view", "application", APPLICATION, NO),
    "a case officer publishes nothing": (CASE_OFFICER, "process:notice:publish", "notice", Row(state="new"), NO),
    "a case officer judges nothing": (CASE_OFFICER, "review:case:claim", "review", FREE_CASE, NO),
    "the Secretary General sees the queue": (SECRETARY_GENERAL, "review:queue:view", "review", FREE_CASE, YES),
    "the Secretary General reassigns": (SECRETARY_GENERAL, "review:case:release", "review", OTHERS_CASE, YES),
    "the Secretary General imposes measures": (
        SECRETARY_GENERAL, "secretariat:measure:impose", "organisation", WHOLE, YES),
    "the Secretary General sees the clocks": (SECRETARY_GENERAL, "secretariat:load:view", "organisation", NO_ROW, YES),
    "the Secretary General opens no case": (SECRETARY_GENERAL, "files:review:view", "review", CASE, NO),
    "the Secretary General opens no notice": (SECRETARY_GENERAL, "files:notice:view", "notice", TO_ALL, NO),
    "the Secretary General cancels nothing": (SECRETARY_GENERAL, "secretariat:notice:cancel", "notice", TO_ALL, NO),
    "a listing officer publishes a listing": (LISTING, "listing:notice:publish", "notice", Row(state="new"), YES),
    "a listing officer touches no member's notice": (LISTING, "listing:notice:end", "notice", TO_ALL, NO),
    "a listing officer opens listings": (LISTING, "files:notice:view", "notice", LISTED, YES),
    "a listing officer keeps a court's notice": (LISTING, "files:notice:view", "notice", COURT, YES),
    "a commissioner opens an application": (COMMISSIONER, "files:application:view", "application", APPLICATION, YES),
    "a commissioner opens whole files": (COMMISSIONER, "files:opinion:view", "opinion", OTHERS_OPINION, YES),
    "a commissioner opens a request that was sent": (COMMISSIONER, "files:request:view", "request", SUBMITTED, YES),
    "a commissioner opens no draft": (COMMISSIONER, "files:request:view", "request", THEIR_DRAFT, NO),
    "a commissioner may block a notice": (COMMISSIONER, "secretariat:notice:block", "notice", TO_ALL, YES),
    "a commissioner cancels nothing": (COMMISSIONER, "secretariat:notice:cancel", "notice", TO_ALL, NO),
    "a commissioner who is a case officer too cancels nothing": (
        holding(Office.COMMISSIONER, Office.CASE_OFFICER), "secretariat:notice:cancel", "notice", TO_ALL, NO),
    "everyone chooses how they are told": (COMMISSIONER, "account:notifications:set", "person", MYSELF, YES),
    "no one chooses how another is told": (ADMINISTRATOR, "account:notifications:set", "person", COLLEAGUE, NO),
    "an auditor reads the acts": (AUDITOR, "ledger:acts:read", "ledger", NO_ROW, YES),
    "an auditor opens no file": (AUDITOR, "files:notice:view", "notice", TO_ALL, NO),
    "an administrator fills an office": (ADMINISTRATOR, "admin:office:fill", "person", COLLEAGUE, YES),
    "an administrator fills no office for themselves": (ADMINISTRATOR, "admin:office:fill", "person", MYSELF, NO),
    "an administrator does not amend their own ties": (ADMINISTRATOR, "admin:person:amend", "person", MYSELF, NO),
    "an administrator opens no file": (ADMINISTRATOR, "files:request:view", "request", SUBMITTED, NO),
    "an administrator imposes no measure": (ADMINISTRATOR, "secretariat:measure:impose", "organisation", NO_ROW, NO),
    "a statistician publishes figures": (STATISTICIAN, "figures:release:publish", "figures", NO_ROW, YES),
    "a statistician opens no file": (STATISTICIAN, "files:dealing:view", "dealing", THEIR_DEALING, NO),
    "anyone reads a public extract": (PUBLIC, "public:extract:read", "notice", SHOWN, YES),
    "no one reads the extract of a blocked notice": (PUBLIC, "public:extract:read", "notice", BLOCKED, NO),
    "no one reads an extract that was not released": (PUBLIC, "public:extract:read", "notice", TO_ALL, NO),
    "the public opens no notice, public or not": (PUBLIC, "files:notice:view", "notice", SHOWN, NO),
    "anyone may apply to the commission": (PUBLIC, "redress:application:receive", "application", Row(state="new"), YES),
    "the public opens no application": (PUBLIC, "files:application:view", "application", APPLICATION, NO),
    "the process publishes": (PROCESS, "process:notice:publish", "notice", Row(state="new"), YES),
    "the process writes the addendum of a refusal": (PROCESS, "secretariat:notice:addendum", "notice", TO_ALL, YES),
    "the process opens nothing for anyone": (PROCESS, "files:notice:view", "notice", TO_ALL, NO),
    "the process gives no opinion": (PROCESS, "review:opinion:give", "review", CASE, NO),
    "the clock ends what has run out": (CLOCK, "clock:notice:end", "notice", TO_ALL, YES),
    "the clock blocks nothing": (CLOCK, "secretariat:notice:block", "notice", TO_ALL, NO),
    "anyone revokes their own token": (BORDER, "admin:token:revoke", "person", MYSELF, YES),
    "no one revokes a colleague's token": (REVIEWER, "admin:token:revoke", "person", COLLEAGUE, NO),
    "even the President gives up a token": (holding(Office.PRESIDENT), "admin:token:revoke", "person", MYSELF, YES),
}  # fmt: skip


@pytest.mark.parametrize(("principal", "action", "what", "row", "allowed"), CASES.values(), ids=CASES.keys())
def test_the_policies_decide_as_the_law_would(
    principal: Principal, action: str, what: str, row: Row, allowed: bool
) -> None:
    """Each case is one sentence of the design; its verdict names a policy and a ground whichever way it goes."""
    verdict = gate().check(principal, action, Resource("res_0000000000000001", what, row))
    assert verdict.allowed is allowed, verdict
    assert verdict.policy
    assert verdict.citation
    assert verdict.reason


def test_a_reviewer_hands_back_their_own_case_and_no_other_s() -> None:
    """The command names whose claim ends; only the Secretary General names another."""
    mine = Resource("req_0000000000000001", "review", CASE, about=ME)
    both = Row(state="open", member="XB", assigned=f"{ME},{OTHER}")
    theirs = Resource("req_0000000000000001", "review", both, about=OTHER)
    assert gate().check(REVIEWER, "review:case:release", mine).allowed
    assert not gate().check(REVIEWER, "review:case:release", theirs).allowed
    assert gate().check(SECRETARY_GENERAL, "review:case:release", theirs).policy == "REASSIGN"


RECEPTION = {
    "a notice that reaches the own member": (TO_US, "XA", True),
    "the same in the name of another recipient": (TO_US, "XC", False),
    "a notice that does not reach it": (NOT_TO_US, "XA", False),
    "a blocked notice": (BLOCKED, "XA", False),
    "its own notice": (OURS, "XA", False),
    "its own notice in another's name": (OURS, "XB", False),
}


@pytest.mark.parametrize(("row", "member", "allowed"), RECEPTION.values(), ids=RECEPTION.keys())
def test_a_bureau_answers_for_its_own_member_and_only_what_reaches_it(row: Row, member: str, allowed: bool) -> None:
    """The command names the member; no bureau speaks in the name of another."""
    for act in ("treat", "answer", "object"):
        resource = Resource("ntc_0000000000000001", "notice", row, about=member)
        assert gate().check(BUREAU, f"recipient:notice:{act}", resource).allowed is allowed
        assert not gate().check(BORDER, f"recipient:notice:{act}", resource).allowed


@pytest.mark.parametrize("office", sorted(SUPERVISION))
def test_president_and_committee_do_nothing_operational_to_anything_in_any_state(office: Office) -> None:
    """Every act on every kind in every state is denied to them, but what the public may do."""
    president = Principal(ME, frozenset({office}))
    for action, what in product(actions(), WHAT):
        for state in STATES:
            row = Row(state=state, kind="special", circulation="*", assigned=OTHER, public=True)
            verdict = gate().check(president, action, Resource("res_0000000000000001", what, row))
            assert not verdict.allowed or action in OPEN_TO_ALL, (action, what, state)
            if verdict.policy == "NOT-DECIDABLE":
                break  # the schema knows no such act on this kind, whatever its state


@settings(max_examples=300, deadline=None)
@given(
    others=principals(),
    office=st.sampled_from(sorted(SUPERVISION)),
    action=st.sampled_from(sorted(set(actions()) - OPEN_TO_ALL)),
    what=st.sampled_from(WHAT),
    row=rows,
)
def test_no_second_office_gives_president_or_committee_access(
    others: Principal, office: Office, action: str, what: str, row: Row
) -> None:
    """Were someone wrongly appointed to another office as well, the prohibition would still win."""
    person = Principal("per_0000000000000099", others.offices | {office}, others.member, others.ties)
    assert not gate().check(person, action, Resource("res_0000000000000001", what, row)).allowed


@settings(max_examples=300, deadline=None)
@given(
    others=principals(frozenset(Office) - SUPERVISION),
    action=st.sampled_from(sorted(name for name, groups in actions().items() if "decision" in groups)),
    what=st.sampled_from(WHAT),
    row=rows,
)
def test_the_secretary_general_decides_nothing_whatever_else_they_hold(
    others: Principal, action: str, what: str, row: Row
) -> None:
    """Claims, opinions, conclusions and cancellations are closed to who runs the secretariat."""
    offices = others.offices | {Office.SECRETARY_GENERAL}
    person = Principal(others.id, offices, others.member, others.ties)
    assert not gate().check(person, action, Resource("res_0000000000000001", what, row)).allowed


@settings(max_examples=250, deadline=None)
@given(principal=principals(), row=rows, what=st.sampled_from(["review", "opinion"]))
def test_no_one_with_a_tie_ever_judges(principal: Principal, row: Row, what: str) -> None:
    """For any offices and any case: a tie to its owner or to a state concerned bars claim and opinion."""
    states = {row.member, *row.concerned.split(",")} - {None, ""}
    for action in ("review:case:claim", "review:opinion:give"):
        verdict = gate().check(principal, action, Resource("req_0000000000000001", what, row))
        assert not (verdict.allowed and principal.ties & states)
        assert not (verdict.allowed and not principal.ties)


@settings(max_examples=250, deadline=None)
@given(principal=principals(frozenset({Office.BUREAU_OFFICER, Office.BUREAU_HEAD, Office.BORDER_SERVICE})), row=rows)
def test_no_member_sees_what_does_not_circulate_to_it(principal: Principal, row: Row) -> None:
    """Outside circulation, or while it is not published, another member's notice is closed."""
    allowed = gate().check(principal, "files:notice:view", Resource("ntc_0000000000000001", "notice", row)).allowed
    if allowed and row.member != principal.member:
        assert row.state == "published"
        named = (row.circulation or "")[1:].split(",")
        assert row.circulation
        assert {"*": True, "+": principal.member in named, "-": principal.member not in named}[row.circulation[0]]


UNDECIDABLE = [
    ("review:case:clam", "review"),
    ("", "review"),
    ('x" || true', "review"),
    ("decision", "review"),
    ("public", "notice"),
    ("files:review:view", "notice"),
    ("files:review:view", "reviews"),
    ("files:review:view", ""),
    ("review:case:claim\x00", "review"),
    ("прав", "review"),
]


@pytest.mark.parametrize(("action", "what"), UNDECIDABLE)
def test_what_is_not_known_is_denied(action: str, what: str) -> None:
    """Unknown acts and kinds, groups instead of acts, and text that would be code elsewhere: the answer is no."""
    for principal in (REVIEWER, CASE_OFFICER, COMMISSIONER, PROCESS):
        verdict = gate().check(principal, action, Resource("res_0000000000000001", what, CASE))
        assert not verdict.allowed
        assert verdict.policy == "NOT-DECIDABLE"


@given(st.text() | st.sampled_from(['a"b', "a\\", "أ", 'x"; permit', '", Actor::"' + OTHER, "\ud800", "\u202e", "\n"]))
def test_an_id_is_data_and_never_code(odd: str) -> None:
    """Ids of other than plain signs open nothing; plain ones open only what is the bearer's own."""
    row = Row(state="open", member="XB", assigned=OTHER)
    someone = Principal(odd, frozenset({Office.REVIEWER}), None, frozenset({"XZ"}))
    assert not gate().check(someone, "review:opinion:give", Resource(odd, "review", row)).allowed
    plain = re.fullmatch("[A-Za-z0-9_.:/-]*", odd) is not None
    verdict = gate().check(REVIEWER, "review:case:claim", Resource(odd, "review", row))
    assert verdict.allowed == plain
    assert plain or verdict.policy == "NOT-DECIDABLE"


def test_who_acts_for_a_member_says_for_which() -> None:
    """A bureau's officer without a bureau cannot be."""
    with pytest.raises(ValueError, match="for which"):
        Principal(ME, frozenset({Office.BUREAU_OFFICER}))


def test_two_gates_answer_alike() -> None:
    """The parsed policies hold no state from question to question."""
    fresh = Gate()
    for principal, action, what, row, _ in CASES.values():
        resource = Resource("res_0000000000000001", what, row)
        assert fresh.check(principal, action, resource) == gate().check(principal, action, resource)
