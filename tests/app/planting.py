"""Markers planted in every field that can hold words, and the search for them in the bytes of every file."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from tests.house import House, request

from comity.kernel import wire
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.context import CaseContext, HumanRightsConcern, Ruling
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Answer, Concern, Decision, EarlierRuling, ObjectionKind, Treatment
from comity.settings import Settings

_CODED = re.compile(r"[a-z_]+|[A-Z]{2,3}|[0-9-]+|[0-9a-f]{64}")
"""Values of vocabularies, country codes, dates, amounts and digests: what the schema lets stand in the clear."""
_ZEROS = re.compile(rb"\0{40,}")


class Planted:
    """The markers of one story: each is nowhere else, and survives no encoding unseen."""

    def __init__(self) -> None:
        self.words: list[bytes] = []

    def mark(self, where: str) -> str:
        """Return words that stand for what a person wrote at `where`."""
        found = f"Zorvex {where} {len(self.words)} Ülqen"
        self.words.append(found.encode())
        return found

    def picture(self) -> bytes:
        """Return the bytes of a photograph."""
        found = b"\xff\xd8\xff\xe0" + sha256(str(len(self.words)).encode()).digest() * 3
        self.words.append(found[4:])
        return found

    def body(self, photograph: bytes | None = None) -> NoticeRequest:
        """Return the example request with a marker in every field that is not coded."""
        plain = wire.builtins(request())
        marked = self._marked(plain, "body")
        marked["public_extract"] = {"authorised": True, "fields": None, "reason": self.mark("leave"), "until": None}
        marked["subject"]["photographs"] = [{"sha256": sha256(photograph).hexdigest()}] if photograph else None
        marked["attachments"] = []
        return wire.convert(marked, NoticeRequest)

    def _marked(self, value: Any, where: str) -> Any:
        match value:
            case dict():
                return {key: self._marked(item, key) for key, item in value.items()}
            case list():
                return [self._marked(item, where) for item in value]
            case str() if not _CODED.fullmatch(value):
                return f"{value} {self.mark(where)}"
            case _:
                return value


def told(house: House, planted: Planted, notice: str) -> None:
    """Let everyone say something about a notice in force, in words."""
    for member, treatment in (("XC", Treatment.ENTERED), ("XB", Treatment.ALERT_ONLY)):
        text = planted.mark("treatment")
        house.do(
            house.bureau[member],
            c.RecordTreatment(notice=notice, member=Country(member), treatment=treatment, text=text),
        )
    answer = c.RecordAnswer(notice=notice, member=Country("XC"), answer=Answer.LOCATED, text=planted.mark("answer"))
    house.do(house.bureau["XC"], answer, key="answer-1")
    house.do(house.officer, c.AddAddendum(id=notice, text=planted.mark("addendum"), public=True))
    objection = c.RaiseObjection(
        notice=notice, member=Country("XB"), kind=ObjectionKind.IDENTITY, text=planted.mark("objection")
    )
    house.do(house.bureau["XB"], objection)


def context(planted: Planted) -> CaseContext:
    """Return what the secretariat holds, in words."""
    return CaseContext(
        earlier_rulings=[Ruling(case=planted.mark("ruling"), ruling=EarlierRuling.COMPLIANT)],
        human_rights=[HumanRightsConcern(source=planted.mark("source"), concern=Concern.FAIR_TRIAL, individual=False)],
        minority=planted.mark("minority"),
        duplicates=[planted.mark("duplicate")],
    )


def submitted(house: House, planted: Planted) -> str:
    """Return a request with a photograph, revised once and submitted, on which a context is recorded twice."""
    photograph, new = planted.picture(), house.comity.chance.id("req")
    by = house.bureau["XA"]
    upload = ReceiveUpload(id=house.comity.chance.id("upl"), member=Country("XA"), data=photograph)
    house.do(by, upload, key=f"upload-{new}")
    house.do(by, c.DraftRequest(id=new, body=planted.body()), key=f"draft-{new}")
    house.do(by, c.ReviseDraft(id=new, body=planted.body(photograph)))
    house.do(by, c.SubmitRequest(id=new, despite=planted.mark("despite")), key=f"submit-{new}")
    for _ in range(2):
        house.do(house.officer, c.RecordContext(id=new, context=context(planted)))
    return new


def opine(house: House, planted: Planted, new: str, decision: Decision = Decision.APPROVE, **more: Any) -> None:
    """Two reviewers say what they think in words."""
    from comity.app.casefile import report_on

    for reviewer in more.pop("reviewers", house.reviewers[:2]):
        house.do(reviewer, c.ClaimReview(id=new))
        with house.comity.look() as look:
            rules = sorted({question.rule for question in report_on(look, new, house.clock.at).questions})
        text = c.OpinionText(
            reasons=planted.mark("reasons"),
            answers=[c.QuestionAnswer(rule=rule, answer=planted.mark("answer")) for rule in rules],
            for_requester=planted.mark("for requester"),
        )
        house.do(reviewer, c.GiveOpinion(id=new, decision=decision, text=text, **more))


def settings_of(house: House) -> Settings:
    """Return where a house stands, for another process to open it."""
    url = house.comity.store.engine.url  # type: ignore[attr-defined]
    database = None if url.drivername.startswith("sqlite") else url.render_as_string(hide_password=False)
    return Settings(data=house.comity.vault._store.path.parent, database=database)  # type: ignore[attr-defined]


def secrets(house: House, files: Iterable[str]) -> list[bytes]:
    """Return wrapped secret, data key and salt of every content of these files."""
    vault, found = house.comity.vault, []
    with house.comity.look() as look:
        names = [name for file in files for name in look.reader.contents(file)]
    assert names
    for name in names:
        row = vault._store.get(name)  # type: ignore[attr-defined]
        secret = vault._secret(name)  # type: ignore[attr-defined]
        found += [row.wrapped, secret[:32], secret[32:]]
    return found


def remains(house: House, sought: Iterable[bytes]) -> list[str]:
    """Return where any of `sought` stands: in the bytes of any file under the folder, or in any table."""
    places = dict(_bytes_of(house))
    everything = _ZEROS.sub(b"\0", b"\0\0".join(places.values()))
    found = {each: [form for form in _disguises(each) if form in everything] for each in sought}
    return [
        f"{each!r} in {place}"
        for each, forms in found.items()
        for place, body in places.items()
        if any(form in body for form in forms)
    ]


def _bytes_of(house: House) -> Iterator[tuple[str, bytes]]:
    for path in sorted(settings_of(house).data.parent.rglob("*")):
        if path.is_file():
            yield str(path), path.read_bytes()
    with house.comity.look() as look:
        for shape in look.reader.shapes():
            for row in look.reader.rows(shape):
                yield f"{shape.name} {row[:2]}", b"\0".join(_cell(cell) for cell in row)


def _cell(cell: Any) -> bytes:
    return cell if isinstance(cell, bytes) else str(cell).encode()


def _disguises(sought: bytes) -> set[bytes]:
    """Return a text as it may stand: as it is, in hex, in UTF-16, escaped as JSON does, in base64 at any offset."""
    forms = {sought, sought.hex().encode(), *(b64encode(sought[skip:])[:-4] for skip in range(3))}
    try:
        text = sought.decode()
    except UnicodeDecodeError:
        return forms
    return forms | {text.encode("utf-16-le"), text.encode("unicode_escape"), text.encode("latin-1", "replace")}
