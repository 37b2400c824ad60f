"""`comity import`: lists from elsewhere."""

from pathlib import Path

import click

from comity.cli.opening import Who, acting, as_options, data_option, opened


@click.group("import")
def import_() -> None:
    """Lists from elsewhere, down the same path as everything."""


@import_.command("un")
@click.argument("file", metavar="FILE.xml", type=click.Path(path_type=Path))
@click.option("--list-ended", metavar="QD", multiple=True, help="Confirm that a whole list (two letters) has ended.")
@as_options
@data_option
def un(file: Path, list_ended: tuple[str, ...], who: Who, data: str | None) -> None:
    """Bring the special notices in force to the consolidated list of the UN Security Council in FILE.xml.

    A listing officer publishes each listing on its resolution (RPD 95). A second import changes what changed
    and ends what left the list. A file that cannot be read whole changes nothing.
    """
    from comity.adapters.un.mapping import to_requests
    from comity.adapters.un.reader import read_un_list
    from comity.app.importing import import_listings
    from comity.cli.progress import progress
    from comity.governance.offices import Office

    listed = read_un_list(file)
    requests = to_requests(listed)
    with opened(data) as comity, progress("Importing") as advance:
        by = acting(comity, who, Office.LISTING_OFFICER)
        done = import_listings(comity, by, requests, advance, frozenset(list_ended))
    click.echo(f"{len(requests)} entries of the list of {listed.generated_at:%Y-%m-%d}:", nl=False)
    click.echo(f" {done.published} published, {done.revised} revised, {done.ended} ended, {done.same} as they were.")
