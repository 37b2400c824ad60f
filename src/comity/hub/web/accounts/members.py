"""The members: who they are, who acts for them, and admitting one."""

from collections import Counter
from typing import Any, Final

from comity.governance import commands as g
from comity.governance.offices import BUREAU, Office
from comity.governance.scope import holds, scope
from comity.hub.web.accounts.people import DESK, HOME
from comity.hub.web.asking import Ask, Asking, Option, Sort, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import ComityError, Fault, UnusableInput

PAGES: Final = Pages("accounts", DESK)
_LIST: Final = f"{HOME}/members"


@PAGES.get(_LIST, "Members", menu="Members")
def show(visit: Visit) -> Answer:
    """Show the members, and how many act for each."""
    with visit.hub.look() as look:
        members = sorted(look.see(visit.by, "organisation", "organisation").state.members)
        officers: Counter[str] = Counter()
        machines: Counter[str] = Counter()
        seen = scope(visit.by, "person")
        for row in (each.row for each in look.reader.registers("person")):
            if row.member and row.kind and holds(seen, row):
                held = {Office(each) for each in row.kind.split(",")}
                officers[row.member] += bool(held & BUREAU)
                machines[row.member] += Office.BORDER_SERVICE in held
    lines = [{"code": each, "people": officers[each], "machines": machines[each]} for each in members]
    return Show("accounts/members.html", {"lines": lines})


@PAGES.get(f"{_LIST}/admit", "Admit a member")
def show_admit(visit: Visit) -> Answer:
    """Ask which member, and say what admitting does."""
    return _admit(visit)


def _admit(visit: Visit, error: ComityError | None = None) -> Show:
    sure = Option("yes", "The General Assembly has admitted it")
    asks: tuple[Any, ...] = (
        Ask(name="member", label="Code of the member", hint="Two capital letters, as ISO 3166 has it.", narrow=True),
        Ask(name="sure", label="Its decision", sort=Sort.MANY, options=(sure,)),
    )
    asking = Asking(
        question="Admit a member",
        button="Admit the member",
        back=_LIST,
        back_text="Members",
        keep="Admit none",
        grave=True,
        effects=(
            "Every notice that circulates to all members reaches it from now on.",
            "It can ask for notices as soon as somebody holds the office of bureau officer for it.",
            "There is no act by which a member is taken out again.",
        ),
        asks=asks,
    )
    return ask(visit, asking, error=error)


@PAGES.post(f"{_LIST}/admit", "Admit a member")
def admit(visit: Visit) -> Answer:
    """Admit the member."""

    def act() -> str:
        command = wire.convert({"member": visit.form.one("member").upper()}, g.AdmitMember, "form")
        if visit.form.one("sure") != "yes":
            words = "Tick this once the General Assembly has decided"
            raise UnusableInput("A member is admitted by the General Assembly.", [Fault("$.sure", words)])
        visit.hub.order(visit.by, command, key=visit.key)
        return _LIST

    return done(visit, lambda error: _admit(visit, error), act)
