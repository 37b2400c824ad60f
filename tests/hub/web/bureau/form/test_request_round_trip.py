"""A form shows a request and reads it back as it was, whatever stands in it."""

from typing import Any, get_args, get_origin
from urllib.parse import urlencode

import msgspec
from hypothesis import given, settings
from tests.house import request
from tests.hub.web.bureau.form.strategies import requests

from comity.hub.web.bureau.form.fields import Field, Sort, value_at, with_value
from comity.hub.web.bureau.form.outline import SECTIONS, offered
from comity.hub.web.bureau.form.particulars import ALL
from comity.hub.web.bureau.form.reading import read
from comity.hub.web.bureau.form.showing import shown
from comity.hub.web.forms import read_form
from comity.hub.web.visit import Fields
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.notices.request import NoticeRequest

MEMBERS = tuple(Country(code) for code in ("XA", "XB", "XC"))


def sent(typed: Fields) -> Fields:
    """Return a form as it comes through a browser, whose inputs of one line drop line ends."""
    return read_form(urlencode(list(typed.items)).encode(), "application/x-www-form-urlencoded")


def through_the_form(body: NoticeRequest) -> tuple[NoticeRequest, list[Any]]:
    """Return what becomes of a request when each of its pages is opened and saved as it is."""
    plain, faults = wire.builtins(body), []
    for section in offered(body, plain):
        fields = section.asked(body, MEMBERS)
        found = read(fields, plain, sent(shown(fields, plain)))
        plain, faults = found.plain, [*faults, *found.faults]
        if section.group:
            entries = value_at(plain, section.group.path)
            made = [
                read(section.group.fields, each, sent(shown(section.group.fields, each))).plain
                for each in entries or ()
            ]
            plain = with_value(plain, section.group.path, made if entries is not None else None)
    return wire.convert(plain, NoticeRequest), faults


@settings(max_examples=120)
@given(requests())
def test_a_form_that_is_saved_as_it_is_changes_nothing(body: NoticeRequest) -> None:
    """Every page opened and saved leaves the same request, also where it holds what a form cannot show."""
    made, faults = through_the_form(body)
    assert made == body
    assert [
        each for each in faults if not (each.message.startswith("Enter") or each.message.startswith("Choose"))
    ] == []


@settings(max_examples=60)
@given(requests())
def test_what_is_shown_is_enough_to_write_the_value_anew(body: NoticeRequest) -> None:
    """What an input shows of a value, typed into an empty form, gives that value, where it can be shown at all."""
    plain = wire.builtins(body)
    for section in SECTIONS:
        for field in section.asked(body, MEMBERS):
            held = value_at(plain, field.path)
            if writable(field, held):
                found = read([field], {}, sent(shown([field], plain)))
                assert found.faults == (), field.path
                assert value_at(found.plain, field.path) == held, field.path


def writable(field: Field, held: Any) -> bool:
    """Say whether a form can hold a value and tell it from every other."""
    if field.sort is Sort.CHOICE:
        return held in {each.value for each in field.options}
    if isinstance(held, str):
        whole = held == " ".join(held.split()) if field.sort is not Sort.WORDS else held == held.strip()
        return whole and bool(held) and "\r" not in held
    if isinstance(held, list):
        known = {each.value for each in field.options}
        if field.sort is Sort.CHOICES and not set(held) <= known:
            return False
        plain = all(str(each) and str(each) == " ".join(str(each).split()) for each in held)
        return bool(held) and plain and len(set(held)) == len(held)
    return held is not None


def test_every_field_is_bound_to_a_place_of_the_request() -> None:
    """No field of the form is about a place that the records do not have."""
    plain = wire.builtins(full())
    for section in SECTIONS:
        for field in section.asked(full(), MEMBERS):
            assert has(plain, field.path), field.path
        if section.group:
            assert has(plain, section.group.path), section.group.path


def test_every_place_of_the_request_has_a_field() -> None:
    """Nothing can be written through the interface for programs that the form cannot ask for, but who asks."""
    asked = set()
    for section in SECTIONS:
        asked |= {field.path for field in section.asked(full(), MEMBERS)}
        if section.group:
            asked |= {f"{section.group.path}[].{field.path}" for field in section.group.fields}
            if section.group.upload:
                asked.add(f"{section.group.path}[].sha256")
    asked |= {field.path for field in ALL.values()}
    assert set(places(NoticeRequest)) - asked == {
        "requesting_member",
        "requesting_entity.name",
        "requesting_entity.basis",
    }


def full() -> NoticeRequest:
    """Return a request in which every record is there, with every particular given."""
    body = wire.builtins(request())
    body["particulars"] = dict.fromkeys(body["particulars"])
    return wire.convert(body, NoticeRequest)


def has(plain: Any, path: str) -> bool:
    return path in set(places(NoticeRequest)) | {each.partition("[")[0] for each in places(NoticeRequest)}


def places(kind: Any, before: str = "") -> list[str]:
    """Return the path of every value that a record may hold; `[]` stands for the entries of a list."""
    found = []
    for each in msgspec.structs.fields(kind):
        path, inner = f"{before}{each.encode_name}", record_of(each.type)
        if inner is None:
            found.append(path)
        elif inner[1]:
            found += places(inner[0], f"{path}[].")
        else:
            found += places(inner[0], f"{path}.")
    return found


def record_of(kind: Any) -> tuple[Any, bool] | None:
    """Return the record that a type holds and whether it is in a list."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind, False
    for each in get_args(kind):
        inner = record_of(each)
        if inner is not None:
            return inner[0], inner[1] or get_origin(kind) is list
    return None
