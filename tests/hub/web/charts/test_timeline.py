"""The timeline of a notice or a case."""

from datetime import UTC, date, datetime

import pytest
from defusedxml.ElementTree import fromstring
from jinja2 import Environment, PackageLoader

from comity.app.views.sides import Side
from comity.hub.web.charts.timeline import Moment, Timeline, timeline
from comity.kernel.dates import PartialDate

MOMENTS = (
    Moment(datetime(2026, 9, 4, 12, tzinfo=UTC), "Notice", "Published", href="/notices/1"),
    Moment(PartialDate("2023-03/2023-06"), "Facts", "Transfers", "In Veld, XA"),
    Moment(PartialDate("2022~"), "Statements", "An <interview> & more"),
    Moment(datetime(2026, 9, 4, 9, tzinfo=UTC), "Notice", "Second opinion"),
    Moment(date(2022, 10, 2), "Protection", "Refugee status in XC", side=Side.ORGANISATION),
)


def shown(course: Timeline) -> str:
    environment = Environment(loader=PackageLoader("comity.hub.web", "templates"), autoescape=True)
    source = '{% from "macros/timeline.html" import timeline %}{{ timeline(course) }}'
    return environment.from_string(source).render(course=course)


def test_moments_are_numbered_in_the_order_of_time() -> None:
    """Acts of one day stand by their hour, dates known in part by their first day."""
    entries = timeline(MOMENTS).entries
    assert [entry.label for entry in entries] == [
        "An <interview> & more",
        "Refugee status in XC",
        "Transfers",
        "Second opinion",
        "Published",
    ]
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]


def test_acts_of_the_same_instant_keep_the_order_in_which_they_came() -> None:
    """What one transaction wrote is told in the order of its acts."""
    at = datetime(2026, 9, 4, 12, tzinfo=UTC)
    labels = ["Ended", "Recalled", "Acknowledged"]
    assert [entry.label for entry in timeline([Moment(at, "Notice", label) for label in labels]).entries] == labels


def test_the_strip_holds_each_number_once_in_its_lane_and_bars_for_what_took_time() -> None:
    """Marks that would lie on one another are one mark that names the first and the last."""
    strip = fromstring(timeline(MOMENTS).strip or "")
    texts = [element.text for element in strip.iter() if element.tag.endswith("text")]
    assert [text for text in texts if text in {"1", "2", "3", "4…5"}] == ["1", "2", "3", "4…5"]
    assert [text for text in texts if text and not text[0].isdigit()] == ["Statements", "Protection", "Facts", "Notice"]
    dashed = [element for element in strip.iter() if element.get("stroke-dasharray")]
    assert len(dashed) == 1, "only the approximate date has a broken outline"


def test_lanes_named_by_the_page_come_first_and_empty_ones_are_left_out() -> None:
    """A page can fix the order of its lanes; a lane without events takes no room."""
    course = timeline(MOMENTS, lanes=("Notice", "Objections", "Facts"))
    strip = fromstring(course.strip or "")
    names = [element.text for element in strip.iter() if element.get("font-weight") == "600" and element.get("stroke")]
    assert names == ["Notice", "Facts", "Statements", "Protection"]


def test_what_is_for_one_side_is_said_in_words_and_by_shape() -> None:
    """A colour alone tells nobody that the requester must not learn of it."""
    course = timeline(MOMENTS)
    assert [entry.only_for for entry in course.entries if entry.only_for] == ["For the secretariat only"]
    assert course.restricted
    corners = [
        element.get("rx") for element in fromstring(course.strip or "").iter() if element.get("rx") in {"2", "10"}
    ]
    assert corners.count("2") == 1
    assert "For the secretariat only" in shown(course)


def test_the_same_moments_give_the_same_bytes_without_script_style_or_address() -> None:
    """The strip stands in a page under the strictest policy and can be compared byte by byte."""
    first, second = timeline(MOMENTS).strip, timeline(list(MOMENTS)).strip
    assert first == second
    assert first is not None
    for forbidden in ("<script", "style", "href", "url(", "http"):
        assert forbidden not in first


def test_typed_text_is_escaped_in_the_list_and_in_the_strip() -> None:
    """A label is never markup."""
    page = shown(timeline(MOMENTS))
    assert "An &lt;interview&gt; &amp; more" in page
    assert "<interview>" not in page


def test_dates_in_the_list_are_for_machines_where_html_has_a_form_for_them() -> None:
    """A range stands in words alone."""
    page = shown(timeline(MOMENTS))
    assert '<time datetime="2026-09-04T12:00Z">4 September 2026, 12:00 UTC</time>' in page
    assert '<p class="comity-timeline__when">March 2023 to June 2023 <span' in page


@pytest.mark.parametrize("moments", [(), MOMENTS[:1]])
def test_there_is_no_strip_of_fewer_than_two_moments(moments: tuple[Moment, ...]) -> None:
    """There is nothing to compare; an empty list says what belongs there."""
    course = timeline(moments)
    assert course.strip is None
    page = shown(course)
    assert "svg" not in page
    assert ("Nothing has happened yet" in page) is (not moments)


def test_a_long_mark_at_the_end_is_not_cut_off_on_a_narrow_screen() -> None:
    """On 290 pixels the whole of it lies within the strip."""
    moments = [Moment(date(2020, 1, 1), "Facts", "first")]
    moments += [Moment(date(2026, 9, 1), "Members", "an answer") for _ in range(150)]
    strip = fromstring(timeline(moments).strip or "")
    for place in (element for element in strip.iter() if element.get("overflow") == "visible"):
        middle = 2.9 * float(str(place.get("x")).removesuffix("%"))
        half = max(-float(element.get("x", 0)) for element in place if element.tag.endswith("rect"))
        assert 0 <= middle - half <= middle + half <= 290


def test_the_strip_of_two_hundred_acts_stays_small() -> None:
    """A long case is under 40 kB."""
    moments = [Moment(date(2000 + n // 12, n % 12 + 1, 3), f"Lane {n % 6}", "x" * 60) for n in range(200)]
    assert len((timeline(moments).strip or "").encode()) < 40_000
