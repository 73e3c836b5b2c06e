"""Which evidence counts, and how often."""

import pytest

from claims.desk.models import (
    AttributionStep,
    Claim,
    ClaimStatement,
    Evidence,
    Publisher,
    Speaker,
    User,
)
from claims.publishing import compose
from claims.workflow import revise
from tests import desk_builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


def origins(claim: Claim) -> tuple[int, int]:
    found = compose(claim).content["origins"]
    return found["supports"], found["contradicts"]


def counts(claim: Claim) -> list[bool]:
    return [item["counts"] for item in compose(claim).content["evidence"]]


def claimant(claim: Claim) -> Speaker:
    return Speaker.objects.get(statements__claim_statements__claim=claim)


def test_reprints_of_one_origin_count_once(author: User) -> None:
    claim = build.claim(author)
    for text, origin in (("First.", "agency"), ("Second.", "agency"), ("Third.", "")):
        build.evidence(author, claim, text=text, origin=origin)
    build.evidence(author, claim, text="Fourth.", stance="supports")
    build.evidence(author, claim, text="Fifth.", stance="context")
    assert origins(claim) == (1, 2)


def test_the_claimants_own_word_is_shown_and_not_counted(author: User) -> None:
    claim = build.claim(author)
    build.evidence(author, claim, stance="supports", speaker=claimant(claim))
    assert counts(claim) == [False]
    assert origins(claim) == (0, 0)


def test_an_origin_that_holds_the_claimants_word_is_the_claimants(author: User) -> None:
    claim = build.claim(author)
    build.evidence(
        author, claim, text="One.", stance="supports", speaker=claimant(claim), origin="town hall"
    )
    build.evidence(author, claim, text="Two.", stance="supports", origin="town hall")
    build.evidence(author, claim, text="Three.", stance="supports", origin="engineers")
    assert counts(claim) == [False, False, True]
    assert origins(claim) == (1, 0)


def test_for_what_somebody_said_their_own_words_count(author: User) -> None:
    claim = build.claim(author, kind=Claim.Kind.ATTRIBUTION)
    build.evidence(author, claim, stance="supports", speaker=claimant(claim))
    assert origins(claim) == (1, 0)


@pytest.mark.parametrize("kind", [Claim.Kind.FACTUAL, Claim.Kind.ATTRIBUTION])
def test_a_rendering_of_the_claims_own_words_never_counts(author: User, kind: str) -> None:
    claim = build.claim(author, kind=kind)
    original = claim.claim_statements.get().statement
    elsewhere = build.capture(author, "Mayor: the bridge is safe.", of=build.source(author))
    rendering = build.statement(
        author,
        "the bridge is safe.",
        of=elsewhere,
        said_by=build.speaker(author, "Spokesman"),
        rendering_of=original,
    )
    build.evidence(author, claim, stance="supports", statement=rendering)
    claim.refresh_from_db()
    passage = Evidence(
        stance="supports",
        source=elsewhere.source,
        capture=elsewhere,
        start=0,
        end=10,
        state="accepted",
    )
    revise(claim, by=author, save=[passage])
    assert counts(claim) == [False, False]


def test_whoever_reports_or_denies_a_claim_is_no_claimant(author: User) -> None:
    claim = build.claim(author)
    link = claim.claim_statements.get()
    link.stance = ClaimStatement.Stance.DENIES
    revise(claim, by=author, save=[link])
    build.evidence(author, claim, speaker=link.statement.speaker)
    assert origins(claim) == (0, 1)


def test_a_headlines_claimant_is_its_outlet(author: User) -> None:
    outlet = build.speaker(author, "Daily Example", kind="organisation")
    publisher = build.publisher(author, speaker=outlet)
    text = build.capture(author, of=build.source(author, publisher=publisher))
    named = build.speaker(author)
    headline = build.statement(author, said_by=named, of=text, kind="headline")
    claim = build.claim(author, made_by=headline)
    build.evidence(author, claim, text="Hers.", stance="supports", speaker=named)
    build.evidence(author, claim, text="The outlet's.", stance="supports", speaker=outlet)
    assert counts(claim) == [True, False]
    own = build.statement(author, "opened the bridge", said_by=named, of=text)
    claim.refresh_from_db()
    revise(claim, by=author, save=[ClaimStatement(statement=own)])
    assert counts(claim) == [False, False]


def test_a_withheld_source_tells_nothing_of_itself(author: User) -> None:
    publisher = revise(Publisher(name="CANARY Gazette"), by=author)
    secret = build.source(
        author,
        publisher=publisher,
        title="CANARY title",
        url="https://canary.example/x",
        withheld=True,
        withheld_reason="The author is in danger.",
    )
    statement = build.statement(
        author,
        of=build.capture(author, of=secret),
        save=(AttributionStep(position=0, relation="published", name="CANARY Gazette"),),
    )
    composition = compose(build.claim(author, made_by=statement))
    assert "canary" not in str(composition).lower()
    assert "The author is in danger." in str(composition)
