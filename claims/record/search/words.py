"""What claims, statements, speakers, sources, publishers and topics are found by."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from claims.search.marks import Field
from claims.search.words import Text, written

Body = dict[str, Any]
Fields = Callable[[Body], Iterator[Field]]
Names = Mapping[str, Collection[str]]
"""Every released name of each speaker, by the speaker's public id."""


def of_claim(body: Body, names: Names) -> str:
    """Return the words of a claim's body.

    Its text, translations, context and summary; its topics; its statements' quotes, translations,
    occasions, speakers under every released name, and publishers.
    """
    known = (name for statement in body["statements"] for name in _known(statement, names))
    return _written(_claim_texts(body), [*_claim_names(body), *known])


def of_statement(statement: Body, names: Names) -> str:
    """Return the words of a statement: quote, translations, occasion, speakers and publisher."""
    return _written(_said(statement), [*_involved(statement), *_known(statement, names)])


def of_entity(kind: str, content: Body | None) -> str:
    """Return the words of an entity by its kind and its newest content; "" where that is gone.

    Names of every kind; of speakers their roles, of sources their authors, of publishers their
    domains, of topics their descriptions too.
    """
    if content is None or kind not in _ENTITIES:
        return ""
    texts, names = _ENTITIES[kind]
    return _written(texts(content), names(content))


def fields_of_claim(body: Body) -> Iterator[Field]:
    """Give what a claim is found by and its body shows, what is most its own first."""
    return chain(_claim_texts(body), _claim_names(body))


def fields_of_statement(body: Body) -> Iterator[Field]:
    """Give what a statement is found by and its body shows."""
    return chain(_said(body), _involved(body))


def fields_of_entity(kind: str, body: Body) -> Iterator[Field]:
    """Give what an entity is found by and its body shows, its names first; nothing of a scale."""
    texts, names = _ENTITIES.get(kind, (_nothing, _nothing))
    return chain(names(body), texts(body))


def names_of(content: Body | None) -> list[str]:
    """Return every released name of a speaker from its newest content."""
    if content is None:
        return []
    return [content["name"], *(other["name"] for other in content["names"])]


def _written(texts: Iterable[Field], names: Iterable[Field]) -> str:
    told: Iterator[Text] = ((field.text, field.language) for field in texts)
    return written(told, (field.text for field in names))


def _claim_texts(body: Body) -> Iterator[Field]:
    language = body["language"]
    yield Field("/claim", body["claim"], language)
    yield from _translated(body, "")
    yield Field("/context", body["context"], language)
    if body["verdict"]:
        yield Field("/verdict/summary", body["verdict"]["summary"], language)
    for at, statement in enumerate(body["statements"]):
        yield from _said(statement, f"/statements/{at}")


def _claim_names(body: Body) -> Iterator[Field]:
    yield from (
        Field(f"/topics/{at}/name", topic["name"], name=True)
        for at, topic in enumerate(body["topics"])
    )
    for at, statement in enumerate(body["statements"]):
        yield from _involved(statement, f"/statements/{at}")


def _said(statement: Body, within: str = "") -> Iterator[Field]:
    yield Field(f"{within}/quote", statement["quote"], statement["language"])
    yield from _translated(statement, within)
    # In whatever language the desk writes.
    yield Field(f"{within}/occasion", statement["occasion"])


def _translated(shown: Body, within: str) -> Iterator[Field]:
    for at, translation in enumerate(shown["translations"]):
        place = f"{within}/translations/{at}/text"
        yield Field(place, translation["text"], translation["language"])


def _involved(statement: Body, within: str = "") -> Iterator[Field]:
    for at, speaker in enumerate(statement["speakers"]):
        yield Field(f"{within}/speakers/{at}/name", speaker["name"], name=True)
    source = statement["source"]
    if source and source["publisher"]:
        yield Field(f"{within}/source/publisher/name", source["publisher"]["name"], name=True)


def _known(statement: Body, names: Names) -> Iterator[Field]:
    """Give the further names of a statement's speakers, which no body of it shows."""
    for speaker in statement["speakers"]:
        yield from (Field("", name, name=True) for name in names.get(speaker["id"], ()))


def _roles(speaker: Body) -> Iterator[Field]:
    for at, role in enumerate(speaker["roles"]):
        yield Field(f"/roles/{at}/title", role["title"])
        yield Field(f"/roles/{at}/organisation", role["organisation"])


def _speaker_names(speaker: Body) -> Iterator[Field]:
    yield Field("/name", speaker["name"], name=True)
    for at, other in enumerate(speaker["names"]):
        yield Field(f"/names/{at}/name", other["name"], name=True)


def _source_texts(source: Body) -> Iterator[Field]:
    yield Field("/title", source["title"], source["language"])


def _source_names(source: Body) -> Iterator[Field]:
    yield from (
        Field(f"/authors/{at}", author, name=True) for at, author in enumerate(source["authors"])
    )
    if source["publisher"]:
        yield Field("/publisher/name", source["publisher"]["name"], name=True)


def _domains(publisher: Body) -> Iterator[Field]:
    for at, domain in enumerate(publisher["domains"]):
        yield Field(f"/domains/{at}", domain)


def _description(topic: Body) -> Iterator[Field]:
    yield Field("/description", topic["description"])


def _name(named: Body) -> Iterator[Field]:
    yield Field("/name", named["name"], name=True)


def _nothing(body: Body) -> Iterator[Field]:
    return iter(())


_ENTITIES: dict[str, tuple[Fields, Fields]] = {
    "speaker": (_roles, _speaker_names),
    "source": (_source_texts, _source_names),
    "publisher": (_domains, _name),
    "topic": (_description, _name),
}
