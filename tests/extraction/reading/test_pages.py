"""Saved HTML: the article and what the page says of itself; anything else is one clean line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import UnreadablePage, extract, read_page
from claims.extraction.reading import page_child, pages
from claims.extraction.reading.markup import MOST_DEPTH, MOST_TAGS, check_size

URL = "https://coast.example/news/harbour-opens"
BODY = """
<nav><p>“Menu words,” Max Menu said.</p></nav>
<article><h1>Harbour opens again after nine years</h1>
<p>The harbour opened on Friday.</p>
<p>“The harbour is safe,” Mayor Ilse Brandt said at the opening.</p>
<!-- <p>“Hidden words,” Hal Hidden said.</p> -->
<script>document.write("<p>“Written words,” Will Written said.</p>");</script>
<p>Brandt added that the work had cost <b>two million</b> crowns.</p></article>
<div id="comments"><p>“Comment words,” Carl Comment said.</p></div>
<section class="comments"><p>“More words,” Cora Comment said.</p></section>
<aside><p>“Side words,” Sue Side said.</p></aside>
<footer><p>“Foot words,” Fay Foot said.</p></footer>
<noscript><p>“No words,” Nora None said.</p></noscript>
<div hidden><p>“Unseen words,” Una Unseen said.</p></div>
"""


def page(body: str = BODY, charset: str = "utf-8") -> str:
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="{charset}">
<title>Harbour opens again after nine years - The Coast Daily</title>
<meta property="og:title" content="Harbour opens again after nine years">
<meta property="og:site_name" content="The Coast Daily">
<meta name="author" content="Cleo Writer">
<meta property="article:published_time" content="2024-11-01T16:25:00+02:00">
<link rel="canonical" href="{URL}">
<script>var lead = "“Script words,” Eve Script said.";</script>
<style>p::after {{ content: "“Style words,” Sid Style said."; }}</style>
</head><body>{body}</body></html>"""


def refusal(data: bytes, **options: str) -> str:
    with pytest.raises(UnreadablePage) as refused:
        read_page(data, **options)
    message = str(refused.value)
    assert message and "\n" not in message and "Traceback" not in message
    return message


def test_a_page_is_its_article_and_nothing_else():
    article = read_page(page().encode())
    assert article.text.split("\n\n") == [
        "Harbour opens again after nine years",
        "The harbour opened on Friday.",
        "“The harbour is safe,” Mayor Ilse Brandt said at the opening.",
        "Brandt added that the work had cost two million crowns.",
    ]
    assert {found.speaker_name for found in extract(article).statements} == {"Ilse Brandt"}


def test_a_page_says_what_it_is():
    article = read_page(page().encode())
    assert (article.title, article.publisher) == (
        "Harbour opens again after nine years",
        "The Coast Daily",
    )
    assert (article.authors, article.language) == (("Cleo Writer",), "en-GB")
    assert article.published.value == "2024-11-01T16:25+02:00"
    assert article.url == URL
    given_url = "https://coast.example/elsewhere"
    assert read_page(page().encode(), url=given_url).url == given_url


def test_what_a_page_says_wrongly_is_left_out():
    bad = page().replace("2024-11-01T16:25:00+02:00", "soon").replace(URL, "javascript:alert(1)")
    article = read_page(bad.replace("en-GB", "x" * 90).encode())
    assert (article.published, article.url, article.language) == (None, "", "")


CZECH = BODY.replace("crowns", "korun českých")
CYRILLIC = BODY.replace("crowns", "гривень")


@pytest.mark.parametrize(
    ("text", "charset", "encoding", "option"),
    [
        (CZECH, "utf-8", "utf-8", ""),
        (CZECH, "utf-8", "utf-8-sig", ""),
        (CZECH, "utf-8", "utf-16", ""),
        (CZECH, "windows-1250", "utf-8-sig", ""),
        (CYRILLIC, "windows-1251", "cp1251", ""),
        (CYRILLIC, "KOI8-U", "koi8-u", ""),
        (CYRILLIC, "utf-8", "cp1251", "windows-1251"),
        (BODY, "iso-8859-1", "cp1252", ""),
        (CZECH, "utf-16", "utf-8", ""),
        (CZECH, "utf-16", "utf-16-le", "utf-16-le"),
    ],
)
def test_an_encoding_is_the_given_the_marked_or_the_declared_one(text, charset, encoding, option):
    data = page(text, charset).replace("“", '"').replace("”", '"').encode(encoding)
    expected = read_page(page(text).encode()).text.replace("“", '"').replace("”", '"')
    assert read_page(data, encoding=option).text == expected


@pytest.mark.parametrize(
    ("data", "option", "reason"),
    [
        (
            "<meta charset=utf-8><p>Місто".encode("cp1251"),
            "",
            "is not utf-8, which the page says it is in",
        ),
        (b"<p>\xff\xfe said</p>", "", "line 1: byte 0xff at offset 3 is not utf-8"),
        (page().encode("utf-16-le"), "", "NUL"),
        (page().replace("safe", "\0").encode(), "", "NUL"),
        (page(charset="klingon").encode(), "", "unknown encoding 'klingon'"),
        (page(charset="punycode").encode(), "", "unknown encoding 'punycode'"),
        (page().encode(), "hex", "unknown encoding 'hex'"),
        (page().encode("utf-7"), "utf-7", "unknown encoding 'utf-7'"),
    ],
)
def test_bytes_in_no_known_encoding_are_refused(data, option, reason):
    assert reason in refusal(data, encoding=option)


def many(piece: str, size: int = 1_000_000) -> bytes:
    return (piece * (size // len(piece))).encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<p>" + b"a" * pages.MOST_BYTES, "larger than 1 MiB"),
        (many("<div>"), "nested more than 256 deep"),
        (b"<div>" * (MOST_DEPTH + 1) + b"words", "nested more than 256 deep"),
        (many("<b><i>"), "nested more than 256 deep"),
        (many("<br>"), f"more than {MOST_TAGS:,} tags"),
        (many("<p>words</p>"), f"more than {MOST_TAGS:,} tags"),
        (many("<a "), "nested more than 256 deep"),
        (many("<svg/>"), f"more than {MOST_TAGS:,} tags"),
        (many("<p", 30_000), "no article"),
        (b"<p>" + many("word "), "200,000 characters of text"),
        (many("&#"), "200,000 characters of text"),
        (many("&#0;", 190_000), ""),
        (many("&#xD800;", 190_000), ""),
        (many("&lt;", 190_000), ""),
        (many("<!--"), "no article"),
        (b"<!--" + many("-", 900_000), "200,000 characters"),
        (many("<![CDATA["), "200,000 characters"),
        (many("<?php "), "200,000 characters"),
        (many("</div>"), "no article"),
        (b"<p " + many("a='b' ", 900_000) + b">", "no article"),
        (b'<a href="' + many("x") + b'">', "no article"),
        (b"<script>" + many("“So it is,” Eve Script said. ", 900_000) + b"</script>", "no article"),
        (b"<html></html>", "no article"),
        (b"", "no article"),
        (many("<p class='comment'>“So it is,” Carl said.", 700_000), "200,000"),
    ],
    ids=range(25),
)
def test_hostile_markup_is_refused_in_one_line(data, reason):
    try:
        article = read_page(data)
    except UnreadablePage as refused:
        assert reason in str(refused) and "\n" not in str(refused)
    else:
        assert not reason
        assert "\0" not in article.text and extract(article).statements == ()


def test_old_markup_that_leaves_tags_open_is_read():
    rows = "".join(f"<p>Paragraph {number} of the story.<br>" for number in range(400))
    article = read_page(page(f"<article>{rows}</article>").encode())
    assert "Paragraph 399 of the story." in article.text
    check_size("<ul>" + "<li>one" * 400 + "<table>" + "<tr><td>two" * 400)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pages, "MOST_SECONDS", 0.01)
    assert "longer than 0.01 seconds" in refusal(page().encode())


def test_a_parser_that_dies_is_one_line(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("import os; os.abort()", "utf-8")
    monkeypatch.setattr(pages, "_CHILD", child)
    assert "cannot be parsed" in refusal(page().encode())


@pytest.mark.parametrize(
    ("work", "said"),
    [("while True: pass", "keeps a processor busy"), ("bytearray(300 << 20)", "cannot be parsed")],
)
def test_whoever_reads_a_page_has_five_seconds_and_256_MiB(monkeypatch, tmp_path, work, said):
    assert (page_child.MOST_SECONDS, page_child.MOST_MEMORY) == (5, 256 << 20)
    source = Path(page_child.__file__).read_text("utf-8")
    begun = source.replace("    tree = _parsed(", f"    {work}\n    tree = _parsed(")
    assert begun.count(work) == 1
    child = tmp_path / "child.py"
    child.write_text(begun.replace("MOST_SECONDS = 5", "MOST_SECONDS = 1"), "utf-8")
    monkeypatch.setattr(pages, "_CHILD", child)
    monkeypatch.setattr(pages, "MOST_SECONDS", 600)
    assert said in refusal(page().encode())


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pages, "find_spec", lambda name: None)
    assert 'install "onrecord[html]"' in refusal(page().encode())


def test_the_same_page_gives_the_same_article():
    assert read_page(page().encode()) == read_page(page().encode())


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="<>/!-&#;\"'= apbdivscriptylo\n", max_size=400))
def test_any_markup_is_measured_or_refused(markup):
    try:
        check_size(markup)
    except UnreadablePage as refused:
        assert "\n" not in str(refused)


ASIDES = [
    '<div class="user-comments reader-discussion"><p>{}</p></div>',
    '<section id="disqus_thread"><div><p>{}</p></div></section>',
    '<ol id="commentlist" class="comment-list"><li><p>{}</p></li></ol>',
    '<div class="cookie-notice"><p>{}</p></div>',
    '<div role="dialog" id="privacy"><p>{}</p></div>',
    '<div role="complementary"><p>{}</p></div>',
    "<figure><figcaption>{}</figcaption></figure>",
    '<p class="wp-caption-text">{}</p>',
    '<ul class="read-also"><li><a href="/a">{}</a></li></ul>',
    '<div class="related-posts"><h3>Related</h3><p><a href="/a">{}</a></p></div>',
    '<p><b>Read also: <a href="/a">{}</a></b></p>',
    '<blockquote class="pull-quote"><p>{}</p></blockquote>',
    '<div class="newsletter-signup"><p>{}</p></div>',
    '<div style="display: none"><p>{}</p></div>',
    '<p class="visually-hidden">{}</p>',
]


@pytest.mark.parametrize("inside", [True, False])
def test_what_stands_beside_the_article_is_not_quoted(inside):
    words = "“The harbour is a swamp, number {}, and always was,” Bea Beside said on Friday."
    asides = "".join(aside.format(words.format(at)) for at, aside in enumerate(ASIDES))
    ending = f"{asides}</article>" if inside else f"</article>{asides}"
    article = read_page(page(BODY.replace("</article>", ending)).encode())
    assert [at for at in range(len(ASIDES)) if f"swamp, number {at}," in article.text] == []
    assert "two million crowns" in article.text


def test_a_name_that_tells_of_the_whole_page_drops_nothing():
    body = BODY.replace("<article>", '<div class="has-comments content-with-sidebar"><article>')
    article = read_page(page(body).replace("<body>", '<body class="comments-open">').encode())
    assert "two million crowns" in article.text


def test_a_line_break_inside_a_sentence_is_a_space_and_others_end_a_paragraph():
    rows = (
        "<p>The harbour<br>opened on<br/>\nFriday,<br /> they say.</p>"
        "<p>Brandt came late.<br>Nobody minded.</p><p>She left<br><br>"
        "The band played on until two.</p>"
    )
    article = read_page(page(BODY.replace("</article>", f"{rows}</article>")).encode())
    assert article.text.split("\n\n")[-5:] == [
        "The harbour opened on Friday, they say.",
        "Brandt came late.",
        "Nobody minded.",
        "She left",
        "The band played on until two.",
    ]


def test_a_page_says_what_read_it():
    article = read_page(page().encode())
    assert article.reader.startswith("html-") and "trafilatura-" in article.reader
    assert len(article.reader) <= 40


@pytest.mark.parametrize("option", ["utf-16", "utf-16-le", "utf-32", "windows-1251", "koi8-u"])
def test_an_encoding_that_the_bytes_belie_is_refused(option):
    assert "but utf-8" in refusal(page(CYRILLIC).encode(), encoding=option)


def test_a_declaration_that_the_bytes_belie_is_corrected():
    expected = read_page(page(CYRILLIC).encode()).text
    assert read_page(page(CYRILLIC, "windows-1251").encode()).text == expected


def test_a_page_laid_out_as_a_table_is_read():
    rows = (
        "<table width=100%><tr><td><a href=a>Home</a><br><a href=b>News</a></td><td>"
        "<font size=5>River rises</font><br><br>The river rose<br>by two metres on Monday.<br><br>"
        "“We move the sheep,” farmer Joe Platt said. “The cows<br>moved before we came.”<br><br>"
        "The bridge stays open until six in the evening, and then the ferry has to do."
        "</td></tr></table>"
    )
    article = read_page(page(rows).encode())
    assert "“We move the sheep,” farmer Joe Platt said. “The cows moved before we came.”" in (
        article.text.split("\n\n")
    )
    assert "News" not in article.text


def test_a_sentence_about_the_author_is_no_name():
    about = "Cleo Writer is a reporter who says that she loves the sea"
    assert read_page(page().replace("Cleo Writer", about).encode()).authors == ()
