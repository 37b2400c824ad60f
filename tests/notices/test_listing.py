"""The difference between two listings: added, changed, ended and same are a partition."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel import wire
from comity.kernel.codes import Language
from comity.kernel.subject import Subject, SubjectType
from comity.notices.listing import difference, digest
from comity.notices.request import Entity, NoticeRequest
from comity.notices.vocabulary import Kind


def listing(reference: str, name: str) -> NoticeRequest:
    """Return a listing of a fictional entity."""
    return NoticeRequest(
        kind=Kind.SPECIAL,
        reference=reference,
        language=Language.parse("en"),
        subject=Subject(type=SubjectType.ENTITY, name=name),
        requesting_entity=Entity(name="Council", basis="resolution 1"),
    )


KNOWN = (
    b'{"channel":"notice","kind":"special","language":"en","reference":"QDe.001",'
    b'"requesting_entity":{"basis":"resolution 1","name":"Council"},"subject":{"name":"Orsk","type":"entity"}}'
)
LISTS = st.dictionaries(st.sampled_from([f"QDe.{n:03}" for n in range(12)]), st.sampled_from(["Orsk", "Veld", "Brod"]))


@given(LISTS, LISTS, st.booleans())
def test_every_reference_falls_into_one_part(before: dict[str, str], after: dict[str, str], digests: bool) -> None:
    """Added, changed, ended and same cover both lists, do not overlap, and say what they mean."""
    old = {ref: listing(ref, name) for ref, name in before.items()}
    held = {ref: digest(one) for ref, one in old.items()} if digests else old
    found = difference(held, [listing(ref, name) for ref, name in after.items()])
    added, changed = {one.reference for one in found.added}, {one.reference for one in found.changed}
    assert added == after.keys() - before.keys()
    assert set(found.ended) == before.keys() - after.keys()
    assert changed == {ref for ref in before.keys() & after.keys() if before[ref] != after[ref]}
    assert set(found.same) == {ref for ref in before.keys() & after.keys() if before[ref] == after[ref]}


@given(LISTS)
def test_the_order_of_the_input_does_not_show(names: dict[str, str]) -> None:
    """Whatever the order of the file, the same things are done in the same order."""
    requests = [listing(ref, name) for ref, name in names.items()]
    assert difference({}, requests) == difference({}, requests[::-1])
    assert [one.reference for one in difference({}, requests).added] == sorted(names)


@given(LISTS, LISTS)
def test_after_an_import_nothing_is_left_to_do(before: dict[str, str], after: dict[str, str]) -> None:
    """Applying the difference makes the later list the list in force."""
    held = {ref: digest(listing(ref, name)) for ref, name in before.items()}
    later = [listing(ref, name) for ref, name in after.items()]
    found = difference(held, later)
    for ref in found.ended:
        del held[ref]
    held |= {one.reference: digest(one) for one in (*found.added, *found.changed)}
    again = difference(held, later)
    assert (again.added, again.changed, again.ended) == ((), (), ())


def test_a_reference_that_stands_twice_is_an_error() -> None:
    """Which of the two holds, no one can say."""
    with pytest.raises(ValueError, match=r"QDe\.001 stands twice"):
        difference({}, [listing("QDe.001", "Orsk"), listing("QDe.001", "Veld")])


def test_a_field_that_is_not_known_does_not_change_the_digest() -> None:
    """A later edition of the record with one more field leaves every listing as it was."""
    request = listing("QDe.001", "Orsk")
    assert b"null" in wire.canonical(request)
    assert digest(request) == hashlib.sha256(KNOWN).hexdigest()


def test_a_list_of_which_nothing_is_left_is_named() -> None:
    """One committee's list, imported as the whole, would end all others: someone must confirm that."""
    held = {ref: digest(listing(ref, "Orsk")) for ref in ("QDe.001", "QDe.002", "TAe.001", "LYe.001")}
    found = difference(held, [listing("QDe.001", "Orsk"), listing("TAe.002", "Veld")])
    assert found.ended == ("LYe.001", "QDe.002", "TAe.001")
    assert found.emptied == ("LY",)
    assert difference(held, []).emptied == ("LY", "QD", "TA")
    assert difference({}, []).emptied == ()
