"""How much of a source's text is shown around its quotes."""

import pytest

from claims.desk.models import Source, User
from claims.publishing import compose
from claims.workflow import revise
from tests import desk_builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


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
