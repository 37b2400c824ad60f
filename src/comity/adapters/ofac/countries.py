"""Country names as OFAC writes them, where they differ from those of the United Nations."""

from typing import Final

from comity.kernel.codes import Country
from comity.law.country_names import country_code

_NAMES: Final = {
    "Bolivia": "BO", "Brunei": "BN", "Burma": "MM", "Congo, Democratic Republic of the": "CD",
    "Congo, Republic of the": "CG", "Cote d Ivoire": "CI", "Hong Kong": "HK", "Iran": "IR", "Korea, North": "KP",
    "Korea, South": "KR", "Laos": "LA", "Macau": "MO", "Macedonia": "MK", "Micronesia": "FM",
    "Moldova": "MD", "North Korea": "KP", "Palestinian": "PS", "Puerto Rico": "PR", "Russia": "RU",
    "Samoa": "WS", "South Korea": "KR", "Syria": "SY", "Taiwan": "TW", "Tanzania": "TZ", "The Bahamas": "BS",
    "The Gambia": "GM", "United States": "US", "Vatican City": "VA", "Venezuela": "VE", "Vietnam": "VN",
    "Virgin Islands, British": "VG", "Bermuda": "BM", "Aruba": "AW", "Curacao": "CW", "Guernsey": "GG",
    "Jersey": "JE", "Isle of Man": "IM", "Cook Islands": "CK", "Niue": "NU", "Sao Tome and Principe": "ST",
    "West Bank": "PS", "Gaza": "PS",
}  # fmt: skip


def country(name: str) -> Country | None:
    """Return the code of a country, or None: the name of no state is ever guessed."""
    plain = name.strip(" .")
    code = _NAMES.get(plain)
    return Country.parse(code) if code else country_code(plain)
