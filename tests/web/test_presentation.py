"""What a body says, as a page tells it: verdict, claimants, chain, evidence, history."""

import pytest

from claims.web.presentation import claim_card, claim_page, renderings, timeline
from claims.web.presentation.verdicts import Word
from tests import builders
from tests.web.released import content, evidence, source, speaker, statement


def verdict(**overrides):
    found = builders.verdict(**overrides)
    found["explanation_html"] = found.pop("explanation")
    return found


def paths(kind, public_id, name):
    return f"/{kind}/{public_id}"


@pytest.mark.parametrize(
    ("normalised", "tone"),
    [
        ("TRUE", "true"),
        ("FALSE", "false"),
        ("MIXTURE", "mixed"),
        ("OTHER", "other"),
        ("", "other"),
    ],
)
def test_a_verdict_is_the_desks_word_in_one_of_four_tones(normalised, tone):
    found = claim_page(content(verdict=verdict(label="Overstated", normalised=normalised))).verdict
    assert (found.word, found.tone, found.reached) == ("Overstated", tone, True)
    assert found.steps == (False, True, False, False, False)


def test_an_open_claim_is_not_reviewed():
    found = claim_page(content(verdict=None)).verdict
    assert (found.word, found.tone, found.reached, found.as_of) == (
        "Not reviewed",
        "open",
        False,
        None,
    )


def test_a_verdict_off_the_scale_has_no_place_on_it():
    assert claim_page(content(verdict=verdict(value=None))).verdict.steps == ()
    assert claim_page(content(verdict=verdict(value=9))).verdict.steps == ()


@pytest.mark.parametrize(
    ("kind", "value", "normalised", "word"),
    [
        ("attribution", 5, "TRUE", "Said"),
        ("attribution", 1, "FALSE", "Not said"),
        ("attribution", 4, "TRUE", "Mostly supported"),
        ("attribution", 3, "MIXTURE", "Mostly supported"),
        ("factual", 5, "TRUE", "Mostly supported"),
    ],
)
def test_a_claim_about_what_somebody_said_is_said_or_not_said(kind, value, normalised, word):
    rated = verdict(label="Mostly supported", value=value, normalised=normalised)
    found = claim_page(content(kind=kind, verdict=rated)).verdict
    assert found.word == word
    assert found.label == "Mostly supported"
    assert (found.question == "Was it said?") is (kind == "attribution")


def claimed_by(*statements):
    found = claim_card(content(statements=list(statements))).claimants
    return found.verb, [one.name.name for one in found.people], found.outlet and found.outlet.name


def test_the_speaker_of_a_statement_makes_the_claim():
    assert claimed_by(statement()) == ("Claimed by", ["Laurynas Kasčiūnas"], "An outlet")


def test_the_words_of_a_headline_are_the_outlets():
    assert claimed_by(statement(kind="headline")) == ("Claimed by", ["An outlet"], None)


def test_whom_a_headline_names_makes_the_claim_where_their_own_words_do():
    own = statement("statementbbb")
    assert claimed_by(statement(kind="headline"), own) == (
        "Claimed by",
        ["Laurynas Kasčiūnas"],
        "An outlet",
    )


def test_narration_is_its_speakers():
    outlet = speaker("outletaaaaaa", name="An outlet", kind="organisation")
    assert claimed_by(statement(kind="narration", speakers=[outlet])) == (
        "Claimed by",
        ["An outlet"],
        None,
    )


def test_narration_without_a_speaker_is_its_outlets():
    assert claimed_by(statement(kind="narration", speakers=[])) == (
        "Claimed by",
        ["An outlet"],
        None,
    )


def test_words_that_were_somebody_elses_make_nobody_a_claimant():
    assert claimed_by(statement(said="misattributed")) == ("", [], None)
    denied = statement("statementbbb", stance="denies")
    assert claimed_by(statement(said="misattributed"), denied)[0] == "Denied by"


def test_who_only_reports_or_denies_is_not_said_to_claim():
    assert claimed_by(statement(stance="reports"))[0] == "Reported by"
    assert claimed_by(statement(stance="denies"))[0] == "Denied by"
    assert claimed_by(statement(stance="denies"), statement("statementbbb"))[0] == "Claimed by"
    assert claimed_by() == ("", [], None)


def test_a_rendering_stands_with_the_statement_it_renders():
    rendering = statement("statementbbb", rendering_of="statementaaa", rendering_note="No 'empty'.")
    stray = statement("statementccc", rendering_of="statementzzz")
    shown = claim_page(content(statements=[statement(), rendering, stray])).statements
    assert [one.id for one in shown] == ["statementaaa", "statementccc"]
    assert [one.rendering_note for one in shown[0].renderings] == ["No 'empty'."]


def translated(text, language="en"):
    return [{"language": language, "text": text, "translator": "A. Desk", "method": "human"}]


UKRAINIAN = {"quote": "бачимо, що там порожньо", "language": "uk"}


@pytest.mark.parametrize(
    ("original", "rendering", "told", "marked"),
    [
        ({}, {"quote": "“It is EMPTY.”"}, renderings.ALIKE, []),
        ({}, {"quote": "It is quite empty."}, renderings.MARKED, ["quite "]),
        ({}, {"quote": "Nobody has been left over there"}, renderings.OTHERWISE, []),
        ({}, UKRAINIAN, renderings.UNTRANSLATED, []),
        (
            {},
            {**UKRAINIAN, "translations": translated("It is so empty.")},
            renderings.MARKED_IN_TRANSLATION,
            ["so "],
        ),
        (
            {},
            {**UKRAINIAN, "translations": translated("Il n'y a personne", "fr")},
            renderings.TRANSLATED,
            [],
        ),
        (
            {**UKRAINIAN, "translations": translated("It is empty there.")},
            {"quote": "It is empty."},
            renderings.SHORTER,
            [],
        ),
        (
            {"quote": "We looked for a long time at all that we have. It is empty. So it stays."},
            {"quote": "It is quite empty."},
            renderings.MARKED,
            ["quite "],
        ),
    ],
)
def test_a_rendering_tells_how_it_reads_beside_the_statement(original, rendering, told, marked):
    mine = statement(**{"quote": "It is empty.", **original})
    other = statement("statementbbb", rendering_of="statementaaa", **rendering)
    (shown,) = claim_page(content(statements=[mine, other])).statements
    beside = shown.renderings[0].beside
    assert beside.told == told
    parts = beside.own or beside.translated
    assert [part.text for part in parts if part.own] == marked
    if beside.own:
        assert "".join(part.text for part in beside.own) == rendering["quote"]


def test_a_chain_runs_from_the_source_in_hand_to_the_speaker():
    steps = [
        {
            "position": 1,
            "relation": "citing",
            "name": "Agency",
            "url": "ftp:x",
            "seen": False,
        },
        {
            "position": 0,
            "relation": "published",
            "name": "An outlet",
            "url": "https://example.org/a",
            "seen": True,
            "inferred": True,
        },
    ]
    chain = claim_page(content(statements=[statement(attribution=steps)])).statements[0].chain
    assert [(step.name, step.relation, step.seen, step.inferred) for step in chain] == [
        ("An outlet", "published", True, True),
        ("Agency", "cited", False, False),
        ("Laurynas Kasčiūnas", "", False, False),
    ]
    assert [step.link and step.link.href for step in chain] == ["https://example.org/a", None, None]
    assert [step.is_speaker for step in chain] == [False, False, True]


def test_a_source_without_steps_is_the_first_step_itself():
    chain = claim_page(content(statements=[statement(attribution=[])])).statements[0].chain
    assert (chain[0].name, chain[0].seen) == ("An outlet", True)


def test_the_outlets_own_words_do_not_reach_back_to_whom_they_are_about():
    chain = claim_page(content(statements=[statement(kind="headline")])).statements[0].chain
    assert [step.name for step in chain] == ["An outlet"]


def sides(*items, **overrides):
    return claim_page(content(evidence=list(items), **overrides)).evidence


def test_all_three_sides_are_there_and_say_when_they_are_empty():
    found = sides()
    assert [side.stance for side in found] == ["supports", "contradicts", "context"]
    assert [side.count for side in found] == [0, 0, 0]
    assert all(side.empty for side in found)


def test_evidence_of_one_origin_stands_together():
    found = sides(
        evidence("evidenceaaaa", stance="supports", origin="one meeting"),
        evidence("evidencebbbb", stance="supports", origin=""),
        evidence("evidencecccc", stance="supports", origin="one meeting"),
        evidence("evidencedddd", stance="supports", origin=""),
        origins={"supports": 3, "contradicts": 0},
    )[0]
    assert [[item.id for item in group.items] for group in found.groups] == [
        ["evidenceaaaa", "evidencecccc"],
        ["evidencebbbb"],
        ["evidencedddd"],
    ]
    assert [group.is_shared for group in found.groups] == [True, False, False]
    assert (found.origins, found.count) == (3, 4)


def why(item, **overrides):
    return sides(item, **overrides)[1].groups[0].items[0].not_counted


def test_evidence_that_does_not_count_says_why():
    assert why(evidence(counts=True)) == ""
    own = evidence(counts=False, speaker={"id": speaker()["id"], "name": "x", "kind": "person"})
    assert why(own) == "the claimant’s own words"
    beside = evidence(counts=False, origin="his office")
    assert why(beside) == "from the claimant’s own origin"
    rendering = builders.statement_as_evidence("statementbbb", rendering_of="statementaaa")
    again = "another rendering of the claim’s own words"
    assert why(evidence(counts=False, source=None, statement=rendering)) == again
    same_passage = evidence(counts=False, selector=statement()["selector"])
    assert why(same_passage) == again


def test_the_outlet_of_a_headline_is_its_own_witness():
    said = {"id": "outletaaaaaa", "name": "An outlet", "kind": "organisation"}
    own = evidence(counts=False, speaker=said, selector=None)
    assert why(own, statements=[statement(kind="headline")]) == "the claimant’s own words"


def test_context_is_not_weighed():
    context = sides(evidence(stance="context", counts=False))[2]
    assert context.groups[0].items[0].not_counted == ""
    assert context.origins is None


def test_the_claimants_own_words_are_marked_in_context_too():
    said = {"id": "outletaaaaaa", "name": "An outlet", "kind": "organisation"}
    own = evidence(stance="context", counts=False, speaker=said, selector=None)
    context = sides(own, statements=[statement(kind="headline")])[2]
    assert context.groups[0].items[0].not_counted == "the claimant’s own words"


def test_a_statement_that_is_evidence_too_is_known_to_stand_on_the_page():
    own = builders.statement_as_evidence("statementaaa")
    other = builders.statement_as_evidence("statementbbb")
    items = [
        evidence("evidenceaaaa", stance="context", origin="", source=None, statement=own),
        evidence("evidencebbbb", stance="context", origin="", source=None, statement=other),
    ]
    shown = [group.items[0].on_page for group in sides(*items)[2].groups]
    assert shown == [True, False]


def test_a_withheld_source_tells_nothing():
    hidden = source(withheld=True, title="", url="", publisher=None, published_on=None)
    shown = claim_page(content(statements=[statement(source=hidden)]), paths).statements[0].source
    assert (shown.withheld, shown.link, shown.publisher, shown.name.name) == (True, None, None, "")


def test_a_speaker_without_a_name_has_no_page():
    hidden = speaker(None, name="", kind="anonymous", as_named="an official")
    shown = claim_page(content(statements=[statement(speakers=[hidden])]), paths).statements[0]
    assert (shown.speakers[0].name.name, shown.speakers[0].name.path) == ("Not named", "")
    assert shown.speakers[0].as_named == "an official"


def test_names_lead_where_the_page_says():
    page = claim_page(content(), paths)
    assert page.topics[0].path == "/topic/topicaaaaaaa"
    assert page.statements[0].speakers[0].name.path == "/speaker/speakeraaaaa"
    assert page.statements[0].source.name.path == "/source/sourceaaaaaa"
    assert claim_page(content()).topics[0].path == ""


def test_releases_run_from_the_newest_and_show_what_became_of_the_verdict():
    releases = [
        {"number": 1, "event": "publish", "note": "", "released_at": "2024-11-05T10:00:00Z"},
        {"number": 2, "event": "correction", "note": "Why.", "released_at": "2024-11-06T10:00:00Z"},
    ]
    corrections = [
        {
            "number": 2,
            "verdict_before": {"code": "supported", "label": "Supported"},
            "verdict_after": {"code": "overstated", "label": "Overstated"},
        }
    ]
    last, first = timeline(releases, corrections)
    assert (last.event, last.before, last.after, last.changed_verdict) == (
        "Corrected",
        Word("Supported", fixed=False),
        Word("Overstated", fixed=False),
        True,
    )
    assert (first.number, first.changed_verdict, first.released.value) == (
        1,
        False,
        "2024-11-05T10:00+00:00",
    )


def test_a_body_without_anything_is_shown_all_the_same():
    page = claim_page({})
    assert (page.text, page.statements, page.merged_into) == ("", (), None)
    assert [side.count for side in page.evidence] == [0, 0, 0]
