"""`comity figures`: the released quarters, as text or as a data package."""

from pathlib import Path

import click

from comity.cli.opening import data_option, opened
from comity.kernel.errors import Fault, Unavailable, UnusableInput


@click.command()
@click.argument("quarter", required=False, metavar="[QUARTER]")
@click.option("--package", metavar="DIR", type=click.Path(path_type=Path), help="Write CSV, JSON and codebook to DIR.")
@click.option("--list", "listing", is_flag=True, help="Name the quarters that were released.")
@data_option
def figures(quarter: str | None, package: Path | None, listing: bool, data: str | None) -> None:
    """Print the figures of QUARTER, such as 2026-Q3; the newest released where none is named.

    Every release is verified first: its signature, and that it adds up. With --package and no QUARTER the
    package holds all quarters. Small counts are rounded so that nothing can be computed from them.
    """
    from comity.app.figures import read_release, verify_release
    from comity.statistics.text import text

    with opened(data) as comity, comity.look() as look:
        known = sorted(row.stream_id for row in look.reader.registers("figures"))
        if listing:
            return click.echo("\n".join(known) or "No quarter was released yet.")
        if not known:
            raise Unavailable("No quarter was released yet; `comity tick` releases each one after it has closed.")
        if quarter is not None and quarter not in known:
            raise UnusableInput(f"{quarter} was not released.", [Fault("QUARTER", f"one of {', '.join(known)}")])
        wanted = [quarter] if quarter else known if package else known[-1:]
        releases = [verify_release(read_release(look, name), comity.log_key) for name in wanted]
    if package is None:
        return click.echo(text(releases[-1]), nl=False)
    from comity.statistics.package import package as pack

    package.mkdir(parents=True, exist_ok=True)
    for name, content in pack(releases).items():
        target = package / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    click.echo(f"{len(releases)} quarters are written to {package}.")
    return None
