"""An act holds identifiers, codes, dates and commitments, and nothing else."""

import types
import typing
from datetime import date, datetime
from enum import Enum

import msgspec
import pytest

from comity.app.acts import Act, ActReader
from comity.app.registry import ACTIONS, DECIDERS
from comity.governance.commands import CitationText
from comity.kernel.codes import Code
from comity.kernel.decider import ContentRef, Event

_EVENTS = sorted({event for decider in DECIDERS.values() for event in decider.events}, key=lambda kind: kind.__name__)
_CLOSED = (Enum, Code, date, datetime, int, bool, ContentRef, types.NoneType, msgspec.UnsetType)


def _admissible(kind: typing.Any) -> bool:
    """A closed list, a date, a number, a commitment, or a string whose pattern leaves no room for words."""
    if kind == CitationText:
        return True
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType, tuple):
        return all(_admissible(part) for part in typing.get_args(kind) if part is not Ellipsis)
    if origin is typing.Annotated:
        base, *metas = typing.get_args(kind)
        patterns = [meta.pattern for meta in metas if isinstance(meta, msgspec.Meta) and meta.pattern]
        bounded = any(pattern.startswith("^") and pattern.endswith("$") and " " not in pattern for pattern in patterns)
        return (base is str and bounded) or (base is not str and _admissible(base))
    return isinstance(kind, type) and issubclass(kind, _CLOSED)


@pytest.mark.parametrize("event", _EVENTS, ids=lambda event: event.__name__)
def test_no_event_has_room_for_free_text_a_name_or_a_document(event: type[Event]) -> None:
    """Each field is an id, a code, a date, a number or a salted commitment."""
    hints = typing.get_type_hints(event, include_extras=True)
    loose = {name: kind for name, kind in hints.items() if name != "__match_args__" and not _admissible(kind)}
    fields = {name: kind for name, kind in loose.items() if name in event.__struct_fields__}
    assert fields == {}


def test_every_command_has_a_cedar_action_and_every_action_a_command() -> None:
    """What a decider understands can be authorised, and nothing else."""
    commands = {command for decider in DECIDERS.values() for command in decider.commands}
    assert commands == set(ACTIONS)


def test_an_act_reads_back_from_its_canonical_bytes(home: typing.Any) -> None:
    """The document of an act is enough to have the act again."""
    home.published()
    reader = ActReader(DECIDERS.values())
    with home.comity.look() as look:
        rows = look.reader.acts(0, 10_000)
    assert [reader.read(row).row.document for row in rows] == [row.document for row in rows]
    assert all(isinstance(reader.read(row), Act) for row in rows)
