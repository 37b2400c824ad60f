"""From a listing to a request: every word kept, nothing guessed, the same bytes each time."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from comity.adapters.un.entry import UnEntry, UnList
from comity.adapters.un.mapping import PUBLIC, SECURITY_COUNCIL, to_request, to_requests
from comity.kernel import wire
from comity.kernel.errors import UnusableInput
from comity.law.un_lists import measures_in, resolution_number
from comity.notices.request import NoticeRequest

Read = Callable[[str | bytes], UnList]


def _given(value: Any) -> Any:
    """Return what is not None, all the way down."""
    if isinstance(value, dict):
        return {key: _given(item) for key, item in value.items() if item is not None}
    return [_given(item) for item in value] if isinstance(value, list) else value


PERSON = {
    "kind": "special",
    "channel": "notice",
    "reference": "QDi.901",
    "language": "en",
    "requesting_entity": {"name": SECURITY_COUNCIL, "basis": "Security Council resolution 1267 (1999)"},
    "requesting_authority": {
        "name": "Committee pursuant to resolutions 1267 (1999), 1989 (2011) and 2253 (2015) "
        "concerning ISIL (Da'esh) and Al-Qaida",
        "reference": "900001/1",
    },
    "subject": {
        "type": "person",
        "family_name": "MAREK",
        "forenames": "ILYA PETR",
        "names_in_original_script": ["Марек Илья"],
        "aliases": [
            {"name": "Elias Marrick", "quality": "good"},
            {"name": "Elia Marik", "quality": "good"},
            {"name": "The Clerk", "quality": "low", "note": "original script: Писарь"},
            {"name": "Писарь", "quality": "low", "note": "original script: Писарь"},
        ],
        "sex": "male",
        "birth": {"date": "1970/1973", "place": "Veld, former Soviet Union", "note": "Approximately"},
        "other_births": [
            {"date": "1969~", "place": "Veld, former Soviet Union"},
            {"date": "1972", "place": "Bergen", "country": "NO", "note": "as The Clerk"},
        ],
        "father_name": "Petr Marek",
        "nationalities": ["NO"],
        "occupation": "Treasurer; Clerk",
        "documents": [
            {
                "type": "passport",
                "number": "K1234567",
                "country": "NO",
                "note": "written as: Norwegian passport No. K1234567; issued on 2001-02-03 in Milan, Italy; "
                "expired on 2 Feb. 2011",
            }
        ],
        "description": {"height_cm": 181, "eyes": "brown"},
        "last_known": [{"place": "Storgata 1, Oslo", "country": "NO", "note": "as of June 2016"}],
    },
    "particulars": {
        "reference": "QDi.901",
        "list": "Al-Qaida",
        "resolution": "1267 (1999)",
        "listed_on": "2015-07-01",
        "measures": "assets freeze under 2368 (2017), para. 1 (a); travel ban under 2368 (2017), para. 1 (b); "
        "arms embargo under 2368 (2017), para. 1 (c)",
        "circumstances": "Keeper of the lists. Father’s name is Petr Marek. Gender: male. Physical description: "
        "eye colour: brown; height: 181 cm.\n"
        "Title: Dr.\n"
        "Nationality as listed: na\n"
        "Document of which no number is listed: Passport; under the name of Marrick\n"
        "Amended by the committee on: 2016-10-13",
    },
    "circulation": {"mode": "all", "members": []},
    "public_extract": {"authorised": True, "reason": PUBLIC},
    "handling": "official",
}


def test_a_person_becomes_the_request_written_out_here(person: UnEntry) -> None:
    """The whole request, field by field."""
    assert _given(wire.builtins(to_request(person))) == PERSON


def test_an_entity_becomes_a_request_with_a_name(entity: UnEntry) -> None:
    """Former names are told from others, registration numbers are found, and no travel ban rests on a company."""
    request = to_request(entity)
    assert _given(wire.builtins(request.subject)) == {
        "type": "entity",
        "name": "VELD SHIPPING LTD",
        "aliases": [{"name": "Orsk Lines", "note": "f.k.a."}, {"name": "VSL"}],
        "documents": [{"type": "IMO number", "number": "5342899"}],
        "last_known": [{"place": "Port Veld, 0101"}],
    }
    assert request.particulars is not None
    assert request.particulars.measures == "assets freeze under 1718 (2006), para. 8 (d)"


def test_a_request_can_be_read_back_from_its_bytes(person: UnEntry, entity: UnEntry) -> None:
    """What the mapping writes is a request that the strict reader accepts."""
    for request in (to_request(person), to_request(entity)):
        assert wire.decode(wire.canonical(request), NoticeRequest) == request


def test_requests_come_in_the_order_of_references(read: Read, whole: str) -> None:
    """The order of the file does not show in what is published."""
    listed = read(whole)
    turned = UnList(listed.generated_at, listed.entries[::-1])
    assert [r.reference for r in to_requests(listed)] == ["KPe.901", "QDi.901"]
    assert to_requests(listed) == to_requests(turned)


def test_only_the_place_in_the_file_may_change_without_a_trace(person: UnEntry) -> None:
    """An entry that moves to another line is the same request."""
    assert to_request(msgspec.structs.replace(person, line=9_000)) == to_request(person)


def test_a_list_without_law_is_refused_by_name(read: Read, whole: str) -> None:
    """No listing is published on the basis of another's resolution; all such entries are named."""
    listed = read(whole.replace("Al-Qaida", "Atlantis").replace("DPRK", "Lemuria"))
    with pytest.raises(UnusableInput) as caught:
        to_requests(listed)
    assert [(f.path, f.message.split(" ")[0]) for f in caught.value.errors] == [
        ("KPe.901, line 59: UN_LIST_TYPE", "'Lemuria'"),
        ("QDi.901, line 4: UN_LIST_TYPE", "'Atlantis'"),
    ]


def test_a_reference_of_another_list_is_refused(person: UnEntry) -> None:
    """A reference that contradicts its list leaves open on which resolution it rests."""
    with pytest.raises(UnusableInput, match="a reference of the list Taliban begins with TA"):
        to_request(msgspec.structs.replace(person, list_name="Taliban"))


@pytest.mark.parametrize(
    ("comments", "measures"),
    [
        ("Listed pursuant to paragraph 15 of resolution 1970 (Travel Ban).", ["travel ban"]),
        ("Listed pursuant to paragraph 17 of resolution 1970 (Asset Freeze).", ["assets freeze"]),
        (
            "Listed pursuant to 15 and 17 of resolution 1970 (Travel Ban, Asset Freeze).",
            ["assets freeze", "travel ban"],
        ),
        (None, ["assets freeze", "travel ban"]),
    ],
)
def test_the_libyan_list_says_by_entry_which_measures_apply(
    person: UnEntry, comments: str | None, measures: list[str]
) -> None:
    """The annexes of resolution 1970 differ; an entry that says nothing has the measures of the list."""
    entry = msgspec.structs.replace(person, list_name="Libya", reference="LYi.901", comments=comments)
    particulars = to_request(entry).particulars
    assert particulars is not None
    assert measures_in(particulars.measures or "") == tuple(measures)


def test_an_entry_beyond_the_bounds_of_a_request_is_refused_by_name(person: UnEntry) -> None:
    """What the strict reader of requests would not take is not made here either."""
    entry = msgspec.structs.replace(person, designations=("Clerk",) * 5_000)
    with pytest.raises(UnusableInput, match=r"The entry QDi\.901, line 4: \$\.subject\.occupation cannot be used"):
        to_request(entry)


def test_the_korean_list_writes_the_family_name_first(person: UnEntry) -> None:
    """The list has numbered parts; which is the family name is the custom of each list."""
    entry = msgspec.structs.replace(person, list_name="DPRK", reference="KPi.901", names=("PAK", "CHUN", "IL"))
    subject = to_request(entry).subject
    assert (subject.family_name, subject.forenames) == ("PAK", "CHUN IL")


def test_a_single_name_is_the_family_name(person: UnEntry) -> None:
    """CONTRACTS section 1."""
    subject = to_request(msgspec.structs.replace(person, names=("MAREK",))).subject
    assert (subject.family_name, subject.forenames) == ("MAREK", None)


def test_a_gender_that_is_no_word_of_ours_stays_in_words(person: UnEntry) -> None:
    """Neither lost nor turned into another."""
    request = to_request(msgspec.structs.replace(person, gender="Not stated", comments=None))
    assert request.subject.sex is None
    assert request.particulars is not None
    assert "Gender: Not stated" in (request.particulars.circumstances or "")


def public_detail(request: NoticeRequest) -> dict[str, Any]:
    """Return every field of the public UN detail (DOMAIN 4.2) that has a value, from the request alone."""
    subject, particulars = request.subject, request.particulars
    assert particulars is not None
    aliases = subject.aliases or []
    documents = subject.documents or []
    birth = subject.birth
    return {
        "un_reference": particulars.reference,
        "un_reference_date": particulars.listed_on,
        "un_resolution": resolution_number(particulars.resolution or ""),
        "purposes": list(measures_in(particulars.measures or "")),
        "summary": request.requesting_authority and request.requesting_authority.name,
        "additional_information": particulars.circumstances,
        "associates": re.findall(r"\b[A-Z]{2}[ie]\.\d{3}\b", particulars.circumstances or ""),
        "name": subject.family_name or subject.name,
        "forename": subject.forenames,
        "name_at_birth": subject.name_at_birth,
        "name_in_original_script": subject.names_in_original_script and subject.names_in_original_script[0],
        "aliases": [alias.name for alias in aliases],
        "formerly_known_as": [alias.name for alias in aliases if (alias.note or "").startswith("f.k.a.")],
        "father_name": subject.father_name,
        "mother_name": subject.mother_name,
        "profession": subject.occupation,
        "sex_id": subject.sex and subject.sex[0].upper(),
        "weight": subject.description and subject.description.weight_kg,
        "nationalities": subject.nationalities,
        "languages_spoken_ids": subject.languages,
        "date_of_birth": birth and birth.date,
        "place_of_birth": birth and birth.place,
        "country_of_birth_id": birth and birth.country,
        "identity_documents": [f"{one.type} {one.number}" for one in documents],
        "registration_number": next((one.number for one in documents if "registration" in one.type), None),
        "adresses": [one.place for one in subject.last_known or []],
    }


def test_the_public_detail_can_be_served_from_the_request_alone(person: UnEntry, entity: UnEntry) -> None:
    """Each field that the existing clients of the public service read has its source in the request."""
    detail = public_detail(to_request(person))
    assert detail | {"summary": "", "additional_information": ""} == {
        "un_reference": "QDi.901",
        "un_reference_date": "2015-07-01",
        "un_resolution": 1267,
        "purposes": ["assets freeze", "travel ban", "arms embargo"],
        "summary": "",
        "additional_information": "",
        "associates": [],
        "name": "MAREK",
        "forename": "ILYA PETR",
        "name_at_birth": None,
        "name_in_original_script": "Марек Илья",
        "aliases": ["Elias Marrick", "Elia Marik", "The Clerk", "Писарь"],
        "formerly_known_as": [],
        "father_name": "Petr Marek",
        "mother_name": None,
        "profession": "Treasurer; Clerk",
        "sex_id": "M",
        "weight": None,
        "nationalities": ["NO"],
        "languages_spoken_ids": None,
        "date_of_birth": "1970/1973",
        "place_of_birth": "Veld, former Soviet Union",
        "country_of_birth_id": None,
        "identity_documents": ["passport K1234567"],
        "registration_number": None,
        "adresses": ["Storgata 1, Oslo"],
    }
    company = public_detail(to_request(entity))
    assert company["name"] == "VELD SHIPPING LTD"
    assert company["formerly_known_as"] == ["Orsk Lines"]
    assert company["un_resolution"] == 1718
