"""`comity rules`: the catalogue, and what a changed rule would say of the notices in force."""

import inspect
import textwrap
from typing import TYPE_CHECKING

import click

from comity.cli.opening import data_option, opened
from comity.kernel.errors import Fault, UnusableInput

if TYPE_CHECKING:
    from comity.compliance.rule import Rule


class Rules(click.Group):
    """`rules` lists, `rules CODE` explains, `rules replay` applies today's rules to what is in force."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        known = super().get_command(ctx, cmd_name)
        return known or _explaining(cmd_name)


def _explaining(code: str) -> click.Command:
    @click.command(code, help=f"Explain the rule {code}.")
    @data_option
    def explain(data: str | None) -> None:
        _explain(code)

    return explain


@click.group(cls=Rules, invoke_without_command=True, subcommand_metavar="[CODE | replay]")
@data_option
@click.pass_context
def rules(ctx: click.Context, data: str | None) -> None:
    """List the rules with their citations, or explain the rule CODE."""
    from comity.compliance.catalogue import VERSION, catalogue

    if ctx.invoked_subcommand is not None:
        return
    for rule in catalogue():
        click.echo(f"{rule.code}  {rule.title}  ({', '.join(rule.citations)})")
    click.echo(f"{len(catalogue())} rules, edition {VERSION}.")


def _explain(code: str) -> None:
    from comity.compliance.catalogue import rule_by_code

    rule = rule_by_code(code.upper())
    if rule is None:
        raise UnusableInput(f"There is no rule {code}.", [Fault("CODE", "`comity rules` lists them")])
    click.echo("\n".join(_told(rule)))


def _told(rule: "Rule") -> list[str]:
    until = f" until {rule.in_force_until}" if rule.in_force_until else ""
    head = [f"{rule.code}  {rule.title}", f"{', '.join(rule.citations)}; in force from {rule.in_force_from}{until}"]
    head += [f"A refusal on it is coded {rule.ground.value}.", ""]
    paragraphs = inspect.cleandoc(rule.__doc__ or "").split("\n\n")
    return head + [line for each in paragraphs for line in [*textwrap.wrap(each, 100), ""]][:-1]


@rules.command()
@click.option("--questions", is_flag=True, help="Count what only a person can decide as failing as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON lines.")
@data_option
def replay(questions: bool, as_json: bool, data: str | None) -> None:
    """Say which notices in force the rules of today would return or refuse; nothing is changed."""
    from comity.app.rechecking import notices_in_force
    from comity.compliance.replay import by_rule
    from comity.compliance.replay import replay as run
    from comity.kernel import wire

    with opened(data) as comity, comity.look() as look:
        items = list(notices_in_force(look))
        failing = list(run(items, look.at.date(), questions=questions))
    for each in failing:
        codes = ", ".join(dict.fromkeys(finding.rule for finding in each.findings))
        click.echo(wire.encode(each) if as_json else f"{each.notice}  {each.disposition.value:7} {codes}")
    if not as_json:
        counts = "".join(f"; {code} {count}" for code, count in by_rule(failing).items())
        click.echo(f"{len(failing)} of {len(items)} notices in force would not pass today{counts}.")
