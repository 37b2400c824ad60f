"""Errors of a form, as the summary above it and the words beside each field take them."""

from collections.abc import Mapping, Sequence
from typing import Any

from comity.kernel.errors import ComityError, TooManyRequests


def summary(error: ComityError | None, field: str) -> list[dict[str, str]]:
    """Return the entries of an error summary, each leading to its field; to `field` where the error names none."""
    if error is None:
        return []
    if not error.errors:
        return [{"text": error.detail, "href": f"#{field}"}]
    return [{"text": fault.message, "href": f"#{fault.path}"} for fault in error.errors]


def beside(error: ComityError | None, field: str) -> Mapping[str, dict[str, str]]:
    """Return the words that stand beside each field at fault."""
    return {each["href"][1:]: {"text": each["text"]} for each in summary(error, field)}


def waiting(error: ComityError | None) -> Mapping[str, str]:
    """Return the header that says when to try again."""
    return {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else {}


def mended(error: ComityError | None, fields: Sequence[str]) -> dict[str, Any]:
    """Return what a template needs of an error: `summary` and `beside`; the first of `fields` takes what names none."""
    return {"summary": summary(error, fields[0]), "beside": beside(error, fields[0])}
