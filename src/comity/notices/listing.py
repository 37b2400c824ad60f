"""What changed between two listings: pure, so that a second import touches only what is not the same."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from comity.kernel.wire import builtins, canonical
from comity.notices.request import NoticeRequest


class Difference(msgspec.Struct, frozen=True):
    """A later list against what is published: to publish, to amend, to end, and what stays.

    `ended` and `same` hold references; everything is in the order of references.
    """

    added: tuple[NoticeRequest, ...]
    changed: tuple[NoticeRequest, ...]
    ended: tuple[str, ...]
    same: tuple[str, ...]

    @property
    def emptied(self) -> tuple[str, ...]:
        """The lists, by the two letters that begin their references, of which no entry is left.

        The committees also publish their own lists in the same form: one of them, imported as if it were the
        consolidated list, would end all others. A person must confirm that a whole list has ended.
        """
        left = {ref[:2] for ref in self.same} | {one.reference[:2] for one in (*self.added, *self.changed)}
        return tuple(sorted({ref[:2] for ref in self.ended} - left))


def digest(request: NoticeRequest) -> str:
    """Return the SHA-256 of what the request says, in hex; it is unsalted and so never an act's commitment.

    What is not known is left out, so that a field added to the record later does not make every listing look changed.
    """
    return hashlib.sha256(canonical(_known(builtins(request)))).hexdigest()


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _known(item) for key, item in value.items() if item is not None}
    return [_known(item) for item in value] if isinstance(value, list) else value


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
