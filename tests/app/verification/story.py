"""An organisation with a row in every table, written by those who write it at work."""

from datetime import timedelta

from tests.app.entering import with_password
from tests.app.planting import Planted, opine, submitted, told
from tests.house import House, request

from comity.app import ledgering, limits, sessions
from comity.app.marking import mark
from comity.governance import commands as g
from comity.governance.notifications import Choice, Route, SetNotifications
from comity.kernel.codes import Country, Language
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.request import PublicExtract


def everything(home: House) -> str:
    """Let enough happen that every table has rows, sign the log, and return a notice in force that is public."""
    comity, planted, xa = home.comity, Planted(), home.bureau["XA"]
    choice = Choice(route=Route.WEBHOOK, to="https://bureau.example/hook", language=Language("en"), secret="s" * 32)
    home.do(home.bureau["XC"], SetNotifications(id=home.bureau["XC"].id, choice=choice))
    new = submitted(home, planted)
    opine(home, planted, new)
    notice = str(home.state("request", new).notice)
    told(home, planted, notice)
    public = home.published(request(reference="XA/2", public_extract=PublicExtract(authorised=True, reason="Risk")))
    home.do(home.admin, g.AdmitMember(member=Country("XQ")))
    home.do(xa, ReceiveUpload(id=comity.chance.id("upl"), member=Country("XA"), data=b"\xff\xd8\xff loose"))
    ended = home.published(request(reference="XA/3"))
    home.do(xa, c.WithdrawNotice(id=ended, ground="INTEREST"))
    entered = with_password(home, home.officer)
    entered.sign_in()
    limits.take(comity, "login", "nobody")
    mark(comity)
    home.do(home.bureau["XB"], c.RecordTreatment(notice=public, member=Country("XB"), treatment="entered"), key="once")
    ledgering.checkpoint(comity)
    home.later(days=50)
    home.round()
    home.do(home.bureau["XC"], c.RecordTreatment(notice=public, member=Country("XC"), treatment="entered"), key="now")
    home.published(request(reference="XA/4", public_extract=PublicExtract(authorised=True, reason="Risk")))
    sessions.open_session(comity, home.officer.id, "A browser", "sample")
    limits.take(comity, "login", "nobody")
    mark(comity)
    home.clock.at += timedelta(seconds=1)
    ledgering.checkpoint(comity)
    return public
