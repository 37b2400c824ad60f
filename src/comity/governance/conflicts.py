"""Conflicts of interest: whose business a person may not review, and who of several may review a case."""

from collections.abc import Iterable, Mapping

from comity.governance.people import PersonState


def ties(person: PersonState) -> frozenset[str]:
    """Return the states whose business the person may not review (Comity 2).

    These are every nationality, every secondment and the member of every office, past ones included:
    whoever once acted for a state does not later judge what that state asks.
    """
    offices = {held.member for held in person.held if held.member}
    own = {person.member} if person.member else set()
    return frozenset(person.nationalities) | frozenset(person.seconded_by) | offices | own


def unconflicted(people: Mapping[str, frozenset[str]], concerned: Iterable[str]) -> tuple[str, ...]:
    """Return who of `people` (ties by person) may review a case of the states `concerned`, in their order.

    `concerned` holds the requesting member as well.
    """
    states = frozenset(concerned)
    return tuple(person for person, tied in people.items() if not tied & states)
