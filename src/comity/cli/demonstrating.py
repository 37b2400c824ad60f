"""`comity demo`: the sample organisation, made where it is absent, served, with everyone's token at hand."""

from typing import TYPE_CHECKING

import click

from comity.cli.opening import data_option

if TYPE_CHECKING:
    from comity.settings import Settings

SHOWN = ("xa.officer1", "xb.head", "reviewer1", "case1", "secretary", "president", "commissioner1", "admin")


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@data_option
def demo(port: int, no_browser: bool, data: str | None) -> None:
    """Serve a sample organisation on 127.0.0.1; it is made first where the data folder has none.

    DIR/demo.json holds the address, and how everyone signs in. Nobody in the sample is real, and its
    master key lies beside the data: keep nothing else in it.
    """
    from msgspec.structs import replace

    from comity.cli.running import serve
    from comity.sample.demo import stand_at
    from comity.settings import read_settings

    address = f"http://127.0.0.1:{port}"
    settings = replace(read_settings(data), base_url=address)
    _prepare(settings, address, port)

    def started(_: str) -> None:
        stand_at(settings, address)
        _tell(settings, address, no_browser)

    serve(settings, "127.0.0.1", port, 1, started)


def _prepare(settings: "Settings", address: str, port: int) -> None:
    """Make the sample where there is none; what stands in the way is said before the making, not after it."""
    from comity.cli.running import listen
    from comity.kernel.errors import UnusableInput
    from comity.sample.demo import read_demo

    listen("127.0.0.1", port).close()
    if not settings.organisation_file.exists():
        if settings.data.exists() and not (settings.data.is_dir() and not any(settings.data.iterdir())):
            raise UnusableInput(
                f"{settings.data} is not empty and holds no organisation: name another folder with --data."
            )
        _make(settings, address)
    if read_demo(settings) is None:
        raise UnusableInput(
            f"{settings.data} holds an organisation that is not a sample: serve it with `comity serve`."
        )


def _make(settings: "Settings", address: str) -> None:
    """Make the sample beside its place and move it there whole, so that an interrupted making leaves nothing."""
    import shutil

    from msgspec.structs import replace

    from comity.adapters.surroundings import SystemClock
    from comity.cli.logs import to_stderr
    from comity.cli.progress import progress
    from comity.sample.making import make_sample

    to_stderr()
    click.echo("Making the sample organisation: three years of cases, down the same path as any real one.", err=True)
    unfinished = settings.data.with_name(f".{settings.data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    with progress("Three years") as advance:
        make_sample(replace(settings, data=unfinished), SystemClock().now(), address, advance)
    settings.data.parent.mkdir(parents=True, exist_ok=True)
    unfinished.rename(settings.data)


def _tell(settings: "Settings", address: str, no_browser: bool) -> None:
    import webbrowser

    from comity.sample.demo import read_demo

    click.echo(f"Comity's sample organisation is served on {address}: open it and take a seat at any desk.")
    click.echo(
        f"Everyone's login, password, key for codes and token: {settings.data / 'demo.json'}. Some logins and tokens:"
    )
    for person in read_demo(settings) or []:
        if person.login in SHOWN:
            of = f" of {person.member}" if person.member else ""
            click.echo(f"  {person.login:14} {(person.office.replace('_', ' ') + of):26} {person.token}")
    click.echo(f"For programs: curl {address}/notices/v1/red   Stop with Ctrl-C.")
    if not no_browser:
        webbrowser.open(address)
