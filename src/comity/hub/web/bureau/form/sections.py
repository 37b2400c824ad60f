"""What a section of the form is: a page of questions, or a list of entries with a page for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from comity.hub.web.bureau.form.fields import Field, Option, Plain, value_at
from comity.kernel.codes import Country
from comity.kernel.subject import SubjectType
from comity.notices.request import NoticeRequest

MEMBER: Final = "member"
"""The `codes` of a field whose options are the members of the organisation."""


class Part(StrEnum):
    """The parts of the task list, in order."""

    ASKED = "What is asked"
    SUBJECT = "Who or what it concerns"
    CASE = "The case"
    READERS = "What members should know"
    REACH = "Who receives it"


class Upload(StrEnum):
    """What may be uploaded for an entry."""

    PHOTOGRAPH = "photograph"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Group:
    """Entries of one kind: `one` and `many` name them, `titles` are the fields that tell one from another.

    `none` is the sentence that says there is none; None where that goes without saying. `upload` is set where an
    entry begins with a file, whose digest is its `sha256`.
    """

    path: str
    one: str
    many: str
    fields: tuple[Field, ...]
    titles: tuple[str, ...]
    empty: str
    none: str | None = None
    upload: Upload | None = None


def _always(body: NoticeRequest) -> bool:
    return True


def _nothing_more(body: NoticeRequest) -> tuple[Field, ...]:
    return ()


@dataclass(frozen=True)
class Section:
    """One page of the form. `applies` says for which requests it is offered; `more` are fields that depend on one."""

    slug: str
    title: str
    part: Part
    says: str = ""
    law: str = ""
    fields: tuple[Field, ...] = ()
    group: Group | None = None
    applies: Callable[[NoticeRequest], bool] = _always
    more: Callable[[NoticeRequest], tuple[Field, ...]] = _nothing_more

    def asked(self, body: NoticeRequest, members: Sequence[Country] = ()) -> tuple[Field, ...]:
        """Return the fields of this section for a request; `members` are those of the organisation."""
        return tuple(_with_members(field, members) for field in self.fields + self.more(body))

    def paths(self, body: NoticeRequest) -> tuple[str, ...]:
        """Return the places of the request that this section is about."""
        own = tuple(field.path for field in self.asked(body))
        return own + ((self.group.path,) if self.group else ())

    def stated(self, body: NoticeRequest, plain: Plain) -> bool:
        """Say whether anything is stated in this section; an answer that there is none is one."""
        return any(says_something(value_at(plain, path)) for path in self.paths(body))


def says_something(value: object) -> bool:
    """Say whether a value holds an answer."""
    if isinstance(value, dict):
        return any(says_something(each) for each in value.values())
    return value is not None


def _with_members(field: Field, members: Sequence[Country]) -> Field:
    if field.codes != MEMBER:
        return field
    return msgspec.structs.replace(field, options=tuple(Option(str(code), f"Member {code}") for code in members))


def person(body: NoticeRequest) -> bool:
    """Say whether the request is about a person who is known."""
    return body.subject.type is SubjectType.PERSON


def someone(body: NoticeRequest) -> bool:
    """Say whether the request is about a person, known or not."""
    return body.subject.type in (SubjectType.PERSON, SubjectType.UNIDENTIFIED)
