"""The section on what one kind of notice needs beyond the others, and the assets of a silver notice."""

from typing import Final

from comity.hub.web.bureau.form.fields import Field, Option, Sort
from comity.hub.web.bureau.form.sections import Group, Part, Section
from comity.notices.kinds import KINDS
from comity.notices.request import NoticeRequest, Particulars
from comity.notices.vocabulary import Kind

_ASSETS: Final = "assets"
_ROLES: Final = (
    Option("suspect", "Suspect"),
    Option("witness", "Witness"),
    Option("victim", "Victim"),
    Option("other", "Other"),
)


def _words(name: str, label: str, hint: str = "") -> Field:
    return Field(path=f"particulars.{name}", label=label, hint=hint, sort=Sort.WORDS)


def _line(name: str, label: str, hint: str = "") -> Field:
    return Field(path=f"particulars.{name}", label=label, hint=hint)


def _date(name: str, label: str, hint: str = "") -> Field:
    return Field(path=f"particulars.{name}", label=label, hint=hint, sort=Sort.DATE)


ALL: Final = {
    field.path.removeprefix("particulars."): field
    for field in (
        Field(
            path="particulars.role", label="Role of the person", sort=Sort.CHOICE, options=_ROLES, nothing="Not known"
        ),
        _words("information_sought", "What do you want to know?", "Identity, whereabouts or acts: say which, and why."),
        _words("assessment", "Your assessment of the danger", "What threat the person is to public safety."),
        _words(
            "basis", "What it rests on", "Convictions, or other reasonable grounds. A suspicion alone is not enough."
        ),
        _date("missing_since", "Missing since"),
        _line("missing_from", "Missing from", "The place where the person was last known to live or be."),
        _words("circumstances", "Circumstances"),
        Field(
            path="particulars.vulnerable",
            label="Is the person vulnerable?",
            sort=Sort.YES_NO,
            hint="A child, or somebody who cannot look after himself or herself.",
            nothing="Not known",
        ),
        _line("reported_to", "Police that recorded the report"),
        _date("found_on", "Found on"),
        _line("found_at", "Found at"),
        _words("threat", "The danger", "What it is, to whom, and where."),
        _words("imminence", "Why it is imminent"),
        _words("advice", "What members may do against it"),
        _words("method", "The method"),
        _words("objects", "Objects and devices used"),
        _words("concealment", "Means of concealment"),
        _words("offence", "The offence that the assets are linked to"),
        _line("reference", "Reference of the listing"),
        _line("list", "List"),
        _line("resolution", "Resolution"),
        _date("listed_on", "Listed on"),
        _words("measures", "Measures"),
    )
}
"""The fields of the particulars, by name; the assets have pages of their own."""


def _of_kind(body: NoticeRequest) -> tuple[Field, ...]:
    """Return what the kind needs, then what another kind left behind, so that it can be taken out."""
    own = [name for name in KINDS[body.kind].particulars if name in ALL]
    given = body.particulars or Particulars()
    foreign = [name for name in ALL if name not in own and getattr(given, name) is not None]
    return tuple(ALL[name] for name in (*own, *foreign))


PARTICULARS: Final = Section(
    slug="particulars",
    title="What this kind of notice needs",
    part=Part.CASE,
    says="Each kind of notice has one purpose and asks for what that purpose needs.",
    law="RPD 75",
    applies=lambda body: bool(set(KINDS[body.kind].particulars) & set(ALL)) or bool(_of_kind(body)),
    more=_of_kind,
)
ASSETS: Final = Section(
    slug="assets",
    title="Assets",
    part=Part.CASE,
    says="Say of each asset what it is. Members are asked for information; nothing is to be seized on a silver notice.",
    law="RPD 10(2)",
    applies=lambda body: body.kind is Kind.SILVER,
    group=Group(
        path=f"particulars.{_ASSETS}",
        one="asset",
        many="assets",
        titles=("type", "description", "identifier"),
        empty="No asset is given yet.",
        fields=(
            Field(path="type", label="Kind of asset", hint="For example a house, an account, a company, a ship."),
            Field(path="description", label="Description", sort=Sort.WORDS),
            Field(path="country", label="Country", sort=Sort.CODE, codes="country"),
            Field(path="identifier", label="Number", hint="Account, register or plate."),
            Field(path="value.amount", label="Value", sort=Sort.AMOUNT, width="10"),
            Field(path="value.currency", label="Currency", sort=Sort.CODE, codes="currency"),
        ),
    ),
)
SECTIONS: Final = (PARTICULARS, ASSETS)
