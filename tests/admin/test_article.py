"""The article view: statements marked in place, decided one after another, made, moved, split."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.admin.article.selecting import chosen
from claims.desk.models import AttributionStep, AuditEntry, Capture, JointSpeaker, Statement
from claims.extraction import Extraction, extract, read_article
from claims.workflow import bring_in, revise
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, told
from tests.admin.forms import sent_by

pytestmark = pytest.mark.django_db

TEXT = (
    "Bridge opened\n\n"
    'The mayor 🌉 said the bridge was "safe beyond doubt" on Monday. '
    '"Lorries may cross. Trains may not," she told the council.\n\n'
    '"Nobody asked us," said Bo Other.'
)
DOUBTFUL = "“It may hold,” somebody muttered."


def page_of(capture: Capture, statement: Statement | None = None) -> str:
    if statement is None:
        return reverse("admin:article", args=[capture.pk])
    return reverse("admin:article_statement", args=[capture.pk, statement.pk])


def select(desk: Desk, capture: Capture, words: str, do: str, **said: object):
    """Send a selection as the page's script does: words and their place in code points."""
    start = capture.text.index(words)
    sent = {"start": start, "end": start + len(words), "words": words.replace("\n", "\r\n")}
    where = reverse("admin:article_select", args=[capture.pk])
    return desk.client.post(where, {**sent, "do": do, **said}, follow=True)


def decide(desk: Desk, statement: Statement, button: str, **changes: str):
    """Open a statement in its article, change fields, press a button; the answer that follows."""
    where = page_of(statement.capture, statement)
    data = sent_by(desk.get(where).text, "statement_form")
    return desk.client.post(where, data | changes | {button: ""}, follow=True)


@pytest.fixture
def capture(anna: Desk) -> Capture:
    return make.capture(anna.account, TEXT)


@pytest.fixture
def drafts(anna: Desk, capture: Capture) -> list[Statement]:
    """Three drafts on one text, the second nested in none, by two speakers."""
    ann, bo = make.speaker(anna.account, "Ann Example"), make.speaker(anna.account, "Bo Other")
    rows = (
        ('the bridge was "safe beyond doubt"', ann, "mixed"),
        ('"Lorries may cross. Trains may not,"', ann, "direct"),
        ('"Nobody asked us,"', bo, "direct"),
    )
    return [
        make.statement(anna.account, words, of=capture, said_by=who, kind=kind, state="proposed")
        for words, who, kind in rows
    ]


def test_every_statement_is_labelled_with_speaker_kind_and_state(anna, capture, drafts):
    page = anna.get(page_of(capture)).text
    assert "1 Ann Example · mixed" in page and "3 Bo Other · direct" in page
    assert "Bo Other, direct quotation, proposed" in page
    assert "desk-hue-0" in page and "desk-hue-1" in page


def test_source_and_statement_lead_to_the_article(anna, capture, drafts):
    assert f'href="{page_of(capture)}"' in anna.get(change_page(capture.source)).text
    assert f'href="{page_of(capture, drafts[0])}"' in anna.get(change_page(drafts[0])).text


def test_a_decision_leads_to_the_next_draft_and_from_the_last_to_the_first(anna, drafts):
    first, second, third = drafts
    answer = decide(anna, second, "_accept")
    assert answer.redirect_chain[-1][0] == page_of(third.capture, third)
    answer = decide(anna, third, "_reject")
    assert answer.redirect_chain[-1][0] == page_of(first.capture, first)
    answer = decide(anna, first, "_accept")
    assert answer.redirect_chain[-1][0] == page_of(first.capture)
    assert "Every statement on this text is decided." in answer.text
    states = [statement.state for statement in Statement.objects.order_by("start")]
    assert states == ["accepted", "accepted", "rejected"]
    assert AuditEntry.objects.filter(subject=first.public_id, verb="revise").count() == 2


def test_accepting_saves_what_was_corrected_in_the_form(anna, drafts):
    other = make.speaker(anna.account, "Cy Third")
    decide(anna, drafts[0], "_accept", speaker=str(other.pk), said_on="2024-11-04")
    drafts[0].refresh_from_db()
    assert (drafts[0].speaker, drafts[0].state) == (other, "accepted")
    assert drafts[0].said_on.value == "2024-11-04"


def test_saving_stays_where_it_is(anna, drafts):
    answer = decide(anna, drafts[0], "_save", occasion="The opening")
    assert answer.redirect_chain[-1][0] == page_of(drafts[0].capture, drafts[0])
    drafts[0].refresh_from_db()
    assert (drafts[0].occasion, drafts[0].state) == ("The opening", "proposed")


def test_a_stale_decision_meets_the_conflict_with_both_texts(anna, at_desk, drafts):
    oskar = at_desk("oskar", "contributor")
    where = page_of(drafts[0].capture, drafts[0])
    mine = sent_by(anna.get(where).text, "statement_form")
    decide(oskar, drafts[0], "_save", occasion="As Oskar saw it")
    answer = anna.client.post(where, mine | {"occasion": "As Anna saw it", "_accept": ""})
    drafts[0].refresh_from_db()
    assert (drafts[0].occasion, drafts[0].state) == ("As Oskar saw it", "proposed")
    assert "Somebody else saved first" in answer.text
    both = [(each.theirs, each.mine) for each in answer.context["conflict"].both]
    assert both == [("As Oskar saw it", "As Anna saw it")]
    again = sent_by(answer.text, "statement_form")
    anna.client.post(where, again | {"_accept": ""})
    drafts[0].refresh_from_db()
    assert (drafts[0].occasion, drafts[0].state) == ("As Anna saw it", "accepted")


def test_a_refusal_keeps_the_form(anna, drafts):
    answer = decide(anna, drafts[0], "_accept", language="no language")
    assert answer.status_code == 200 and "errornote" in answer.text
    drafts[0].refresh_from_db()
    assert drafts[0].state == "proposed"


def test_uncertain_drafts_are_folded_with_their_number(anna):
    article = read_article(f"Bridge opened\n\n“The bridge is safe,” he said.\n\n{DOUBTFUL}")
    sure = extract(article).statements[0]
    start = article.text.index("“It may hold,”")
    unsure = replace(sure, start=start, end=start + 14, confidence=0.5, parts=())
    brought = bring_in(Extraction(article, (sure, unsure)), by=anna.account)
    firm, doubtful = brought.statements
    answer = decide(anna, firm, "_accept")
    assert answer.redirect_chain[-1][0] == page_of(brought.capture)
    assert "1 uncertain draft below 70 % folded" in answer.text
    assert not answer.text.count(f'class="desk-tag" href="{page_of(brought.capture, doubtful)}')
    unfolded = anna.get(page_of(brought.capture), uncertain="1")
    where = page_of(brought.capture, doubtful)
    assert unfolded.context["next_proposed"] == f"{where}?uncertain=1"
    data = sent_by(anna.get(where, uncertain="1").text, "statement_form")
    answer = anna.client.post(f"{where}?uncertain=1", data | {"_reject": ""}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{page_of(brought.capture)}?uncertain=1"
    doubtful.refresh_from_db()
    assert doubtful.state == "rejected"


def test_selected_words_become_a_statement_at_their_place(anna, capture):
    form = select(anna, capture, '"safe beyond doubt"', "new")
    data = sent_by(form.text, "statement_form")
    assert data["words"] == '"safe beyond doubt"' and data["kind"] == "direct"
    where = form.redirect_chain[-1][0]
    speaker = make.speaker(anna.account)
    answer = anna.client.post(where, data | {"speaker": str(speaker.pk), "_save": ""}, follow=True)
    made = Statement.objects.get()
    assert (made.quote, made.speaker, made.state) == ('"safe beyond doubt"', speaker, "accepted")
    assert made.capture == capture and made.origin == "manual"
    assert answer.redirect_chain[-1][0] == page_of(capture, made)


def test_white_space_at_the_ends_of_a_selection_is_left_out(anna, capture):
    where = select(anna, capture, " on Monday. ", "new").redirect_chain[-1][0]
    start = capture.text.index("on Monday.")
    assert where.endswith(f"?start={start}&end={start + 10}")


def test_words_alone_are_enough_without_a_script(anna, capture):
    where = reverse("admin:article_select", args=[capture.pk])
    sent = {"do": "new", "words": "Trains may not"}
    found = anna.client.post(where, sent, follow=True).redirect_chain[-1][0]
    assert f"start={capture.text.index('Trains may not')}&" in found
    answer = anna.client.post(where, {"do": "new", "words": "said"}, follow=True)
    assert "These words occur 2 times" in told(answer)[0]
    answer = anna.client.post(where, {"do": "new"}, follow=True)
    assert told(answer) == ["Select words in the text first, or give start and end."]


def test_a_refused_selection_leads_back_to_the_statement_that_was_open(anna, capture, drafts):
    where = reverse("admin:article_select", args=[capture.pk])
    sent = {"do": "split", "statement": drafts[1].pk, "version": drafts[1].version}
    answer = anna.client.post(where, sent, follow=True)
    assert answer.redirect_chain[-1][0] == page_of(capture, drafts[1])


@pytest.mark.parametrize(
    ("start", "end", "words", "line"),
    [
        (0, 6, "Brigde", "do not stand at 0 to 6"),
        (1, 7, "Bridge", "do not stand at 1 to 7"),
        (0, 10**8, "Bridge", "not inside a text"),
        (5, 5, "", "not inside a text"),
        (13, 15, "\r\n\r\n", "Only white space"),
        ("x", 3, "", "whole number"),
        (-1, 3, "", "greater than or equal to 0"),
    ],
)
def test_words_and_place_that_disagree_are_refused_in_one_line(
    anna, capture, drafts, start, end, words, line
):
    where = reverse("admin:article_select", args=[capture.pk])
    for do in ("new", "move", "split"):
        sent = {"start": start, "end": end, "words": words, "do": do}
        sent |= {"statement": drafts[0].pk, "version": drafts[0].version}
        messages = told(anna.client.post(where, sent, follow=True))
        assert len(messages) == 1 and line in messages[0] and "\n" not in messages[0]
    assert Statement.objects.count() == 3


def test_a_statement_moves_to_other_words(anna, capture, drafts):
    known = {"statement": drafts[0].pk, "version": drafts[0].version}
    answer = select(anna, capture, '"safe beyond doubt"', "move", **known)
    assert told(answer) == ["The statement stands on the selected words now."]
    drafts[0].refresh_from_db()
    assert drafts[0].quote == '"safe beyond doubt"'


def test_a_statement_is_split_with_speaker_chain_and_state(anna, capture, drafts):
    both = drafts[1]
    other = make.speaker(anna.account, "Cy Third")
    rows = [AttributionStep(position=0, name="Outlet"), JointSpeaker(position=1, speaker=other)]
    revise(both, by=anna.account, save=rows)
    known = {"statement": both.pk, "version": both.version}
    answer = select(anna, capture, "Trains may not,", "split", **known)
    assert told(answer) == ["The statement is 2 statements now, each with the same speaker."]
    parts = Statement.objects.filter(speaker=both.speaker, kind="direct").order_by("start")
    assert [part.quote for part in parts] == ['"Lorries may cross.', 'Trains may not,"']
    assert {part.state for part in parts} == {"proposed"}
    assert [[step.name for step in part.steps.all()] for part in parts] == [["Outlet"]] * 2
    assert all(part.joint_speakers.get().speaker == other for part in parts)
    assert parts[0].pk == both.pk


def test_a_split_in_the_middle_makes_three(anna, capture):
    words = "Trains may not"
    whole = make.statement(anna.account, '"Lorries may cross. Trains may not," she', of=capture)
    select(anna, capture, words, "split", statement=whole.pk, version=whole.version)
    parts = [part.quote for part in Statement.objects.order_by("start")]
    assert parts == ['"Lorries may cross.', "Trains may not", '," she']


@pytest.mark.parametrize("words", ["on Monday", '"Lorries may cross. Trains may not,"'])
def test_a_split_takes_a_part_of_the_statement_alone(anna, capture, drafts, words):
    known = {"statement": drafts[1].pk, "version": drafts[1].version}
    answer = select(anna, capture, words, "split", **known)
    assert told(answer)[0].startswith("Select ")
    assert Statement.objects.count() == 3


def test_a_stale_split_or_move_changes_nothing(anna, capture, drafts):
    known = {"statement": drafts[1].pk, "version": drafts[1].version}
    drafts[1].occasion = "Another's edit"
    revise(drafts[1], by=anna.account)
    for do in ("move", "split"):
        messages = told(select(anna, capture, "Trains may not", do, **known))
        assert "changed by somebody else" in messages[0]
        messages = told(select(anna, capture, "Trains may not", do, statement=drafts[1].pk))
        assert messages == ["Open the statement first that is to be moved or split."]
    assert [each.quote for each in Statement.objects.order_by("start")] == [
        each.quote for each in drafts
    ]


def test_a_statement_of_another_text_is_not_reached_through_this_one(anna, capture, drafts):
    other = make.capture(anna.account, "Another text. Trains may not.")
    assert anna.get(page_of(other, drafts[0])).status_code == 404
    assert anna.get("/admin/article/999999/").status_code == 404
    assert anna.get(f"/admin/article/{'9' * 40}/").status_code == 404
    known = {"statement": drafts[0].pk, "version": drafts[0].version}
    answer = select(anna, other, "Trains", "move", **known)
    assert told(answer) == [
        "The statement that was sent along stands in another text: nothing was done."
    ]


def test_an_auditor_reads_and_is_told_which_role_decides(at_desk, capture, drafts):
    ada = at_desk("ada", "auditor")
    for where in (page_of(capture), page_of(capture, drafts[0])):
        page = ada.get(where).text
        assert "needs the role contributor or reviewer or publisher" in page
        assert 'name="_accept"' not in page and 'id="desk-select"' not in page
    where = page_of(capture, drafts[0])
    assert ada.client.post(where, {"_accept": ""}).status_code == 403
    assert select(ada, capture, "Trains", "new").status_code == 403
    assert ada.get(reverse("admin:article_new", args=[capture.pk])).status_code == 403
    nobody = at_desk("nemo", "contributor", is_active=False)
    assert nobody.get(page_of(capture)).status_code == 302


def test_a_long_article_asks_no_more_than_a_short_one(anna, capture, drafts):
    long = make.capture(anna.account, " ".join(f'"Sentence {n}."' for n in range(60)))
    for number in range(60):
        make.statement(anna.account, f'"Sentence {number}."', of=long, state="proposed")

    def asked(where: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert anna.get(where).status_code == 200
        return len(queries)

    assert asked(page_of(long)) == asked(page_of(capture))
    last = Statement.objects.filter(capture=long).last()
    assert asked(page_of(long, last)) <= asked(page_of(capture, drafts[0]))


@given(st.text(alphabet="ab 🌉\u0301\r\n\u200b", min_size=1, max_size=12), st.data())
def test_a_place_is_taken_in_code_points_or_refused(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(0, len(text)))
    words = text[start:end]
    try:
        found = chosen(text, start, end, words)
    except ValidationError:
        assert not words.strip()
    else:
        assert text[found.start : found.end] == words.strip()
