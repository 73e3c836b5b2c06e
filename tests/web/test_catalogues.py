"""The catalogues: every string that the pages show has words in each language."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

import claims

HOUSE = Path(claims.__file__).parent
ROOMS = ("web", "intake")
LANGUAGES = ("uk", "lt")
MARKS = {"_", "gettext", "gettext_noop"}
_CALL = re.compile(r"\b(n?gettext)\((?:u?(?P<one>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))")
_PLACE = re.compile(r"%\(\w+\)s")


def catalogue(language: str) -> dict[object, str]:
    compiled = HOUSE / "locale" / language / "LC_MESSAGES" / "django.mo"
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]


def shown() -> set[str]:
    """Every string that is marked for translation in the public rooms."""
    found = set()
    for room in ROOMS:
        for path in (HOUSE / room).rglob("*.py"):
            found |= set(_in_python(ast.parse(path.read_text())))
        for path in (HOUSE / "templates" / room).rglob("*.html"):
            found |= set(_in_template(path.read_text()))
    return found


def _in_python(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
            text = node.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value


def _in_template(text: str) -> Iterator[str]:
    for match in _CALL.finditer(templatize(text)):
        yield ast.literal_eval(match["one"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_has_words_in_each_language(language):
    known = catalogue(language)
    missing = {text for text in shown() if not (known.get(text) or known.get((text, 0)))}
    assert missing == set()
    assert len(shown()) > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_of_what_is_put_in(language):
    for key, words in catalogue(language).items():
        singular = key[0] if isinstance(key, tuple) else key
        if isinstance(singular, str) and singular and not isinstance(key, tuple):
            assert set(_PLACE.findall(singular)) == set(_PLACE.findall(words)), singular
            assert singular.count("<") == words.count("<"), singular


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language):
    source = (HOUSE / "locale" / language / "LC_MESSAGES" / "django.po").read_text()
    quoted = re.findall(r'^msgstr(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\n?)+)', source, re.MULTILINE)
    written = {
        "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', one))
        for one in quoted[1:]
    }
    assert written == {words for key, words in catalogue(language).items() if key}
