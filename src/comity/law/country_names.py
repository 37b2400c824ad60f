"""Country names as the United Nations writes them, to ISO 3166-1 alpha-2 codes."""

from collections.abc import Mapping
from functools import cache

import msgspec

from comity.kernel.codes import Country
from comity.law.instruments import law_data


@cache
def country_names() -> Mapping[str, Country]:
    """Return the code for each name of the law data; a name that stands twice raises `ValueError`."""
    codes: dict[str, Country] = {}
    for code, names in msgspec.convert(law_data("country_names.yaml"), dict[str, list[str]]).items():
        for name in names:
            if name in codes:
                raise ValueError(f"'{name}' is given for {codes[name]} and {code}")
            codes[name] = Country.parse(code)
    return codes


def country_code(name: str) -> Country | None:
    """Return the code of the country called exactly `name`, or None: the name of no state is ever guessed."""
    return country_names().get(" ".join(name.split()))
