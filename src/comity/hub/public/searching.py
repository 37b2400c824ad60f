"""One page of what answers to a question, from the public set."""

from collections.abc import Sequence
from datetime import date

from comity.app.publicset import PublicSet
from comity.hub.public.index import Entry
from comity.hub.public.query import Query, answering
from comity.notices.vocabulary import Kind


def paged(
    public: PublicSet[Entry], kind: Kind, query: Query, day: date, entity: bool | None = None
) -> tuple[Sequence[Entry], int]:
    """Return the entries of the page asked for, and how many there are on all pages.

    With `entity`, only entities or only persons. A list without a question is answered while it is still being read.
    """
    if entity is None and not query.filters:
        listed = public.listed(kind, query.start + query.result_per_page)
        found, total = listed.entries, listed.total
    else:
        found = answering(query, public.listed(kind).entries, day)
        if entity is not None:
            found = [one for one in found if one.entity is entity]
        total = len(found)
    return found[query.start : query.start + query.result_per_page], total
