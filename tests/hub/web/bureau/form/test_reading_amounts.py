"""An amount of money is never guessed: points and commas mean what they say, or are refused."""

import pytest

from comity.hub.web.bureau.form.reading import _amount


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("410000", "410000"), ("410 000", "410000"), ("410,000", "410000"), ("1,410,000.50", "1410000.50"),
        ("99.50", "99.50"), ("99,50", "99.50"), ("410 000,5", "410000.5"), ("٤١٠٠٠٠", "410000"), ("٩٩٫٥٠", "99.50"),
        ("٤١٠٬٠٠٠", "410000"), ("", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_written(typed: str, right: str | None) -> None:
    """With the decimal comma of three of the four languages, and digits of any script."""
    assert _amount(typed) == right


@pytest.mark.parametrize("typed", ["410.000", "1,41,000", "4,1000", "99,50,1", "12.34.56", "1.410.000,50", "abc", ".5"])
def test_what_may_mean_two_amounts_is_refused(typed: str) -> None:
    """A hundred times too much is worse than being asked again."""
    with pytest.raises(ValueError, match="Give the amount in digits"):
        _amount(typed)
