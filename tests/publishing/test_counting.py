"""Which evidence counts, and how often."""

import pytest

from claims.desk.models import (
    AttributionStep,
    Claim,
    ClaimStatement,
    Evidence,
    Publisher,
    Speaker,
    Statement,
    User,
)
from claims.publishing import compose
from claims.workflow import revise
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

LONG = "Engineers had warned of cracks in the second pier a year before"
OTHER = "the council had closed one lane in spring"


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


@pytest.mark.parametrize("kind", ["headline", "narration"])
def test_what_an_outlet_prints_in_its_own_name_does_not_support_its_headline(
    author: User, kind: str
) -> None:
    outlet = build.publisher(author)
    page = build.capture(author, of=build.source(author, publisher=outlet))
    claim = build.claim(author, made_by=build.statement(author, of=page, kind="headline"))
    for publisher, words in ((outlet, LONG), (build.publisher(author, "Weekly Sample"), OTHER)):
        elsewhere = build.source(author, publisher=publisher, title=f"{publisher.name}: again")
        text = build.capture(author, f"Again. {build.TEXT}", of=elsewhere)
        someone = build.speaker(author, f"Named by {publisher.name}")
        said = build.statement(author, words, of=text, said_by=someone, kind=kind)
        build.evidence(author, claim, stance="supports", statement=said)
    assert counts(claim) == [False, True]


def test_an_outlets_narration_is_the_word_of_the_outlet_as_a_speaker(author: User) -> None:
    outlet = build.speaker(author, "Daily Example", kind="organisation")
    publisher = build.publisher(author, speaker=outlet)
    claim = build.claim(author, made_by=build.statement(author, said_by=outlet))
    page = build.capture(author, LONG, of=build.source(author, publisher=publisher, title="Two"))
    writer = build.speaker(author, "Staff Writer")
    narrated = build.statement(author, LONG, of=page, said_by=writer, kind="narration")
    build.evidence(author, claim, stance="supports", statement=narrated)
    assert counts(claim) == [False]


def test_a_headline_that_gives_the_claimants_words_supports_nothing(author: User) -> None:
    claim = build.claim(author)
    other = build.publisher(author, "Weekly Sample")
    page = build.capture(author, LONG, of=build.source(author, publisher=other))
    headline = build.statement(author, LONG, of=page, said_by=claimant(claim), kind="headline")
    build.evidence(author, claim, stance="supports", statement=headline)
    assert counts(claim) == [False]


def renderings(author: User) -> list[Statement]:
    """An original, a rendering of it and a rendering of that, each in a source of its own."""
    original = build.statement(author)
    made = [original]
    for opening in ("X", "Y"):
        text = f"{opening} {build.TEXT}"
        page = build.capture(author, text, of=build.source(author, title=opening))
        made.append(
            build.statement(author, of=page, said_by=original.speaker, rendering_of=made[-1])
        )
    return made


@pytest.mark.parametrize("linked", [0, 1, 2])
def test_no_rendering_of_the_same_words_counts_whichever_is_linked(
    author: User, linked: int
) -> None:
    made = renderings(author)
    own = made.pop(linked)
    claim = build.claim(author, made_by=own, kind=Claim.Kind.ATTRIBUTION)
    for statement in made:
        build.evidence(author, claim, stance="supports", statement=statement)
    assert counts(claim) == [False, False]


def test_statements_that_render_one_another_give_the_same_words(author: User) -> None:
    original, rendering, _ = renderings(author)
    original.refresh_from_db()
    original.rendering_of = rendering
    revise(original, by=author)
    claim = build.claim(author, made_by=original, kind=Claim.Kind.ATTRIBUTION)
    build.evidence(author, claim, stance="supports", statement=rendering)
    assert counts(claim) == [False]


def test_a_passage_of_the_original_of_a_linked_rendering_does_not_count(author: User) -> None:
    original, rendering, _ = renderings(author)
    claim = build.claim(author, made_by=rendering, kind=Claim.Kind.ATTRIBUTION)
    page = original.capture
    revise(
        claim,
        by=author,
        save=[
            Evidence(
                stance="supports",
                source=page.source,
                capture=page,
                start=start,
                end=end,
                state="accepted",
            )
            for start, end in ((original.start, original.end), (0, 10))
        ],
    )
    assert counts(claim) == [False, True]


@pytest.mark.parametrize(
    ("again", "counted"),
    [
        (build.QUOTE, False),
        ("“THE BRIDGE IS SAFE”", False),
        ("She said: “The bridge is safe”, at noon.", False),
        ("The bridge is closed.", True),
    ],
)
def test_the_claims_own_words_captured_once_more_do_not_count(
    author: User, again: str, counted: bool
) -> None:
    statement = build.statement(author)
    claim = build.claim(author, made_by=statement, kind=Claim.Kind.ATTRIBUTION)
    build.evidence(author, claim, source=statement.capture.source, text=again, stance="supports")
    elsewhere = build.source(author, title="Elsewhere")
    build.evidence(author, claim, source=elsewhere, text=again, stance="supports")
    assert counts(claim) == [counted, True]


def test_the_same_words_entered_as_another_statement_do_not_count(author: User) -> None:
    statement = build.statement(author)
    claim = build.claim(author, made_by=statement, kind=Claim.Kind.ATTRIBUTION)
    page = build.capture(author, f"Updated. {build.TEXT}", of=statement.capture.source)
    again = build.statement(author, of=page, said_by=statement.speaker)
    build.evidence(author, claim, stance="supports", statement=again)
    assert counts(claim) == [False]


def test_others_words_around_the_claims_are_theirs(author: User) -> None:
    text = 'Engineers said that the words "The bridge is safe" were untrue.'
    page = build.capture(author, text)
    claim = build.claim(author, made_by=build.statement(author, "The bridge is safe", of=page))
    engineers = build.speaker(author, "Engineers", kind="group")
    denial = build.statement(author, text, of=page, said_by=engineers, kind="mixed")
    build.evidence(author, claim, statement=denial)
    assert origins(claim) == (0, 1)


def test_an_origin_is_the_same_however_it_is_typed(author: User) -> None:
    claim = build.claim(author)
    for text, origin in (("One.", "AFP"), ("Two.", "AFP "), ("Three.", "Afp"), ("Four.", "")):
        build.evidence(author, claim, text=text, origin=origin)
    assert origins(claim) == (0, 2)
    shown = [item["origin"] for item in compose(claim).content["evidence"]]
    assert shown == ["AFP", "AFP", "AFP", ""]


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
