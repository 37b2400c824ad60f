"""What changed between two listings: pure, so that a second import touches only what is not the same."""

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from comity.kernel.wire import canonical
from comity.notices.request import NoticeRequest


class Difference(msgspec.Struct, frozen=True):
    """A later list against what is published: to publish, to amend, to end, and what stays.

    `ended` and `same` hold references; everything is in the order of references.
    """

    added: tuple[NoticeRequest, ...]
    changed: tuple[NoticeRequest, ...]
    ended: tuple[str, ...]
    same: tuple[str, ...]


def digest(request: NoticeRequest) -> str:
    """Return the SHA-256 of the request's canonical bytes, in hex; it is unsalted and so never an act's commitment."""
    return hashlib.sha256(canonical(request)).hexdigest()


def difference(before: Mapping[str, str | NoticeRequest], after: Iterable[NoticeRequest]) -> Difference:
    """Return what the list `after` changes, against the requests in force (or their digests) by reference.

    A reference that stands twice in `after` raises `ValueError`: which of the two holds, no one can say.
    """
    known = {ref: one if isinstance(one, str) else digest(one) for ref, one in before.items()}
    later: dict[str, NoticeRequest] = {}
    for request in after:
        if request.reference in later:
            raise ValueError(f"the reference {request.reference} stands twice in one list")
        later[request.reference] = request
    kept = {ref: digest(later[ref]) == known[ref] for ref in sorted(later.keys() & known.keys())}
    return Difference(
        added=tuple(later[ref] for ref in sorted(later.keys() - known.keys())),
        changed=tuple(later[ref] for ref, same in kept.items() if not same),
        ended=tuple(sorted(known.keys() - later.keys())),
        same=tuple(ref for ref, same in kept.items() if same),
    )
