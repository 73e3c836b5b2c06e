"""What may be there already: told while an editor types, and when something new is saved."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET

from claims.admin.access import EDITORS, roles
from claims.admin.marking import plain
from claims.desk import duplicates
from claims.desk.duplicates import Likeness
from claims.desk.models import Claim, Publisher, Source, Speaker, Topic, Versioned
from claims.text import lookalikes

LONGEST = 2000
"""Characters of an input that are looked at."""

TELLING = 0.75
"""The least likeness that is told of something new that was saved."""

Found = list[Likeness]

_FINDERS: dict[type[Versioned], tuple[tuple[str, ...], Callable[..., Found]]] = {
    Claim: (
        ("text",),
        lambda said, known: duplicates.claims_like(said["text"], leaving_out=known),
    ),
    Speaker: (
        ("name",),
        lambda said, known: duplicates.speakers_like(said["name"], leaving_out=known),
    ),
    Publisher: (
        ("name", "domains"),
        lambda said, known: duplicates.publishers_like(
            said["name"], domain=_first(said["domains"]), leaving_out=known
        ),
    ),
    Topic: (
        ("name",),
        lambda said, known: duplicates.topics_like(said["name"], leaving_out=known),
    ),
    Source: (
        ("url", "title"),
        lambda said, known: duplicates.sources_like(said["url"], said["title"], leaving_out=known),
    ),
}
"""The inputs that tell what a thing is, and what finds others like it."""

_MODELS = {str(model._meta.model_name): model for model in _FINDERS}


def watched(model: type[Any]) -> tuple[str, ...]:
    """Return the inputs of a model's form that are compared while somebody types, if any."""
    return _FINDERS[model][0] if model in _FINDERS else ()


def own_urls(admin_site: AdminSite) -> list[URLPattern]:
    """Return the address that answers what is like what is being typed."""
    view = admin_site.admin_view(require_GET(likenesses))
    return [path("duplicates/<slug:kind>/", view, name="duplicates")]


def likenesses(request: HttpRequest, kind: str) -> JsonResponse:
    """Answer what is like the input: its label, page and reason, the likest first; editors only."""
    if not roles(request) & EDITORS:
        raise PermissionDenied
    model = _MODELS.get(kind)
    if model is None:
        raise Http404
    names, find = _FINDERS[model]
    said = {name: _sent(request, name) for name in names}
    known = _known(model, _sent(request, "leaving_out"))
    warnings = warnings_of(model, said.get("name", ""), known)
    found = [_told(kind, one) for one in find(said, known)]
    return JsonResponse({"found": found, "warnings": warnings})


def warn(request: HttpRequest, saved: Any) -> None:
    """Tell the editor what the new thing that was saved is much like; nothing where it is not."""
    if type(saved) not in _FINDERS:
        return
    names, find = _FINDERS[type(saved)]
    said = {name: _as_text(getattr(saved, name)) for name in names}
    for warning in warnings_of(type(saved), said.get("name", ""), saved):
        messages.warning(request, warning)
    for one in find(said, saved):
        if one.score >= TELLING:
            messages.warning(request, f"{one.reason}: {plain(str(one.object))}. Is it the same?")


def mixed_scripts(name: str) -> str:
    """Return a warning where one word of a name is written in letters of two scripts, or ""."""
    for word in name.split():
        if scripts := lookalikes.mixed(word):
            told = " and ".join(script.capitalize() for script in scripts)
            return f"“{plain(word[:60])}” mixes {told} letters: is it spelled as its bearer does?"
    return ""


def warnings_of(kind: type[Any], name: str, known: Any = None) -> list[str]:
    """Return what an editor is told of a name: mixed scripts, and what it only looks like."""
    told = [mixed_scripts(name)]
    if kind is Speaker:
        told += [
            f"“{plain(name[:60])}” looks like “{plain(str(one.object))}” in other letters."
            for one in duplicates.speakers_drawn_like(name, leaving_out=known)
        ]
    return [warning for warning in told if warning]


def _sent(request: HttpRequest, name: str) -> str:
    """Return an input without NUL, which no database compares."""
    return request.GET.get(name, "")[:LONGEST].replace("\0", "")


def _known(model: type[Versioned], public_id: str) -> Versioned | None:
    return model._default_manager.filter(public_id=public_id).first() if public_id else None


def _told(kind: str, one: Likeness) -> dict[str, Any]:
    return {
        "label": plain(str(one.object)),
        "href": reverse(f"admin:claims_{kind}_change", args=[one.object.pk]),
        "reason": one.reason,
        "score": round(one.score, 2),
    }


def _first(lines: str) -> str:
    return next((line.strip() for line in lines.splitlines() if line.strip()), "")


def _as_text(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
