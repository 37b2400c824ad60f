"""The cases of the catalogue, read from the files beside this one (see README.md)."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from comity.compliance.check import Report, check
from comity.kernel import wire
from comity.notices.context import CaseContext

from ..example import AT, changed, plain, request  # noqa: TID252

FOLDER = Path(__file__).parent
Outcome = Literal["pass", "not_applicable", "refuse", "return", "review"]


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence a lawyer can read, what is given, and what the rule must come to."""

    outcome: Outcome
    clean: str | None = None
    found: str | None = None
    unknown: str | None = None
    base: str = "red"
    given: dict[str, Any] = {}
    context: dict[str, Any] = {}
    at: date = AT
    variant: str | None = None
    facts: list[str] = []
    audience: Literal["requester", "secretariat"] | None = None

    @property
    def sentence(self) -> str:
        return next(filter(None, (self.clean, self.found, self.unknown)))

    def report(self) -> Report:
        """Return the report on the request that the case describes."""
        context = wire.convert(self.context, CaseContext, "context")
        return check(request(changed(base(self.base), self.given)), context, self.at)


def _text(value: Any) -> Any:
    """Return data as JSON has it: YAML reads an unquoted 2024-01-15 as a day, JSON as text."""
    if isinstance(value, dict):
        # The same goes for the key `on`, which YAML reads as true.
        return {"on" if key is True else key: _text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_text(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def base(name: str) -> dict[str, Any]:
    """Return a complete request of a kind, as plain data."""
    return plain() if name == "red" else _text(_read(FOLDER / "bases.yaml")[name])


def cases() -> list[tuple[str, Case]]:
    """Return (rule code, case) for each case of every file."""
    found: list[tuple[str, Case]] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name == "bases.yaml":
            continue
        for code, entries in _read(path).items():
            found += [(code, msgspec.convert(_prepared(entry), Case)) for entry in entries]
    return found


def _prepared(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {key: _text(entry[key]) for key in ("given", "context") if key in entry}
