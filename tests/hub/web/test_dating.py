"""Dates in words, as far as they are known, in each working language."""

import pytest

from comity.hub.web.dating import partial
from comity.hub.web.language import locale_of


@pytest.mark.parametrize(
    ("language", "given", "said"),
    [
        ("en", "1971-05-04", "4 May 1971"), ("en", "1971-05", "May 1971"), ("en", "1971", "1971"),
        ("en", "1965~", "about 1965"), ("en", "1960/1965-02", "between 1960 and February 1965"),
        ("fr", "1971-05-04", "4 mai 1971"), ("fr", "1965~", "vers 1965"), ("es", "1971-05", "mayo de 1971"),
        ("ar", "1960/1965", "بين 1960 و1965"), ("ar", "1971-05", "مايو 1971"),
        ("en", "soon", "soon"), ("en", "", ""), ("en", "1971-13", "1971-13"),
    ],
)  # fmt: skip
def test_a_date_is_said_as_far_as_it_is_known(language: str, given: str, said: str) -> None:
    """What is no date stands as it is."""
    assert partial(given, locale_of(language)) == said
