"""What the property tests of governance draw from: principals and rows, plausible and implausible ones alike."""

from hypothesis import strategies as st

from comity.governance.gate import WHAT, Principal
from comity.governance.offices import OF_A_MEMBER, Office
from comity.kernel.decider import Row

MEMBERS = ("XA", "XB", "XC")
PEOPLE = ("per_0000000000000001", "per_0000000000000002", "per_0000000000000011")
STATES = (
    "new",
    "draft",
    "discarded",
    "submitted",
    "under_review",
    "published",
    "suspended",
    "blocked",
    "cancelled",
    "open",
    "decided",
    "given",
    "active",
    "received",
    "erased",
)
members = st.sampled_from(MEMBERS)
comma_lists = st.lists(members, unique=True).map(",".join)


@st.composite
def principals(draw: st.DrawFn, offices: frozenset[Office] = frozenset(Office)) -> Principal:
    """Draw any set of offices, incompatible ones too: the gate must not rely on who was appointed."""
    held = frozenset(draw(st.lists(st.sampled_from(sorted(offices)), max_size=3)))
    home = draw(members if held & OF_A_MEMBER else st.none() | members)
    return Principal(draw(st.sampled_from(PEOPLE)), held, home, frozenset(draw(st.lists(members, max_size=2))))


circulations = st.one_of(
    st.none(), st.just("*"), st.builds(lambda sign, names: sign + names, st.sampled_from("+-"), comma_lists)
)
rows = st.builds(
    Row,
    state=st.sampled_from(STATES),
    kind=st.sampled_from((None, "red", "special")),
    member=st.none() | members,
    circulation=circulations,
    concerned=comma_lists,
    assigned=st.lists(st.sampled_from(PEOPLE), unique=True).map(",".join),
    public=st.booleans(),
)
kinds = st.sampled_from(WHAT)
