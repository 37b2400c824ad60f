"""Machine-readable zones: what stands there, which check digits hold, and what is no zone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.codes import Country
from comity.kernel.errors import UnusableInput
from comity.kernel.mrz import Format, check_digit, country_of, read
from comity.kernel.subject import Sex

TODAY = date(2026, 11, 21)
PASSPORT = "P<UTOOSTRANDER<<MILA<JUNE<<<<<<<<<<<<<<<<<<<"


def second(number: str = "K1234567<", nationality: str = "XB<", birth: str = "710504", optional: str = "<" * 14) -> str:
    """Return the second line of a passport whose check digits hold."""
    line = number + check_digit(number) + nationality + birth + check_digit(birth) + "M301231" + check_digit("301231")
    line += optional + check_digit(optional)
    return line + check_digit(line[:10] + line[13:20] + line[21:43])


def test_a_passport_is_read_whole() -> None:
    """Every field of a passport's zone is read, and its check digits hold."""
    zone = read(f"{PASSPORT}\n{second()}", TODAY)
    assert (zone.format, zone.code, zone.issuer) == (Format.TD3, "P", "UTO")
    assert (zone.family_name, zone.forenames, zone.sex) == ("OSTRANDER", "MILA JUNE", Sex.MALE)
    assert (zone.number, zone.birth, zone.expires) == ("K1234567", "1971-05-04", "2030-12-31")
    assert country_of(zone.nationality) == "XB"
    assert zone.wrong == ()
    assert zone.faults == ()
    assert not zone.truncated


@pytest.mark.parametrize(
    ("text", "format_", "number"),
    [
        (
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
            "TD3",
            "L898902C3",
        ),
        ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6", "TD2", "D23145890"),
        (
            "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
            "TD1",
            "D23145890",
        ),
        (
            "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<",
            "TD1",
            "D23145890734",
        ),
        (
            "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<",
            "MRV-A",
            "L8988901C",
        ),
    ],
)
def test_the_specimens_of_the_standard_hold(text: str, format_: str, number: str) -> None:
    """The specimens of Doc 9303 are read with their numbers, a long one too, and every check digit holds."""
    zone = read(text, TODAY)
    assert (zone.format, zone.number, zone.wrong) == (format_, number, ())


@pytest.mark.parametrize("place", [0, 9, 13, 19, 21, 43])
def test_a_misread_sign_shows_in_a_check_digit(place: int) -> None:
    """A sign read wrongly breaks a check digit, and the zone is read all the same."""
    line = second()
    other = "8" if line[place] != "8" else "3"
    zone = read(f"{PASSPORT}\n{line[:place]}{other}{line[place + 1 :]}", TODAY)
    assert zone.wrong
    assert zone.family_name == "OSTRANDER"


def test_a_name_that_fills_its_field_may_be_cut_off() -> None:
    """That a name may be longer than what stands there is said."""
    zone = read("P<UTO" + "PAPANDROPOULOUS<<JONATHON<ALEXANDER<CHRI"[:39] + f"\n{second()}", TODAY)
    assert zone.truncated


def test_a_single_name_leaves_the_forenames_empty() -> None:
    """Where no secondary name stands, none is made up."""
    zone = read(f"{'P<UTOARKFREITH':<44}".replace(" ", "<") + f"\n{second()}", TODAY)
    assert (zone.family_name, zone.forenames) == ("ARKFREITH", "")


@pytest.mark.parametrize(
    ("birth", "read_as"),
    [("710504", "1971-05-04"), ("250101", "2025-01-01"), ("270101", "1927-01-01"), ("7105<<", "1971-05"),
     ("71<<<<", "1971"), ("<<<<<<", None)],
)  # fmt: skip
def test_a_birth_is_in_the_last_century_that_it_can_be(birth: str, read_as: str | None) -> None:
    """Two digits of a year mean no year to come; what is not known stays so."""
    assert read(f"{PASSPORT}\n{second(birth=birth)}", TODAY).birth == read_as


@pytest.mark.parametrize("birth", ["711340", "7O0504", "710230", "<<0504"])
def test_a_date_that_cannot_be_is_a_fault_and_not_a_date(birth: str) -> None:
    """What is in no calendar is said, and nothing is filled in for it."""
    zone = read(f"{PASSPORT}\n{second(birth=birth)}", TODAY)
    assert zone.birth is None
    assert [fault.path for fault in zone.faults] == ["birth"]


@pytest.mark.parametrize(
    "spaced",
    [f"{PASSPORT.lower()}\r\n{second()}", f"  {PASSPORT}  \n\n {second()} \n", PASSPORT + second(),
     f"{PASSPORT.replace('<<', '«')}\n{second()}", f"{PASSPORT[:20]} {PASSPORT[20:]}\n{second()}"],
)  # fmt: skip
def test_a_zone_may_be_pasted_carelessly(spaced: str) -> None:
    """Small letters, spaces, empty lines, one line and guillemets do not matter."""
    assert read(spaced, TODAY).family_name == "OSTRANDER"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "lines of no signs"),
        ("hello", "lines of 5 signs"),
        (f"{PASSPORT}\n{second()[:-1]}", "lines of 44 and 43 signs"),
        (f"{PASSPORT}\n{second()}\n{second()}", "44 and 44 and 44"),
        (f"{PASSPORT[:-1]}É\n{second()}", "Line 1 has “É” at sign 44"),
        (f"{PASSPORT}\n{second()[:-1]}-", "Line 2 has “-” at sign 44"),
    ],
)
def test_what_is_no_zone_is_said_with_its_place(text: str, said: str) -> None:
    """Whoever pastes something else learns what would be right."""
    with pytest.raises(UnusableInput) as caught:
        read(text, TODAY)
    assert said in caught.value.errors[0].message


@pytest.mark.parametrize(
    ("code", "country"),
    [("DEU", "DE"), ("D<<", "DE"), ("GBN", "GB"), ("RKS", "XK"), ("UTO", None), ("XXA", None), ("XXB", None),
     ("XA<", "XA"), ("UNO", None), ("<<<", None), ("ZZZ", None)],
)  # fmt: skip
def test_a_code_becomes_a_country_only_where_it_is_one(code: str, country: str | None) -> None:
    """Organisations, the stateless and refugees have a code and no country; none is guessed."""
    assert country_of(code) == (Country(country) if country else None)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<", max_size=100))
def test_any_text_is_a_zone_or_no_zone(text: str) -> None:
    """Whatever is pasted, it is read or refused as unusable, and nothing else happens."""
    try:
        zone = read(text, TODAY)
    except UnusableInput:
        return
    assert len(zone.digits) >= 3


@given(st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<", min_size=44, max_size=44), min_size=2, max_size=2))
def test_any_two_lines_of_44_are_read(lines: list[str]) -> None:
    """Two lines of the right length are always read, with what is wrong in them said."""
    zone = read("\n".join(lines), TODAY)
    assert zone.format in (Format.TD3, Format.MRV_A)
