"""The one way in which the command line says that something is wrong: a problem document on standard error."""

import sys

import click
import msgspec

from comity.kernel import wire
from comity.kernel.errors import ComityError, Fault, UnusableInput


def report(error: ComityError, status: int = 2) -> int:
    """Print `error` as one RFC 9457 document and return the exit status."""
    sys.stdout.flush()
    sys.stderr.write(msgspec.json.format(wire.encode(error.problem()), indent=2).decode() + "\n")
    return status


def usage(error: click.ClickException) -> UnusableInput:
    """Return an error of Click as one of ours: which parameter is wrong, and what would be right."""
    message = error.format_message() or "The command line is not complete."
    context = getattr(error, "ctx", None)
    faults = []
    if isinstance(error, click.BadParameter) and error.param is not None:
        faults = [Fault(" / ".join(error.param.opts) or error.param.name or "$", error.message or message)]
    hint = f" Try `{context.command_path} --help`." if context is not None else ""
    return UnusableInput(f"{message.rstrip('.')}.{hint}", faults)
