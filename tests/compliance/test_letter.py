"""The letter to the prosecutor: complete, numbered, each point with its article, in every working language."""

import re

import pytest

from comity.compliance.catalogue import catalogue
from comity.compliance.letter import letter
from comity.compliance.messages import LANGUAGES, label, remedy_text, wording
from comity.compliance.rule import Audience, Effect
from comity.law import parameters

from .cases import cases
from .example import AT, changed, plain, report, request

INCOMPLETE = {
    "judicial.charges[0].law": None,
    "subject.birth": None,
    "subject.photographs": [],
    "attachments[0].language": "de",
    "international_interest": None,
}
MENDABLE = {
    (each.rule, each.variant): each
    for _, case in cases()
    for each in case.report().findings
    if each.effect in (Effect.RETURN, Effect.REFUSE) and each.audience is Audience.REQUESTER
}


def _letter(language: str, changes: dict[str, object] | None = None, context: dict[str, object] | None = None) -> str:
    changes = INCOMPLETE if changes is None else changes
    return letter(report(changes, context), request(changed(plain(), changes)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [pytest.param(key, id="/".join(filter(None, key))) for key in MENDABLE])
def test_what_a_requester_can_mend_has_its_remedy_in_every_working_language(
    key: tuple[str, str | None], language: str
) -> None:
    """No finding that returns or refuses a request leaves its requester without words in its own language."""
    text = remedy_text(*key, language, [fact.path for fact in MENDABLE[key].facts])
    assert text, f"{language}.yaml has no remedy for {key}"
    assert "{" not in text
    assert bool(re.search("[؀-ۿ]", text)) is (language == "ar")


def test_the_working_languages_of_the_letters_are_those_of_the_law() -> None:
    """Letters exist in exactly the languages in which a request may come."""
    assert sorted(LANGUAGES) == sorted(parameters.codes("languages.working", AT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_words_the_same_things(language: str) -> None:
    """The four files have the same keys, so that none falls back to another's words."""
    mine, english = wording(language), wording("en")
    for part in ("letter", "law", "kinds", "labels", "remedies"):
        assert list(getattr(mine, part)) == list(getattr(english, part)), part
    slots = {key: sorted(re.findall(r"{\w+}", text)) for key, text in english.remedies.items()}
    assert {key: sorted(re.findall(r"{\w+}", text)) for key, text in mine.remedies.items()} == slots


def test_no_remedy_is_for_a_rule_that_is_not_there() -> None:
    """Words for a rule that was renamed or removed would never be said."""
    codes = {rule.code for rule in catalogue()}
    assert {key.partition("/")[0] for key in wording("en").remedies} <= codes


def test_every_place_that_a_remedy_names_has_a_label() -> None:
    """A path is never printed to a prosecutor where a name for it is wanted."""
    words = wording("en")
    templates = {key for key, text in words.remedies.items() if "{fields}" in text}
    for (code, variant), each in MENDABLE.items():
        if (f"{code}/{variant}" if variant else code) in templates:
            for fact in each.facts:
                assert re.sub(r"\[\d+\]", "[]", fact.path.rpartition(".")[2]) in words.labels or (
                    fact.path in words.labels
                ), fact.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_names_each_point_once_numbered_with_its_article(language: str) -> None:
    """Five things to mend are five numbers, and each ends with the law on which it rests."""
    points = re.findall(r"^(\d+)\. .*\[\u2068?(?:RPD|Comity)[^]]*\]$", _letter(language), re.MULTILINE)
    assert points == [str(number) for number in range(1, len(points) + 1)]
    assert len(points) >= 4


def test_two_rules_that_ask_for_the_same_are_one_point_with_both_articles() -> None:
    """The stage is asked for once, though two rules need it."""
    text = _letter("en", {"judicial.stage": None})
    (point,) = re.findall(r"^\d\. .*prosecution or to serve.*$", text, re.MULTILINE)
    assert "RPD 83(2)(b)(iv)" in point
    assert "RPD 83(1)(a)(ii)" in point


def test_the_letter_is_addressed_and_signed() -> None:
    """It names the authority, both references, the subject, the day and who answers for it."""
    text = _letter("en")
    for part in ("District Court of Veld", "KT 77/24", "XA/2026/0041", "2026-11-21", "Ilya Petr Marek"):
        assert part in text
    assert text.rstrip().endswith("RPD: Rules on the Processing of Data")


def test_a_clear_request_gets_a_letter_that_asks_for_nothing() -> None:
    """The letter says that nothing is to be mended and that people will now examine it."""
    text = _letter("en", {})
    assert "1." not in text
    assert "found nothing" in text


def test_what_cannot_be_mended_stands_apart_and_follows() -> None:
    """A bar is not dressed up as something that a correction would cure."""
    text = _letter("en", {"judicial.charges[0].max_penalty_months": 6, "international_interest": None})
    assert text.index("Say why the case matters") < text.index("No correction of this request") < text.index("2. The")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_barred_request_is_not_said_to_go_forward_once_mended(language: str) -> None:
    """Where one point bars the request, the letter neither promises that it can go on nor asks for it again."""
    text = _letter(language, {"judicial.charges[0].max_penalty_months": 6, "international_interest": None})
    frame = wording(language).letter
    assert frame["unmendable"] in text
    assert frame["opening"] not in text
    assert frame["closing"] not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_never_tells_what_the_secretariat_knows(language: str) -> None:
    """Two contexts that differ in protected facts give the same letter, byte by byte."""
    secret = {
        "subject_status": [{"status": "refugee", "confirmed_by": "XC", "from_member": "XA"}],
        "positions": [{"member": "XD", "view": "refused_extradition", "ground": "NE_BIS_IN_IDEM"}],
        "duplicates": ["N-2025-0101"],
        "open_redress": True,
    }
    assert _letter(language, context=secret) == _letter(language)


def test_in_arabic_names_and_citations_keep_their_direction() -> None:
    """What is written in Latin letters stands between isolates, and each isolate is closed."""
    text = _letter("ar")
    assert "\u2068Ilya Petr Marek\u2069" in text
    assert text.count("\u2068") == text.count("\u2069") > 5


def test_another_language_is_refused() -> None:
    """A letter is written in a working language or not at all."""
    with pytest.raises(ValueError, match="'de' is not a working language"):
        _letter("de")


def test_a_place_in_a_list_is_named_with_its_number() -> None:
    """The second charge is called the second, as a person counts."""
    words = wording("en")
    assert label("judicial.charges[1].law", words) == "the law that covers the offence (charge 2)"
    assert label("public_extract.fields[0]", words) == "field 1"
    assert label("judicial.warrant.reference", words) == "the reference of the warrant"


def test_a_charge_without_months_is_asked_for_them_and_not_for_the_kind_it_gave() -> None:
    """`term` needs months: the letter names the months, which is what is missing."""
    given = {"judicial.charges[0].max_penalty_months": None, "judicial.charges[0].max_penalty_kind": "term"}
    (asked,) = (each for each in report(given).raised if each.rule == "SER-01")
    assert [fact.path for fact in asked.facts] == ["judicial.charges[0].max_penalty_months"]


def test_a_latin_signature_does_not_turn_an_arabic_letter() -> None:
    """The contact at the bureau is set apart, so that its line keeps the direction of the letter."""
    body = request(changed(plain(), {"bureau_contact": "Duty desk"}))
    assert "\u2068Duty desk\u2069" in letter(report({"bureau_contact": "Duty desk"}), body, "ar").splitlines()
