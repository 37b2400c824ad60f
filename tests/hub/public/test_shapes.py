"""What is public is written in the fields, codes and dates that clients of the public service read."""

from datetime import datetime
from typing import Any

import msgspec
import pytest
from tests.house import NOON
from tests.hub.public.site import listing, missing, public

from comity.app.published import Picture, Published
from comity.hub.public.codes import codes
from comity.hub.public.dates import birth_note, slashed
from comity.hub.public.shapes import SEGMENTS, countries, detail, images, summary
from comity.kernel import wire
from comity.kernel.codes import Country, Language
from comity.kernel.dates import PartialDate
from comity.kernel.decider import ContentRef
from comity.kernel.subject import EyeColour, HairColour, Sex, Subject
from comity.notices.extract import make_extract
from comity.notices.kinds import KINDS, Extract
from comity.notices.request import NoticeRequest, Particulars
from comity.notices.vocabulary import Kind

BASE = "https://hub.example"


def _words(text: str) -> set[str]:
    return set(text.split())


COMMON = {"entity_id", "name", "forename", "date_of_birth", "_embedded", "_links"}
RED = COMMON | _words(
    """arrest_warrants weight languages_spoken_ids nationalities height sex_id country_of_birth_id
    distinguishing_marks eyes_colors_id hairs_id place_of_birth"""
)
YELLOW = COMMON | _words(
    """weight birth_name nationalities height eyes_colors_id place date_of_event hairs_id father_forename
    mother_forename languages_spoken_ids country country_of_birth_id sex_id distinguishing_marks mother_name
    place_of_birth"""
)
UN = COMMON | _words(
    """summary weight profession purposes aliases father_name un_reference identity_documents nationalities
    name_at_birth name_in_original_script un_resolution father_forename mother_forename associates un_reference_date
    forename_in_original_script languages_spoken_ids country_of_birth_id sex_id mother_name adresses place_of_birth
    main_activity from_chamber_of_commerce legal_form administrators additional_information registration_number
    formerly_known_as"""
)


def shown(
    body: NoticeRequest, fields: list[str] | None = None, pictures: tuple[str, ...] = (), left_out: int = 0
) -> Published:
    """Return the request as the public reads it."""
    extract = make_extract(body, body.kind, fields)
    assert extract is not None
    resolution = 1267 if body.kind is Kind.SPECIAL else None
    found = tuple(Picture(each, ContentRef("cnt_0", "")) for each in pictures)
    return Published("ntc_0", "2026/17", body.kind, resolution, NOON, NOON, None, extract, found, left_out)


def plain(shape: Any) -> Any:
    return msgspec.json.decode(wire.encode(shape))


@pytest.mark.parametrize(
    ("body", "fields"),
    [(public(), RED), (missing(), YELLOW), (listing(1), UN), (listing(2, entity=True), UN)],
    ids=["red", "yellow", "person", "entity"],
)
def test_a_notice_has_every_field_of_the_service_and_the_times_it_lacks(body: NoticeRequest, fields: set[str]) -> None:
    """No field is ever left out, so that a client may read each without asking whether it is there."""
    assert (
        fields | {"published_at", "updated_at", "expires_at", "birth_note"} <= plain(detail(shown(body), BASE)).keys()
    )


def test_a_red_notice_is_written_as_its_clients_read_it() -> None:
    """Metres, capitals, three letters for languages, lists of colours, a charge in words."""
    found = plain(detail(shown(public()), BASE))
    assert found["height"] == 1.81
    assert found["languages_spoken_ids"] == ["CZE"]
    assert (found["eyes_colors_id"], found["hairs_id"], found["sex_id"]) == (["BRO"], ["BLA"], "M")
    assert found["arrest_warrants"] == [{"issuing_country_id": "XA", "charge": "Fraud", "charge_translation": None}]
    assert found["entity_id"] == "2026/17"
    assert found["_links"]["self"] == {"href": "https://hub.example/notices/v1/red/2026-17"}
    assert found["_embedded"] == {"links": []}


def test_what_is_not_known_is_null_and_nothing_else() -> None:
    """No 0, no dash, no empty text, however little an extract holds."""
    found = plain(detail(shown(public(), ["family_name"]), BASE))
    assert found["name"] == "Marek"
    unknown = {name: value for name, value in found.items() if value in (0, "", "-", [], {}, "0000/00/00")}
    assert not unknown
    assert found["arrest_warrants"] == [{"issuing_country_id": "XA", "charge": None, "charge_translation": None}]
    assert found["height"] is None is found["forename"] is found["nationalities"]


def test_none_and_not_known_are_not_the_same() -> None:
    """A stateless person has no nationality, and that is known."""
    assert plain(summary(shown(public({"nationalities": []})), BASE))["nationalities"] == []


@pytest.mark.parametrize(
    ("written", "date_of_birth", "note"),
    [
        ("1971-05-04", "1971/05/04", None),
        ("1971-05", "1971/05", None),
        ("1971", "1971", None),
        ("1965~", "1965", "about 1965"),
        ("1965-03~", "1965", "about 1965/03"),
        ("1965-03-04~", "1965", "about 1965/03/04"),
        ("1960/1965", None, "between 1960 and 1965"),
        ("1960-02/1965-03", None, "between 1960/02 and 1965/03"),
        (None, None, None),
    ],
)
def test_a_birth_is_shown_as_far_as_it_is_known(written: str | None, date_of_birth: str | None, note: str) -> None:
    """A partial date is partial, an approximate one its year, and a range stands in words."""
    body = public({"birth": {"date": written, "place": "Veld"}})
    assert plain(detail(shown(body), BASE))["date_of_birth"] == date_of_birth
    assert birth_note(body.subject) == note
    assert plain(summary(shown(body), BASE))["date_of_birth"] == date_of_birth


def test_other_births_stand_in_words() -> None:
    """A listing with several births keeps them all."""
    births = [{"date": "1968-03-02", "place": "Orsk", "country": "XC"}, {"date": "1969~", "note": "per passport"}]
    subject = wire.convert({"type": "person", "birth": {"date": "1968"}, "other_births": births}, Subject)
    assert birth_note(subject) == "also given as 1968/03/02, Orsk, XC; also given as about 1969, per passport"


def test_a_date_without_a_day_has_no_invented_one() -> None:
    """No 00, as some services write it."""
    assert slashed(PartialDate("1971")) == "1971"


def test_every_code_of_ours_has_one_of_the_service() -> None:
    """Languages have three capitals, colours three or four; no member of a vocabulary is forgotten."""
    table = codes()
    assert table.languages.keys() == Language.valid()
    assert all(len(code) == 3 and code.isupper() for code in table.languages.values())
    assert (table.languages["en"], table.languages["de"], table.languages["no"]) == ("ENG", "GER", "NOR")
    assert set(table.eyes) == set(EyeColour)
    assert set(table.hair) == set(HairColour)
    assert set(table.sexes) == set(Sex)
    assert {*table.eyes.values(), *table.hair.values()} >= {"BLA", "BRO", "BROH", "GRY", "OTHD"}


def test_a_missing_person_is_sought_where_and_since_when() -> None:
    """The place is in words and the country a code where the request gives one."""
    found = plain(detail(shown(missing()), BASE))
    assert (found["date_of_event"], found["place"], found["country"]) == ("2026/03/01", "Veld", "XA")
    found = plain(detail(shown(missing(missing_from="Between Veld and the sea")), BASE))
    assert (found["place"], found["country"]) == ("Between Veld and the sea", None)


def test_a_listing_says_its_reference_resolution_measures_and_names() -> None:
    """Aliases are records, former names and names in other scripts have their places, addresses are lines."""
    names = [{"name": "Society of Old", "note": "f.k.a."}, {"name": "S-13", "quality": "low"}, {"name": "الجمعية"}]
    where = [{"place": "Orsk", "country": "XC", "note": "since 2010"}]
    body = listing(13, entity=True, aliases=names, last_known=where, names_in_original_script=["Общество"])
    found = plain(detail(shown(body), BASE))
    assert (found["un_reference"], found["un_resolution"], found["un_reference_date"]) == (
        "QDe.013",
        1267,
        "2011/04/05",
    )
    assert found["purposes"] == ["assets freeze", "travel ban"]
    assert found["formerly_known_as"] == "Society of Old"
    assert found["also_known_as"] == "S-13; الجمعية"
    assert found["name_in_original_script"] == "Общество"
    assert found["adresses"] == ["Orsk, XC, since 2010"]
    assert [(one["name"], one["name_in_original_script"]) for one in found["aliases"]] == [
        ("Society of Old", None),
        ("S-13", None),
        (None, "الجمعية"),
    ]
    assert found["_links"]["self"]["href"] == "https://hub.example/notices/v1/un/entities/2026-17"


def test_documents_of_a_listing_are_lines() -> None:
    """A passport is said with its number and country."""
    paper = [{"type": "passport", "number": "K1", "country": "XB", "note": "expired"}]
    assert plain(detail(shown(listing(1, documents=paper)), BASE))["identity_documents"] == [
        "passport K1 (XB, expired)"
    ]


def test_measures_written_by_others_stay_as_they_are() -> None:
    """What is not in our words is not guessed at."""
    body = listing(1)
    said = msgspec.structs.replace(Particulars(), measures="travel restrictions")
    one = shown(msgspec.structs.replace(body, particulars=said))
    assert plain(detail(one, BASE))["purposes"] == ["travel restrictions"]


def test_a_thumbnail_is_linked_where_there_is_a_picture() -> None:
    """A link that leads nowhere is not given."""
    assert "thumbnail" not in summary(shown(public()), BASE)["_links"]
    two = shown(public(), pictures=("1000000000000001", "7000000000000002"), left_out=1)
    assert summary(two, BASE)["_links"]["thumbnail"]["href"].endswith("/red/2026-17/images/1000000000000001")
    found = plain(images(two, BASE))
    assert [one["picture_id"] for one in found["_embedded"]["images"]] == ["1000000000000001", "7000000000000002"]
    assert found["_embedded"]["images"][1]["_links"]["self"]["href"].endswith("/red/2026-17/images/7000000000000002")
    assert found["left_out"] == 1
    assert found["_links"].keys() == {"self", "notice", "thumbnail"}


def test_every_kind_that_can_be_public_has_a_list_and_silver_has_none() -> None:
    """A kind without a list would be published and never seen."""
    assert set(SEGMENTS.values()) == {kind for kind, law in KINDS.items() if law.extract is not Extract.NEVER}


def test_other_kinds_show_their_particulars() -> None:
    """A warning says what it warns of."""
    body = public(kind="orange", judicial=None, particulars={"threat": "A forged medicine", "imminence": "On sale"})
    assert plain(detail(shown(body), BASE))["particulars"] == {"threat": "A forged medicine", "imminence": "On sale"}


def test_the_countries_of_a_search_have_names() -> None:
    """Every code is there once, in the form of the original's list."""
    found = countries()
    assert [one["value"] for one in found] == sorted(Country.valid())
    assert {"value": "AD", "name": "Andorra"} in found
    assert all(one.keys() == {"value", "name"} for one in found)


def test_times_are_in_utc() -> None:
    """Readers in every zone read the same."""
    one = msgspec.structs.replace(shown(public()), expires_at=datetime.fromisoformat("2027-01-01T01:00:00+02:00"))
    assert summary(one, BASE)["expires_at"] == "2026-12-31T23:00:00Z"
