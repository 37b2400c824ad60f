"""Kinds: every one has its law, and nothing that it needs is foreign to it."""

import pytest

from comity.kernel.subject import SubjectType
from comity.law.citations import Citation
from comity.notices.kinds import KINDS, Extract, law_of, required_particulars
from comity.notices.request import Particulars
from comity.notices.vocabulary import Channel, Kind


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_law(kind: Kind) -> None:
    """Purpose, what is asked, subjects and citations that resolve."""
    law = law_of(kind)
    assert law.kind is kind
    assert law.purpose
    assert law.asks
    assert law.subjects
    assert [str(Citation.parse(text)) for text in law.citations] == list(law.citations)


@pytest.mark.parametrize("kind", Kind)
def test_what_a_kind_needs_belongs_to_it_and_is_a_field_of_the_request(kind: Kind) -> None:
    """Required particulars are among its own, and its own are fields that a request can carry."""
    law = law_of(kind)
    assert set(law.required) <= set(law.particulars)
    assert set(law.particulars) <= set(Particulars.__struct_fields__)


def test_every_particular_belongs_to_some_kind() -> None:
    """No field of the particulars is one that every kind would find foreign."""
    owned = {name for law in KINDS.values() for name in law.particulars}
    assert set(Particulars.__struct_fields__) == owned


@pytest.mark.parametrize("kind", Kind)
def test_no_kind_gives_an_order(kind: Kind) -> None:
    """A recipient is asked, informed or warned; nothing in the words commands."""
    words = law_of(kind).asks.casefold()
    assert words.startswith(("you are asked", "you are informed", "you are warned"))
    assert not {"must", "shall", "arrest"} & set(words.replace(".", "").split())


def test_a_silver_notice_is_never_public_and_a_listing_always() -> None:
    """All other kinds are public by leave of their requester only."""
    rules = {kind: law_of(kind).extract for kind in Kind}
    assert rules.pop(Kind.SILVER) is Extract.NEVER
    assert rules.pop(Kind.SPECIAL) is Extract.ALWAYS
    assert set(rules.values()) == {Extract.BY_LEAVE}


def test_someone_unidentified_was_not_missed_from_anywhere() -> None:
    """A yellow notice to identify a person who cannot say who he is needs no day of disappearance."""
    assert "missing_since" in required_particulars(Kind.YELLOW, SubjectType.PERSON)
    assert required_particulars(Kind.YELLOW, SubjectType.UNIDENTIFIED) == ("circumstances", "reported_to")


def test_a_diffusion_cites_its_own_articles_beside_those_of_its_kind() -> None:
    """What is sent to chosen members rests on the articles on diffusions too."""
    law = law_of(Kind.RED)
    assert law.cited(Channel.NOTICE) == law.citations
    assert set(law.cited(Channel.DIFFUSION)) - set(law.citations) == {"RPD 97", "RPD 99"}
