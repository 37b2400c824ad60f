"""The contract's example request and changes to it, by the paths that findings use."""

import copy
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from comity.compliance.check import Report, check
from comity.kernel import wire
from comity.notices.context import CaseContext
from comity.notices.request import NoticeRequest

AT = date(2026, 11, 21)
EXAMPLE = Path(__file__).with_name("example.json").read_bytes()
_STEP = re.compile(r"(\w+)|\[(\d+)\]")


def plain() -> dict[str, Any]:
    """Return the example as plain data, for a test to change."""
    data: dict[str, Any] = wire.builtins(wire.decode(EXAMPLE, NoticeRequest))
    return data


def changed(data: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Return `data` with the value at each path (`judicial.charges[0].law`) replaced; parts on the way are made."""
    result = copy.deepcopy(data)
    for path, value in changes.items():
        steps: list[str | int] = [int(i) if i else name for name, i in _STEP.findall(path)]
        place: Any = result
        for step, following in pairwise(steps):
            if isinstance(step, str) and place.get(step) is None:
                place[step] = [] if isinstance(following, int) else {}
            place = place[step]
        last = steps[-1]
        if isinstance(last, int) and last == len(place):
            place.append(value)
        else:
            place[last] = value
    return result


def request(data: dict[str, Any]) -> NoticeRequest:
    """Return plain data as a request, read as strictly as any other."""
    return wire.convert(data, NoticeRequest, "request")


def report(changes: dict[str, Any], context: dict[str, Any] | None = None, at: date = AT) -> Report:
    """Return the report on the example with `changes`."""
    known = None if context is None else wire.convert(context, CaseContext, "context")
    return check(request(changed(plain(), changes)), known, at)
