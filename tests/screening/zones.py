"""Machine-readable zones of fictional persons, made with check digits that hold."""

from comity.kernel.mrz import check_digit


def passport(
    names: str = "MAREK<<ILYA<PETR",
    number: str = "K1234567",
    issuer: str = "XB",
    nationality: str = "XB",
    birth: str = "710504",
    sex: str = "M",
    expires: str = "301231",
) -> str:
    """Return the two lines of a passport."""
    first = f"P<{issuer:<<3}{names}".ljust(44, "<")[:44]
    held = f"{number:<<9}" + check_digit(f"{number:<<9}")
    dates = birth + check_digit(birth) + sex + expires + check_digit(expires)
    second = held + f"{nationality:<<3}" + dates + "<" * 14 + "0"
    return f"{first}\n{second}{check_digit(second[:10] + second[13:20] + second[21:43])}"


def card(names: str = "MAREK<<ILYA<PETR", number: str = "C7654321", birth: str = "710504") -> str:
    """Return the three lines of an identity card."""
    held = f"{number:<<9}" + check_digit(f"{number:<<9}") + "<" * 15
    dates = birth + check_digit(birth) + "M" + "301231" + check_digit("301231")
    whole = check_digit(held + dates[:7] + dates[8:15] + "<" * 11)
    return f"I<XB<{held}\n{dates}XB<{'<' * 11}{whole}\n{names.ljust(30, '<')[:30]}"


def misread(zone: str, place: int, sign: str, line: int = 1) -> str:
    """Return the zone with one sign of a line read as another."""
    lines = zone.splitlines()
    lines[line] = lines[line][:place] + sign + lines[line][place + 1 :]
    return "\n".join(lines)
