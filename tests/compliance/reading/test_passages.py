"""The texts of a request: which are read, once, and how a finding points into them."""

from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.passages import passages

from .test_charges import case


def test_the_account_of_a_red_notice_is_its_facts() -> None:
    """Facts, titles and sources are kept apart: a court's name is no part of the account."""
    texts = passages(case({"judicial.warrant.issued_by": "Military Court of Veld"}))
    assert [passage.path for passage in texts.accounts] == ["judicial.facts"]
    assert not texts.account.says(Concept.EXTRAORDINARY_COURT)
    assert texts.sources[0].path == "judicial.warrant.issued_by"


def test_what_a_kind_tells_in_its_particulars_is_an_account_too() -> None:
    """A green notice that warns of a writer is read as what it is."""
    told = {"assessment": "He will write articles against the government", "basis": "He published a book in 2020"}
    texts = passages(case({"judicial": None, "particulars": told, "kind": "green"}))
    assert [passage.path for passage in texts.accounts] == ["particulars.assessment", "particulars.basis"]
    assert texts.account.says(Concept.SPEECH)
    assert texts.told is not None


def test_a_fact_points_at_the_words() -> None:
    """The path holds the offsets of the words in the text as it was given."""
    texts = passages(case({"judicial.facts": "Yesterday he robbed a church."}))
    (fact,) = texts.stated({Concept.TAKING})
    assert (fact.path, fact.value) == ("judicial.facts[13:19]", "robbed")


def test_a_file_without_an_account_is_not_readable() -> None:
    """Blank is no account, and another script is none that we can read."""
    assert not passages(case({"judicial.facts": None})).readable
    assert not passages(case({"judicial.facts": "  \n"})).readable
    assert not passages(case({"judicial.facts": "Он продал доли в несуществующем доме."})).readable
    assert passages(case({})).readable


def test_a_case_is_read_once() -> None:
    """Whichever rule asks first, the others get the same reading."""
    file = case({})
    assert passages(file) is passages(file)
