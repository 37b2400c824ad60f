"""A value of a request in words, for summaries and for what changed."""

from typing import Any, Final, assert_never

from comity.hub.web.bureau.form.fields import Field, Plain, Sort, value_at
from comity.hub.web.bureau.form.sections import Group
from comity.hub.web.bureau.form.words import CODES, country
from comity.hub.web.dating import partial
from comity.hub.web.language import locale_of

NOT_GIVEN: Final = "Not given"
_ENGLISH: Final = locale_of("en")
_LONGEST_TITLE: Final = 80


def said(field: Field, value: Any) -> str:
    """Return a value in words."""
    if value is None:
        return field.every or NOT_GIVEN
    match field.sort:
        case Sort.LINE | Sort.WORDS | Sort.AMOUNT:
            return str(value) or field.none or NOT_GIVEN
        case Sort.NUMBER:
            return f"{value:,} {field.unit}".strip()
        case Sort.DATE:
            return partial(str(value), _ENGLISH)
        case Sort.CHOICE:
            return _option(field, value)
        case Sort.YES_NO:
            return "Yes" if value else "No"
        case Sort.CHOICES:
            return ", ".join(_option(field, each) for each in value) or field.none or "None"
        case Sort.LINES:
            return "\n".join(value) or field.none or "None"
        case Sort.CODE:
            return str(CODES[field.codes].names.get(value, value))
        case Sort.CODES:
            return ", ".join(CODES[field.codes].names.get(each, each) for each in value) or field.none or "None"
        case _:
            assert_never(field.sort)


def _option(field: Field, value: str) -> str:
    return next((each.text for each in field.options if each.value == value), country(value))


def title_of(group: Group, entry: Plain, number: int) -> str:
    """Return what an entry is called in a list; by its number where nothing tells it apart."""
    by_path = {field.path: field for field in group.fields}
    given = [(by_path[path], value_at(entry, path)) for path in group.titles]
    words = ", ".join(said(field, value) for field, value in given if value not in (None, ""))
    named = words if len(words) <= _LONGEST_TITLE else f"{words[:_LONGEST_TITLE]}…"
    numbered = f"{group.one.capitalize()} {number}"
    if group.upload:
        return f"{numbered}: {named}" if named else numbered
    return named or numbered
