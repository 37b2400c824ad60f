"""What changed between two listings: pure, so that a second import touches only what is not the same."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from comity.kernel.decider import Refusal
from comity.kernel.errors import Fault
from comity.kernel.wire import builtins, canonical
from comity.law.un_lists import un_lists
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Kind


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


def rests_on_its_list(body: NoticeRequest, resolution: int | None) -> Refusal | None:
    """Say why a listing does not rest on a list of the Security Council that the law data knows, or None if it does.

    No reviewer stands behind a listing, so nothing but an entry of such a list is published as one.
    """
    given, faults = body.particulars, []
    law = un_lists().get(given.list or "") if given else None
    if body.kind is not Kind.SPECIAL or body.requesting_entity is None:
        faults.append(Fault("$.body.kind", "a special notice, asked for by the Security Council and by no member"))
    if law is None:
        faults.append(Fault("$.body.particulars.list", "the name of a list in the law data"))
    elif not body.reference.startswith(law.prefix):
        faults.append(Fault("$.body.reference", f"a reference of this list, which begins with {law.prefix}"))
    if law is not None and resolution != law.resolution:
        faults.append(Fault("$.resolution", f"{law.resolution}, on which this list rests"))
    if faults:
        return Refusal("A listing rests on an entry of a list of the Security Council.", tuple(faults), "no-listing")
    return None


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
