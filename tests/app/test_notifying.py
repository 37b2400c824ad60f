"""Telling people at work: at least once, never lost, to who chose it and may know, on each engine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from multiprocessing import get_context
from pathlib import Path

import pytest
import structlog
from tests.adapters.mailbox import Mailbox, mail_host
from tests.adapters.receiver import Receiver, receiving
from tests.certificates import Authority
from tests.house import House, house, request

from comity import bootstrap
from comity.adapters.mail import MailHost, Security, SmtpMail, trust
from comity.adapters.webhook import HttpsWebhooks
from comity.app import choosing
from comity.app.clock import assume
from comity.app.keeping import sweep
from comity.app.marking import mark
from comity.app.notifying import Notified, notify, send
from comity.app.pooling import IMMINENT_POOL, POOL
from comity.app.ports.messengers import Messengers
from comity.app.ports.store import SeenRow
from comity.app.sessions import end_all, open_session
from comity.app.views import notifications as views
from comity.governance import commands as g
from comity.governance.credentials import Factor
from comity.governance.gate import PUBLIC, Principal
from comity.governance.notifications import Choice, ConfirmAddress, Route, SetNotifications, Tongue
from comity.kernel.codes import Language
from comity.notices import commands as c
from comity.notices.request import Urgency
from comity.notices.vocabulary import Decision, Ground, UrgencyLevel
from comity.redress.commands import Applicant, ApplicationForm, ApplicationKind, Contact, ReceiveApplication
from comity.settings import Settings


@contextmanager
def mailing(home: House) -> Iterator[Mailbox]:
    """Give a house a real mail host."""
    with mail_host(Mailbox()) as box:
        host = MailHost(host="localhost", port=box.port, security=Security.NONE, sender="alerts@hub.example")
        home.comity = replace(home.comity, messengers=Messengers(mail=SmtpMail(host, home.clock)))
        yield box


def chooses(home: House, box: Mailbox, who: Principal, language: Tongue = Tongue.ENGLISH) -> str:
    """Let a person choose and confirm an address of their own; return it."""
    to = f"{who.id.replace('_', '-')}@desk.example"
    choosing.ask_code(home.comity, who, to, language, None)
    _, _, letter = box.taken.pop()
    number = next(word for word in str(letter.get_content()).split() if word.isdigit() and len(word) == 6)
    home.do(who, ConfirmAddress(id=who.id, code=number))
    return to


def hour(home: House) -> None:
    """Let an hour pass, with a round each five minutes, of a hub that came to this day minute by minute."""
    assume(home.comity)
    for _ in range(13):
        home.later(minutes=5)
        notify(home.comity)


def got(box: Mailbox) -> list[str]:
    """Return who was written to since the last time, sorted."""
    found = sorted(to for _, (to,), _ in box.taken)
    box.taken.clear()
    return found


def imminent() -> Urgency:
    return Urgency(level=UrgencyLevel.IMMINENT, reason="A life is at stake")


def test_who_chose_it_is_told_once_of_all_that_came_in_an_hour(both: House) -> None:
    """Two notices and a recall are one message, the same as for one; who chose nothing gets nothing."""
    with mailing(both) as box:
        told = chooses(both, box, both.bureau["XC"])
        notice = both.published()
        both.published()
        both.do(both.bureau["XA"], c.AchievePurpose(id=notice))
        assert notify(both.comity) == Notified()
        hour(both)
        (_, _, message) = box.taken[0]
        assert str(message.get_content()).strip() == (
            f"Something is waiting for you in Comity. Sign in to see it: {both.comity.base_url}/"
        )
        assert got(box) == [told]
        hour(both)
        assert got(box) == []


def test_the_message_is_the_same_whatever_waits(home: House) -> None:
    """A new notice, a recall, a refusal and an application: no byte of subject or text differs."""
    with mailing(home) as box:
        for who in (home.bureau["XA"], home.bureau["XC"], home.commissioner, home.reviewers[0]):
            chooses(home, box, who)
        notice = home.published()
        hour(home)
        home.do(home.bureau["XA"], c.AchievePurpose(id=notice))
        hour(home)
        refused = home.submitted()
        for reviewer in home.reviewers[:2]:
            home.opine(reviewer, refused, Decision.REFUSE, Ground.NEUTRALITY)
        hour(home)
        said = {(str(each["Subject"]), str(each.get_content())) for _, _, each in box.taken}
        assert len(box.taken) >= 4
        assert len(said) == 1


def test_what_the_secretariat_alone_does_reaches_no_bureau(home: House) -> None:
    """An addendum that is not for the requester, context, and a re-examination that maintains the notice."""
    with mailing(home) as box:
        notice = home.published()
        chooses(home, box, home.bureau["XA"])
        home.do(home.officer, c.AddAddendum(id=notice, text="For others", to_requester=False))
        home.later(days=400)
        assume(home.comity)
        notify(home.comity)
        hour(home)
        assert got(box) == []
        home.do(home.officer, c.AddAddendum(id=notice, text="For all", to_requester=True))
        hour(home)
        assert len(got(box)) == 1


def test_a_tied_reviewer_is_not_told_of_a_case(home: House) -> None:
    """Nor one who has judged it; who may take it is."""
    with mailing(home) as box:
        free = chooses(home, box, home.reviewers[0])
        tied = home.person("XA", *home.reviewers[0].offices)
        chooses(home, box, tied)
        home.submitted()
        hour(home)
        assert got(box) == [free]


def test_what_is_imminent_is_told_within_minutes(home: House) -> None:
    """By the shorter pool; what is routine waits for the hour."""
    with mailing(home) as box:
        to = chooses(home, box, home.reviewers[0])
        home.submitted(request(urgency=imminent()))
        notify(home.comity)
        home.clock.at += IMMINENT_POOL
        notify(home.comity)
        assert got(box) == [to]


def test_who_was_in_a_session_since_is_not_told(home: House) -> None:
    """Not even where it was ended again meanwhile."""
    with mailing(home) as box:
        who = home.bureau["XC"]
        chooses(home, box, who)
        home.published()
        notify(home.comity)
        home.later(seconds=30)
        open_session(home.comity, who.id, "Firefox on Linux", Factor.PASSKEY)
        end_all(home.comity, who)
        hour(home)
        assert got(box) == []


def test_a_session_that_was_used_since_keeps_messages_away(home: House) -> None:
    """Its last use is noted beside the acts, and counts as well."""
    with mailing(home) as box:
        who = home.bureau["XC"]
        chooses(home, box, who)
        _, session = open_session(home.comity, who.id, "Firefox on Linux", Factor.PASSKEY)
        home.later(minutes=1)
        home.published()
        notify(home.comity)
        seen = SeenRow(session.id, home.later(minutes=2), "Firefox on Linux")
        with home.comity.store.writing(lambda: None) as writer:
            writer.put_seen(seen)
        hour(home)
        assert got(box) == []
        home.published()
        hour(home)
        assert len(got(box)) == 1


def test_a_reply_that_comes_near_and_a_clock_that_ran_out_are_told(home: House) -> None:
    """Dates make things wait without any act; each is told once."""
    with mailing(home) as box:
        owner, secretary = chooses(home, box, home.bureau["XA"]), chooses(home, box, home.secretary)
        asked = home.submitted()
        for reviewer in home.reviewers[:2]:
            home.opine(reviewer, asked, Decision.RETURN, Ground.DATA_QUALITY, for_requester="Say where.")
        hour(home)
        assert got(box) == [owner]
        reply_by = home.state("request", asked).reply_by
        home.clock.at = reply_by - timedelta(days=3, minutes=1)
        assume(home.comity)
        notify(home.comity)
        assert got(box) == []
        hour(home)
        assert got(box) == [owner]
        late = home.submitted()
        hour(home)
        home.clock.at = home.state("review", late).due + timedelta(seconds=1)
        notify(home.comity)
        hour(home)
        assert secretary in got(box)


def test_a_feed_that_is_long_when_someone_first_chooses_is_not_read_from_its_beginning(home: House) -> None:
    """What came before is no one's to be told; what comes then is, and read once."""
    with mailing(home) as box:
        for _ in range(3):
            home.published()
            notify(home.comity)
        to = chooses(home, box, home.bureau["XC"])
        with home.comity.look() as look:
            assert look.reader.position("feed XC") is None
        hour(home)
        assert got(box) == []
        home.published()
        notify(home.comity)
        with home.comity.look() as look:
            assert look.reader.position("feed XC") == 4
        hour(home)
        assert got(box) == [to]


def test_an_application_is_told_to_the_commission_alone(home: House) -> None:
    """Not even who runs the secretariat learns that someone applied."""
    with mailing(home) as box:
        to = chooses(home, box, home.commissioner)
        for who in (home.secretary, home.officer, home.bureau["XA"]):
            chooses(home, box, who)
        _apply(home)
        hour(home)
        assert got(box) == [to]


def _apply(home: House) -> None:
    form = ApplicationForm(
        name="Mira Sand", contact=Contact(email="mira@person.example"), statement="What is kept of me?"
    )
    command = ReceiveApplication(
        id=home.comity.chance.id("rdr"), kind=ApplicationKind.ACCESS, by=Applicant.PERSON, language=Language("en"),
        form=form, secret_digest="0" * 64)  # fmt: skip
    home.do(PUBLIC, command)


def test_a_host_that_is_down_is_tried_again_and_nothing_is_lost(home: House) -> None:
    """Without hurry, without the address in the log, and every message leaves once the host is back."""
    with mailing(home) as box:
        both = [chooses(home, box, home.bureau[code]) for code in ("XC", "XD")]
        whole = home.comity
    home.published()
    with structlog.testing.capture_logs() as logs:
        hour(home)
        hour(home)
    failed = [entry for entry in logs if entry["event"] == "message_not_delivered"]
    assert failed
    assert {entry["person"] for entry in failed} == {home.bureau["XC"].id, home.bureau["XD"].id}
    assert "desk.example" not in str(logs)
    with mailing(home) as box:
        assert home.comity is not whole
        hour(home)
        assert got(box) == sorted(both)


def test_an_address_that_is_refused_holds_up_no_other(home: House) -> None:
    """The host takes what it takes."""
    with mailing(home) as box:
        gone, there = (chooses(home, box, home.bureau[code]) for code in ("XC", "XD"))
        box.refused = {gone}
        home.published()
        hour(home)
        assert got(box) == [there]
        with home.comity.look() as look:
            assert look.reader.awaiting()[home.bureau["XC"].id].failures > 1


def test_who_stops_or_leaves_is_told_no_more(home: House) -> None:
    """What still waited for them is struck off, and their address is destroyed with the choice."""
    with mailing(home) as box:
        stays, goes = home.bureau["XC"], home.bureau["XD"]
        for who in (stays, goes):
            chooses(home, box, who)
        kept = home.state("person", stays.id).notifications.choice.id
        home.published()
        mark(home.comity)
        home.do(stays, SetNotifications(id=stays.id))
        home.do(home.admin, g.RemovePerson(id=goes.id))
        hour(home)
        assert got(box) == []
        with home.comity.look() as look:
            assert look.reader.awaiting() == {}
            assert look.reader.content(kept) is None
            assert kept not in set(home.comity.vault.ids())


def test_a_choice_that_was_erased_is_none(home: House) -> None:
    """As after a restore: the person is not told until they choose anew, and no round stumbles over it."""
    with mailing(home) as box:
        who, other = home.bureau["XC"], home.bureau["XD"]
        chooses(home, box, who)
        told = chooses(home, box, other)
        home.comity.vault.destroy([home.state("person", who.id).notifications.choice.id])
        sweep(home.comity, accept_older_database=True)
        home.published()
        hour(home)
        assert got(box) == [told]
        with home.comity.look() as look:
            assert views.view(home.comity, look, who).route is None
        assert chooses(home, box, who)


def test_a_webhook_gets_a_signed_message(both: House, tmp_path: Path) -> None:
    """It says that something waits, and when it was said."""
    authority, name = Authority(tmp_path), "alerts.xc.example"
    with receiving(Receiver(), authority.server(name)) as receiver:
        hooks = HttpsWebhooks(
            [f"{name}:{receiver.port}"], [ip_network("127.0.0.0/8")], trust(authority.file), lambda *_: ["127.0.0.1"]
        )
        both.comity = replace(both.comity, messengers=Messengers(webhooks=hooks))
        who = both.bureau["XC"]
        choice = Choice(route=Route.WEBHOOK, to=f"https://{name}:{receiver.port}/", secret="s" * 32)
        both.do(who, SetNotifications(id=who.id, choice=choice))
        notify(both.comity)
        both.published()
        hour(both)
        (request_,) = receiver.requests
        head, _, body = request_.partition(b"\r\n\r\n")
        assert body.startswith(b'{"event":"something_waits","at":"2026-11-21T1')
        assert b"Comity-Signature: t=" in head


def _mark_and_die(folder: Path, database: str | None) -> None:
    """Mark in a process of its own, and end at once, before anything is sent."""
    comity = bootstrap.open_comity(Settings(data=folder / "data", database=database))
    mark(comity)
    os._exit(9)


def test_a_process_that_is_killed_after_marking_loses_nothing(tmp_path: Path, database: str | None) -> None:
    """The mark stands, and the next process sends; acts are not read twice."""
    with house(tmp_path, database) as home, mailing(home) as box:
        to = chooses(home, box, home.bureau["XC"])
        home.published()
        process = get_context("spawn").Process(target=_mark_and_die, args=(tmp_path, database))
        process.start()
        process.join(60)
        assert process.exitcode == 9
        with home.comity.look() as look:
            assert look.reader.position("acts") == look.reader.last_seq()
            assert home.bureau["XC"].id in look.reader.awaiting()
        hour(home)
        assert got(box) == [to]


class _Killed(BaseException):
    """The process ends here."""


def test_killed_between_leasing_and_sending_the_message_leaves_after_the_lease(both: House) -> None:
    """And killed between sending and striking off it leaves once more: at least once."""
    with mailing(both) as box:
        to = chooses(both, box, both.bureau["XC"])
        both.published()
        mark(both.comity)
        both.clock.at += POOL
        working = both.comity.messengers

        class Dying:
            def __init__(self, after: bool) -> None:
                self.after = after

            def send(self, letter: object) -> None:
                if self.after and working.mail:
                    working.mail.send(letter)  # type: ignore[arg-type]
                raise _Killed

        for after in (False, True):
            dying = replace(both.comity, messengers=Messengers(mail=Dying(after)))
            with pytest.raises(_Killed):
                send(dying)
            assert send(both.comity) == Notified(), "the lease still stands"
            both.later(minutes=6)
        assert got(box) == [to]
        assert send(both.comity) == Notified(sent=1)
        assert got(box) == [to]
        hour(both)
        assert got(box) == []


def test_an_address_is_used_only_once_its_code_came_back(home: House) -> None:
    """What waits meanwhile goes nowhere; the code is sent to that address alone."""
    with mailing(home) as box:
        who = home.bureau["XC"]
        choosing.ask_code(home.comity, who, "other@person.example", Tongue.FRENCH, None)
        (_, to, letter) = box.taken.pop()
        assert (to, str(letter["Subject"])) == (["other@person.example"], "Votre code")
        home.published()
        hour(home)
        assert got(box) == []
        choosing.ask_code(home.comity, who, "other@person.example", Tongue.FRENCH, None)
        home.do(who, ConfirmAddress(id=who.id, code="nothing"))
        assert home.state("person", who.id).notifications.choice is None


def test_a_form_sent_twice_sends_one_code(home: House) -> None:
    """The key of the form makes the code; the second is the same order and no second letter."""
    with mailing(home) as box:
        who = home.bureau["XC"]
        for _ in range(2):
            choosing.ask_code(home.comity, who, "desk@xc.example", Tongue.ENGLISH, "form-1")
        assert got(box) == ["desk@xc.example"]
        choosing.ask_code(home.comity, who, "desk@xc.example", Tongue.ENGLISH, "form-2")
        assert got(box) == ["desk@xc.example"]


def test_an_address_that_no_one_confirmed_is_dropped_by_the_clock(home: House) -> None:
    """With its content and key."""
    with mailing(home) as box:
        who = home.bureau["XC"]
        choosing.ask_code(home.comity, who, "desk@xc.example", Tongue.ENGLISH, None)
        box.taken.clear()
        content = home.state("person", who.id).notifications.pending.id
        home.later(minutes=31)
        assert home.round().done["DropConfirmation"] == 1
        assert home.state("person", who.id).notifications.pending is None
        assert content not in set(home.comity.vault.ids())


def test_acts_and_rows_hold_no_address(home: House) -> None:
    """Neither the acts, nor the register, nor what is kept beside them: it is sealed, and nowhere else."""
    with mailing(home) as box:
        to = chooses(home, box, home.bureau["XC"])
        home.published()
        mark(home.comity)
        with home.comity.look() as look:
            for shape in look.reader.shapes():
                for row in look.reader.rows(shape):
                    assert to.encode() not in repr(row).encode(), shape.name
            assert look.opened(home.state("person", home.bureau["XC"].id).notifications.choice, Choice).to == to
