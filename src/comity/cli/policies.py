"""`comity policies`: who may do what, as the gate decides it."""

import click

from comity.cli.opening import data_option


@click.command()
@click.argument("code", required=False)
@data_option
def policies(code: str | None, data: str | None) -> None:
    """List the policies with their grounds, or print the policy CODE as it is written."""
    from comity.governance.register import policies as register
    from comity.kernel.errors import Fault, UnusableInput

    found = register()
    if code is None:
        for policy in found:
            click.echo(f"{policy.id:34} {policy.effect.value:6} {policy.citation:18} {policy.says}")
        return
    named = next((policy for policy in found if policy.id == code.upper()), None)
    if named is None:
        raise UnusableInput(f"There is no policy {code}.", [Fault("CODE", "`comity policies` lists them")])
    click.echo(f"// {named.file}\n{named.text}")
