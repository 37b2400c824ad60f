"""SVG as values."""

from defusedxml.ElementTree import fromstring

from comity.hub.web.charts.svg import number, percent, tag


def test_text_and_attributes_are_escaped_and_characters_outside_xml_are_left_out() -> None:
    """Nothing that a person typed can end an element or make the picture unreadable."""
    drawn = tag("text", "</text><script>&\x00\x0b", aria_label='"><script>')
    read = fromstring(drawn)
    assert read.text == "</text><script>&"
    assert read.attrib == {"aria-label": '"><script>'}


def test_elements_nest_as_they_are_and_an_empty_one_is_closed() -> None:
    """A child that is an element stays one; None writes no attribute; a trailing underscore is for Python alone."""
    assert tag("g", tag("rect", x=1.04, class_="a", rx=None), "b") == '<g><rect x="1" class="a"/>b</g>'


def test_numbers_are_short() -> None:
    """A decimal at most, none where it is nought, and never minus nought."""
    assert [number(value) for value in (1, 1.0, 1.25, 99.96, -3.0, -0.01)] == ["1", "1", "1.2", "100", "-3", "0"]
    assert percent(0.33333) == "33.33%"
