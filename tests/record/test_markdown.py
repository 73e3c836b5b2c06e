"""The desk's Markdown becomes HTML that does nothing but show text and lead to web pages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.record.projection.markdown import (
    DEEPEST,
    LARGEST,
    explanation_html,
    explanation_text,
)

REL = 'rel="noopener noreferrer nofollow ugc"'
TAG = re.compile(r"</?([a-z0-9]+)((?:\s[^<>]*)?)/?>", re.IGNORECASE)
ALLOWED = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
ALLOWED |= {"h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"}
HARMLESS = re.compile(rf'( href="https?://[^"<>]+"| title="[^"]*"| start="\d+"| {REL})*')


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("", ""),
        ("One **strong** word.", "<p>One <strong>strong</strong> word.</p>"),
        ("# Top\n\n## Next", "<h3>Top</h3>\n<h4>Next</h4>"),
        ("###### Deep", "<h6>Deep</h6>"),
        (
            "[a](https://example.org/x?y=1&z=2)",
            f'<p><a href="https://example.org/x?y=1&amp;z=2" {REL}>a</a></p>',
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("<b>bold</b> & co", "<p>&lt;b&gt;bold&lt;/b&gt; &amp; co</p>"),
        ("2 < 3\n\nя ≠ 我", "<p>2 &lt; 3</p>\n<p>я ≠ 我</p>"),
    ],
)
def test_markdown(markdown: str, html: str) -> None:
    assert explanation_html(markdown) == html


def test_a_table_is_shown() -> None:
    html = explanation_html("| a | b |\n|:--|---|\n| 1 | 2 |")
    assert "<td>1</td>" in html
    assert "style" not in html


def test_no_image_is_loaded() -> None:
    html = explanation_html("![alt](https://example.org/pixel.png)")
    assert "<img" not in html
    assert 'src="' not in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "mailto:a@example.org",
        "//example.org/",
        "/admin/logout",
        "#top",
        "https://user:password@example.org/",
        "http://",
    ],
)
def test_links_lead_to_web_pages_only(address: str) -> None:
    for markdown in (f"[a]({address})", f"<{address}>", f"[a][1]\n\n[1]: {address}"):
        assert "href" not in explanation_html(markdown)


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        '[x](https://example.org/"onmouseover=alert(1))',
        '[x](<https://example.org/" onmouseover="alert(1)>)',
        "[x](https://example.org 'a\" onmouseover=\"alert(1)')",
        "```\n</code></pre><script>alert(1)</script>\n```",
        '``` "><script>alert(1)</script>\nx\n```',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<!-- --><style>*{display:none}</style>",
        "[a]: javascript:alert(1)\n[a]",
        "<iframe src=https://example.org>",
        "<math><mi xlink:href='javascript:alert(1)'>",
    ],
)
def test_an_attack_stays_text(attack: str) -> None:
    _only_harmless_tags(explanation_html(attack))


PIECES = st.sampled_from("<>[]()!`*_#|\n &\"'\\a\x00я") | st.sampled_from(
    ["javascript:", "https://a.example/", "<script>", "<img src=x onerror=y>"]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_only_harmless_tags_come_out(markdown: str) -> None:
    _only_harmless_tags(explanation_html(markdown))


def _only_harmless_tags(html: str) -> None:
    rest = html
    for found in TAG.finditer(html):
        assert found[1] in ALLOWED, html
        assert HARMLESS.fullmatch(found[2].rstrip("/ ")), html
        rest = rest.replace(found[0], "", 1)
    assert "<" not in rest, html


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "* > "])
def test_deep_nesting_becomes_plain_text(mark: str) -> None:
    html = explanation_html(mark * (2 * DEEPEST) + "deep <b>")
    assert set(re.findall(r"</?(\w+)", html)) == {"p"}
    assert "deep &lt;b&gt;" in html


def test_a_text_too_long_becomes_plain_paragraphs() -> None:
    html = explanation_html("*a* <b>\n\nsecond\n\n" + "x" * LARGEST)
    assert html.startswith("<p>*a* &lt;b&gt;</p>\n<p>second</p>\n<p>xxx")


@pytest.mark.parametrize("mark", ["[", "*a ", "_a*", "`", "<", "![", "| ", "&", "a](", "\\", "***"])
def test_no_long_run_of_marks_stops_it(mark: str) -> None:
    assert explanation_html(mark * 2_000)


def test_the_words_of_markdown_stand_without_its_signs_a_line_for_each_line():
    markdown = (
        "# Found\n\nWe *asked* **both**\nof [them](https://a.test/).\n\n- One\n- `two`\n\n> no"
    )
    assert explanation_text(markdown) == "Found\nWe asked both\nof them.\nOne\ntwo\nno"
    assert explanation_text("x" * (LARGEST + 1)) == "x" * (LARGEST + 1)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_words_of_any_markdown_are_given(markdown):
    assert isinstance(explanation_text(markdown), str)
