"""One damaged byte stops one thing: a content, a key row or an act that cannot be read, and everything beside it."""

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import text
from tests.house import House, request

from comity.app.acts import ActDamaged
from comity.app.figures import happened
from comity.app.look import UNREADABLE
from comity.app.marking import mark
from comity.app.verification import verify
from comity.app.views.auditing import UNREADABLE as UNREADABLE_ACT
from comity.app.views.auditing import AuditQuery, acts, export
from comity.app.views.feed import FeedQuery, feed
from comity.app.views.notices import view
from comity.app.views.searching import LACKING, Search
from comity.governance.gate import Principal
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.access import OpenFile
from comity.notices.request import Circulation, PublicExtract
from comity.notices.vocabulary import CirculationMode
from comity.screening import Query


def damage_content(home: House, content: str) -> None:
    """Change one byte of a sealed content."""
    with home.comity.store.writing(lambda: None) as writer:
        blob = writer.content(content)
        assert blob
        changed = blob[:-1] + bytes([blob[-1] ^ 1])
        where = {"id": content, "blob": changed}
        writer.connection.execute(text("UPDATE contents SET blob = :blob WHERE id = :id"), where)  # type: ignore[attr-defined]


def damage_key(home: House, content: str) -> None:
    """Change one byte of a wrapped key."""
    store = home.comity.vault._store  # type: ignore[attr-defined]
    row = store.get(content)
    with store.writing():
        store.replace(row._replace(wrapped=bytes([row.wrapped[0] ^ 1]) + row.wrapped[1:]))


def damage_act(home: House, seq: int) -> None:
    """Change one byte of an act, so that it is no JSON any more."""
    with home.comity.store.writing(lambda: None) as writer:
        row = writer.act(seq)
        assert row
        where = {"seq": seq, "document": b"}" + row.document[1:]}
        writer.connection.execute(text("UPDATE acts SET document = :document WHERE seq = :seq"), where)  # type: ignore[attr-defined]


DAMAGES: dict[str, Callable[[House, str], None]] = {"content": damage_content, "key": damage_key}


def another(home: House, reference: str, name: str, **changes: object) -> str:
    """Return a notice in force on a person of this family name, and of no other name that the example has."""
    body = request(reference=reference, **changes)
    subject = msgspec.structs.replace(
        body.subject, family_name=name, forenames="Ana", names_in_original_script=None, aliases=None, documents=None
    )
    return home.published(msgspec.structs.replace(body, subject=subject))


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_feed_goes_on_past_an_entry_that_cannot_be_opened(both: House, damage: str) -> None:
    """The entry is marked, the ones after it are whole, and a later recall is read."""
    broken, whole = both.published(), another(both, "XA/2", "Quist")
    both.do(both.bureau["XA"], c.WithdrawNotice(id=another(both, "XA/3", "Ende"), ground="INTEREST"))
    DAMAGES[damage](both, both.state("notice", broken).body.id)
    with both.comity.look() as look:
        entries = feed(look, both.bureau["XC"], FeedQuery()).entries
    by_notice = {entry.notice: entry for entry in entries if entry.kind == "notice"}
    assert (by_notice[broken].unread, by_notice[broken].content) == (True, None)
    assert by_notice[whole].content is not None
    assert not by_notice[whole].unread
    assert entries[-1].kind == "recall"
    assert both.comity.vault.damaged() == {both.state("notice", broken).body.id}


def test_the_feed_goes_on_past_a_damaged_act(both: House) -> None:
    """An addendum whose act cannot be read is marked like any other entry."""
    notice = both.published()
    done = both.do(both.officer, c.AddAddendum(id=notice, text="Seen again."))
    both.do(both.officer, c.AddAddendum(id=notice, text="Seen once more."))
    damage_act(both, done.acts[0])
    with both.comity.look() as look:
        entries = feed(look, both.bureau["XC"], FeedQuery()).entries
    assert [(entry.unread, entry.addendum) for entry in entries if entry.kind == "addendum"] == [
        (True, None),
        (False, "Seen once more."),
    ]


def search(home: House, by: Principal, found: Search, name: str) -> tuple[list[str], tuple[str, ...]]:
    with home.comity.look() as look:
        answer = found.screen(look, by, Query(id="1", name=name), 0.5, 10)
    return [hit.notice for hit in answer.hits], answer.notes


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("when", ["before", "after"])
def test_screening_leaves_out_the_damaged_subject_and_answers_the_rest(both: House, damage: str, when: str) -> None:
    """Whoever may open the notice is told that the list lacks one; nobody else is, and what is mended comes back."""
    hidden = Circulation(mode=CirculationMode.ONLY, members=[Country("XC")])
    broken, whole = another(both, "XA/1", "Marek", circulation=hidden), another(both, "XA/2", "Quist")
    body, found = both.state("notice", broken).body.id, Search()
    with both.comity.look() as look:
        kept = look.reader.content(body)
    key = both.comity.vault._store.get(body)  # type: ignore[attr-defined]
    if when == "after":
        found.build(both.comity)
    DAMAGES[damage](both, body)
    if when == "before":
        found.build(both.comity)
    else:
        both.do(both.officer, c.AddAddendum(id=broken, text="Seen again."))
    xc, xb = both.bureau["XC"], both.bureau["XB"]
    assert search(both, xc, found, "Ana Marek") == ([], (LACKING,))
    assert search(both, xc, found, "Ana Quist")[0] == [whole]
    assert search(both, xb, found, "Ana Marek") == ([], ())
    with both.comity.store.writing(lambda: None) as writer:
        where = {"id": body, "blob": kept}
        writer.connection.execute(text("UPDATE contents SET blob = :blob WHERE id = :id"), where)  # type: ignore[attr-defined]
    store = both.comity.vault._store  # type: ignore[attr-defined]
    with store.writing():
        store.replace(key)
    both.later(minutes=2)
    assert search(both, xc, found, "Ana Marek") == ([broken], ())
    assert both.comity.vault.damaged() == frozenset()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_notice_is_read_past_a_damaged_addendum(both: House, damage: str) -> None:
    """The text that cannot be read says so in its place."""
    notice = both.published()
    both.do(both.officer, c.AddAddendum(id=notice, text="Seen again."))
    DAMAGES[damage](both, both.state("notice", notice).addenda[0].text.id)
    with both.comity.look() as look:
        found = look.find("notice", notice)
        assert found is not None
        shown = view(look, both.bureau["XC"], found)
    assert shown.body is not None
    assert [each.text for each in shown.addenda] == [UNREADABLE]


def test_a_damaged_act_stops_no_list_no_telling_and_no_round(both: House) -> None:
    """Lists of acts show it as it is, the others are read; only figures, which count all acts, wait for it."""
    notice = both.published()
    done = both.do(both.bureau["XC"], OpenFile(id=notice))
    both.do(both.bureau["XC"], OpenFile(id=notice))
    damage_act(both, done.acts[0])
    with both.comity.look() as look:
        lines = {line.seq: line for line in acts(look, both.auditor, AuditQuery(limit=200)).entries}
        whole = {each.line.seq for each in export(look, both.auditor, AuditQuery(), look.seq + 1)}
        assert look.history("notice", notice)
        with pytest.raises(ActDamaged):
            list(happened(look))
    assert lines[done.acts[0]].actor == UNREADABLE_ACT
    assert whole == set(lines) == set(range(1, max(lines) + 1))
    mark(both.comity)
    both.later(days=100)
    assert both.round().done.get("PublishRelease") is None
    assert any(fault.path == f"acts {done.acts[0]}" for fault in verify(both.comity).faults)


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_deep_verification_names_what_is_damaged(both: House, damage: str) -> None:
    """With the file, the field and the act that committed to it."""
    notice = both.published(request(public_extract=PublicExtract(authorised=True, reason="Risk")))
    extract = both.state("notice", notice).extract.id
    DAMAGES[damage](both, extract)
    assert [fault.path for fault in verify(both.comity, deep=True).faults if "checkpoint" not in fault.message] == [
        f"contents {extract}"
    ]
