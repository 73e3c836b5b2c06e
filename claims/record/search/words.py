"""What claims, statements, speakers, sources, publishers and topics are found by."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from claims.text.words import keys_of, words_of

Body = dict[str, Any]
Names = Mapping[str, Collection[str]]
"""Every released name of each speaker, by the speaker's public id."""

MOST_WORDS = 10_000
"""Words kept of one row: PostgreSQL tells no places of words apart beyond some 16,000."""

_BREAK = "_"
"""Stands between parts, so that no phrase reaches from one into the next; never looked for."""


def of_claim(body: Body, names: Names) -> str:
    """Return the words of a claim's body.

    Its text, translations, context and summary; its topics; its statements' quotes, translations,
    occasions, speakers under every released name, and publishers.
    """
    return _written(_claim_texts(body), _claim_names(body, names))


def of_statement(statement: Body, names: Names) -> str:
    """Return the words of a statement: quote, translations, occasion, speakers and publisher."""
    return _written(_said(statement), _involved(statement, names))


def of_entity(kind: str, content: Body | None) -> str:
    """Return the words of an entity by its kind and its newest content; "" where that is gone.

    Names of every kind; of speakers their roles, of sources their authors, of publishers their
    domains, of topics their descriptions too.
    """
    if content is None or kind not in _ENTITIES:
        return ""
    texts, names = _ENTITIES[kind]
    return _written(texts(content), names(content))


def names_of(content: Body | None) -> list[str]:
    """Return every released name of a speaker from its newest content."""
    if content is None:
        return []
    return [content["name"], *(other["name"] for other in content["names"])]


def _written(texts: Iterable[str], names: Iterable[str]) -> str:
    parts = [words_of(text) for text in dict.fromkeys(texts)]
    for name in dict.fromkeys(names):
        parts += [words_of(name), keys_of(name)]
    words = [word for part in parts if part for word in (*part, _BREAK)]
    return " ".join(words[:MOST_WORDS])


def _claim_texts(body: Body) -> Iterator[str]:
    yield body["claim"]
    yield from (translation["text"] for translation in body["translations"])
    yield body["context"]
    if body["verdict"]:
        yield body["verdict"]["summary"]
    for statement in body["statements"]:
        yield from _said(statement)


def _claim_names(body: Body, names: Names) -> Iterator[str]:
    yield from (topic["name"] for topic in body["topics"])
    for statement in body["statements"]:
        yield from _involved(statement, names)


def _said(statement: Body) -> Iterator[str]:
    yield statement["quote"]
    yield from (translation["text"] for translation in statement["translations"])
    yield statement["occasion"]


def _involved(statement: Body, names: Names) -> Iterator[str]:
    for speaker in statement["speakers"]:
        yield speaker["name"]
        yield from names.get(speaker["id"], ())
    source = statement["source"]
    if source and source["publisher"]:
        yield source["publisher"]["name"]


def _roles(speaker: Body) -> Iterator[str]:
    for role in speaker["roles"]:
        yield f"{role['title']} {role['organisation']}"


def _source_names(source: Body) -> list[str]:
    publisher = [source["publisher"]["name"]] if source["publisher"] else []
    return [*source["authors"], *publisher]


_ENTITIES: dict[str, Any] = {
    "speaker": (_roles, names_of),
    "source": (lambda source: [source["title"]], _source_names),
    "publisher": (lambda publisher: publisher["domains"], lambda publisher: [publisher["name"]]),
    "topic": (lambda topic: [topic["description"]], lambda topic: [topic["name"]]),
}
