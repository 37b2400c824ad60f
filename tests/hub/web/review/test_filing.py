"""The file with what findings rely on marked."""

from hypothesis import given
from hypothesis import strategies as st
from tests.house import request

from comity.compliance.rule import Audience, Effect, Fact, Finding, Outcome
from comity.hub.web.review.anchors import Passage, anchor, place, relied
from comity.hub.web.review.filing import filed, path_words, pieces

TEXT = "Between May and July he took money from forty buyers."


def finding(rule: str, *facts: Fact) -> Finding:
    return Finding(
        rule=rule,
        variant=None,
        outcome=Outcome.NEEDS_REVIEW,
        effect=Effect.REVIEW,
        audience=Audience.REQUESTER,
        citations=("RPD 83",),
        reason="It is so",
        facts=facts,
        remedy=None,
    )


def passage(start: int, end: int, rule: str) -> Passage:
    return Passage(start, end, TEXT[start:end], anchor(f"facts[{start}:{end}]"), (rule,))


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda span: span[0] < span[1])


@given(st.lists(SPANS, max_size=6, unique=True))
def test_a_marked_text_is_the_text(spans: list[tuple[int, int]]) -> None:
    """However passages overlap, nothing is lost or doubled, and each keeps an anchor of its own."""
    some = [passage(start, end, "NEU-01") for start, end in spans]
    found = pieces(TEXT, some)
    assert "".join(piece.text for piece in found) == TEXT
    anchors = [each for piece in found for each in piece.anchors]
    assert sorted(anchors) == sorted(each.anchor for each in some)


def test_a_passage_that_does_not_stand_at_its_place_is_not_marked() -> None:
    """A text that is shown in other words than it was read in keeps its words unmarked."""
    wrong = Passage(0, 7, "another", "at-x", ("NEU-01",))
    assert [piece.anchors for piece in pieces(TEXT, [wrong])] == [()]


def test_a_text_without_passages_is_one_piece_and_an_empty_one_none() -> None:
    """Nothing to mark changes nothing."""
    assert [piece.text for piece in pieces(TEXT, ())] == [TEXT]
    assert pieces("", ()) == ()


def test_a_fact_leads_to_the_nearest_place_that_holds_it() -> None:
    """Its own, its entry's, its section's, or none."""
    shown = {"judicial.charges[0]": "a", "judicial.facts": "b", "context": "c"}
    for path, found in (
        ("judicial.charges[0].law", ("judicial.charges[0]", "a")),
        ("judicial.facts[3:9]", ("judicial.facts", "b")),
        ("context.positions[2].on", ("context", "c")),
        ("particulars.threat", None),
    ):
        assert place(Fact(path, None), shown) == found


def test_what_findings_miss_is_named_in_the_file() -> None:
    """A value that is not there has a place of its own, so that its finding leads somewhere."""
    found = relied([finding("JUD-01", Fact("judicial.stage", None), Fact("particulars.threat", None))])
    file = filed(request(), found)
    missing = [line for each in file.sections for part in each.parts for line in part.lines if not line.given]
    assert [(line.label, line.rules) for line in missing] == [("Particulars, threat", ("JUD-01",))]
    assert file.shown["particulars.threat"] == anchor("particulars.threat")


def test_a_value_says_which_findings_rely_on_it() -> None:
    """Both ways: from the finding to the place and from the place to each finding, once."""
    fact = Fact("judicial.stage", "prosecution")
    file = filed(request(), relied([finding("JUD-01", fact), finding("SER-01", fact), finding("SER-01", fact)]))
    lines = {line.anchor: line for each in file.sections for part in each.parts for line in part.lines}
    assert lines[anchor("judicial.stage")].rules == ("JUD-01", "SER-01")


def test_paths_are_said_in_words() -> None:
    """Officers read words, and count from one."""
    assert path_words("judicial.charges[0].max_penalty_months") == "Judicial, charges 1, max penalty months"
