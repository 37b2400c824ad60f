"""The page of the documentation on `/api/v1`: generated from the endpoints, so that it cannot say anything else."""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from comity.hub.api import ENDPOINTS
from comity.hub.endpoint import BYTES, Endpoint

_RULES = """
Errors are RFC 9457 problem documents (`application/problem+json`) with `errors: [{path, message}]` where input is at
fault. Unknown keys, duplicate keys and unknown parameters are refused. A JSON body has at most 1 MiB, a file 20 MiB.
The texts of one document have at most 250,000 signs together, its lists 300 entries each, a request 100 charges.

- **Who asks.** `Authorization: Bearer TOKEN`. A token is looked up at every request: a revocation holds at once.
- **What may not be known of** is answered as what does not exist: 404, the same bytes, for every method. 403 names the
  policy, and only for what the caller can see.
- **Versions.** An ETag is the version as *you* see it: acts that you may not know of do not move it. Where `If-Match`
  is marked, 428 without it and 412 where it is stale; nothing is ever merged. A tag that a proxy weakened counts.
- **Repetition.** A command under an `Idempotency-Key` is done once; the key is remembered for a day. Sent many times at
  once, all get the one result. 503 `in-doubt` says that it may have been done: repeat it with the same key.
- **Pages.** `?after=&limit=`, with `next` until the last page. What a date has ended is left out of a page at once, so
  that a page may be shorter than its limit before the last.
- **Opening is an act.** Whoever opens the content of a request, case, notice, application or file is recorded, by id.
  The pull of a feed under a token for a service is not: what was sent to whom stands in the feed itself.
"""


def page() -> str:
    """Return docs/reference/api.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The interface for programs: `/api/v1`\n"
    yield "Generated from the endpoints in `src/comity/hub/api`; `/api/v1/openapi.json` says the same to machines."
    yield _RULES
    for tag, found in groupby(ENDPOINTS, lambda each: each.tag):
        yield f"## {tag}\n"
        yield "| method and path | what | takes | answers | |"
        yield "|---|---|---|---|---|"
        yield from (_row(each) for each in found)
        yield ""


def _row(each: Endpoint) -> str:
    status = "" if each.status == 200 else f"{each.status} "
    taken = [f"`{name}`" for name in _query(each)] + ([f"`{_name(each.body)}`"] if each.body else [])
    taken += [f"`{BYTES}`"] if each.file else []
    marks = [word for word, holds in (("If-Match", each.seen), ("public", each.public)) if holds]
    answer = f"{status}`{_name(each.answer)}`" if each.answer else status.strip()
    return f"| `{each.method} {each.path}` | {each.says} | {', '.join(taken)} | {answer} | {', '.join(marks)} |"


def _query(each: Endpoint) -> list[str]:
    return [f"?{field.encode_name}" for field in msgspec.structs.fields(each.query)]


def _name(kind: object) -> str:
    if kind is bytes:
        return BYTES
    return (
        str(getattr(kind, "__name__", kind))
        if not hasattr(kind, "__args__")
        else f"Page of {kind.__args__[0].__name__}"
    )


if __name__ == "__main__":
    print(page(), end="")
