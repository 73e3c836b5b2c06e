"""What one release of a claim says differently from the one before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.web.presentation import words
from claims.web.presentation.dates import When, when
from claims.web.presentation.differences import Part, differences
from claims.web.presentation.words import gettext_noop as _

LONGEST_COMPARED = 300
"""Words of a passage that is compared word by word; a longer one is shown whole."""

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a release says differently; `what` names it.

    `side` is that of a piece of evidence, "" of anything else; `about` is whose words or which
    source it concerns, as released, "" where nothing tells.
    Words come in parts, those marked that the other release does not have; `was` and `now` stand in
    place of them where a date changed. What was added has no `before`, what was taken out no
    `after`, and a question that nobody answered neither.
    """

    what: str
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    was: When | None = None
    now: When | None = None
    side: str = ""
    about: str = ""


def changes(before: Content | None, after: Content | None) -> tuple[Change, ...]:
    """Return what changed between the contents of two releases, in the order of the page.

    () where they say the same, or where one of them says nothing any more. The verdict's own label
    is left to the correction that tells it.
    """
    if not before or not after:
        return ()
    found = tuple(_changes(before, after))
    others = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return found or ((Change(_("Details")),) if others - _TOLD_ELSEWHERE else ())


def _changes(before: Content, after: Content) -> Iterator[Change]:
    yield from _texts(before, after, _CLAIM)
    old, new = before.get("verdict") or {}, after.get("verdict") or {}
    yield from _texts(old, new, _VERDICT)
    if old.get("as_of") != new.get("as_of"):
        was, now = when(old.get("as_of")), when(new.get("as_of"))
        yield Change(_("Evidence considered up to"), was=was, now=now)
    for key, told, fields in _LISTS:
        yield from _members(before.get(key) or (), after.get(key) or (), told, fields)


def _texts(before: Content, after: Content, fields: Mapping[str, str]) -> Iterator[Change]:
    for key, what in fields.items():
        old, new = before.get(key) or "", after.get(key) or ""
        if old != new:
            yield _change(what, old, new)


def _members(
    before: Sequence[Content], after: Sequence[Content], told: "_Told", fields: "_Fields"
) -> Iterator[Change]:
    old, new = ({_key(one): one for one in members} for members in (before, after))
    for key, one in new.items():
        if key not in old:
            yield _named(_change(_told(told, one).added, "", _shown(one)), one)
        elif one != old[key]:
            found = list(_of_member(old[key], one, fields))
            found = found or [_change(_told(told, one).changed, "", _shown(one))]
            yield from (_named(change, one) for change in found)
    for key, one in old.items():
        if key not in new:
            yield _named(_change(_told(told, one).removed, _shown(one), ""), one)


def _told(told: "_Told", member: Content) -> "_Told":
    """Return how a member is told of; a question that nobody answered is no reply."""
    return _QUESTION if "party" in member and not member.get("reply") else told


def _named(change: Change, member: Content) -> Change:
    side = "" if change.what == _STANCE else _SIDE.get(member.get("stance") or "", "")
    return replace(change, side=side, about=_about(member))


def _about(member: Content) -> str:
    """Return who speaks in a member of a list, or else which source it stands in."""
    if member.get("party"):
        return str(member["party"])
    if "origin" not in member:
        return ", ".join(one["name"] for one in member.get("speakers") or () if one.get("name"))
    source = member.get("source") or (member.get("statement") or {}).get("source") or {}
    if source.get("withheld"):
        return ""
    publisher = (source.get("publisher") or {}).get("name")
    return ", ".join(text for text in (publisher, source.get("title")) if text)


def _of_member(before: Content, after: Content, fields: "_Fields") -> Iterator[Change]:
    for key, (what, labels) in fields.items():
        old, new = (str(one.get(key) or "") for one in (before, after))
        if old != new:
            shown = (words.label(labels, text) if labels and text else text for text in (old, new))
            yield _change(what, *shown)


def _change(what: str, before: str, after: str) -> Change:
    if not before or not after:
        return Change(what, _whole(before), _whole(after))
    old, new = _lines(before, after), _lines(after, before)
    return Change(what, _parts(old, new), _parts(new, old))


def _lines(text: str, other: str) -> str:
    """Return the lines of a text that the other one does not have, all of them if it has all."""
    known = set(other.split("\n"))
    return "\n".join(line for line in text.split("\n") if line not in known) or text


def _parts(text: str, other: str) -> tuple[Part, ...]:
    if max(len(text.split()), len(other.split())) > LONGEST_COMPARED:
        return _whole(text)
    return differences(text, other) or _whole(text)


def _whole(text: str) -> tuple[Part, ...]:
    return (Part(text, False),) if text else ()


def _key(member: Content) -> str:
    return str(member.get("id") or (member.get("party"), member.get("asked_on")))


def _shown(member: Content) -> str:
    """Return the words by which readers know a member of a list."""
    of_statement = member.get("statement") or {}
    found = (member.get("quote"), of_statement.get("quote"), member.get("reply"))
    named = (member.get("name"), member.get("text"), member.get("note"))
    return next((str(text) for text in (*found, *named) if text), "")


@dataclass(frozen=True, slots=True)
class _Told:
    added: str
    changed: str
    removed: str


_Fields = Mapping[str, tuple[str, Mapping[str, str] | None]]

_TOLD_ELSEWHERE = {"merged_into", "review", "publisher", "licence", "verdict"}
_CLAIM = {
    "claim": _("The claim"),
    "context": _("Background"),
    "why_checked": _("Why it was checked"),
}
_VERDICT = {"summary": _("Summary"), "explanation": _("How the desk reached this")}
_STATEMENT: _Fields = {
    "quote": (_("Words of a statement"), None),
    "stance": (_("What a statement does with the claim"), words.STANCES),
    "said": (_("Were these words said?"), words.SAID),
    "rendering_note": (_("How a rendering differs"), None),
}
_SIDES = {
    "supports": _("Evidence for"),
    "contradicts": _("Evidence against"),
    "context": _("In context"),
}
_SIDE = {"supports": _("for"), "contradicts": _("against"), "context": _("context")}
_STANCE = _("Side of a piece of evidence")
_EVIDENCE: _Fields = {
    "quote": (_("Words of a piece of evidence"), None),
    "stance": (_STANCE, _SIDES),
    "origin": (_("Origin of a piece of evidence"), None),
    "note": (_("Note on a piece of evidence"), None),
}
_QUESTION = _Told(
    _("Asked for a reply"), _("Request for a reply changed"), _("Request for a reply removed")
)
_REPLY: _Fields = {"reply": (_("Reply"), None)}
_LISTS: tuple[tuple[str, _Told, _Fields], ...] = (
    ("topics", _Told(_("Topic added"), _("Topic changed"), _("Topic removed")), {}),
    (
        "statements",
        _Told(_("Statement added"), _("Statement changed"), _("Statement removed")),
        _STATEMENT,
    ),
    (
        "evidence",
        _Told(_("Evidence added"), _("Evidence changed"), _("Evidence removed")),
        _EVIDENCE,
    ),
    ("replies", _Told(_("Reply"), _("Reply changed"), _("Reply removed")), _REPLY),
)
