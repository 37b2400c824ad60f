"""`comity`: one group, whose commands are imported when they are called so that `comity check` starts fast."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import TracebackType
from typing import Final, NoReturn

import click

from comity.cli.problems import report, usage
from comity.kernel.errors import ComityError, Unavailable, VerificationFailed

COMMANDS: Final = {
    "check": "checking:check",
    "tour": "touring:tour",
    "demo": "demonstrating:demo",
    "serve": "serving:serve",
    "init": "founding:init",
    "members": "founding:members",
    "measures": "founding:measures",
    "changes": "changes:changes",
    "people": "people:people",
    "offices": "offices:offices",
    "tokens": "tokens:tokens",
    "screen": "screening:screen",
    "compare": "comparing:compare",
    "import": "importing:import_",
    "tick": "ticking:tick",
    "migrate": "keeping:migrate",
    "vault": "keeping:vault",
    "backup": "keeping:backup",
    "restore": "keeping:restore",
    "figures": "figures:figures",
    "ledger": "ledger:ledger",
    "rules": "rules:rules",
    "policies": "policies:policies",
}
"""Each command, in the order of the help, and where it stands: `module:function` within this package."""
INTERRUPTED: Final = 130


class Commands(click.Group):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"comity.cli.{module}"), name)
        return command


@click.group(cls=Commands, invoke_without_command=True, context_settings={"max_content_width": 100})
@click.version_option(package_name="comity", message="%(prog)s %(version)s")
@click.pass_context
def comity(ctx: click.Context) -> None:
    """Comity: an open notice exchange for police cooperation, with its safeguards inside.

    Exit status: 0 done, 1 a verification failed, 2 unusable input. An error is one problem document
    (RFC 9457) on standard error. `comity check` has more: 10 review, 11 return, 12 refuse.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; every error is one problem document."""
    try:
        status = comity.main(args=None if argv is None else list(argv), prog_name="comity", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.ClickException as error:
        return report(usage(error))
    except click.Abort:
        return INTERRUPTED
    except ComityError as error:
        return report(error, 1 if isinstance(error, VerificationFailed) else 2)
    except (BrokenPipeError, SystemExit):
        # Whoever reads has read enough, which Click answers with an exit of its own; what is left in the
        # buffer must not fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return report(Unavailable(f"{error.strerror or 'The system refused'}: {error.filename or 'no file named'}."))


def main() -> NoReturn:
    """The console script."""
    sys.excepthook = _unexpected
    sys.exit(run())


def _unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Report a defect of Comity without its values, which may be content of a file, and end with status 2."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}" if trace else "an unknown place"
    report(ComityError(f"A defect of Comity: {kind.__name__} in {place}. Please report it; nothing was half done."))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(2)
