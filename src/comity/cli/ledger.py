"""`comity ledger`: verify the log, prove an act, check a proof, sign a checkpoint."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.opening import data_option, opened
from comity.kernel import wire
from comity.kernel.errors import Fault, UnusableInput, VerificationFailed

if TYPE_CHECKING:
    from comity.ledger.verify import LogFault


@click.group()
def ledger() -> None:
    """The ledger of acts: a log that only grows, and that anyone can check."""


@ledger.command()
@click.option(
    "--against",
    metavar="CHECKPOINT",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A checkpoint kept elsewhere: the log must still begin with what it counted.",
)
@data_option
def verify(against: tuple[Path, ...], data: str | None) -> None:
    """Recompute the whole log from its acts, and replay the acts against the register.

    Needs no network. Without --against the hub vouches for itself alone. Exit status 1 where anything fails.
    """
    from comity.app import ledgering
    from comity.app.replaying import differences

    earlier = [read_checkpoint(path) for path in against]
    with opened(data) as comity:
        report = ledgering.verify(comity, earlier)
        with comity.look() as look:
            faults = [Fault("register", sentence) for sentence in differences(look)]
    faults = [Fault(_place(each), each.message) for each in report.faults] + faults
    if faults:
        raise VerificationFailed(f"The ledger of {report.size} acts does not hold.", faults)
    kept = f", the first {report.vouched} of them vouched for by a signed checkpoint" if report.vouched else ""
    click.echo(f"The ledger holds: {report.size} acts{kept}. The register says what the acts lead to.")
    if not earlier:
        click.echo("Give a checkpoint that others kept (--against) to know that none was replaced.")


@ledger.command()
@click.argument("act", type=click.IntRange(min=1))
@data_option
def prove(act: int, data: str | None) -> None:
    """Print the proof that act number ACT is in the ledger, as JSON; it is checked before it is printed."""
    from comity.app import ledgering
    from comity.ledger.proof import check

    with opened(data) as comity:
        document = ledgering.checkpoint(comity)
        with comity.look() as look:
            row = look.reader.act(act)
            if row is None:
                message = f"the last act is number {look.reader.last_seq()}"
                raise UnusableInput(f"The ledger has no act {act}: {message}.", [Fault("ACT", message)])
            proof = ledgering.prove_act(look, act, document)
        check(proof, row.document, comity.log_key)
    click.echo(wire.encode(proof))


@ledger.command()
@click.argument("proof", type=click.Path(path_type=Path))
@click.option("--key", required=True, metavar="KEY", help="The key of the ledger, as you were given it before.")
@click.option("--act", metavar="FILE", type=click.Path(path_type=Path), help="The act that the proof is to be about.")
@click.option(
    "--against", metavar="CHECKPOINT", type=click.Path(path_type=Path), help="A checkpoint that you kept from before."
)
@click.option(
    "--grown",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="What /api/v1/ledger/consistency?old=SIZE answered, for each of two checkpoints that differ in size.",
)
def check(proof: Path, key: str, act: Path | None, against: Path | None, grown: tuple[Path, ...]) -> None:
    """Check a PROOF that someone gave you, on a computer of your own: no hub, no data and no network are needed.

    Exit status 1 where a step does not hold.
    """
    from comity.cli.proving import checked

    found = checked(_read(proof), key, _read(act) if act else None, _read(against) if against else b"",
                    [_read(path) for path in grown])  # fmt: skip
    for sentence in found:
        click.echo(sentence)


@ledger.command()
@data_option
def checkpoint(data: str | None) -> None:
    """Sign the log as it stands and print the checkpoint; keep it elsewhere."""
    from comity.app import ledgering

    with opened(data) as comity:
        click.echo(ledgering.checkpoint(comity), nl=False)


def _place(fault: "LogFault") -> str:
    """Return the numbers of the acts at fault, as `comity ledger prove` counts them."""
    if fault.first is None or fault.last is None:
        return "ledger"
    return f"acts {fault.first + 1} to {fault.last + 1}"


def _read(path: Path) -> bytes:
    """Return a file; raises `UnusableInput`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableInput(f"{path} cannot be read: {error.strerror}.") from None


def read_checkpoint(path: Path) -> str:
    """Return a checkpoint that was kept in a file; raises `UnusableInput`."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(f"The checkpoint {path} cannot be read: {error}.") from None
