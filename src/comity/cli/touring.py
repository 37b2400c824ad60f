"""`comity tour`: the whole path walked in a temporary folder, told aloud."""

import click

from comity.cli.opening import data_option

WIDTH = 96


@click.command()
@data_option
def tour(data: str | None) -> None:
    """Walk the whole path in a temporary folder and tell each step with its legal ground.

    Nothing is read from the data folder and nothing is written to it. Exit status 1 where a step does not
    come out as it is told.
    """
    import tempfile
    import textwrap
    from pathlib import Path

    from comity.cli.logs import to_stderr
    from comity.sample.tour import tour as walk

    to_stderr()

    with tempfile.TemporaryDirectory(prefix="comity-tour-") as folder:
        for number, step in enumerate(walk(Path(folder) / "data"), 1):
            told = f"{step.says} [{'; '.join(step.law)}]"
            click.echo(textwrap.fill(told, WIDTH, initial_indent=f"{number:2}. ", subsequent_indent="    "))
    click.echo("The tour is over; its folder is gone.")
