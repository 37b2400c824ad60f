"""The settings of what leaves: nothing by default, and what cannot be used is refused at the start, by name."""

from pathlib import Path

import pytest

from comity.adapters.outgoing import messengers
from comity.adapters.surroundings import SystemClock
from comity.kernel.errors import ComityError, UnusableInput
from comity.settings import MailSettings, Settings, read_settings

HOST = {"COMITY_SMTP_HOST": "mail.hub.example", "COMITY_SMTP_FROM": "alerts@hub.example"}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT", "SECURITY", "USER", "PASSWORD_FILE", "FROM"):
        monkeypatch.delenv(f"COMITY_SMTP_{name}", raising=False)
    for name in ("COMITY_WEBHOOK_HOSTS", "COMITY_WEBHOOK_NETWORKS", "COMITY_TRUSTED"):
        monkeypatch.delenv(name, raising=False)


def test_by_default_nothing_leaves() -> None:
    """No mail host, no webhook: a hub reaches out to no one until its operator says to whom."""
    found = messengers(read_settings(), SystemClock())
    assert (found.mail, found.webhooks) == (None, None)


def test_everything_is_said_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read once; the password itself stays in its file."""
    more = {"PORT": "2525", "SECURITY": "tls", "USER": "comity", "PASSWORD_FILE": "/run/secrets/mail"}
    for name, value in {**HOST, **{f"COMITY_SMTP_{each}": found for each, found in more.items()}}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COMITY_WEBHOOK_HOSTS", "alerts.xa.example, alerts.xb.example:8443,")
    monkeypatch.setenv("COMITY_WEBHOOK_NETWORKS", "10.1.0.0/16")
    settings = read_settings()
    assert settings.mail == MailSettings(
        host="mail.hub.example",
        sender="alerts@hub.example",
        port=2525,
        security="tls",
        user="comity",
        password_file=Path("/run/secrets/mail"),
    )
    assert settings.webhook_hosts == ("alerts.xa.example", "alerts.xb.example:8443")
    found = messengers(settings, SystemClock())
    assert found.mail
    assert found.webhooks
    assert found.webhooks.fault("https://alerts.xb.example:8443/") is None


BAD = {
    "a port of letters": ({**HOST, "COMITY_SMTP_PORT": "smtp"}, "COMITY_SMTP_PORT"),
    "a port that is none": ({**HOST, "COMITY_SMTP_PORT": "70000"}, "COMITY_SMTP_PORT"),
    "no sender": ({"COMITY_SMTP_HOST": "mail.hub.example"}, "COMITY_SMTP_FROM"),
    "two senders": ({**HOST, "COMITY_SMTP_FROM": "a@hub.example,b@hub.example"}, "COMITY_SMTP_FROM"),
    "an unknown protection": ({**HOST, "COMITY_SMTP_SECURITY": "ssl"}, "COMITY_SMTP_SECURITY"),
    "no protection to another machine": ({**HOST, "COMITY_SMTP_SECURITY": "none"}, "COMITY_SMTP_SECURITY"),
    "a password in the clear": (
        {**HOST, "COMITY_SMTP_HOST": "localhost", "COMITY_SMTP_SECURITY": "none", "COMITY_SMTP_USER": "comity",
         "COMITY_SMTP_PASSWORD_FILE": "/run/secrets/mail"}, "COMITY_SMTP_SECURITY"),
    "a user without a password": ({**HOST, "COMITY_SMTP_USER": "comity"}, "COMITY_SMTP_USER"),
    "a password without a user": ({**HOST, "COMITY_SMTP_PASSWORD_FILE": "/run/secrets/mail"}, "COMITY_SMTP_USER"),
    "an address instead of a host": ({"COMITY_WEBHOOK_HOSTS": "https://alerts.xa.example/"}, "COMITY_WEBHOOK_HOSTS"),
    "a host with a path": ({"COMITY_WEBHOOK_HOSTS": "alerts.xa.example/path"}, "COMITY_WEBHOOK_HOSTS"),
    "every host": ({"COMITY_WEBHOOK_HOSTS": "*"}, "COMITY_WEBHOOK_HOSTS"),
    "a network that is none": (
        {"COMITY_WEBHOOK_HOSTS": "alerts.xa.example", "COMITY_WEBHOOK_NETWORKS": "10.1.0.1/16"},
        "COMITY_WEBHOOK_NETWORKS"),
}  # fmt: skip


@pytest.mark.parametrize(("environment", "name"), BAD.values(), ids=BAD.keys())
def test_a_setting_that_cannot_be_used_is_named(
    environment: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hub does not start with messages that would silently go nowhere, or in the clear."""
    for each, value in environment.items():
        monkeypatch.setenv(each, value)
    with pytest.raises(UnusableInput) as found:
        messengers(read_settings(), SystemClock())
    assert [fault.path for fault in found.value.errors] == [name]


def test_authorities_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """An empty file, or none."""
    empty = tmp_path / "empty.pem"
    empty.touch()
    mail = MailSettings(host="mail.hub.example", sender="alerts@hub.example")
    for file in (empty, tmp_path / "missing.pem"):
        hooks = Settings(data=tmp_path, webhook_hosts=("alerts.xa.example",), trusted=file)
        for settings in (hooks, Settings(data=tmp_path, mail=mail, trusted=file)):
            with pytest.raises(ComityError, match=file.name):
                messengers(settings, SystemClock())
