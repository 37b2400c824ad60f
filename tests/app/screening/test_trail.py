"""The trail: every answer has its line, what was asked is a commitment, and it is forgotten when its term is over."""

import hmac

import pytest
from tests.house import House
from tests.screened import ASKED

from comity.app.replaying import differences
from comity.app.screening import asked
from comity.app.screening import trail as trails
from comity.app.views.searching import Screened, Search, Terms
from comity.governance.gate import Principal
from comity.kernel import wire
from comity.kernel.errors import Forbidden, NotFound, Unavailable, UnusableInput
from comity.ledger.merkle import Inclusion, leaf_hash, verify_inclusion
from comity.notices.questions import Purpose, QuestionsErased, QuestionsRecorded
from comity.screening import Query


def built(home: House) -> Search:
    search = Search()
    search.build(home.comity)
    return search


def ask(home: House, search: Search, by: Principal, query: Query = ASKED, **terms: object) -> Screened:
    with home.comity.look() as look:
        return search.ask(home.comity, look, by, query, Terms(**terms))[0]  # type: ignore[arg-type]


def lines(home: House, by: Principal) -> list[asked.AskedLine]:
    with home.comity.look() as look:
        return list(asked.trail(look, by, asked.TrailQuery()).entries)


def test_a_batch_is_one_act_that_says_how_many_and_of_which_members(both: House) -> None:
    """Who, why, which list and how many answers stand in its lines; no name stands in any of them."""
    notice = both.published()
    search = built(both)
    xb, xc = both.bureau["XB"], both.bureau["XC"]
    first = ask(both, search, xb, purpose=Purpose.BORDER)
    ask(both, search, xc, Query(id="2", name="Nobody Known"), threshold=0.9, limit=3)
    with both.comity.look() as look:
        before = look.seq
    search.trail.flush(both.comity)
    with both.comity.look() as look:
        (act,) = look.acts(before)
        event = act.event
        plain = [look.plain(ref) for ref in (event.lines, *event.kept)]
    assert isinstance(event, QuestionsRecorded)
    assert (event.count, event.members, event.first, event.last, act.actor) == (
        2,
        ("XB", "XC"),
        before,
        before,
        "process",
    )
    assert b"Marek" not in act.row.document + b"".join(plain)
    assert b"Nobody" not in b"".join(plain)
    (line,) = lines(both, xb)
    assert (line.line.asker, line.line.purpose, line.line.hits) == (xb.id, Purpose.BORDER, 1)
    assert line.receipt == first.receipt
    assert [hit.notice for hit in first.hits] == [notice]
    assert [each.line.threshold for each in lines(both, xc)] == [0.9]
    with both.comity.look() as look:
        assert list(differences(look)) == []


def test_a_members_lines_count_no_acts_of_others(both: House) -> None:
    """Between two rounds of the clock all its questions stand under one number, whatever was done; the act knows."""
    both.published()
    both.round()
    with both.comity.look() as look:
        size = look.reader.signed_size()
    search, xb = built(both), both.bureau["XB"]
    for _ in range(3):
        ask(both, search, xb)
        both.published()
    search.trail.flush(both.comity)
    assert {each.line.act for each in lines(both, xb)} == {size}
    with both.comity.look() as look:
        event = next(act.event for act in look.all_acts() if isinstance(act.event, QuestionsRecorded))
    assert size <= event.first < event.last


def test_nothing_is_written_where_nothing_was_asked(home: House) -> None:
    """A quiet second makes no act."""
    search = built(home)
    with home.comity.look() as look:
        before = look.seq
    search.trail.flush(home.comity)
    with home.comity.look() as look:
        assert look.seq == before


def test_a_question_that_was_not_answered_leaves_no_line(home: House) -> None:
    """A zone that cannot be read is no question; the batch is written without it."""
    search = built(home)
    with pytest.raises(UnusableInput):
        ask(home, search, home.bureau["XB"], Query(id="1", mrz="P<XB"))
    ask(home, search, home.bureau["XB"])
    search.trail.flush(home.comity)
    assert len(lines(home, home.bureau["XB"])) == 1


def test_each_reads_what_is_theirs(home: House) -> None:
    """A bureau its own member's, control all, and nobody else any."""
    search = built(home)
    for member in ("XB", "XC"):
        ask(home, search, home.bureau[member])
    search.trail.flush(home.comity)
    assert [each.line.member for each in lines(home, home.bureau["XB"])] == ["XB"]
    for by in (home.auditor, home.commissioner):
        assert sorted(str(each.line.member) for each in lines(home, by)) == ["XB", "XC"]
    for by in (home.president, home.officer, home.reviewers[0], home.admin):
        with pytest.raises(Forbidden):
            lines(home, by)


def test_whoever_has_the_question_can_prove_that_it_was_asked(home: House) -> None:
    """The key opens the line, and the path leads from the line to the act; another question does not fit."""
    home.published()
    search = built(home)
    answers = [ask(home, search, home.bureau["XB"], Query(id=str(n), name=f"Person {n}")) for n in range(5)]
    search.trail.flush(home.comity)
    said = Query(id="3", name="Person 3")
    answer = answers[3]
    for by in (home.bureau["XB"], home.auditor, home.commissioner):
        with home.comity.look() as look:
            proof = asked.prove(look, by, asked.Proving(receipt=answers[3].receipt, question=said, answer=answer))
        assert (proof.question, proof.answer) == (True, True)
        assert proof.key is not None
        assert hmac.digest(bytes.fromhex(proof.key), wire.encode(said), "sha256").hex() == proof.line.question
        path = Inclusion(proof.index, proof.size, tuple(bytes.fromhex(each) for each in proof.path))
        verify_inclusion(leaf_hash(wire.encode(proof.line)), path, bytes.fromhex(proof.root))
    with home.comity.look() as look:
        other = asked.Proving(receipt=answers[3].receipt, question=Query(id="3", name="Person 4"))
        wrong = asked.prove(look, home.auditor, other)
        assert (wrong.question, wrong.answer, wrong.key) == (False, None, None)
        with pytest.raises(NotFound):
            asked.prove(look, home.bureau["XC"], asked.Proving(receipt=answers[3].receipt, question=said))


def test_a_member_may_keep_a_question_and_nobody_else_reads_it(home: House) -> None:
    """Question and answer as they were, for its own bureau; control sees the line alone."""
    search = built(home)
    kept, plain = (ask(home, search, home.bureau["XB"], keep=keep) for keep in (True, False))
    search.trail.flush(home.comity)
    with home.comity.look() as look:
        found = asked.kept(look, home.bureau["XB"], kept.receipt)
        assert found.question is not None
        assert wire.decode(bytes(found.question), Query) == ASKED
        assert found.answer is not None
        assert wire.decode(bytes(found.answer), Screened) == kept
        assert asked.kept(look, home.bureau["XB"], plain.receipt).question is None
        assert asked.kept(look, home.auditor, kept.receipt).question is None
        with pytest.raises(NotFound):
            asked.kept(look, home.bureau["XC"], kept.receipt)


def test_the_trail_is_forgotten_when_its_term_is_over(both: House) -> None:
    """The clock destroys the key; the act that counts stays, and a receipt leads nowhere."""
    search = built(both)
    answer = ask(both, search, both.bureau["XB"], keep=True)
    search.trail.flush(both.comity)
    with both.comity.look() as look:
        recorded = next(act.event for act in look.all_acts() if isinstance(act.event, QuestionsRecorded))
    both.clock.at = recorded.until
    assert both.round().done["EraseQuestions"] == 1
    assert lines(both, both.bureau["XB"]) == []
    with both.comity.look() as look:
        with pytest.raises(NotFound):
            asked.kept(look, both.bureau["XB"], answer.receipt)
        assert [type(act.event) for act in look.all_acts()].count(QuestionsErased) == 1
        assert [look.reader.content(ref.id) for ref in (recorded.lines, *recorded.kept)] == [None, None]
    assert "EraseQuestions" not in both.round().done


def test_a_batch_that_cannot_be_written_waits_and_is_written_later(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost while the store is away; when too much waits, nothing more is answered."""
    search = built(home)
    monkeypatch.setattr(trails, "MOST_WAITING", 2)
    ask(home, search, home.bureau["XB"])
    search.trail.flush(_Away(home))  # type: ignore[arg-type]
    assert lines(home, home.bureau["XB"]) == []
    ask(home, search, home.bureau["XB"])
    with pytest.raises(Unavailable, match="trail"):
        ask(home, search, home.bureau["XB"])
    search.trail.flush(home.comity)
    assert len(lines(home, home.bureau["XB"])) == 2
    ask(home, search, home.bureau["XB"])


class _Away:
    """The house while its database cannot be written."""

    def __init__(self, home: House) -> None:
        self.chance = home.comity.chance
        self.path = self

    def execute(self, order: object) -> None:
        raise Unavailable("The database cannot be written now; nothing was done.")


def test_a_full_batch_is_closed_and_the_next_begun(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """No act grows without bound."""
    monkeypatch.setattr(trails, "LARGEST", 2)
    search = built(home)
    for _ in range(5):
        ask(home, search, home.bureau["XB"])
    with home.comity.look() as look:
        before = look.seq
    search.trail.flush(home.comity)
    with home.comity.look() as look:
        assert [act.event.count for act in look.acts(before)] == [2, 2, 1]
