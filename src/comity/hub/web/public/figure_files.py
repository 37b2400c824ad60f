"""Figures to take along: a measure as CSV or JSON, a picture as SVG, the release as it was signed, the data package."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

from comity.app.views.figures import Figures
from comity.hub.web.charts.sheet import MEDIA_TYPE, Width
from comity.hub.web.public.figure_pictures import named
from comity.hub.web.public.tongue import Tongue
from comity.hub.web.visit import Give
from comity.kernel import wire
from comity.kernel.errors import NotFound
from comity.statistics.measures import Derived, Measure
from comity.statistics.package import package, table, table_names
from comity.statistics.release import Release, Table

SIGNED: Final = "release.json"
PACKAGE: Final = "package.zip"
NARROW: Final = "-narrow"
CSV: Final = "text/csv; header=present"
JSON: Final = "application/json"
_ZIP: Final = "application/zip"
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The time in every archive: the same files give the same bytes."""


def file_of(figures: Figures, run: tuple[Release, ...], name: str, tongue: Tongue) -> Give:
    """Return a file of a quarter by its name; `run` are all releases up to it. Raises `NotFound`.

    The CSV is that of the data package: codes, numbers and a head; words of members are quoted so that no spreadsheet
    takes them for a formula.
    """
    stem, _, form = name.rpartition(".")
    called = f"comity-{figures.quarter}-{stem}.{form}".lower()
    match name, form:
        case (_, "json") if name == SIGNED:
            return Give(figures.document, JSON, called, lasting=True)
        case (_, "zip") if name == PACKAGE:
            return Give(archive(package(run)), _ZIP, called, lasting=True)
        case _, "csv":
            return Give(_csv(figures.release, stem), CSV, called, lasting=True)
        case _, "json":
            return Give(wire.canonical(_measure(figures.release, stem)), JSON, called, lasting=True)
        case _, "svg":
            return Give(_picture(figures, stem, tongue), MEDIA_TYPE, lasting=True)
        case _:
            raise NotFound


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP archive; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            written.writestr(entry, content)
    return out.getvalue()


def _csv(release: Release, name: str) -> bytes:
    if name not in table_names(release):
        raise NotFound
    return table([release], name)


def _measure(release: Release, name: str) -> dict[str, Any]:
    """Return a measure with all its tables and what it means."""
    about: dict[str, Measure | Derived] = {each.id: each for each in release.measures}
    about |= {each.id: each for each in release.derived}
    tables: list[Table] = [each for each in (*release.tables, release.in_force) if each.measure == name]
    if name not in about or not tables:
        raise NotFound
    return {"quarter": release.quarter, "base": release.base, "measure": about[name], "tables": tables}


def _picture(figures: Figures, stem: str, tongue: Tongue) -> bytes:
    width = Width.NARROW if stem.endswith(NARROW) else Width.WIDE
    picture = named(figures, stem.removesuffix(NARROW), tongue)
    if picture is None:
        raise NotFound
    return picture.draw(width).document
