"""Every save is one act of the workflow: all of it or nothing, with the input kept."""

import pytest

from claims.desk.models import (
    AttributionStep,
    AuditEntry,
    Capture,
    Claim,
    Decision,
    Evidence,
    Publisher,
    Rating,
    Source,
    Speaker,
    Statement,
    Topic,
)
from claims.workflow import submit
from tests import desk_builders as make
from tests.admin.conftest import told
from tests.admin.forms import Data

pytestmark = pytest.mark.django_db


def entries(thing) -> list[str]:
    found = AuditEntry.objects.filter(subject=thing.public_id).order_by("sequence")
    return [entry.verb for entry in found]


def test_a_speaker_is_made_with_its_names_and_roles_in_one_act(anna):
    form = anna.blank(Speaker)
    form = form.row("names", name="Ганна Приклад", language="uk")
    form = form.row("roles", title="Mayor", since="2019-05")
    anna.add(Speaker, form, name="Ann Example")
    speaker = Speaker.objects.get()
    assert [name.name for name in speaker.names.all()] == ["Ганна Приклад"]
    assert speaker.roles.get().since.value == "2019-05"
    assert entries(speaker) == ["revise"]


def test_rows_are_changed_and_taken_away_with_their_root(anna):
    speaker = make.speaker(anna.account)
    form = anna.open(speaker).row("names", name="A. Example", kind="short")
    anna.save(speaker, form.row("names", name="Anna Example"))
    changes = {"names-0-name": "A. E.", "names-1-DELETE": "on"}
    anna.save(speaker, anna.open(speaker), **changes)
    assert [name.name for name in speaker.names.all()] == ["A. E."]
    assert entries(speaker) == ["revise"] * 3


def test_a_save_that_changes_nothing_is_no_act(anna):
    claim = make.claim(anna.account)
    acts = len(entries(claim))
    answer = anna.save(claim, anna.open(claim))
    assert "Nothing was changed, so nothing was saved." in told(answer)
    assert len(entries(claim)) == acts


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("2024-11-01", "2024-11-01"),
        ("2024-11-01T16:25+02:00", "2024-11-01T16:25+02:00"),
    ],
)
def test_a_partial_date_is_one_input_and_comes_back_as_written(anna, written, kept):
    source = make.source(anna.account)
    anna.save(source, anna.open(source), published_on=written)
    source.refresh_from_db()
    assert source.published_on.value == kept
    assert anna.open(source)["published_on"] == kept
    anna.save(source, anna.open(source), published_on="")
    source.refresh_from_db()
    assert source.published_on is None


def test_a_date_that_is_none_is_refused_with_the_forms_it_may_take(anna):
    source = make.source(anna.account)
    answer = anna.save(source, anna.open(source), published_on="1st of May")
    assert "is not a date" in answer.text and "2024-11-01T16:25+02:00" in answer.text
    assert 'value="1st of May"' in answer.text


def test_a_list_is_written_one_entry_a_line(anna):
    publisher = make.publisher(anna.account)
    anna.save(
        publisher,
        anna.open(publisher),
        domains="https://www.Example.org/news\r\n\r\nexample.net\r\n",
    )
    publisher.refresh_from_db()
    assert publisher.domains == ["example.org", "example.net"]
    assert anna.open(publisher)["domains"] == "example.org\nexample.net"


def test_a_text_keeps_plain_line_ends(anna):
    claim = make.claim(anna.account)
    anna.save(claim, anna.open(claim), explanation="One.\r\n\r\nTwo.")
    claim.refresh_from_db()
    assert claim.explanation == "One.\n\nTwo."


def test_a_rule_of_the_workflow_is_a_message_and_the_input_stays(anna):
    make.topic(anna.account, "Bridges")
    answer = anna.add(Source, title="Kept title", url="https://example.org", withheld="on")
    assert "Say why the source is withheld" in answer.text
    assert 'value="Kept title"' in answer.text
    assert Source.objects.count() == 0


def test_what_only_the_workflow_refuses_is_a_message_and_the_input_stays(anna, at_desk):
    claim = make.claim(anna.account)
    data = anna.open(claim)
    submit(claim, by=anna.account)
    other = at_desk("oskar", "contributor")
    claim.refresh_from_db()
    answer = other.save(claim, other.open(claim), text="Another text for it.")
    assert "While the claim is in review" in answer.text
    assert "Another text for it." in answer.text
    claim.refresh_from_db()
    assert claim.text == data["text"]


def test_fields_that_no_form_has_have_no_effect(anna):
    claim = make.claim(anna.account)
    anna.save(
        claim,
        anna.open(claim),
        text="An honest edit.",
        decided_by=str(anna.account.pk),
        root_version="99",
    )
    before = claim.public_id
    claim.refresh_from_db()
    assert (claim.text, claim.stage, claim.public_id) == (
        "An honest edit.",
        Claim.Stage.DRAFT,
        before,
    )
    assert claim.merged_into is None
    assert not Decision.objects.exists()


def test_rows_of_another_root_cannot_be_taken_along(anna):
    mine, other = make.claim(anna.account), make.claim(anna.account, "Another claim.")
    theirs = make.evidence(anna.account, other)
    data = anna.open(mine) | {
        "evidence-TOTAL_FORMS": "1",
        "evidence-INITIAL_FORMS": "1",
        "evidence-0-id": str(theirs.pk),
        "evidence-0-stance": "supports",
        "evidence-0-kind": "data",
        "evidence-0-state": "accepted",
        "evidence-0-source": str(theirs.source_id),
        "evidence-0-words": theirs.quote,
    }
    anna.save(mine, data)
    theirs.refresh_from_db()
    assert (theirs.claim, theirs.stance) == (other, Evidence.Stance.CONTRADICTS)


def evidence_row(form: Data, **values: str) -> Data:
    return form.row("evidence", stance="contradicts", **values)


def test_evidence_is_quoted_by_pasting_its_words(anna):
    claim = make.claim(anna.account)
    capture = make.capture(anna.account, of=make.source(anna.account, title="Elsewhere"))

    def paste(words: str):
        form = evidence_row(anna.open(claim), source=str(capture.source_id), words=words)
        return anna.save(claim, form).text

    assert "do not occur in any capture of this source" in paste("No such words")
    assert "occur 2 times in the captured text" in paste("pier")
    paste("cracks in the\r\nsecond pier")
    found = claim.evidence.get()
    assert (found.quote, found.capture) == ("cracks in the second pier", capture)


def test_a_capture_of_another_source_is_refused(anna):
    claim = make.claim(anna.account)
    source = make.source(anna.account, title="This one")
    other = make.capture(anna.account, of=make.source(anna.account, title="Another"))
    form = evidence_row(
        anna.open(claim), source=str(source.pk), capture=str(other.pk), words="second pier"
    )
    assert "The capture is of another source" in anna.save(claim, form).text


def test_evidence_may_be_a_source_as_a_whole_or_a_statement(anna):
    claim = make.claim(anna.account)
    statement = claim.claim_statements.get().statement
    form = evidence_row(anna.open(claim), source=str(statement.capture.source_id))
    anna.save(claim, form.row("evidence", statement=str(statement.pk), stance="context"))
    whole, said = claim.evidence.order_by("pk")
    assert (whole.quote, whole.capture) == ("", None)
    assert said.statement == statement


def test_evidence_is_withdrawn_and_never_taken_away(anna):
    claim = make.claim(anna.account)
    evidence = make.evidence(anna.account, claim)
    anna.save(claim, anna.open(claim), **{"evidence-0-DELETE": "on"})
    assert Evidence.objects.filter(pk=evidence.pk).exists()
    anna.save(claim, anna.open(claim), **{"evidence-0-state": "withdrawn"})
    evidence.refresh_from_db()
    assert evidence.state == Evidence.State.WITHDRAWN


def test_a_statement_is_made_from_words_or_from_offsets(anna):
    capture = make.capture(anna.account)
    speaker = make.speaker(anna.account)
    values = {"capture": str(capture.pk), "speaker": str(speaker.pk)}
    anna.add(Statement, **values, words=make.QUOTE)
    made = Statement.objects.get()
    assert capture.text[made.start : made.end] == made.quote == make.QUOTE
    data = anna.open(made)
    anna.save(made, data, end=str(made.end - 1))
    made.refresh_from_db()
    assert made.quote == make.QUOTE[:-1]
    answer = anna.save(made, anna.open(made), end="99999")
    assert "is not inside a text of" in answer.text
    answer = anna.save(made, anna.open(made), words="")
    assert "Paste the words" in answer.text


def test_a_statement_shows_its_words_in_the_source(anna):
    statement = make.statement(anna.account)
    page = anna.get(f"/admin/claims/statement/{statement.pk}/change/").text
    assert '<mark class="desk-here"' in page
    assert "Engineers had warned" in page


def test_steps_and_translations_are_saved_with_their_statement(anna):
    statement = make.statement(anna.account)
    form = anna.open(statement)
    form = form.row("steps", position="0", name="Daily Example", seen="on")
    form = form.row("translations", language="uk", text="«Міст безпечний»")
    anna.save(statement, form)
    step = AttributionStep.objects.get(statement=statement)
    assert (step.name, step.seen) == ("Daily Example", True)
    assert statement.translations.get().text == "«Міст безпечний»"


def test_a_passage_is_added_to_a_source_and_kept_as_it_is(anna):
    source = make.source(anna.account)
    text = "  A passage\u00a0of it,\r\nin two lines. "
    anna.save(source, anna.open(source), new_text=text, new_extent="excerpt")
    capture = source.captures.get()
    assert capture.text == "  A passage\u00a0of it,\nin two lines. "
    assert (capture.extent, capture.captured_by) == (Capture.Extent.EXCERPT, anna.account)
    assert "A passage" in anna.get(f"/admin/claims/source/{source.pk}/change/").text


def test_a_new_source_may_come_with_its_text(anna):
    anna.add(Source, title="Typed in", new_text="All of it.", new_extent="full")
    assert Source.objects.get().captures.get().text == "All of it."


def test_only_an_administrator_changes_the_scale(anna, at_desk):
    rating = make.ratings()["supported"]
    adam = at_desk("adam", "admin")
    adam.save(rating, adam.open(rating), label="Borne out")
    rating.refresh_from_db()
    assert rating.label == "Borne out"
    where = f"/admin/claims/rating/{rating.pk}/change/"
    assert anna.client.post(where, {"label": "Mine"}).status_code == 403
    assert Rating.objects.get(pk=rating.pk).label == "Borne out"


def test_a_new_thing_can_be_made_in_the_small_window(anna):
    data = anna.blank(Topic) | {"name": "Rivers", "_popup": "1"}
    answer = anna.client.post("/admin/claims/topic/add/", data)
    assert "data-popup-response" in answer.text
    assert Topic.objects.get().name == "Rivers"


def test_a_publisher_of_the_same_name_is_still_another(anna):
    make.publisher(anna.account)
    anna.add(Publisher, name="Daily Example", kind="news_site")
    assert Publisher.objects.count() == 2
