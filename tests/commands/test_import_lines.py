"""import_article --jsonl: many articles, each by itself, and again only those that are not in."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.desk.models import AuditEntry, Capture, Claim, Source, Statement, User
from claims.management import article_lines, importing, progress
from tests import desk_builders as desk

TEXT = 'Bridge {0} reopened\n\n"The bridge is safe," Ann Example said at opening {0}.'
PAGE = (
    "<!DOCTYPE html><html lang=en><head><title>Місто</title></head><body><article><h1>Tram</h1>"
    '<p>The tram runs.</p><p>"The tram is safe," Ann Example said.</p></article></body></html>'
)


@pytest.fixture
def author(db: None) -> User:
    return desk.user("author", "contributor")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "articles.jsonl"


def write(file: Path, *rows: Any) -> None:
    texts = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")


def article(number: int, **more: Any) -> dict[str, Any]:
    return {"text": TEXT.format(number), "url": f"https://daily.example/{number}", **more}


def run(file: Path, *options: str) -> tuple[str, str]:
    """What was printed, and what was told besides."""
    out, told = io.StringIO(), io.StringIO()
    call_command("import_article", file, "--jsonl", *options, stdout=out, stderr=told)
    return out.getvalue(), told.getvalue()


def refused(file: Path, *options: str) -> tuple[str, list[str]]:
    """The last word on a run that failed, and the lines before it."""
    told = io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_article", file, "--jsonl", *options, stdout=told, stderr=told)
    message = str(refusal.value)
    assert "\n" not in message
    return message, told.getvalue().splitlines()


def test_each_line_is_an_article_with_what_it_says_of_itself(author: User, file: Path) -> None:
    named = {"title": "The bridge", "author": ["Cleo Writer"], "published": "2024-11"}
    write(
        file,
        article(1, publisher="Daily Example", language="en-GB", **named),
        "",
        {"html": PAGE, "url": "https://daily.example/tram", "author": None},
    )
    assert run(file, "--publisher=Another Example")[0] == "2 new, 0 known, 0 failed\n"
    bridge, tram = Source.objects.order_by("id")
    assert (bridge.title, bridge.authors, bridge.language) == (
        *("The bridge", ["Cleo Writer"], "en-GB"),
    )
    assert bridge.published_on and bridge.published_on.value == "2024-11"
    assert [str(source.publisher) for source in (bridge, tram)] == ["Daily Example"] * 2
    assert tram.captures.get().media_type == "text/html; charset=utf-8"
    assert bytes(tram.captures.get().original or b"") == PAGE.encode()
    assert Statement.objects.count() == Claim.objects.count() == 2


def test_a_line_that_fails_is_named_and_the_others_come_in(author: User, file: Path) -> None:
    rows = [
        article(1),
        "{",
        {"text": ""},
        {"url": "https://daily.example/3"},
        article(4, html=PAGE),
        article(5, speaker="Ann"),
        article(6, published="yesterday"),
        article(7, url="javascript:alert(1)"),
        '{"text": "\\ud800 said."}',
        article(8, title=1),
        article(9, author={"name": "Cleo"}),
        "[]",
        article(2),
    ]
    write(file, *rows)
    message, told = refused(file)
    assert message == f"{file}: 2 new, 0 known, 11 failed; the failed lines are named above"
    assert [line.split(": ")[0] for line in told] == [f"{file}:{n}" for n in range(2, 13)]
    for line, words in zip(
        told,
        [
            *("not JSON", "empty", 'needs "text" or "html"', "one of them alone"),
            *("unknown key 'speaker'", '"published"', "URL", "half a character"),
            *('"title" is no string', '"author"', "not a JSON object"),
        ],
        strict=True,
    ):
        assert words in line
    assert set(Source.objects.values_list("url", flat=True)) == {
        *("https://daily.example/1", "https://daily.example/2"),
    }


def test_the_first_failure_ends_it_where_that_is_wanted(author: User, file: Path) -> None:
    write(file, article(1), "{", article(2))
    message, _ = refused(file, "--stop-on-error")
    assert message.startswith(f"{file}:2: not JSON")
    assert message.endswith("; before it 1 new, 0 known, 1 failed")
    assert Source.objects.count() == 1


def test_run_again_it_looks_only_at_what_is_not_in(
    author: User, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file, *map(article, range(3)), {"text": TEXT.format("without address")})
    run(file)
    entries = AuditEntry.objects.count()
    looked_at: list[str] = []
    extract = importing.extract

    def noted(found: Any, speakers: Any) -> Any:
        looked_at.append(found.url)
        return extract(found, speakers)

    monkeypatch.setattr(importing, "extract", noted)
    with file.open("a", encoding="utf-8") as more:
        more.write(json.dumps(article(1, text=TEXT.format("1, later,"))))
    assert run(file)[0] == "1 new, 4 known, 0 failed\n"
    assert looked_at == ["https://daily.example/1"]
    assert Capture.objects.filter(source__url="https://daily.example/1").count() == 2
    assert AuditEntry.objects.count() > entries
    assert run(file)[0] == "0 new, 5 known, 0 failed\n"


def test_what_came_in_before_a_crash_stays_in(
    author: User, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file, *map(article, range(3)))
    bring_in = importing.bring_in

    def crash(extraction: Any, **more: Any) -> Any:
        if extraction.article.url.endswith("/2"):
            raise KeyboardInterrupt
        return bring_in(extraction, **more)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(importing, "bring_in", crash)
        run(file)
    assert Source.objects.count() == 2
    assert run(file)[0] == "1 new, 2 known, 0 failed\n"


def test_a_dry_run_writes_nothing_and_needs_no_account(db: None, file: Path) -> None:
    write(file, article(1), article(2))
    out, _ = run(file, "--dry-run", "--format=json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["line"], row["dry_run"], row["created"]["sources"]) for row in rows] == [
        *((1, True, 1), (2, True, 1)),
    ]
    assert not Source.objects.exists()


def test_progress_tells_how_much_is_left_and_how_fast(
    author: User, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN", 0)
    write(file, *map(article, range(4)))
    _, told = run(file)
    lines = told.splitlines()
    assert [line.split(",")[0] for line in lines] == ["25%", "50%", "75%", "100%"]
    assert "4 lines (4 new, 0 known, 0 failed), " in lines[-1]
    assert lines[-1].endswith("/s")


@pytest.mark.parametrize("excess", [1, 2, 300, 301, 302, 5000])
def test_a_line_longer_than_can_be_read_is_cut_and_the_next_is_whole(
    author: User, file: Path, monkeypatch: pytest.MonkeyPatch, excess: int
) -> None:
    monkeypatch.setattr(article_lines, "LONGEST_LINE", 300)
    row = json.dumps(article(1))
    write(file, row + " " * (300 - len(row) + excess - 1), article(2))
    message, told = refused(file)
    assert message.startswith(f"{file}: 1 new, 0 known, 1 failed")
    assert told == [f"{file}:1: the line has more than 300 bytes"]


@pytest.mark.parametrize("option", ["--url=https://daily.example/1", "--title=x", "--author=x"])
def test_what_is_of_one_article_is_refused(author: User, file: Path, option: str) -> None:
    write(file, article(1))
    assert "is of one article" in refused(file, option)[0]


def test_a_file_that_is_not_there_is_one_line(author: User, file: Path) -> None:
    assert refused(file)[0] == f"{file}: No such file or directory"
