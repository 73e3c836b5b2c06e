"""bring_in: what extraction found becomes drafts, once."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.desk.models import (
    AuditEntry,
    Capture,
    Claim,
    Publisher,
    Source,
    Speaker,
    Statement,
    User,
)
from claims.extraction import Extraction, FoundStatement, Step
from claims.text.dates import PartialDate
from claims.workflow import BroughtIn, PermissionDenied, RuleViolated, bring_in, foresee, revise
from tests import desk_builders as desk
from tests.workflow.articles import TEXT, URL, by_words, extraction, found


def test_a_found_statement_becomes_a_draft_with_its_whole_chain(author: User) -> None:
    wire = desk.publisher(author, "Daily Wire", domains=["wire.example"])
    words = found(
        TEXT,
        '"The bridge is safe,"',
        kind="direct",
        role="Mayor",
        said_on=PartialDate.parse("2024-11-01"),
        occasion="Opening",
        place="Riverton",
        on_behalf_of="The town",
        steps=(
            Step(0, "published", "Daily Example"),
            Step(1, "citing", "DAILY WIRE", inferred=True),
            Step(2, "quoting", "Somebody Else"),
        ),
    )
    brought = bring_in(extraction(TEXT, words), by=author, original=b"bytes", media_type="x/y")

    statement = Statement.objects.get()
    assert statement in brought.statements
    assert statement.quote == TEXT[statement.start : statement.end] == '"The bridge is safe,"'
    assert (statement.state, statement.origin) == ("proposed", "import")
    assert (statement.confidence, statement.pattern, statement.cue) == (80, "verb", "said")
    assert statement.said_on == PartialDate.parse("2024-11-01")
    assert (statement.occasion, statement.place) == ("Opening", "Riverton")
    assert (statement.speaker_as_named, statement.role_as_named) == ("Ann Example", "Mayor")
    assert (statement.on_behalf_of, statement.language) == ("The town", "en")
    own, citing, quoting = statement.steps.all()
    assert (own.name, own.seen, own.inferred, own.url) == ("Daily Example", True, False, URL)
    assert own.publisher == brought.source.publisher == brought.new_publisher
    assert (citing.publisher, citing.seen, citing.inferred) == (wire, False, True)
    assert (quoting.publisher, quoting.relation) == (None, "quoting")
    capture = statement.capture
    assert (capture.text, bytes(capture.original or b"")) == (TEXT, b"bytes")
    assert (capture.media_type, capture.captured_by) == ("x/y", author)


def test_a_draft_claim_is_made_of_each_statement_worth_one(author: User) -> None:
    bring_in(
        extraction(
            TEXT,
            found(TEXT, '"The bridge is safe,"'),
            found(TEXT, "the work had cost", confidence=0.39),
            found(TEXT, "the pier was cracked", kind="narration"),
        ),
        by=author,
    )
    claim = Claim.objects.get()
    assert (claim.text, claim.stage, claim.language) == ("The bridge is safe.", "draft", "en")
    link = claim.claim_statements.get()
    assert (link.stance, link.statement.quote) == ("asserts", '"The bridge is safe,"')


@pytest.mark.parametrize(
    ("cue", "stance"),
    [("said", "asserts"), ("denied", "denies"), ("rejects", "denies"), ("asked", "questions")],
)
def test_a_denial_or_a_question_does_not_assert_its_claim(
    author: User, cue: str, stance: str
) -> None:
    bring_in(extraction(TEXT, found(TEXT, "the pier was cracked", cue=cue)), by=author)
    assert Claim.objects.get().claim_statements.get().stance == stance


def test_the_caller_may_choose_what_becomes_a_claim(author: User) -> None:
    brought = bring_in(extraction(), by=author, propose=lambda one: one.basis == "pronoun")
    assert [claim.text for claim in brought.claims] == ["The work had cost two million."]


def test_every_new_root_has_one_audit_entry(author: User) -> None:
    bring_in(extraction(), by=author)
    entries = AuditEntry.objects.filter(verb="bring_in", actor=author).order_by("sequence")
    kinds = [entry.subject_kind for entry in entries]
    assert kinds == [
        *("publisher", "source", "speaker"),
        *("statement", "claim", "statement", "claim"),
    ]
    assert all(entry.contributes for entry in entries)


def rows() -> dict[str, list[dict[str, Any]]]:
    models: tuple[type[Model], ...] = (
        *(Publisher, Source, Capture, Speaker, Statement, Claim, AuditEntry),
    )
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in models
    }


def test_a_second_import_of_the_same_is_no_import(author: User) -> None:
    first = bring_in(extraction(), by=author)
    before = rows()
    second = bring_in(extraction(), by=author)
    assert rows() == before
    assert second.standing == first.statements
    assert not any(second.counts.values())


def test_a_rejected_statement_is_not_revived_even_with_its_span_corrected(author: User) -> None:
    bring_in(extraction(), by=author)
    rejected, corrected = by_words("safe"), by_words("cost")
    rejected.state = Statement.State.REJECTED
    revise(rejected, by=author)
    corrected.start += len("the ")
    revise(corrected, by=author)
    claims = Claim.objects.count()

    bring_in(extraction(), by=author)

    assert Statement.objects.count() == 2
    assert by_words("safe").state == "rejected"
    assert Claim.objects.count() == claims


def test_a_changed_text_is_a_new_capture_and_drafts_only_what_is_new_in_it(author: User) -> None:
    bring_in(extraction(), by=author)
    first = Capture.objects.get()
    changed = "Corrected.\n\n" + TEXT + ' "It stays open," she said.'
    again = extraction(
        changed,
        found(changed, '"The bridge is safe,"', kind="direct"),
        found(changed, '"It stays open,"', kind="direct"),
    )
    brought = bring_in(again, by=author)

    assert not brought.new_source
    assert set(brought.source.captures.all()) == {first, brought.capture}
    first.refresh_from_db()
    assert first.text == TEXT
    assert [one.quote for one in brought.statements] == ['"It stays open,"']
    assert [one.capture for one in brought.standing] == [first]
    assert Source.objects.get().version == 2


def test_the_same_words_in_another_place_of_a_changed_text_are_drafted(author: User) -> None:
    text = "She said it was over. Much later he said it was over again."
    bring_in(extraction(text, found(text, "it was over")), by=author)
    changed = "Nothing else. Completely rewritten: they said it was over? No."
    brought = bring_in(extraction(changed, found(changed, "it was over")), by=author)
    assert len(brought.statements) == 1


def test_the_same_address_is_the_same_source_however_it_is_spelt(author: User) -> None:
    bring_in(extraction(), by=author)
    spelt = extraction(url="HTTPS://DAILY.example/news/1?utm_source=x#top")
    assert not bring_in(spelt, by=author).new_source
    assert Source.objects.get().url == URL


def test_without_an_address_the_same_text_is_the_same_source(author: User) -> None:
    bring_in(extraction(url=""), by=author)
    assert not bring_in(extraction(url="", title="Another title"), by=author).new_source
    other = bring_in(
        extraction(TEXT + " More.", found(TEXT, '"The bridge is safe,"'), url=""), by=author
    )
    assert other.new_source


def test_the_same_text_at_another_address_is_another_source_and_said(author: User) -> None:
    first = bring_in(extraction(), by=author)
    second = bring_in(extraction(url="https://reprint.example/1", publisher=""), by=author)
    assert second.new_source
    assert first.source.public_id in second.notes[0]


def test_a_source_merged_into_another_leads_there(author: User) -> None:
    kept = desk.source(author, title="Kept", url="https://daily.example/kept")
    gone = desk.source(author, title="Gone", url=URL, merged_into=kept)
    assert bring_in(extraction(), by=author).source == kept
    assert not gone.captures.exists()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.daily.example/1", ""),
        ("https://news.daily.example/1", "Some other name"),
        ("https://elsewhere.example/1", "DAILY  éxample"),
        ("", "Daily Example"),
    ],
)
def test_a_publisher_is_found_by_host_and_else_by_name(author: User, url: str, name: str) -> None:
    standing = desk.publisher(author, "Daily Example", domains=["daily.example"])
    assert bring_in(extraction(url=url, publisher=name), by=author).source.publisher == standing
    assert Publisher.objects.count() == 1


def test_of_two_publishers_that_fit_neither_is_taken(author: User) -> None:
    desk.publisher(author, "Morning", domains=["daily.example"])
    desk.publisher(author, "Evening", domains=["daily.example"])
    brought = bring_in(extraction(publisher=""), by=author)
    assert brought.source.publisher is None
    assert "Morning" in brought.notes[0] and "Evening" in brought.notes[0]


def test_an_unknown_publisher_is_made_with_its_host(author: User) -> None:
    publisher = bring_in(extraction(publisher=""), by=author).source.publisher
    assert publisher and (publisher.name, publisher.domains) == ("daily.example", ["daily.example"])


def test_an_article_without_publisher_or_address_still_has_its_first_step(author: User) -> None:
    bring_in(extraction(url="", publisher=""), by=author)
    assert {step.name for one in Statement.objects.all() for step in one.steps.all()} == {
        "Bridge reopened"
    }


def test_a_failure_leaves_nothing(author: User) -> None:
    before = rows()
    with pytest.raises(RuleViolated) as refusal:
        bring_in(extraction(language="no language at all"), by=author)
    assert "language" in refusal.value.messages[0]
    bad = found(TEXT, "the pier", kind="no such kind")
    with pytest.raises(RuleViolated):
        bring_in(extraction(TEXT, bad), by=author)
    assert rows() == before


@pytest.mark.parametrize(
    "refused",
    [
        extraction(url="ftp://daily.example/1"),
        extraction("  \n ", found(TEXT, "the pier")),
        extraction("one\r\ntwo", found("one\r\ntwo", "two")),
        extraction("short", found(TEXT, "the pier")),
    ],
    ids=["address", "empty", "line ends", "span outside"],
)
def test_what_cannot_be_stored_is_refused_in_words(author: User, refused: Extraction) -> None:
    with pytest.raises(RuleViolated) as refusal:
        bring_in(refused, by=author)
    assert all(line and "\n" not in line for line in refusal.value.messages)
    assert not Source.objects.exists()


@pytest.mark.parametrize("role", ["admin", "auditor"])
def test_only_editors_bring_in(db: None, role: str) -> None:
    with pytest.raises(PermissionDenied):
        bring_in(extraction(), by=desk.user("someone", role))
    assert not Source.objects.exists()


def test_what_is_foreseen_is_what_comes_and_writes_nothing(author: User) -> None:
    desk.speaker(author, "Bo Other")
    before = rows()
    foreseen = foresee(extraction())
    assert rows() == before
    brought = bring_in(extraction(), by=author)
    assert foreseen.lines == brought.lines
    assert foreseen.counts == brought.counts


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_are_one(concurrently: Callable[..., list[Any]]) -> None:
    author = desk.user("author", "contributor")

    def work() -> BroughtIn:
        return bring_in(extraction(), by=author)

    outcomes = concurrently(work, work)
    assert sorted(sum(outcome.counts.values()) for outcome in outcomes) == [0, 8]
    assert (Source.objects.count(), Statement.objects.count()) == (1, 2)


def test_names_with_invisible_characters_are_stored_without_them(author: User) -> None:
    hidden = found(TEXT, "the pier", speaker="Ann\u202e Example", speaker_name="Ann\u200b Example")
    bring_in(extraction(TEXT, hidden, title="Bridge\u2066 reopened\x07"), by=author)
    assert Speaker.objects.get().name == "Ann Example"
    assert Source.objects.get().title == "Bridge reopened"


SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)).map(
        lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
    ),
    max_size=6,
)


def _spans(spans: list[tuple[int, int]]) -> Iterator[FoundStatement]:
    for start, end in spans:
        yield found(TEXT, TEXT[start:end], start=start, end=end, speaker_name="", speaker_kind="")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(SPANS, min_size=1, max_size=3))
def test_any_order_of_imports_leaves_each_span_once_and_every_quote_in_place(
    author: User, imports: list[list[tuple[int, int]]]
) -> None:
    for number, spans in enumerate([*imports, *imports]):
        brought = bring_in(Extraction(extraction().article, tuple(_spans(spans))), by=author)
        assert number < len(imports) or not any(brought.counts.values())
    stored = list(Statement.objects.values_list("start", "end", "quote"))
    assert {(start, end) for start, end, _ in stored} >= {s for spans in imports for s in spans}
    assert len(stored) == len({(start, end) for start, end, _ in stored})
    assert all(TEXT[start:end] == quote for start, end, quote in stored)
    assert not re.search(r"\n", "".join(brought.lines))
