"""The page of the documentation on the command line: written from the commands, so that it cannot say anything else."""

from collections.abc import Iterator

import click

from comity.cli.main import comity

_HEAD = """# The command line

Written from the commands themselves (`python -m comity.cli.reference`); a test holds the two equal.

Exit status: 0 done, 1 a verification failed, 2 unusable input. An error is one RFC 9457 problem document on
standard error. `comity check` has more: 10 review, 11 return, 12 refuse.

Whoever can read the data folder and the master key is the operator of the host. With `--as LOGIN` the operator acts
with the offices of that person, and the act names the operator, who decides no case and makes no person's token.
Otherwise the token in `COMITY_TOKEN` says who acts. With neither, the operator acts with the offices of the first
administrator, and for another office with those of its holder, where there is one alone.

Settings of the environment: `COMITY_DATA`, `COMITY_DATABASE` (a PostgreSQL address), `COMITY_MASTER_KEY`,
`COMITY_BASE_URL`, `COMITY_TOKEN`; for what leaves the hub `COMITY_SMTP_…`, `COMITY_WEBHOOK_…` and `COMITY_TRUSTED`
([operations](../operations.md#telling-people-that-something-waits)).
"""


def reference() -> str:
    """Return docs/reference/cli.md."""
    return _HEAD + "".join(_section(comity, ["comity"], None))


def _section(command: click.Command, path: list[str], parent: click.Context | None) -> Iterator[str]:
    context = click.Context(command, info_name=path[-1], parent=parent, max_content_width=100, terminal_width=100)
    if parent is not None:
        yield f"\n## `{' '.join(path)}`\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _section(found, [*path, name], context)


if __name__ == "__main__":
    click.echo(reference(), nl=False)
