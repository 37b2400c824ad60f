"""`comity tokens`: by which people and services are known to the hub."""

import click

from comity.cli.opening import Who, acting, as_options, data_option, opened, person_named
from comity.governance.commands import RevokeToken, TokenPurpose
from comity.governance.offices import Office

DAYS = 90


@click.group()
def tokens() -> None:
    """Tokens: issue to machines, revoke, list. A secret is shown once and kept nowhere."""


@tokens.command("issue")
@click.argument("login")
@click.option("--days", type=click.IntRange(1, 3660), default=DAYS, show_default=True, help="How long it is valid.")
@click.option("--service", is_flag=True, help="For a machine; only machines are given tokens here.")
@as_options
@data_option
def issue(login: str, days: int, service: bool, who: Who, data: str | None) -> None:
    """Issue a token to a machine and print its id on standard error, its secret on standard output.

    People enter by invitation, and make tokens for their own programs on their account page.
    """
    from comity.app.founding import issue_token

    with opened(data) as comity:
        with comity.look() as look:
            found = person_named(look, login)
        person, machine = found.id, Office.BORDER_SERVICE in found.state.offices
        purpose = TokenPurpose.SERVICE if service or machine else TokenPurpose.PERSON
        issued = issue_token(comity, acting(comity, who, Office.ADMINISTRATOR), person, days, purpose)
    click.echo(f"{issued.token} for {login}, valid {days} days. Its secret, shown only now:", err=True)
    click.echo(issued.secret)


@tokens.command("revoke")
@click.argument("login")
@click.argument("token")
@as_options
@data_option
def revoke(login: str, token: str, who: Who, data: str | None) -> None:
    """Revoke a token by its id; it is refused from the next question on."""
    with opened(data) as comity:
        with comity.look() as look:
            person = person_named(look, login).id
        comity.order(acting(comity, who, Office.ADMINISTRATOR), RevokeToken(id=person, token=token))
    click.echo(f"{token} is revoked.")


@tokens.command("list")
@click.argument("login")
@data_option
def list_(login: str, data: str | None) -> None:
    """List a person's tokens by id, with their purpose and end."""
    with opened(data) as comity, comity.look() as look:
        for token in person_named(look, login).state.tokens:
            over = "" if look.at < token.expires else "  expired"
            click.echo(f"{token.id}  {token.purpose.value:8} until {token.expires:%Y-%m-%d %H:%M}{over}")
