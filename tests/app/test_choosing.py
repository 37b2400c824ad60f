"""Choosing how to be told: codes and secrets that no one guesses, and a form sent twice that is one order."""

from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import msgspec
import pytest
from tests.adapters.receiver import Receiver, receiving
from tests.certificates import Authority
from tests.house import House

from comity.adapters.mail import trust
from comity.adapters.webhook import HttpsWebhooks, signature
from comity.app.choosing import ask_code, give_code, try_webhook, use_webhook
from comity.app.ports.messengers import Letter, Messengers, Undelivered
from comity.governance.gate import PUBLIC
from comity.governance.notifications import MISSES, Tongue
from comity.kernel.errors import CommandRefused, NotFound, TooManyRequests

HOOK = "https://alerts.xc.example/"


class Tray:
    """A mail host that keeps what it is handed."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)

    def code(self) -> str:
        return next(word for word in self.letters.pop().text.split() if word.isdigit() and len(word) == 6)


@pytest.fixture
def tray(home: House) -> Tray:
    """The mail host of a hub that allows one webhook host too."""
    found = Tray()
    hooks = HttpsWebhooks(["alerts.xc.example"], [], trust(None))
    home.comity = replace(home.comity, messengers=Messengers(mail=found, webhooks=hooks))
    return found


def test_codes_differ_by_person_and_form(home: House, tray: Tray) -> None:
    """What one was sent says nothing of what another gets; the same form gets the same one."""
    codes = []
    for who, key in ((home.bureau["XC"], "a"), (home.bureau["XC"], "b"), (home.bureau["XD"], "a"), (home.admin, None)):
        ask_code(home.comity, who, "desk@any.example", Tongue.ENGLISH, key)
        codes.append(tray.code())
    assert len(set(codes)) == len(codes)
    ask_code(home.comity, home.bureau["XC"], "desk@any.example", Tongue.ENGLISH, "a")
    assert tray.letters == []


def test_a_code_counts_down_and_then_is_void(home: House, tray: Tray) -> None:
    """The right one after the last wrong one comes too late."""
    who = home.bureau["XC"]
    ask_code(home.comity, who, "desk@xc.example", Tongue.ENGLISH, None)
    code = tray.code()
    wrong = "111111" if code != "111111" else "222222"
    assert [give_code(home.comity, who, wrong, None) for _ in range(MISSES - 1)] == [4, 3, 2, 1]
    for given in (wrong, code):
        with pytest.raises(CommandRefused) as found:
            give_code(home.comity, who, given, None)
        assert [fault.path for fault in found.value.errors] == ["$.code"]


def test_a_code_is_good_for_whom_it_was_sent_alone(home: House, tray: Tray) -> None:
    """Another person has no code to give."""
    ask_code(home.comity, home.bureau["XC"], "desk@xc.example", Tongue.ENGLISH, None)
    code = tray.code()
    with pytest.raises(CommandRefused):
        give_code(home.comity, home.bureau["XD"], code, None)
    assert give_code(home.comity, home.bureau["XC"], f"{code[:3]} {code[3:]}", None) == 0


def test_the_secret_of_a_webhook_is_drawn_for_each_form(home: House, tray: Tray) -> None:
    """256 bits, the same for a form that is sent twice, another for the next."""
    who = home.bureau["XC"]
    first, again, anew = (use_webhook(home.comity, who, HOOK, key) for key in ("form-1", "form-1", "form-2"))
    assert first == again != anew
    assert len(bytes.fromhex(first)) == 32


def test_a_host_that_is_not_allowed_is_no_choice(home: House, tray: Tray) -> None:
    """Neither now nor where the hub has no webhooks at all."""
    who = home.bureau["XC"]
    for ways in (home.comity.messengers, Messengers()):
        comity = replace(home.comity, messengers=ways)
        with pytest.raises(CommandRefused):
            use_webhook(comity, who, "https://other.example/", None)
    assert home.state("person", who.id).notifications.choice is None


def test_without_a_mail_host_no_code_is_asked_for(home: House) -> None:
    """Nothing is kept of an address that could never be confirmed."""
    with pytest.raises(Undelivered):
        ask_code(home.comity, home.bureau["XC"], "desk@xc.example", Tongue.ENGLISH, None)
    assert home.state("person", home.bureau["XC"].id).notifications.pending is None


def test_who_has_no_account_chooses_nothing(home: House, tray: Tray) -> None:
    """The public is no person."""
    with pytest.raises(NotFound):
        ask_code(
            home.comity,
            msgspec.structs.replace(PUBLIC, id="per_0000000000000000"),
            "desk@xc.example",
            Tongue.ENGLISH,
            None,
        )
    assert tray.letters == []


def test_a_webhook_is_tried_out_with_a_message_that_means_nothing(home: House, tmp_path: Path) -> None:
    """Signed as the others are; a receiver that is down, or too many tries, are said."""
    authority, who = Authority(tmp_path), home.bureau["XC"]
    with receiving(Receiver(), authority.server("alerts.xc.example")) as receiver:
        host = f"alerts.xc.example:{receiver.port}"
        here = [ip_network("127.0.0.0/8")]
        hooks = HttpsWebhooks([host], here, trust(authority.file), lambda *_: ["127.0.0.1"])
        home.comity = replace(home.comity, messengers=Messengers(webhooks=hooks))
        with pytest.raises(CommandRefused):
            try_webhook(home.comity, who)
        secret = use_webhook(home.comity, who, f"https://{host}/", None)
        for _ in range(5):
            try_webhook(home.comity, who)
        with pytest.raises(TooManyRequests):
            try_webhook(home.comity, who)
        head, _, body = receiver.requests[0].partition(b"\r\n\r\n")
        assert body == b'{"event":"test","at":"2026-11-21T12:00:00Z"}'
        assert signature(secret, body, home.clock.at).encode() in head
        assert len(receiver.requests) == 5
    home.later(hours=2)
    with pytest.raises(Undelivered):
        try_webhook(home.comity, who)
