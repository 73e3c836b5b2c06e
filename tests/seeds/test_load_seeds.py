"""load_seeds: the main job from article to record, exactly as the data set has it, once."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.desk.models import Claim, Source, Statement
from claims.management.seeding import review
from claims.management.seeding.accounts import demo_accounts
from claims.management.seeding.dataset import DataSet, read_data_set
from claims.workflow import RuleViolated
from tests import desk_builders as desk
from tests.seeds.conftest import Loaded, dump, load_seeds

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).resolve().parents[2] / "seeds"
DATA = read_data_set(FOLDER)
MINISTER = "Laurynas Kasčiūnas"

VERDICTS = {
    "C1": None,
    "C2": "overstated",
    "C4": "supported",
    "C5": "supported",
    "C6": "needs_context",
    "C7": "supported",
    "C8": None,
}
ROWS = {row["id"]: row for row in DATA.claims}
SPEAKERS = {row["id"]: row["name"] for row in DATA.speakers}
PAGES = {row["id"]: row for row in DATA.sources}
STATEMENTS = {
    **{row["id"]: {"source": "article", **row} for row in DATA.article_statements},
    **{row["id"]: row for row in DATA.statements},
}


def body_of(loaded: Loaded, claim: str) -> dict[str, Any]:
    return loaded.bodies[ROWS[claim]["text"]]


def quote_of(data: DataSet, statement: str) -> str:
    if statement in data.spans:
        return data.spans[statement].quote
    row = STATEMENTS[statement]
    return row.get("quote") or PAGES[row["source"]]["passages"][row["passage"]]


def url_of(source: str) -> str:
    return DATA.about["url"] if source == "article" else PAGES[source]["url"]


def test_each_claim_ends_where_the_data_set_has_it(loaded: Loaded) -> None:
    stages = {row["id"]: loaded.stages[row["text"]] for row in DATA.claims}
    assert len(loaded.stages) == 10
    assert {stages[claim] for claim in VERDICTS} == {"approved"}
    assert (stages["C3"], stages["C9"], stages["C10"]) == ("in_review", "draft", "rejected")
    assert "7 published, 1 in review, 1 draft, 1 rejected" in loaded.printed
    assert set(loaded.bodies) == {ROWS[claim]["text"] for claim in VERDICTS}


@pytest.mark.parametrize("claim", VERDICTS)
def test_each_verdict_is_the_data_sets(loaded: Loaded, claim: str) -> None:
    body, row = body_of(loaded, claim), ROWS[claim]
    code = VERDICTS[claim]
    if code is None:
        assert (body["status"], body["verdict"]) == ("open", None)
        return
    rating = next(one for one in DATA.ratings if one["code"] == code)
    verdict = body["verdict"]
    assert body["status"] == "reviewed"
    assert (verdict["code"], verdict["label"], verdict["normalised"], verdict["value"]) == (
        *(rating["code"], rating["label"], rating["normalised"], rating["value"]),
    )
    assert (verdict["best"], verdict["worst"]) == (5, 1)
    assert (verdict["summary"], verdict["as_of"]) == (
        row["verdict"]["summary"],
        row["verdict"]["as_of"],
    )


@pytest.mark.parametrize("claim", VERDICTS)
def test_each_statement_has_its_stance_speaker_and_source(loaded: Loaded, claim: str) -> None:
    expected = []
    for link in ROWS[claim]["statements"]:
        renderings = [
            one["id"] for one in DATA.statements if one.get("rendering_of") == link["statement"]
        ]
        for statement in (link["statement"], *renderings):
            row = STATEMENTS[statement]
            expected.append(
                (
                    link["stance"],
                    SPEAKERS[row["speaker"]],
                    row["basis"],
                    url_of(row["source"]),
                    quote_of(DATA, statement),
                    row.get("rendering_note", ""),
                )
            )
    assert [
        (
            one["stance"],
            one["speakers"][0]["name"],
            one["speakers"][0]["basis"],
            one["source"]["url"],
            one["quote"],
            one["rendering_note"],
        )
        for one in body_of(loaded, claim)["statements"]
    ] == expected


@pytest.mark.parametrize("claim", VERDICTS)
def test_each_piece_of_evidence_is_the_data_sets(loaded: Loaded, claim: str) -> None:
    expected = []
    for row in ROWS[claim]["evidence"]:
        if "statement" in row:
            statement = STATEMENTS[row["statement"]]
            speaker, url = SPEAKERS[statement["speaker"]], None
            quote = quote_of(DATA, row["statement"])
        else:
            page = PAGES[row["source"]]
            speaker = SPEAKERS[page["said_by"]] if "said_by" in page else None
            url, quote = page["url"], page["passages"][row.get("passage", "excerpt")]
        origin = row.get("origin", "")
        expected.append((row["stance"], origin, speaker, url, quote, row.get("note", "")))
    assert [
        (
            one["stance"],
            one["origin"],
            one["speaker"]["name"] if one["speaker"] else None,
            one["source"]["url"] if one["source"] else None,
            one["quote"],
            one["note"],
        )
        for one in body_of(loaded, claim)["evidence"]
    ] == expected


def test_what_words_are_about_is_not_told_as_where_they_were_said(loaded: Loaded) -> None:
    places = [
        (one["occasion"], one["place"])
        for body in loaded.bodies.values()
        for one in body["statements"]
    ]
    assert any(occasion for occasion, _ in places)
    assert {place for _, place in places} == {""}


def test_the_claimants_own_words_are_shown_and_not_counted(loaded: Loaded) -> None:
    body = body_of(loaded, "C2")
    assert body["origins"] == {"supports": 0, "contradicts": 1}
    own = [one for one in body["evidence"] if one["speaker"] and one["speaker"]["name"] == MINISTER]
    assert own and not any(one["counts"] for one in own)
    assert [one["counts"] for one in body["evidence"] if one["stance"] == "contradicts"] == [True]


def test_words_of_others_are_never_the_ministers(loaded: Loaded) -> None:
    others = {
        "S8",
        "S9",
        "S10",
        *(row["id"] for row in DATA.statements if row["kind"] == "narration"),
    }
    words = {quote_of(DATA, statement) for statement in others}
    theirs = [one for one in loaded.statements if one.quote in words]
    assert len(theirs) == len(others)
    assert MINISTER not in {str(one.speaker) for one in theirs}
    narrated = [one for one in loaded.statements if one.kind == Statement.Kind.NARRATION]
    assert {str(one.speaker) for one in narrated} == {"European Pravda", "UAWire"}


def test_he_and_the_minister_are_him_and_on_what_basis(loaded: Loaded) -> None:
    mentions = {
        (one.speaker_as_named, str(one.speaker), one.speaker_basis, one.origin)
        for one in loaded.statements
        if one.speaker_as_named in ("he", "the minister", "Lithuanian defence minister")
    }
    assert mentions == {
        ("he", MINISTER, "pronoun", "import"),
        ("the minister", MINISTER, "title", "import"),
        ("Lithuanian defence minister", MINISTER, "title", "import"),
    }


def test_every_quote_stands_in_its_text(loaded: Loaded) -> None:
    assert len(loaded.statements) == len(DATA.spans) + len(DATA.statements)
    for one in loaded.statements:
        assert one.capture.text[one.start : one.end] == one.quote


def test_ukrinform_is_stated_once_and_else_inferred(loaded: Loaded) -> None:
    ids = {span.quote: name for name, span in DATA.spans.items()}
    chains = {
        ids[one.quote]: [(step.name, step.seen, step.inferred) for step in one.steps.all()]
        for one in loaded.statements
        if one.quote in ids
    }
    own = ("European Pravda", True, False)
    for name in ids.values():
        cited = [("Ukrinform", False, name != "S3")] if "S2" <= name <= "S7" else []
        assert chains[name] == [own, *cited], name
    said = {
        ids[one.quote]: (one.said_on.value if one.said_on else None, one.occasion)
        for one in loaded.statements
        if one.quote in ids
    }
    forum = ("2024-11-01", "10th Kyiv Security Forum for Youth")
    assert {said[name] for name in ("S2", "S3", "S4", "S5", "S6", "S7")} == {forum}
    assert (said["S8"], said["S9"]) == (("2023-10", ""), ("2024-03", ""))


def test_the_record_proves(loaded: Loaded) -> None:
    assert loaded.proved.startswith("proved: ")
    assert "7 claims" in loaded.proved


def test_twice_is_the_same_as_once(loaded: Loaded) -> None:
    assert loaded.again.startswith("Already loaded: 10 claims, 28 statements, 17 sources")
    assert loaded.unchanged
    assert loaded.unchanged_after_edit


def test_importing_the_article_again_brings_nothing_new(loaded: Loaded) -> None:
    assert set(loaded.imported_again["created"].values()) == {0}


def test_each_demo_account_is_told_its_own_password(loaded: Loaded) -> None:
    assert loaded.passwords == dict.fromkeys(
        ["contributor", "reviewer", "publisher", "admin", "auditor"], True
    )
    assert "password" not in loaded.again


def test_a_given_password_is_for_new_accounts_only_and_never_printed() -> None:
    standing = desk.user("contributor", "reviewer")
    standing.set_password("a password of one's own")
    standing.save()
    accounts = demo_accounts("demo demo demo")
    assert "contributor" not in accounts.new_passwords
    standing.refresh_from_db()
    assert standing.check_password("a password of one's own")
    assert [group.name for group in standing.groups.all()] == ["reviewer"]
    assert accounts.by_name["reviewer"].check_password("demo demo demo")
    assert not accounts.by_name["admin"].is_superuser


def test_an_interrupted_load_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump()

    def fail(*args: object, **options: object) -> None:
        raise RuleViolated("Interrupted.")

    monkeypatch.setattr(review, "publish", fail)
    with pytest.raises(CommandError, match="not loaded: Interrupted"):
        call_command("load_seeds")
    assert dump() == before


def test_the_article_may_have_been_imported_before(settings: Any) -> None:
    settings.DEMO_PASSWORD = "demo demo demo"
    desk.user("somebody", "contributor")
    call_command("import_article", FOLDER / "article.txt", url=DATA.about["url"])
    printed = load_seeds()
    assert "7 published" in printed
    assert "demo demo demo" not in printed
    assert Source.objects.filter(url=DATA.about["url"]).count() == 1
    assert Statement.objects.count() == len(DATA.spans) + len(DATA.statements)
    assert set(Claim.objects.values_list("text", flat=True)) > {row["text"] for row in DATA.claims}


def test_production_is_refused(settings: Any) -> None:
    settings.PRODUCTION = True
    before = dump()
    with pytest.raises(CommandError) as refused:
        call_command("load_seeds")
    assert "production" in str(refused.value) and "\n" not in str(refused.value)
    assert dump() == before
