"""Whom and what an imported article means among what the desk already knows."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from django.db.models import Q, QuerySet

from claims.desk.models import Publisher, Source, Speaker
from claims.extraction.data import FoundStatement, Gazetteer, KnownSpeaker, SpeakerKind
from claims.text.folding import fold, latin_key
from claims.text.links import host_of
from claims.workflow.wording import plain_name, sort_name

How = Literal["name", "transliteration", "new", "anonymous", "ambiguous", "unresolved"]

_LONGEST_KEY = 400
_CREATED: dict[SpeakerKind, Speaker.Kind] = {
    "person": Speaker.Kind.PERSON,
    "organisation": Speaker.Kind.ORGANISATION,
}


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a mention means, and how that is known.

    `speaker` is None where that stays open; of several speakers of the name, `candidates` has all.
    """

    speaker: Speaker | None
    how: How
    candidates: tuple[Speaker, ...] = ()


UNRESOLVED = Match(None, "unresolved")


def known_speakers() -> Gazetteer:
    """Return every speaker an article can name, under all names, for the extraction to use."""
    named = _nameable().prefetch_related("names")
    return Gazetteer(
        tuple(
            KnownSpeaker(
                speaker.name,
                tuple(name.name for name in speaker.names.all()),
                cast(SpeakerKind, speaker.kind),
            )
            for speaker in named
        )
    )


def speakers_named(name: str) -> tuple[tuple[Speaker, ...], How]:
    """Return the speakers of a name, and whether by the name itself or by its transliteration.

    Anonymous and merged speakers are never found. The name itself, whatever its case and
    diacritics, goes before any transliteration.
    """
    folded, latin = fold(name)[:_LONGEST_KEY], latin_key(name)[:_LONGEST_KEY]
    found = _with(Q(folded=folded) | Q(names__folded=folded)) if folded else ()
    if found or not latin:
        return found, "name"
    return _with(Q(latin=latin) | Q(names__latin=latin)), "transliteration"


def _nameable() -> QuerySet[Speaker]:
    return Speaker.objects.filter(merged_into=None).exclude(kind=Speaker.Kind.ANONYMOUS)


def _with(condition: Q) -> tuple[Speaker, ...]:
    return tuple(_nameable().filter(condition).distinct().order_by("id"))


class SpeakerMatcher:
    """Finds the speakers of one source's statements; each that is new is made once, unsaved."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[str, Match] = {}
        self._named: dict[str, tuple[tuple[Speaker, ...], How]] = {}
        self.made: list[Speaker] = []

    def match(self, found: FoundStatement) -> Match:
        """Return whom the statement's mention means.

        Nobody is merged: of several speakers with that name none is taken.
        """
        if found.speaker_kind == "anonymous":
            mention = found.speaker if found.basis != "pronoun" else ""
            return self._anonymous(plain_name(found.speaker_name or mention))
        return self.match_named(found.speaker_name, found.speaker_kind)

    def match_named(self, name: str, kind: SpeakerKind) -> Match:
        """Return whom a name means, by the same rules."""
        name = plain_name(name)
        if not name:
            return UNRESOLVED
        candidates, how = self._speakers_named(name)
        if len(candidates) == 1:
            return Match(candidates[0], how, candidates)
        if candidates:
            return Match(None, "ambiguous", candidates)
        return self._new(name, _CREATED.get(kind))

    def _speakers_named(self, name: str) -> tuple[tuple[Speaker, ...], How]:
        if name not in self._named:
            self._named[name] = speakers_named(name)
        return self._named[name]

    def _anonymous(self, name: str) -> Match:
        """Return the unnamed speaker of this source that it calls by these words."""
        if not name:
            return UNRESOLVED
        key = f"anonymous:{fold(name)}"
        if key not in self._known:
            speaker = self._stored_anonymous(name) or self._make(
                Speaker(kind=Speaker.Kind.ANONYMOUS, name=name, sort_name=name, source=self._source)
            )
            self._known[key] = Match(speaker, "anonymous")
        return self._known[key]

    def _stored_anonymous(self, name: str) -> Speaker | None:
        if self._source._state.adding:
            return None
        own = Speaker.objects.filter(source=self._source, folded=fold(name)[:_LONGEST_KEY])
        return own.order_by("id").first()

    def _new(self, name: str, kind: Speaker.Kind | None) -> Match:
        if kind is None:
            return UNRESOLVED
        keys = [key for key in (fold(name), latin_key(name)) if key]
        match = next((self._known[key] for key in keys if key in self._known), None)
        if match is None:
            ordered = sort_name(name) if kind == Speaker.Kind.PERSON else name
            match = Match(self._make(Speaker(kind=kind, name=name, sort_name=ordered)), "new")
        for key in keys:
            self._known.setdefault(key, match)
        return match

    def _make(self, speaker: Speaker) -> Speaker:
        self.made.append(speaker)
        return speaker


@dataclass(frozen=True, slots=True)
class PublisherMatch:
    """The publisher of a source: found, new (unsaved), or None; `note` says what to check."""

    publisher: Publisher | None
    note: str = ""


class PublisherMatcher:
    """Finds publishers by host or name, among those that stood when it was made.

    One that was merged into another is found under its own host and name, as the other.
    """

    def __init__(self) -> None:
        known = Publisher.objects.select_related("merged_into").order_by("id")
        self._standing = list(known)

    def of_source(self, url: str, name: str) -> PublisherMatch:
        """Return the publisher by the host of `url`, else by `name`, else a new one.

        None where neither is given, or where several publishers go by them.
        """
        name, host = plain_name(name), host_of(url)
        by_host, by_name = self._by_host(host), self._by_name(name)
        fitting = [publisher for publisher in by_host if publisher in by_name] or by_host or by_name
        if len(fitting) > 1:
            named = "; ".join(f"{one.name}, {one.public_id}" for one in fitting)
            return PublisherMatch(None, f"Publisher left empty, because several fit: {named}.")
        if fitting:
            return PublisherMatch(fitting[0], _difference(fitting[0], name))
        if not name and not host:
            return PublisherMatch(None)
        return PublisherMatch(Publisher(name=name or host, domains=[host] if host else []))

    def named(self, name: str) -> Publisher | None:
        """Return the one publisher of this name, None where there is none or more than one."""
        called = self._by_name(name)
        return called[0] if len(called) == 1 else None

    def _by_name(self, name: str) -> list[Publisher]:
        return _survivors(one for one in self._standing if _is_called(one, name))

    def _by_host(self, host: str) -> list[Publisher]:
        """Return those whose domain is the host itself, or else its nearest parent."""
        found: list[Publisher] = []
        longest = 0
        for publisher in self._standing:
            size = max((len(own) for own in publisher.domains if _is_under(host, own)), default=0)
            if size > longest:
                found, longest = [publisher], size
            elif size and size == longest:
                found.append(publisher)
        return _survivors(found)


def _survivors(publishers: Iterable[Publisher]) -> list[Publisher]:
    """Return what the publishers are now, each once: one that was merged away is the other."""
    return list({one.survivor.pk: one.survivor for one in publishers}.values())


def _is_called(publisher: Publisher, name: str) -> bool:
    return bool(name) and fold(publisher.name) == fold(name)


def _is_under(host: str, domain: str) -> bool:
    domain = domain.lower().removeprefix("www.")
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def _difference(publisher: Publisher, name: str) -> str:
    if not name or _is_called(publisher, name):
        return ""
    return f"Publisher taken by its host: {publisher.name}; the name given was {name}."


def standing_source(url: str, text: str) -> Source | None:
    """Return the source of this stored address or, for a text without one, of the same text.

    A source that was merged into another gives the other.
    """
    if url:
        source = Source.objects.filter(url=url).first()
    else:
        same = Source.objects.filter(captures__text_sha256=text_sha256(text))
        source = same.order_by("id").first()
    while source is not None and source.merged_into is not None:
        source = source.merged_into
    return source


def text_sha256(text: str) -> str:
    """Return the digest under which a capture of this text is stored."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
