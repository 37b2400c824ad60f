"""`comity tick` tells who waits to be told, as the serving hub does, by the mail host of the environment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from comity.adapters.mail import MailHost, Security, SmtpMail
from comity.app.choosing import ask_code, give_code
from comity.app.notifying import notify
from comity.app.ports.messengers import Messengers
from comity.cli.main import run
from comity.governance.notifications import Tongue
from tests.adapters.mailbox import Mailbox, mail_host
from tests.house import house


def test_a_round_of_the_scheduler_sends_what_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that came three hours ago leaves with the next round; a second round sends nothing more."""
    with mail_host(Mailbox()) as box:
        host = MailHost(host="localhost", port=box.port, security=Security.NONE, sender="alerts@hub.example")
        with house(tmp_path, at=datetime.now(UTC) - timedelta(hours=3)) as home:
            home.comity = replace(home.comity, messengers=Messengers(mail=SmtpMail(host, home.clock)))
            who = home.bureau["XC"]
            ask_code(home.comity, who, "desk@xc.example", Tongue.ENGLISH, None)
            words = str(box.taken.pop()[2].get_content()).split()
            give_code(home.comity, who, next(word for word in words if word.isdigit() and len(word) == 6), None)
            notify(home.comity)
            home.published()
        monkeypatch.setenv("COMITY_SMTP_HOST", "localhost")
        monkeypatch.setenv("COMITY_SMTP_PORT", str(box.port))
        monkeypatch.setenv("COMITY_SMTP_SECURITY", "none")
        monkeypatch.setenv("COMITY_SMTP_FROM", "alerts@hub.example")
        for _ in range(2):
            assert run(["tick", "--data", str(tmp_path / "data")]) == 0
        assert [to for _, to, _ in box.taken] == [["desk@xc.example"]]


def test_a_setting_that_cannot_be_used_stops_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its name, before anything is done."""
    with house(tmp_path):
        pass
    monkeypatch.setenv("COMITY_SMTP_HOST", "localhost")
    monkeypatch.setenv("COMITY_SMTP_FROM", "nobody")
    assert run(["tick", "--data", str(tmp_path / "data")]) == 2
    assert "COMITY_SMTP_FROM" in capsys.readouterr().err
