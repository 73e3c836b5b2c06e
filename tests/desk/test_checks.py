"""The check constraints of a row are asked together, and each fault is told as its own."""

import pytest
from django.core.exceptions import ValidationError

from claims.desk.models import Evidence
from tests import desk_builders as build

SPAN = "Give the captured text and both offsets of the quoted words."
ONE_OF_TWO = "Evidence is a source or a statement, exactly one."
LANGUAGE = "Give the language of the translation."


@pytest.fixture
def evidence(db):
    author = build.user("author", "contributor")
    return build.evidence(author, build.claim(author))


def told(row, exclude=None):
    with pytest.raises(ValidationError) as raised:
        row.validate_constraints(exclude=exclude)
    return raised.value.messages


def test_every_fault_of_a_row_is_told(evidence):
    evidence.end, evidence.source = evidence.start, None
    evidence.translation, evidence.translation_language = "Words.", ""
    assert set(told(evidence)) == {SPAN, ONE_OF_TWO, LANGUAGE}


def test_of_a_field_that_is_left_out_nothing_is_told_but_of_others_it_is(evidence):
    evidence.translation, evidence.translation_language, evidence.source = "Words.", "", None
    assert told(evidence, exclude={"source"}) == [LANGUAGE]


def test_a_row_without_faults_is_asked_about_once(evidence, django_assert_num_queries):
    model, checks = next(
        (model, checks) for model, checks in evidence.get_constraints() if model is Evidence
    )
    with django_assert_num_queries(3):  # a savepoint around it
        for check in checks:
            check.validate(model, evidence)
