"""Whole requests as a stranger to the code would write them, with what the check must come to."""

from pathlib import Path
from typing import Any

import yaml

from ..example import changed, plain  # noqa: TID252

LANGUAGES = ("en", "fr", "es", "ar")


def load() -> dict[str, list[dict[str, Any]]]:
    """Return the cases of each file of this folder."""
    folder = Path(__file__).parent
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))}


def request_of(case: dict[str, Any]) -> dict[str, Any]:
    """Return a case as the JSON of a request: the contract's example with the charges, facts and values given."""
    told = next((language for language in LANGUAGES if language in case), None)
    given: dict[str, Any] = {} if told is None else {"language": told, "judicial.facts": case[told]}
    if "language" in case:
        given["language"] = case["language"]
    if "charges" in case:
        given |= {"judicial.charges": [_charge(row) for row in case["charges"]], "judicial.loss": None}
    return changed(plain(), given | text(case.get("given", {})))


def text(value: Any) -> Any:
    """Return plain data with the days that YAML reads as dates written out."""
    if isinstance(value, dict):
        return {key: text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [text(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _charge(row: str) -> dict[str, Any]:
    """Return `title | category | penalty` as a charge; the penalty is months, its kind, or - where it is not said."""
    title, category, penalty = (part.strip() for part in row.split("|"))
    charge = {"title": title, "law": "Criminal Code, s. 271", "category": category, "death_penalty": penalty == "death"}
    if penalty.isdigit():
        return charge | {"max_penalty_months": int(penalty), "max_penalty_kind": "term"}
    return charge if penalty == "-" else charge | {"max_penalty_kind": penalty}
