"""Made-up people, on file and asked about, for the tests of screening."""

from typing import Final

from hypothesis import strategies as st

from comity.kernel import wire
from comity.kernel.subject import Subject
from comity.screening import Index, Query


def person(family: str = "Marek", forenames: str | None = "Ilya Petr", **more: object) -> Subject:
    """Return a person on file."""
    return wire.convert({"type": "person", "family_name": family, "forenames": forenames, **more}, Subject)


def query(name: str | None = "Ilya Petr Marek", **more: object) -> Query:
    """Return a question; what is None is left out."""
    said = {key: value for key, value in more.items() if value is not None}
    return wire.convert({"id": "q", "name": name, **said}, Query)


def index_of(**subjects: Subject) -> Index:
    """Return an index of subjects by id."""
    return Index.of(subjects.items())


FULL: Final = person(
    names_in_original_script=["Марек Илья"],
    aliases=[{"name": "Elias Marrick", "quality": "good"}],
    birth={"date": "1971-05-04"},
    nationalities=["XB"],
    sex="male",
    documents=[{"type": "passport", "number": "K1234567", "country": "XB"}],
)

WORDS: Final = [
    "ali",
    "omar",
    "ana",
    "von",
    "der",
    "le",
    "习近平",
    "Ñandú",
    "o'brien",
    "Nowak",
    "محمد",
    "Иван",
    "김정은",
]
NAMES: Final = st.text(max_size=30) | st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
DATES: Final = st.none() | st.sampled_from(
    ["1971", "1971-05", "1971-05-04", "1971-05-05", "1971-04-05", "1999-12-31", "1965~", "1960/1975"]
)
COUNTRIES: Final = st.none() | st.lists(st.sampled_from(["XA", "XB", "XC"]), max_size=2)
NUMBERS: Final = st.none() | st.lists(
    st.builds(
        lambda number, country: {"type": "passport", "number": number, "country": country},
        st.sampled_from(["K1234567", "k-123 4567", "A99", "B7654321", "B765432I"]),
        st.none() | st.sampled_from(["XA", "XB"]),
    ),
    max_size=2,
)
SUBJECTS: Final = st.builds(
    lambda family, fore, other, date, nations, papers, sex: person(
        family,
        fore,
        aliases=[{"name": each} for each in other],
        birth={"date": date},
        nationalities=nations,
        documents=papers,
        sex=sex,
    ),
    NAMES,
    st.none() | NAMES,
    st.lists(NAMES, max_size=2),
    DATES,
    COUNTRIES,
    NUMBERS,
    st.sampled_from([None, "male", "female", "unknown"]),
)
