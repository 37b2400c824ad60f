"""The figures for anyone: a quarter as a story, each measure with its tables and meaning, all of it to take along."""

from typing import Any, Final

from comity.app.views import figures as views
from comity.hub.web.charts.sheet import Width
from comity.hub.web.charts.tiles import level_of
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.public import figure_files, figure_notes, figure_pictures
from comity.hub.web.public.figure_tables import measure_of
from comity.hub.web.public.tongue import Tongue
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.errors import NotFound
from comity.statistics.answering import answering
from comity.statistics.release import Release

PAGES: Final = Pages("public", ANYONE)


@PAGES.get("/{language}/figures", "Figures", menu="Figures")
def latest(visit: Visit) -> Answer:
    """Show the newest released quarter; say so where none was released yet."""
    with visit.hub.look() as look:
        try:
            found = views.figures(look, visit.by, back=views.YEAR)
        except NotFound:
            return Show("public/figures_none.html")
    return _quarter(visit, found)


@PAGES.get("/{language}/figures/{release}", "Figures")
def quarter(visit: Visit) -> Answer:
    """Show one released quarter."""
    return _quarter(visit, _found(visit, views.YEAR))


@PAGES.get("/{language}/figures/{release}/{figure}", "Figures")
def measure(visit: Visit) -> Answer:
    """Show one measure of a quarter, or give a file of it."""
    found, name, tongue = _found(visit), visit.path["figure"], Tongue(visit.language)
    if "." in name:
        return figure_files.file_of(found, _up_to(visit, found) if name == figure_files.PACKAGE else (), name, tongue)
    if name not in {each.id for each in found.release.measures}:
        raise NotFound
    about = measure_of(found.release, name)
    picture = figure_pictures.of_measure(found, name, tongue)
    context = {
        "title": f"{tongue.plain(about.title)}: {tongue.quarter(found.quarter)}",
        "about": about,
        "picture_shown": picture,
        "codes": figure_notes.codes(about, tongue),
        "shown_by": figure_notes.shown_by(about, tongue),
        "earlier": figure_pictures.earlier(found, name, tongue),
    }
    return Show("public/figures_measure.html", {**_common(found, tongue), **context})


def _found(visit: Visit, back: int = views.BACK) -> views.Figures:
    with visit.hub.look() as look:
        return views.figures(look, visit.by, visit.path["release"], back)


def _up_to(visit: Visit, found: views.Figures) -> tuple[Release, ...]:
    """Return all releases up to a quarter: what its package holds never changes."""
    with visit.hub.look() as look:
        return tuple(each for each in views.all_releases(look, visit.by) if each.quarter <= found.quarter)


def _quarter(visit: Visit, found: views.Figures) -> Show:
    tongue = Tongue(visit.language)
    context = {
        "title": tongue.say("Figures of %(quarter)s", quarter=tongue.quarter(found.quarter)),
        "pictures": {picture.name: picture for picture in figure_pictures.story(found, tongue)},
        "answers": figure_pictures.answers(found, tongue),
        "members": answering(found.year),
        "keys": figure_pictures.keys(tongue),
        "tile_level": level_of,
        "shares": figure_notes.shares(found.release, tongue),
        "hours": figure_notes.hours(found.release, tongue),
        "fault": views.fault_of(found.document, visit.hub.log_key),
        "count": views.counted,
    }
    return Show("public/figures.html", {**_common(found, tongue), **context})


def _common(found: views.Figures, tongue: Tongue) -> dict[str, Any]:
    place = found.quarters.index(found.quarter)
    return {
        "figures": found,
        "release": found.release,
        "tongue": tongue,
        "at": f"/{tongue.language}/figures/{found.quarter}",
        "newer": found.quarters[place - 1] if place else None,
        "older": found.quarters[place + 1] if place + 1 < len(found.quarters) else None,
        "replied": {reply.member for reply in found.release.replies},
        "level_of": figure_pictures.level_class,
        "short": figure_pictures.short,
        "Width": Width,
    }
