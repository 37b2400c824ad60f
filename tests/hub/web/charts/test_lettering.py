"""How wide words are, nearly."""

from hypothesis import given
from hypothesis import strategies as st

from comity.hub.web.charts.lettering import width_of, wrapped


@given(st.text(max_size=200), st.floats(10, 400))
def test_wrapping_loses_no_word_and_keeps_lines_within_their_room(text: str, room: float) -> None:
    """Only a single word may be wider than its line."""
    lines = wrapped(text, 15, room)
    assert " ".join(lines).split() == text.split()
    assert all(width_of(line, 15) <= room or len(line.split()) <= 1 for line in lines)


def test_broad_letters_take_more_room_than_narrow_ones() -> None:
    """The estimate knows an M from an i, and an ideograph from both."""
    assert width_of("ii", 15) < width_of("nn", 15) < width_of("MM", 15) < width_of("国国", 15)
