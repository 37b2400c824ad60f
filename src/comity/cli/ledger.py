"""`comity ledger`: verify the log, prove an act, check a proof, sign a checkpoint."""

from pathlib import Path

import click

from comity.cli.opening import data_option, opened
from comity.kernel import wire
from comity.kernel.errors import Fault, UnusableInput, VerificationFailed


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
@click.option("--deep", is_flag=True, help="Open every content and compare it with the commitment in its act.")
@data_option
def verify(against: tuple[Path, ...], deep: bool, data: str | None) -> None:
    """Recompute the whole log from its acts, and hold every table against what the acts lead to.

    Needs no network, only reads, and may run while a hub serves. Without --against the hub vouches for itself alone.
    Exit status 1 where anything fails, with each fault named.
    """
    from comity.app.verification import verify as verified
    from comity.cli.opening import only_read

    earlier = [read_checkpoint(path) for path in against]
    with only_read(data) as comity:
        found = verified(comity, earlier, deep=deep)
    for remark in found.remarks:
        click.echo(remark, err=True)
    if found.faults:
        raise VerificationFailed(f"The ledger of {found.size} acts does not hold.", found.faults)
    kept = f", the first {found.vouched} of them vouched for by a signed checkpoint" if found.vouched else ""
    click.echo(f"The ledger holds: {found.size} acts{kept}. Every table says what the acts lead to.")
    if deep:
        click.echo(f"{found.opened} contents were opened: each is what its act committed to.")
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
