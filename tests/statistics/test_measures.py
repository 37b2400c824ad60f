"""The fixed list: every vocabulary has its column, every protective ground is pooled, every table explains itself."""

import re

import pytest

from comity.law import parameters
from comity.notices.vocabulary import PROTECTIVE_GROUNDS, Answer, AnswerGround, Ground, ObjectionKind, Treatment
from comity.statistics.dealing_acts import BY_GROUND, COLUMNS
from comity.statistics.grounds import POOLED, answer_ground, objection_ground, request_ground
from comity.statistics.marks import IGNORED
from comity.statistics.measures import By, Measure, derived, ground_labels, measures
from comity.statistics.quarter import Quarter

TODAY = Quarter.parse("2026-Q3").last_day


@pytest.mark.parametrize("measure", measures().values(), ids=lambda measure: measure.id)
def test_each_measure_explains_itself(measure: Measure) -> None:
    """A title, a definition and a caveat in whole sentences, a unit, and columns without two of a name."""
    assert measure.title
    assert measure.unit
    assert measure.definition.endswith(".")
    assert measure.caveat.endswith(".")
    for columns in (measure.columns, measure.groups, *measure.also.values()):
        codes = [column.code for column in columns]
        assert len(codes) == len(set(codes)) > 0
        assert all(column.label for column in columns)
    assert By.TOTAL not in measure.rows


def test_derived_figures_explain_themselves() -> None:
    """What is computed from released figures says so."""
    assert set(derived()) == {"in_force", "review_hours", "shares"}
    assert all(figure.definition and figure.unit and figure.caveat for figure in derived().values())


@pytest.mark.parametrize("ground", sorted(PROTECTIVE_GROUNDS))
def test_protective_grounds_of_members_are_pooled(ground: AnswerGround) -> None:
    """What would tell where a person is safe has no column of its own."""
    assert answer_ground(ground) == POOLED


@pytest.mark.parametrize("ground", [Ground.PROTECTION, Ground.HUMAN_RIGHTS, Ground.LEGAL_REVIEW])
def test_protective_grounds_of_refusal_are_pooled(ground: Ground) -> None:
    """They appear under the code that other refusals use too."""
    assert request_ground(ground) == POOLED


def test_other_is_counted_apart() -> None:
    """A ground explained in words only hides in no pool."""
    assert request_ground(Ground.OTHER) == "OTHER"
    assert "refused:OTHER" in {column.code for column in measures()["decisions"].columns}


def test_every_ground_and_every_answer_has_its_column() -> None:
    """No value of a vocabulary falls out of the figures."""
    codes = {id_: {column.code for column in measure.columns} for id_, measure in measures().items()}
    for ground in Ground:
        assert f"refused:{request_ground(ground)}" in codes["decisions"]
        assert f"cancelled:{request_ground(ground)}" in codes["ended"]
    for kind in ObjectionKind:
        assert f"objection:{objection_ground(kind)}" in codes["objections"]
    for answer in Answer:
        measure, column = COLUMNS[answer]
        if answer in BY_GROUND:
            assert {f"{column}:{answer_ground(g)}" for g in [*AnswerGround, None]} <= codes[measure]
        else:
            assert column in codes[measure]
    assert {Treatment.ENTERED.value, Treatment.ALERT_ONLY.value, "silent"} <= codes["treatment"]
    assert {f"not_entered:{answer_ground(g)}" for g in [*AnswerGround, None]} <= codes["treatment"]


def test_the_list_of_grounds_has_those_of_the_tables_and_no_other() -> None:
    """The catalogue in a release explains each ground that its tables use."""
    used = {
        column.code.partition(":")[2]
        for measure in measures().values()
        for column in measure.columns
        if re.fullmatch(r"\w+:[A-Z_]+", column.code)
    }
    assert set(ground_labels()) == used


def test_the_marks_of_silence_are_those_of_the_law_data() -> None:
    """The tables of ignored finds stand at 30, 90 and 180 days, as the parameters have it."""
    assert tuple(measures()[id_].mark_days for id_ in IGNORED) == parameters.marks("ignored.marks_days", TODAY)
    assert measures()["treatment"].mark_days == 30


def test_what_may_be_kept_from_a_requester_has_no_table_by_requester() -> None:
    """Ignored finds and objections would tell a requester that something was said which it was not told."""
    for id_ in (*IGNORED, "objections"):
        assert By.REQUESTER not in measures()[id_].rows
