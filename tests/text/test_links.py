"""Which addresses are stored, and under which spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.links import host_of, is_web_url, normalise_url


@pytest.mark.parametrize(
    ("given_", "stored"),
    [
        ("", ""),
        ("  https://Example.ORG  ", "https://example.org/"),
        ("HTTPS://example.org:443/a?b=1#part", "https://example.org/a?b=1"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a?utm_source=x&b=2&fbclid=y", "https://example.org/a?b=2"),
        ("https://example.org/a?b=%C3%A9&b=", "https://example.org/a?b=%C3%A9&b="),
        ("https://приклад.укр/новини", "https://xn--80aikifvh.xn--j1amh/новини"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
    ],
)
def test_an_address_has_one_spelling(given_: str, stored: str) -> None:
    assert normalise_url(given_) == stored
    assert normalise_url(stored) == stored


@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "example.org",
        "https://",
        "https://user:secret@example.org/",
        "https://exa mple.org/",
        "https://example.org/\u202egpj",
        "https://example.org:99999/",
        "https://[::1/",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_what_may_not_be_linked_to_is_refused_in_one_line(bad: str) -> None:
    with pytest.raises(ValueError) as refused:
        normalise_url(bad)
    assert len(str(refused.value).splitlines()) == 1
    assert not is_web_url(bad)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_a_value_error(text: str) -> None:
    if is_web_url(text):
        stored = normalise_url(text)
        assert stored.startswith(("http://", "https://"))
        assert normalise_url(stored) == stored


def test_the_host_is_told_without_www() -> None:
    assert host_of("https://www.Example.org:8080/a") == "example.org"
    assert host_of("") == ""
