"""How much of a source's text is shown around its quotes."""

import json
from collections.abc import Callable

import pytest
from django.test.utils import CaptureQueriesContext

from claims.desk.models import Capture, Claim, Evidence, Source, User
from claims.publishing import compose
from claims.record.models import PublishedClaim
from claims.workflow import approve, publish, revise, submit
from tests import desk_builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def decider(db: None) -> User:
    return build.user("decider", "publisher")


def around(author: User, text: str, quote: str, public_text: str) -> tuple[str, str]:
    source = build.source(author, public_text=public_text)
    statement = build.statement(author, quote, of=build.capture(author, text, of=source))
    [shown] = compose(build.claim(author, made_by=statement)).content["statements"]
    return shown["selector"]["prefix"], shown["selector"]["suffix"]


def test_a_long_text_gives_context_on_both_sides(author: User) -> None:
    prefix, suffix = around(author, build.TEXT, build.QUOTE, "full")
    assert build.TEXT.index(prefix + build.QUOTE + suffix)
    assert (len(prefix), len(suffix)) == (32, 32)


def test_excerpts_show_at_most_a_quarter_of_what_is_not_quoted(author: User) -> None:
    prefix, suffix = around(author, build.TEXT, build.QUOTE, "excerpts")
    left = len(build.TEXT) - len(build.QUOTE)
    assert 0 < (len(prefix) + len(suffix)) * 4 <= left


def test_a_source_whose_text_may_not_be_shown_gives_the_quote_alone(author: User) -> None:
    assert around(author, build.TEXT, build.QUOTE, "none") == ("", "")


def test_the_whole_text_is_released_only_where_its_rights_allow(author: User) -> None:
    statement = build.statement(author)
    claim = build.claim(author, made_by=statement)
    source = statement.capture.source
    texts = {}
    for allowed in Source.PublicText.values:
        source.refresh_from_db()
        source.public_text = allowed
        revise(source, by=author)
        [texts[allowed]] = [
            content["text"] for kind, _, content in compose(claim).entities if kind == "source"
        ]
    assert texts == {"full": build.TEXT, "excerpts": "", "none": ""}


SENTENCES = 40
LONG_TEXT = " ".join(
    f"Sentence {at:02d} goes on and on about bridge number {at:02d} here."
    for at in range(SENTENCES)
)


def spans(capture: Capture) -> tuple[set[int], set[int]]:
    """What of a captured text all published bodies quote, and what they show besides."""
    quoted: set[int] = set()
    shown: set[int] = set()
    for row in PublishedClaim.objects.all():
        body = json.loads(row.body)
        for item in (*body["statements"], *body["evidence"]):
            found = item["selector"]
            if found and found["capture_sha256"] == capture.text_sha256:
                start, end = found["start"], found["end"]
                quoted |= set(range(start, end))
                shown |= set(range(start - len(found["prefix"]), end + len(found["suffix"])))
    return quoted, shown - quoted


def quoting(author: User, capture: Capture, words: str, *, as_evidence: bool = False) -> Claim:
    """A claim that quotes these words of the capture, in a statement or as evidence for it."""
    if not as_evidence:
        statement = build.statement(author, words, of=capture)
        return build.claim(author, f"A claim on {words}.", made_by=statement)
    claim = build.claim(author, f"A claim on {words}.", made_by=build.statement(author))
    start = capture.text.index(words)
    passage = Evidence(
        stance="supports",
        source=capture.source,
        capture=capture,
        start=start,
        end=start + len(words),
        state="accepted",
    )
    return revise(claim, by=author, save=[passage])


def test_all_claims_together_show_a_quarter_of_a_text_beyond_its_quotes(
    author: User, decider: User
) -> None:
    capture = build.capture(author, LONG_TEXT)
    for at in range(0, SENTENCES, 2):
        claim = quoting(author, capture, f"bridge number {at:02d}", as_evidence=at % 4 == 0)
        build.published(author, decider, claim)
    quoted, around = spans(capture)
    assert len(quoted) == len("bridge number 00") * SENTENCES // 2
    assert 0 < len(around) * 4 <= len(LONG_TEXT) - len(quoted)


def test_what_is_shown_elsewhere_already_is_shown_again(author: User, decider: User) -> None:
    capture = build.capture(author, LONG_TEXT)
    statement = build.statement(author, "bridge number 10", of=capture)
    shown = []
    for at in range(12):
        claim = build.claim(author, f"Claim {at}.", made_by=statement)
        build.published(author, decider, claim)
        [found] = compose(claim).content["statements"]
        shown.append((found["selector"]["prefix"], found["selector"]["suffix"]))
    assert set(shown) == {shown[0]}
    assert shown[0] != ("", "")


def test_a_claim_looks_the_same_before_and_after_its_release(author: User, decider: User) -> None:
    claim = build.claim(author)
    before = compose(claim)
    assert compose(build.published(author, decider, claim)) == before


def test_an_approval_outlasts_the_release_of_a_neighbour(author: User, decider: User) -> None:
    text = f"{build.TEXT[:120]} {build.TEXT[120:200]}"
    capture = build.capture(author, text)
    first, second = (quoting(author, capture, words) for words in ("opened", "ceremony"))
    for claim in (first, second):
        submit(claim, by=author)
        approve(claim, by=decider)
    before = compose(second)
    publish(first, by=decider)
    after = compose(second)
    assert before.content != after.content
    assert before.digest == after.digest
    publish(second, by=decider)


def test_the_rights_a_source_had_when_approved_are_part_of_the_approval(author: User) -> None:
    claim = build.claim(author)
    before = compose(claim).digest
    source = claim.claim_statements.get().statement.capture.source
    source.public_text = Source.PublicText.NONE
    revise(source, by=author)
    assert compose(claim).digest != before


def test_reading_what_others_show_takes_as_many_queries_for_many(
    author: User, decider: User, django_assert_max_num_queries: Callable[..., CaptureQueriesContext]
) -> None:
    capture = build.capture(author, LONG_TEXT)
    claim = quoting(author, capture, "bridge number 20")
    with django_assert_max_num_queries(200) as alone:
        compose(claim)
    for at in range(3):
        build.published(author, decider, quoting(author, capture, f"bridge number {at:02d}"))
    with django_assert_max_num_queries(len(alone)):
        compose(claim)
