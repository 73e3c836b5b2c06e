"""What the lists of the desk find: by words, by filters, by date and by doubt."""

from dataclasses import replace

import pytest

from claims.desk.models import Claim, Source, Speaker, SpeakerName, Statement, Topic
from claims.extraction import Extraction, extract, read_article
from claims.workflow import bring_in
from tests import desk_builders as make
from tests.admin.conftest import list_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("term", ["Kasciunas", "kasčiūnas", "Кащюнас", "Laurynas", "ЛАУРІНАС"])
def test_a_speaker_is_found_by_any_spelling(anna, term):
    names = (SpeakerName(name="Лаурінас Кащюнас", language="uk"),)
    speaker = make.speaker(anna.account, "Laurynas Kasčiūnas", save=names)
    make.speaker(anna.account, "Somebody Else")
    make.statement(anna.account, said_by=speaker)
    for model in (Speaker, Statement):
        found = anna.get(list_page(model), q=term).context["cl"].result_list
        assert len(found) == 1, (model, term)


@pytest.mark.parametrize("term", ["%", "_", "'", '"', "\\", "…", "<script>", "NEAR(", "a" * 3000])
def test_no_search_fails(anna, term):
    make.claim(anna.account)
    for model in (Claim, Statement, Source, Speaker, Topic):
        assert anna.get(list_page(model), q=term).status_code == 200


def test_lists_are_filtered(anna):
    speaker = make.speaker(anna.account, "Only One")
    low = make.statement(anna.account, said_by=speaker)
    other = make.statement(anna.account, '"The bridge is safe,"', kind="mixed")
    claim = make.claim(anna.account, "Mine.", assigned_to=anna.account, made_by=low)
    make.claim(anna.account, "Nobody's.", made_by=other)

    def found(model, **query: str) -> set[int]:
        return {row.pk for row in anna.get(list_page(model), **query).context["cl"].result_list}

    assert found(Statement, speaker=str(speaker.pk)) == {low.pk}
    assert found(Statement, speaker="none") == set()
    assert found(Statement, speaker="1 OR 1=1") == set()
    assert found(Statement, source=str(other.capture.source_id)) == {other.pk}
    assert found(Statement, kind__exact="mixed") == {other.pk}
    assert found(Claim, assigned="me") == {claim.pk}
    assert found(Claim, stage__exact="in_review") == set()
    assert len(found(Claim, verdict="open")) == 2


def test_sources_are_gone_through_by_date(anna):
    for date in ("2023", "2024-03", "2024-11-01T23:30-02:00"):
        anna.add(Source, title=f"Of {date}", published_on=date)
    for written, number in (("2023", 1), ("2024", 2), ("2024-03-30", 1), ("2022", 0)):
        found = anna.get(list_page(Source), published=written).context["cl"]
        assert len(found.result_list) == number, written


def test_uncertain_drafts_stand_out(anna):
    article = read_article(
        "Bridge opened\n\n“The bridge is safe,” he said.\n\nThe mayor opened it on Monday."
    )
    [sure] = extract(article).statements
    unsure = replace(sure, confidence=0.4, speaker_name="", speaker="", speaker_kind="")
    [draft] = bring_in(Extraction(article, (unsure,)), by=anna.account).statements
    make.statement(anna.account, state="proposed")
    page = anna.get(list_page(Statement))
    assert "40 % – check" in page.text and "unresolved: nobody named" in page.text
    low = anna.get(list_page(Statement), confidence="low").context["cl"].result_list
    assert [row.pk for row in low] == [draft.pk]
