"""Whether something is stated: blanks and words for nothing state nothing, in any working language."""

import pytest

from comity.compliance.rule import Fact
from comity.compliance.stated import missing, stated
from comity.notices.request import Authority


@pytest.mark.parametrize(
    "nothing", [None, "", "  ", "-", "n/a", "Unknown", "NONE", "inconnu", "ninguno", "غير معروف", []]
)
def test_a_word_for_nothing_states_nothing(nothing: object) -> None:
    """A field that was filled only to pass is as good as empty."""
    assert not stated(nothing)


@pytest.mark.parametrize("something", ["Na", "X", "0", 0, False, "None of the above applied", "المتهم", ["a"]])
def test_what_tells_something_is_stated(something: object) -> None:
    """Short names, zero and no are answers."""
    assert stated(something)


def test_what_is_missing_is_named_by_its_path() -> None:
    """Each field that states nothing is a fact with its path and the value as it stands."""
    held = Authority(name="District Court", reference="-")
    assert list(missing(held, "requesting_authority", "name", "reference")) == [
        Fact("requesting_authority.reference", "-")
    ]
    assert [fact.path for fact in missing(None, "requesting_authority", "name")] == ["requesting_authority.name"]
