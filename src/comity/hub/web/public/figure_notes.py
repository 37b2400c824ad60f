"""What stands beside the figures: shares, times of review, the codes of columns, and by whom a measure is shown."""

from typing import Final

from comity.hub.web.public.figure_tables import Grid, Row, caption
from comity.hub.web.public.tongue import Tongue
from comity.notices.vocabulary import UrgencyLevel
from comity.statistics.measures import By, Measure
from comity.statistics.release import Release

_DAYS: Final = (30, 90, 180)


def shares(release: Release, tongue: Tongue) -> Grid:
    """Return the shares of a release; one that too little stands behind is words, never nought."""
    names = {
        "public": tongue.say("Notices with a public extract"),
        "two_agreed": tongue.say("Reviews in which two agreed"),
        **{
            f"{lane}_within": tongue.say("Decided within the target: %(lane)s", lane=lane_name(lane, tongue))
            for lane in UrgencyLevel
        },
        **{
            f"ignored_{days}": tongue.say("Finds ignored for %(days)s days", days=tongue.number(days)) for days in _DAYS
        },
    }
    rows = tuple(Row(names.get(share.id, share.title), (tongue.percent(share.percent),)) for share in release.shares)
    return Grid(tongue.say("Shares"), tongue.say("Share of"), (tongue.say("Per cent"),), rows)


def hours(release: Release, tongue: Tongue) -> Grid:
    """Return the time of review by lane, in hours."""
    rows = tuple(
        Row(lane_name(each.lane, tongue), (_hours(each.median, tongue), _hours(each.ninetieth, tongue)))
        for each in release.review_hours
    )
    heads = (tongue.say("Half within"), tongue.say("Nine in ten within"))
    return Grid(tongue.say("Hours from the opening of a review to the decision"), tongue.say("Urgency"), heads, rows)


def _hours(value: int | None, tongue: Tongue) -> str:
    return tongue.say("too few to say") if value is None else tongue.number(value)


def lane_name(lane: UrgencyLevel, tongue: Tongue) -> str:
    """Return an urgency in words."""
    return {
        UrgencyLevel.ROUTINE: tongue.say("Routine"),
        UrgencyLevel.URGENT: tongue.say("Urgent"),
        UrgencyLevel.IMMINENT: tongue.say("Imminent danger"),
    }[lane]


def codes(measure: Measure, tongue: Tongue) -> Grid:
    """Return the codes under which the columns of a measure stand in the data, with their words."""
    columns = (*measure.columns, *(column for also in measure.also.values() for column in also))
    rows = tuple(Row(column.code, (tongue.label(column.label),)) for column in columns)
    return Grid(tongue.say("Codes of the columns"), tongue.say("Code"), (tongue.say("Meaning"),), rows)


def shown_by(measure: Measure, tongue: Tongue) -> tuple[str, ...]:
    """Return how the tables of a measure are arranged, in words."""
    return tuple(caption(name, tongue) for name in (By.TOTAL.value, *measure.also, *measure.rows))
