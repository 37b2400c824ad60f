"""The export in the FollowTheMoney model is what its own package accepts."""

from typing import Any

import pytest
from followthemoney import model
from followthemoney.types import registry
from tests.hub.public.site import listing, missing, public
from tests.hub.public.test_shapes import BASE, shown

from comity.hub.public.ftm import entities
from comity.kernel.codes import FICTIONAL_MEMBERS, Country
from comity.notices.request import NoticeRequest

FULL = {
    "birth": {"date": "1960/1962", "place": "Veld", "country": "DE"},
    "other_births": [{"date": "1959~"}],
    "nationalities": ["DE", "XB"],
    "aliases": [{"name": "Fic", "quality": "low"}, {"name": "Titus F."}],
    "documents": [{"type": "passport", "number": "K1"}],
    "last_known": [{"place": "Orsk", "country": "XC"}],
    "father_name": "Old Fictus",
    "description": {"height_cm": 181, "eyes": "brown", "marks": "scar"},
}


def written(body: NoticeRequest) -> list[dict[str, Any]]:
    return list(entities(shown(body), BASE))


@pytest.mark.parametrize(
    "body",
    [public(FULL), missing(), listing(1, **FULL), listing(2, entity=True)],
    ids=["red", "yellow", "person", "entity"],
)
def test_every_entity_is_valid_in_the_model(body: NoticeRequest) -> None:
    """Schemata, properties and values are checked by the package as it reads other people's data."""
    found = written(body)
    assert found
    for entity in found:
        model.get(entity["schema"]).validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        kept = {name: sorted(proxy.get(name)) for name in entity["properties"]}
        assert kept == {name: sorted(set(values)) for name, values in entity["properties"].items()}


def test_a_wanted_person_is_a_person_with_a_sanction_for_each_charge() -> None:
    """The charges stand apart from the person, who is not yet judged by them."""
    person, act = written(public(FULL))
    assert person["schema"] == "Person"
    assert person["properties"]["topics"] == ["crime", "wanted"]
    assert person["properties"]["birthDate"] == ["1960", "1961", "1962", "1959"]
    assert person["properties"]["nationality"] == ["de"]
    assert person["properties"]["height"] == ["1.81"]
    assert act["schema"] == "Sanction"
    assert act["properties"]["entity"] == [person["id"]]
    assert act["properties"]["reason"] == ["Fraud"]


def test_a_listing_carries_its_reference_and_date() -> None:
    """What the Security Council listed is found by its reference."""
    society, act = written(listing(2, entity=True))
    assert (society["schema"], society["properties"]["topics"]) == ("Organization", ["sanction"])
    assert (act["properties"]["unscId"], act["properties"]["listingDate"]) == (["QDe.002"], ["2011-04-05"])


def test_a_missing_person_is_called_nothing_else() -> None:
    """Who is sought for help has no topic and no sanction."""
    (person,) = written(missing())
    assert "topics" not in person["properties"]


def test_who_has_no_name_and_what_is_no_one_is_left_out() -> None:
    """The model requires a name, and has nothing for a method or an object."""
    assert written(public({"family_name": None, "forenames": None})) == []
    particulars = {"threat": "A forged medicine", "imminence": "On sale"}
    assert written(public({"type": "object", "name": "Pills"}, kind="orange", particulars=particulars)) == []


def test_what_is_too_long_for_its_property_is_kept_in_another() -> None:
    """A list once gave six branches as one address; none of it is lost, and the entity stays valid."""
    long = "Branch office " * 30
    person, _ = written(listing(1, last_known=[{"place": long}, {"place": "Orsk"}]))
    assert person["properties"]["address"] == ["Orsk"]
    assert long in person["properties"]["notes"]
    model.get("Person").validate(person)


def test_the_model_knows_every_country_that_is_given() -> None:
    """Only fictional members are left out, and nothing else would be dropped unseen."""
    unknown = {code for code in Country.valid() if not registry.country.validate(code.lower())}
    assert unknown == set(FICTIONAL_MEMBERS)
