"""Importing listings: what a list changes against what is in force, as commands down the one path."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from comity.app.comity import Comity
from comity.app.path import Order
from comity.governance.gate import Principal
from comity.kernel.decider import Command
from comity.kernel.errors import Fault, UnusableInput
from comity.law.un_lists import resolution_number
from comity.notices import commands as c
from comity.notices.listing import Difference, difference, digest
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.request import NoticeRequest

BATCH = 100
"""Listings a transaction: a crash leaves whole batches, and the next run does what is left."""
Progress = Callable[[int, int], None]


class Imported(msgspec.Struct, frozen=True):
    """How many listings an import published, revised, ended and left as they were."""

    published: int
    revised: int
    ended: int
    same: int


class InForce(msgspec.Struct, frozen=True):
    """The listings in force: notice ids and digests of what they say by reference, and ids published twice."""

    notices: dict[str, str]
    digests: dict[str, str]
    doubled: tuple[str, ...] = ()


def in_force(comity: Comity) -> InForce:
    """Return the listings in force; of two under one reference the first stands and the other is doubled."""
    notices: dict[str, str] = {}
    digests: dict[str, str] = {}
    doubled: list[str] = []
    with comity.look() as look:
        for registered in look.reader.registers("notice"):
            state: Notice = look.typed(registered).state
            if state.resolution is None or state.state not in IN_FORCE or state.body is None:
                continue
            body = look.if_opened(state.body, NoticeRequest)
            if body is None:
                continue  # damaged: the list publishes the person anew, and this one is doubled once it is mended
            if body.reference in notices:
                doubled.append(state.id)
            else:
                notices[body.reference], digests[body.reference] = state.id, digest(body)
    return InForce(notices, digests, tuple(doubled))


def import_listings(
    comity: Comity,
    by: Principal,
    requests: Sequence[NoticeRequest],
    progress: Progress = lambda done, of: None,
    emptied: frozenset[str] = frozenset(),
) -> Imported:
    """Bring the listings in force to what `requests` say, in batches of `BATCH`; running it again completes it.

    A list of which no entry would be left (by the two letters of its references) raises `UnusableInput`
    unless `emptied` names it: a file of one committee must not end the listings of all others.
    """
    present = in_force(comity)
    found = difference(present.digests, requests)
    if gone := sorted(set(found.emptied) - emptied):
        message = f"the file has no entry of {', '.join(gone)} left; confirm that these lists have ended"
        raise UnusableInput("The import would end whole lists; nothing was done.", [Fault("$", message)])
    orders = list(_orders(comity, by, found, present))
    for start in range(0, len(orders), BATCH):
        with comity.path.batch() as run:
            for order in orders[start : start + BATCH]:
                run(order)
        progress(min(start + BATCH, len(orders)), len(orders))
    ended = len(found.ended) + len(present.doubled)
    return Imported(len(found.added), len(found.changed), ended, len(found.same))


def _orders(comity: Comity, by: Principal, found: Difference, present: InForce) -> Iterator[Order]:
    for command in _commands(comity, found, present):
        yield Order(by=by, command=command)


def _commands(comity: Comity, found: Difference, present: InForce) -> Iterator[Command]:
    for reference in found.ended:
        yield c.EndListing(id=present.notices[reference])
    for notice in present.doubled:
        yield c.EndListing(id=notice)
    for body in found.changed:
        yield c.ReviseListing(id=present.notices[body.reference], body=body)
    for body in found.added:
        title = (body.particulars.resolution if body.particulars else None) or ""
        yield c.PublishListing(id=comity.chance.id("ntc"), body=body, resolution=resolution_number(title))
