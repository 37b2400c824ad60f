"""The ways by which messages leave, as the settings say; what was not set up is not there."""

from ipaddress import ip_network

from comity.adapters.addresses import Network
from comity.adapters.mail import MailHost, Security, SmtpMail, trust
from comity.adapters.webhook import HttpsWebhooks
from comity.app.ports.messengers import Messengers
from comity.app.ports.surroundings import Clock
from comity.governance.notifications import address_fault, webhook_fault
from comity.kernel.errors import Fault, UnusableInput
from comity.settings import MailSettings, Settings

_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def messengers(settings: Settings, clock: Clock) -> Messengers:
    """Return the ways that are set up; raises `UnusableInput` naming the setting that cannot be used."""
    return Messengers(
        mail=SmtpMail(_mail_host(settings.mail, settings), clock) if settings.mail else None,
        webhooks=_webhooks(settings) if settings.webhook_hosts else None,
    )


def _unusable(name: str, message: str) -> UnusableInput:
    return UnusableInput(f"{name} cannot be used: {message}.", [Fault(name, message)])


def _mail_host(mail: MailSettings, settings: Settings) -> MailHost:
    if mail.security not in set(Security):
        raise _unusable("COMITY_SMTP_SECURITY", "say starttls, tls or none")
    security = Security(mail.security)
    if security is Security.NONE and (mail.host not in _HERE or mail.user):
        raise _unusable("COMITY_SMTP_SECURITY", "none is for a relay on this machine, without a user")
    if fault := address_fault(mail.sender):
        raise _unusable("COMITY_SMTP_FROM", fault)
    if bool(mail.user) != bool(mail.password_file):
        raise _unusable("COMITY_SMTP_USER", "give the user and COMITY_SMTP_PASSWORD_FILE, or neither")
    trust(settings.trusted)
    return MailHost(
        host=mail.host,
        port=mail.port or _PORTS[security],
        security=security,
        sender=mail.sender,
        user=mail.user,
        password_file=mail.password_file,
        trusted=settings.trusted,
    )


def _webhooks(settings: Settings) -> HttpsWebhooks:
    for host in settings.webhook_hosts:
        if webhook_fault(f"https://{host}/") or "/" in host or "?" in host:
            raise _unusable("COMITY_WEBHOOK_HOSTS", f"'{host[:80]}' is no host name, nor one with a port")
    networks = [_network(text) for text in settings.webhook_networks]
    return HttpsWebhooks(settings.webhook_hosts, networks, trust(settings.trusted))


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError:
        raise _unusable("COMITY_WEBHOOK_NETWORKS", f"'{text[:80]}' is no network such as 10.1.0.0/16") from None
