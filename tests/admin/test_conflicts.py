"""Two editors save the same thing: the second is told, sees both texts, and loses nothing."""

import pytest
from django.utils.html import escape

from claims.desk.models import AttributionStep, Claim, Speaker
from tests import desk_builders as make
from tests.admin.conftest import Desk
from tests.admin.forms import sent_by

pytestmark = pytest.mark.django_db

LOST = "Somebody else saved this while you had it open"


@pytest.fixture
def oskar(at_desk) -> Desk:
    """A second contributor."""
    return at_desk("oskar", "contributor")


def again(desk: Desk, thing, answer, **changes: str):
    """Send the form that the conflict page shows, as it stands."""
    data = sent_by(answer.text, f"{thing._meta.model_name}_form")
    return desk.save(thing, data, **changes)


def test_the_second_save_is_refused_and_shows_both_texts(anna, oskar):
    claim = make.claim(anna.account, context="As it was.")
    mine = anna.open(claim)
    oskar.save(claim, oskar.open(claim), context="As Oskar wrote it.")
    answer = anna.save(claim, mine, context="As Anna wrote it.")
    claim.refresh_from_db()
    assert claim.context == "As Oskar wrote it."
    assert LOST in answer.text and "<strong>oskar</strong> saved this" in answer.text
    both = answer.context["conflict"].both
    assert [(each.where, each.opened, each.theirs, each.mine) for each in both] == [
        ("Context", "As it was.", "As Oskar wrote it.", "As Anna wrote it.")
    ]
    assert ">As Anna wrote it.</textarea>" in answer.text.replace("\n", "")


def test_a_second_save_after_looking_is_taken(anna, oskar):
    claim = make.claim(anna.account, context="As it was.")
    mine = anna.open(claim)
    oskar.save(claim, oskar.open(claim), context="As Oskar wrote it.")
    answer = anna.save(claim, mine, context="As Anna wrote it.")
    again(anna, claim, answer)
    claim.refresh_from_db()
    assert claim.context == "As Anna wrote it."


def test_what_only_the_other_changed_is_not_undone(anna, oskar):
    claim = make.claim(anna.account, context="As it was.", why_checked="Old.")
    mine = anna.open(claim)
    oskar.save(claim, oskar.open(claim), why_checked="Oskar's reason.", kind="forecast")
    answer = anna.save(claim, mine, context="Anna's context.")
    assert {each.where for each in answer.context["conflict"].taken} == {"Why checked", "Kind"}
    again(anna, claim, answer)
    claim.refresh_from_db()
    assert (claim.context, claim.why_checked, claim.kind) == (
        "Anna's context.",
        "Oskar's reason.",
        Claim.Kind.FORECAST,
    )


def test_a_partial_date_and_a_chosen_thing_conflict_like_a_text(anna, oskar):
    statement = make.statement(anna.account)
    first, second = make.speaker(anna.account, "First"), make.speaker(anna.account, "Second")
    mine = anna.open(statement)
    theirs = {"said_on": "2024-10", "speaker": str(first.pk)}
    oskar.save(statement, oskar.open(statement), **theirs)
    answer = anna.save(statement, mine, said_on="2024-11", speaker=str(second.pk))
    both = {each.where: (each.theirs, each.mine) for each in answer.context["conflict"].both}
    assert both == {"Said on": ("2024-10", "2024-11"), "Speaker": ("First", "Second")}
    again(anna, statement, answer)
    statement.refresh_from_db()
    assert (statement.said_on.value, statement.speaker) == ("2024-11", second)


def row(number: int, **values: str) -> dict[str, str]:
    return {f"steps-{number}-{name}": value for name, value in values.items()}


def step(statement, position: int, name: str) -> AttributionStep:
    return AttributionStep(statement=statement, position=position, name=name)


def test_rows_are_merged_like_fields(anna, oskar):
    statement = make.statement(
        anna.account, save=(step(None, 0, "Daily Example"), step(None, 1, "Agency"))
    )
    mine = anna.open(statement)
    theirs = oskar.open(statement)
    theirs = theirs.row("steps", position="2", relation="quoting", name="Somebody")
    oskar.save(statement, theirs, **row(0, name="Daily Example Online"))
    mine = mine.row("steps", position="3", relation="citing", name="Anna's step")
    answer = anna.save(statement, mine, **row(1, name="The Agency"))
    conflict = answer.context["conflict"]
    assert conflict.both == []
    assert [each.theirs for each in conflict.taken] == ["Daily Example Online"]
    assert conflict.rows == ["Attribution step: 2 Quoting: Somebody was added."]
    again(anna, statement, answer)
    names = [each.name for each in statement.steps.all()]
    assert names == ["Daily Example Online", "The Agency", "Somebody", "Anna's step"]


def test_a_row_that_the_other_removed_is_told_and_my_change_to_it_kept(anna, oskar):
    statement = make.statement(
        anna.account, save=(step(None, 0, "Daily Example"), step(None, 1, "Agency"))
    )
    mine = anna.open(statement)
    removed = {"steps-0-DELETE": "on", "steps-1-DELETE": "on"}
    oskar.save(statement, oskar.open(statement), **removed)
    assert not statement.steps.exists()
    answer = anna.save(statement, mine, **row(1, name="The Agency"))
    rows = answer.context["conflict"].rows
    assert len(rows) == 2 and "yours is kept as a new row" in rows[1]
    again(anna, statement, answer)
    assert [each.name for each in statement.steps.all()] == ["The Agency"]


def test_a_box_that_the_other_ticked_stays_ticked(anna, oskar):
    source = make.source(anna.account)
    mine = anna.open(source)
    oskar.save(source, oskar.open(source), withheld="on", withheld_reason="For their safety.")
    answer = anna.save(source, mine, title="Anna's title")
    again(anna, source, answer)
    source.refresh_from_db()
    assert (source.title, source.withheld) == ("Anna's title", True)


@pytest.mark.parametrize("version", ["", "0", "1", "99", "-1", "abc", "1' OR 1=1"])
def test_a_form_without_the_true_version_saves_nothing(anna, version):
    speaker = make.speaker(anna.account)
    anna.save(speaker, anna.open(speaker), description="Second.")
    data = anna.open(speaker) | {"version": version, "description": "Third."}
    answer = anna.save(speaker, data)
    told = LOST if version == "1" else "names a version that never was"
    assert told in answer.text
    assert Speaker.objects.get().description == "Second."


def test_hostile_texts_on_both_sides_are_only_shown(anna, oskar):
    claim = make.claim(anna.account)
    mine = anna.open(claim)
    theirs = "<script>alert('theirs')</script>"
    own = "</textarea><script>alert('mine')</script>\u202e"
    oskar.save(claim, oskar.open(claim), context=theirs)
    answer = anna.save(claim, mine, context=own)
    assert escape(theirs) in answer.text and "[RLO]" in answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_time_one_is_told(at_desk, concurrently):
    desks = [at_desk("anna", "contributor"), at_desk("oskar", "contributor")]
    claim = make.claim(desks[0].account)
    forms = [desk.open(claim) for desk in desks]

    def saving(desk: Desk, form: dict[str, str]):
        return lambda: desk.save(claim, form, context=f"As {desk.account} wrote it.").text

    pages = concurrently(*map(saving, desks, forms))
    told = [LOST in page for page in pages]
    assert sorted(told) == [False, True]
    claim.refresh_from_db()
    winner = desks[told.index(False)].account
    assert claim.context == f"As {winner} wrote it."
