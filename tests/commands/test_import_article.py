"""import_article: a clear report of what came in, one line about what cannot, never half of it."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
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
from claims.extraction.reading.markup import MOST_CHARACTERS
from claims.extraction.reading.pages import MOST_BYTES
from claims.workflow import revise
from tests import desk_builders as desk

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "article.txt"
URL = "https://www.eurointegration.com.ua/eng/news/2024/11/1/7197513/"
TEXT = (
    "Bridge reopened\n\n1 November 2024 - Cleo Writer\n\n"
    '"The bridge is safe," Ann Example said at the opening. '
    "Example added that the work had cost two million."
)


@pytest.fixture
def author(db: None) -> User:
    return desk.user("author", "contributor")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command("import_article", *args, stdout=out, **options)
    return out.getvalue()


def refusal(*args: Any, **options: Any) -> str:
    with pytest.raises(CommandError) as refused:
        run(*args, **options)
    message = str(refused.value)
    assert "\n" not in message
    return message


def counts() -> dict[str, int]:
    models = (Publisher, Source, Capture, Speaker, Statement, Claim, AuditEntry)
    return {model.__name__: model.objects.count() for model in models}


def test_an_article_comes_in_with_what_its_own_lines_say(author: User, file: Path) -> None:
    report = run(file, url="https://daily.example/1", publisher="Daily Example")
    source = Source.objects.get()
    assert (source.title, source.authors) == ("Bridge reopened", ["Cleo Writer"])
    assert source.published_on and source.published_on.value == "2024-11-01"
    assert (source.language, str(source.publisher)) == ("en", "Daily Example")
    capture = Capture.objects.get()
    assert capture.text == TEXT
    assert bytes(capture.original or b"") == file.read_bytes()
    for part in ("Ann Example", "“said”", '"The bridge is safe,"', "Daily Example", "new speaker"):
        assert part in report
    assert Statement.objects.filter(state="proposed").count() == 2


def test_options_win_over_what_the_text_says(author: User, file: Path) -> None:
    run(
        file,
        "--title=Another title",
        "--author=One Writer",
        "--author=Two Writer",
        "--published=2024-10",
        "--language=en-GB",
        "--url=https://daily.example/1",
    )
    source = Source.objects.get()
    assert (source.title, source.authors) == ("Another title", ["One Writer", "Two Writer"])
    assert source.published_on and source.published_on.value == "2024-10"
    assert source.language == "en-GB"


def test_the_seed_article_is_taken_character_by_character(author: User) -> None:
    run(SEED, url=URL, publisher="European Pravda")
    capture = Capture.objects.get()
    assert capture.text == SEED.read_bytes().decode("utf-8")
    assert capture.text.count("\u00a0") == 6
    for statement in Statement.objects.all():
        assert capture.text[statement.start : statement.end] == statement.quote
    assert Statement.objects.count() >= 9


def test_the_second_import_says_that_nothing_is_new(author: User, file: Path) -> None:
    run(file)
    before = counts()
    assert "Nothing new: all 2 statements" in run(file)
    assert counts() == before


def test_a_changed_text_at_the_same_address_keeps_the_old_one(author: User, file: Path) -> None:
    run(file, url="https://daily.example/1")
    file.write_text(TEXT + ' "It stays open," Example said.', encoding="utf-8")
    run(file, url="https://daily.example/1")
    assert Source.objects.count() == 1
    assert TEXT in Capture.objects.values_list("text", flat=True)
    assert Capture.objects.count() == 2
    assert Statement.objects.count() == 3


def test_a_rejected_statement_stays_rejected(author: User, file: Path) -> None:
    run(file)
    rejected = Statement.objects.earliest("start")
    rejected.state = Statement.State.REJECTED
    revise(rejected, by=author)
    assert "stands already (rejected)" in run(file)
    assert Statement.objects.count() == 2
    assert Statement.objects.get(pk=rejected.pk).state == "rejected"


def test_an_ambiguous_name_stays_open_and_is_reported(author: User, file: Path) -> None:
    one, other = desk.speaker(author, "Ann Example"), desk.speaker(author, "ANN EXAMPLE")
    report = run(file)
    assert {statement.speaker for statement in Statement.objects.all()} == {None}
    assert one.public_id in report and other.public_id in report


def test_a_dry_run_prints_the_same_and_writes_nothing(author: User, file: Path) -> None:
    before = counts()
    foreseen = run(file, dry_run=True)
    assert counts() == before
    assert foreseen == run(file) + "Dry run: nothing was written.\n"


def test_a_dry_run_needs_no_account(db: None, file: Path) -> None:
    assert "Ann Example" in run(file, dry_run=True)


def test_the_json_report_is_one_object_that_names_everything(author: User, file: Path) -> None:
    report = json.loads(run(file, "--format=json", url="https://daily.example/1"))
    assert report["dry_run"] is False
    assert report["source"]["id"] == Source.objects.get().public_id
    assert report["created"] == {
        "publishers": 1,
        "sources": 1,
        "captures": 1,
        "speakers": 1,
        "statements": 2,
        "claims": 2,
    }
    for row in report["statements"]:
        assert TEXT[row["start"] : row["end"]] == row["quote"]
        assert row["attribution"][0]["name"] == "daily.example"
        assert row["speaker"] == "Ann Example"
    foreseen = json.loads(run(file, "--format=json", "--dry-run", "--title=Else", url=""))
    assert foreseen["dry_run"] is True


def test_an_article_without_a_statement_is_kept_and_said(author: User, tmp_path: Path) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text("The bridge is long.\n\nIt crosses the river.", encoding="utf-8")
    assert "No statement was found" in run(path)
    assert (Source.objects.count(), Capture.objects.count()) == (1, 1)
    assert not Statement.objects.exists()


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text(
    author: User, tmp_path: Path
) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    run(path)
    capture = Capture.objects.get()
    assert capture.text == TEXT
    assert bytes(capture.original or b"") == path.read_bytes()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("windows-1251", "Місто\n\n«Міст безпечний», – said Bo Other."), ("utf-16", TEXT)],
)
def test_another_encoding_is_read_by_its_name(
    author: User, tmp_path: Path, encoding: str, text: str
) -> None:
    path = tmp_path / "encoded.txt"
    path.write_bytes(text.encode(encoding))
    run(path, encoding=encoding)
    capture = Capture.objects.get()
    assert (capture.text, capture.media_type) == (text, f"text/plain; charset={encoding}")
    assert capture.reader_version == "text-1"


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251"])
def test_an_encoding_that_the_bytes_belie_is_one_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "encoded.txt"
    path.write_text("Місто спить. «Тихо», – said Bo Other.", encoding="utf-8")
    assert f"not {encoding} but utf-8" in refusal(path, encoding=encoding)


PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="windows-1250">
<title>Bridge reopened</title><meta property="og:site_name" content="Daily Example">
<meta name="author" content="Cleo Writer"><meta name="date" content="2024-11-01">
<link rel="canonical" href="https://daily.example/bridge">
<script>var x = '"The script is safe," Eve Script said.';</script></head>
<body><nav>"The menu is safe," Max Menu said.</nav><article><h1>Bridge reopened</h1>
<p>The bridge is open again.</p><p>"The bridge is safe," Ána Example said at the opening.</p>
</article><div id="comments"><p>"It is not," Carl Comment said.</p></div></body></html>"""


@pytest.mark.parametrize("name", ["saved.html", "saved.txt", "SAVED.HTM"])
def test_a_saved_page_is_its_article_with_what_it_says_of_itself(
    author: User, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(PAGE.encode("windows-1250"))
    run(path)
    capture, source = Capture.objects.get(), Source.objects.get()
    assert capture.text == (
        "Bridge reopened\n\nThe bridge is open again.\n\n"
        '"The bridge is safe," Ána Example said at the opening.'
    )
    assert (bytes(capture.original or b""), capture.media_type) == (path.read_bytes(), "text/html")
    assert "trafilatura" in capture.reader_version
    assert (source.url, source.title) == ("https://daily.example/bridge", "Bridge reopened")
    assert (source.publisher.name, source.authors) == ("Daily Example", ["Cleo Writer"])
    assert (source.published_on.value, source.language) == ("2024-11-01", "en-GB")
    assert [one.quote for one in Statement.objects.all()] == ['"The bridge is safe,"']
    run(path)
    assert (Capture.objects.count(), Statement.objects.count()) == (1, 1)


def test_what_is_said_of_a_page_goes_before_what_it_says(author: User, tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_bytes(PAGE.encode("utf-8"))
    about = {"url": "https://other.example/1", "publisher": "Other", "title": "Safe"}
    run(path, author=["Ann"], published="2024", language="cs", encoding="utf-8", **about)
    source = Source.objects.get()
    assert (source.url, source.publisher.name, source.title) == tuple(about.values())
    assert (source.authors, source.published_on.value, source.language) == (["Ann"], "2024", "cs")
    assert Capture.objects.get().media_type == "text/html; charset=utf-8"
    assert "Ána" in Capture.objects.get().text


BAD = {
    "empty": (b"", "empty"),
    "white space": (b" \n\t\xc2\xa0\n", "empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
    "nul": (b"A text\nwith a \x00 in it", "line 2 holds a NUL"),
    "five megabytes": (b"word " * (1024 * 1024), "larger than 1 MiB"),
    "one byte too many": (b"a" * (MOST_BYTES + 1), "larger than 1 MiB"),
    "too many characters": (b"word " * (MOST_CHARACTERS // 5) + b"w", "200,001 characters"),
    "wrong encoding": ("Café\nČas".encode("latin2"), "line 1: byte 0xe9 at offset 3"),
    "utf-16": ("A text".encode("utf-16"), "name the encoding utf-16"),
    "an empty page": (b"\n<!-- saved --><!DOCTYPE html><html><p></p>", "no article"),
    "a deep page": (b"<div>" * 300 + b"He said so.", "nested more than 256 deep"),
    "a page in another encoding": (b"<meta charset=utf-8><p>Caf\xe9", "is not utf-8"),
    "a page in no encoding": (b"<meta charset=punycode><p>Cafe", "unknown encoding"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_bad_file_is_one_line_and_leaves_nothing(
    author: User, tmp_path: Path, name: str, dry_run: bool
) -> None:
    data, reason = BAD[name]
    path = tmp_path / "bad file.txt"
    path.write_bytes(data)
    before = counts()
    message = refusal(path, dry_run=dry_run)
    assert str(path) in message
    assert reason in message
    assert counts() == before


def test_no_file_is_one_line(db: None, tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == f"{tmp_path}/none.txt: No such file or directory"
    assert "directory" in refusal(tmp_path)
    assert "regular file" in refusal(Path("/dev/null"))


@pytest.mark.parametrize("encoding", ["klingon", "hex", "utf-8\0"])
def test_an_unknown_encoding_is_one_line(author: User, file: Path, encoding: str) -> None:
    assert "unknown encoding" in refusal(file, encoding=encoding)
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ({"url": "javascript:alert(1)"}, "URL"),
        ({"url": "https://user:secret@daily.example/"}, "user name"),
        ({"published": "yesterday"}, "--published"),
        ({"published": "2024-13"}, "--published"),
        ({"language": "not a language"}, "language"),
        ({"by": "nobody"}, "nobody"),
    ],
)
def test_a_bad_option_is_one_line_and_leaves_nothing(
    author: User, file: Path, option: dict[str, str], reason: str
) -> None:
    before = counts()
    assert reason in refusal(file, **option)
    assert counts() == before


def test_whose_import_it_is_must_be_clear(author: User, file: Path, settings: Any) -> None:
    desk.user("colleague", "publisher")
    desk.user("reader", "auditor")
    assert "--by" in refusal(file)
    assert "role" in refusal(file, by="reader")
    assert not Source.objects.exists()
    run(file, by="colleague")
    assert Capture.objects.get().captured_by.username == "colleague"

    desk.user("contributor", "contributor")
    settings.PRODUCTION = True
    assert "--by" in refusal(file)
    settings.PRODUCTION = False
    run(file, "--url=https://daily.example/2")
    assert Capture.objects.latest("id").captured_by.username == "contributor"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=300), encoding=st.sampled_from(["utf-8", "utf-16", "utf-7"]))
def test_any_bytes_are_an_article_or_one_line(
    author: User, tmp_path: Path, data: bytes, encoding: str
) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(data)
    before = counts()
    try:
        run(path, encoding=encoding)
    except CommandError as error:
        assert "\n" not in str(error)
        assert counts() == before
    else:
        assert "Nothing new" in run(path, encoding=encoding) or not Statement.objects.exists()


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (("import_article", "no-such-file.txt"), "no-such-file.txt: No such file or directory"),
        (("import_article", str(SEED)), "run migrate?"),
        (("load_seeds",), "run migrate?"),
    ],
)
def test_the_shell_sees_one_line_and_exit_code_1(
    tmp_path: Path, command: tuple[str, ...], error: str
) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("CommandError: ") and done.stderr.endswith(f"{error}\n")
    assert done.stderr.count("\n") == 1
