"""`comity serve`: the hub, its workers and the clock's round each minute, stopped cleanly."""

import click

from comity.cli.opening import data_option

MOST_WORKERS = 32


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, MOST_WORKERS), help="Processes that answer."
)
@data_option
def serve(host: str, port: int, workers: int, data: str | None) -> None:
    """Serve the hub. The clock's round runs each minute in one process; SIGTERM stops all within 5 seconds."""
    from comity.cli.running import serve as run
    from comity.settings import read_settings

    run(read_settings(data), host, port, workers, lambda address: click.echo(f"Serving on {address}", err=True))
