"""A request to be read over: its sections with what was written, and what the checks say of it."""

from collections.abc import Collection, Sequence

import msgspec

from comity.compliance.rule import Effect, Finding
from comity.hub.web.bureau.form import saying
from comity.hub.web.bureau.form.checks import Check, check_of
from comity.hub.web.bureau.form.fields import Plain, Sort, value_at
from comity.hub.web.bureau.form.outline import by_part, offered
from comity.hub.web.bureau.form.sections import Group, Section
from comity.hub.web.bureau.form.standing import on_section
from comity.kernel import wire
from comity.notices.request import NoticeRequest


class Row(msgspec.Struct, frozen=True):
    """An answer in words; `given` is False where there is none, `entry` the number of the entry it is.

    `file` is the digest of the file that it names, `there` whether that can be opened.
    """

    label: str
    value: str
    given: bool
    long: bool = False
    entry: int | None = None
    file: str | None = None
    there: bool = False


class Sheet(msgspec.Struct, frozen=True):
    """A section as it is read over."""

    slug: str
    title: str
    rows: tuple[Row, ...]
    upload: str | None = None


def parts(body: NoticeRequest, there: Collection[str]) -> list[tuple[str, list[Sheet]]]:
    """Return what was written, by part and section; sections that are not asked for and empty are left out.

    `there` are the digests of the files that can be opened.
    """
    plain = wire.builtins(body)
    return [
        (part.value, [_sheet(section, body, plain, there) for section in some])
        for part, some in by_part(offered(body, plain))
    ]


def _sheet(section: Section, body: NoticeRequest, plain: Plain, there: Collection[str]) -> Sheet:
    members = body.circulation.members if body.circulation else ()
    rows = [
        Row(field.label, saying.said(field, held := value_at(plain, field.path)), held is not None, _long(field.sort))
        for field in section.asked(body, members)
    ]
    upload = section.group.upload.value if section.group and section.group.upload else None
    given = [row for row in (*rows, *_entries(section.group, plain, there)) if row.given]
    return Sheet(section.slug, section.title, tuple(given), upload)


def _long(sort: Sort) -> bool:
    return sort in (Sort.WORDS, Sort.LINES)


def _entries(group: Group | None, plain: Plain, there: Collection[str]) -> list[Row]:
    if group is None:
        return []
    held = value_at(plain, group.path)
    if not held:
        return [Row(group.many.capitalize(), group.none or "None" if held == [] else saying.NOT_GIVEN, held == [])]
    return [
        Row(
            label=f"{group.one.capitalize()} {number}",
            value=_entry(group, entry),
            given=True,
            long=True,
            entry=number,
            file=entry.get("sha256"),
            there=entry.get("sha256") in there,
        )
        for number, entry in enumerate(held, 1)
    ]


def _entry(group: Group, entry: Plain) -> str:
    given = [(field, value_at(entry, field.path)) for field in group.fields]
    said = [(field.label.rstrip("?"), saying.said(field, value)) for field, value in given if value not in (None, "")]
    return "\n".join(f"{label}: {words}" for label, words in said)


class Raised(msgspec.Struct, frozen=True):
    """A finding with the sections where it can be mended."""

    check: Check
    sections: tuple[tuple[str, str], ...]


def raised(found: Sequence[Finding], body: NoticeRequest) -> list[Raised]:
    """Return findings, the gravest first, each with the sections where it can be mended."""
    order = list(Effect)
    ranked = sorted(found, key=lambda each: (order.index(each.effect or Effect.REVIEW), each.rule))
    sections = offered(body, wire.builtins(body))
    return [
        Raised(check_of(each), tuple((s.slug, s.title) for s in sections if on_section(s, body, [each])))
        for each in ranked
    ]
