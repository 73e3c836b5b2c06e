"""Which public addresses a release changes, for those who keep copies of them."""

from collections.abc import Iterable, Iterator

from django.conf import settings

from claims.record import addresses
from claims.record.models import Release, SubjectKind
from claims.record.releases import content_of
from claims.web.languages import in_language

_FOLDERS = {
    SubjectKind.CLAIM: "claims",
    SubjectKind.SPEAKER: "speakers",
    SubjectKind.SOURCE: "sources",
    SubjectKind.PUBLISHER: "publishers",
    SubjectKind.TOPIC: "topics",
}
_PAGES = ("/", "/corrections")
_ANSWERS = ("/api/v1/changes", "/api/v1/checkpoint")


def addresses_of(release: Release) -> dict[str, list[str]]:
    """Return `{"urls", "prefixes"}`, whole addresses on this site, without a word of content.

    What begins with one of `prefixes` is a page, card or answer about what was released; `urls`
    are those that every release changes. Lists, feeds and searches change as well, and are not
    named: they are kept for minutes only.
    """
    return {
        "urls": [
            *_whole(_in_every_language(_PAGES)),
            *_whole(_ANSWERS),
        ],
        "prefixes": list(_whole(_of(release))),
    }


def _of(release: Release) -> Iterator[str]:
    if release.subject_kind == SubjectKind.SCALE:
        yield from _in_every_language([addresses.METHODOLOGY])
        return
    if release.subject_kind == SubjectKind.RELATION:
        content = content_of(release) or {}
        for end in ("from", "to"):
            if end in content:
                yield from _of_claim(content[end])
        return
    if release.subject_kind == SubjectKind.CLAIM:
        yield from _of_claim(release.subject)
        return
    folder = _FOLDERS[SubjectKind(release.subject_kind)]
    yield from _in_every_language([f"/{folder}/{release.subject}"])
    yield from (f"/api/v1/{folder}/{release.subject}", f"/feeds/{folder}/{release.subject}")


def _of_claim(id: str) -> Iterator[str]:
    yield from _in_every_language([f"/claims/{id}", f"/embed/{id}"])
    yield f"/api/v1/claims/{id}"


def _in_every_language(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield from (in_language(path, tag) for tag, _ in settings.LANGUAGES)


def _whole(paths: Iterable[str]) -> Iterator[str]:
    return map(addresses.absolute, paths)
