"""`comity tick` tells who waits to be told, as the serving hub does, by the mail host of the environment."""

import os
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import httpx
import pytest

from comity import bootstrap
from comity.adapters.mail import MailHost, Security, SmtpMail
from comity.app.choosing import ask_code, give_code
from comity.app.notifying import notify
from comity.app.ports.messengers import Messengers
from comity.cli.main import run
from comity.governance.notifications import Tongue
from comity.settings import Settings
from tests.adapters.mailbox import Mailbox, mail_host
from tests.adapters.receiver import serving
from tests.house import house


def waiting(folder: Path, more: bool = False) -> None:
    """Make an organisation in which something has waited for three hours for someone who chose to be told by mail."""
    with mail_host(Mailbox()) as box, house(folder, at=datetime.now(UTC) - timedelta(hours=3)) as home:
        host = MailHost(host="localhost", port=box.port, security=Security.NONE, sender="alerts@hub.example")
        home.comity = replace(home.comity, messengers=Messengers(mail=SmtpMail(host, home.clock)))
        who = home.bureau["XC"]
        ask_code(home.comity, who, "desk@xc.example", Tongue.ENGLISH, None)
        words = str(box.taken.pop()[2].get_content()).split()
        give_code(home.comity, who, next(word for word in words if word.isdigit() and len(word) == 6), None)
        notify(home.comity)
        home.published()
        if more:
            ask_code(home.comity, home.bureau["XD"], "desk@xd.example", Tongue.ENGLISH, None)


def by_mail(port: int) -> dict[str, str]:
    """Return the settings by which a mail host on this machine is used."""
    return {
        "COMITY_SMTP_HOST": "localhost",
        "COMITY_SMTP_PORT": str(port),
        "COMITY_SMTP_SECURITY": "none",
        "COMITY_SMTP_FROM": "alerts@hub.example",
    }


def test_a_round_of_the_scheduler_sends_what_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that came three hours ago leaves with the next round; a second round sends nothing more."""
    waiting(tmp_path)
    with mail_host(Mailbox()) as box:
        for name, value in by_mail(box.port).items():
            monkeypatch.setenv(name, value)
        for _ in range(2):
            assert run(["tick", "--data", str(tmp_path / "data")]) == 0
        assert [to for _, to, _ in box.taken] == [["desk@xc.example"]]


def test_a_mail_host_that_says_nothing_holds_up_neither_the_clock_nor_an_answer(tmp_path: Path) -> None:
    """The hub answers, the clock drops what no one confirmed, and SIGTERM ends all while the host is waited for."""
    waiting(tmp_path, more=True)
    reached = Event()

    def silent(line: socket.socket) -> None:
        reached.set()
        while line.recv(1024):
            pass

    with serving(silent, None) as port:
        command = [sys.executable, "-m", "comity", "serve", "--port", "0", "--data", str(tmp_path / "data")]
        hub = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **by_mail(port)})
        try:
            assert hub.stderr
            address = hub.stderr.readline().split()[-1]
            assert reached.wait(60)
            assert httpx.get(f"{address}/health/live", timeout=30).status_code == 200
            for _ in range(300):
                if not pending(tmp_path):
                    break
                Event().wait(0.1)
            assert not pending(tmp_path)
        finally:
            hub.terminate()
            status = hub.wait(20)
            hub.communicate()
        assert status == 0


def pending(folder: Path) -> list[str]:
    """Return whose addresses still wait for their code."""
    comity = bootstrap.assemble(Settings(data=folder / "data"))
    with comity.look() as look:
        people = [look.typed(each).state for each in look.reader.registers("person")]
    bootstrap.close(comity)
    return [state.id for state in people if state.notifications.pending]


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
