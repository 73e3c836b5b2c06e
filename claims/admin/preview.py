"""What would be released: its difference, its page and its JSON, for whoever is to decide on it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from claims import workflow
from claims.admin import suggesting
from claims.admin.access import editor
from claims.admin.differences import Section, sections
from claims.admin.history import done_since
from claims.admin.marking import plain
from claims.admin.standing import asked_of, releases_of
from claims.admin.verbs import BOTH, FOR_READERS, approve_and_release_form, buttons
from claims.desk.models import Claim, Decision, ReleaseVerb
from claims.web.presentation import claim_page, entity_page, timeline
from claims.workflow import Comparison, Preview, WorkflowError

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Beside:
    """Something else that the same release changes: what it is, and how."""

    kind: str
    name: str
    is_new: bool
    sections: tuple[Section, ...]


def may_frame(view: View) -> View:
    """Let a page show another of ours in a frame."""
    return cast(View, csp_replace({"frame-src": [SELF]})(view))


def may_be_framed(view: View) -> View:
    """Let a page be shown in a frame of ours."""
    framed = csp_replace({"frame-ancestors": [SELF]})(view)
    return cast(View, xframe_options_sameorigin(framed))


def previewed(subject: Any) -> tuple[str, str, Preview]:
    """Return the verb that is asked for or approved, its target, and what it makes of the subject.

    Publish where nothing is.
    """
    asked = asked_of(subject) or _approved(subject)
    verb, target = (asked.verb, asked.target) if asked else (str(ReleaseVerb.PUBLISH), "")
    return verb, target, workflow.preview(subject, verb, target)


def page(request: HttpRequest, subject: Any, context: dict[str, Any]) -> HttpResponse:
    """Show what differs, the preview in its frame, its JSON, and the buttons that decide on it."""
    found: dict[str, Any]
    by = editor(request)
    refused = getattr(request, "refused_verb", None)
    try:
        verb, target, preview = previewed(subject)
        compared = workflow.comparisons(subject, verb, target)
    except WorkflowError as refusal:
        found = {"refusals": refusal.messages}
    else:
        found = {
            "verb": verb,
            "winner": _named(subject, target),
            "preview": preview,
            "json": json.dumps(preview.body, ensure_ascii=False, indent=2),
            "is_first": not compared[0].before,
            "sections": sections(compared[0].kind, compared[0].before, compared[0].after),
            "beside": list(beside(compared)),
            "done": done_since(subject),
            "buttons": buttons(subject, by, refused=refused).deciding(),
            "at_once": approve_and_release_form(subject, by, refused),
            "at_once_refused": refused is not None and refused.verb == BOTH,
            "for_readers": FOR_READERS.get(verb, "") if preview.body else "",
            "undecided": workflow.undecided(subject) if isinstance(subject, Claim) else [],
            "reach": workflow.reach(subject) if verb == ReleaseVerb.SUPPRESS else None,
            "suggest": suggesting.form_for(request, subject),
            "suggestions": suggesting.open_ones(subject),
        }
    return TemplateResponse(request, "admin/desk/preview.html", {**context, **found})


def framed(request: HttpRequest, subject: Any) -> HttpResponse:
    """Return the public page itself, made by the public pages' own template."""
    try:
        _, _, preview = previewed(subject)
    except WorkflowError as refusal:
        return HttpResponse("\n".join(refusal.messages), content_type="text/plain", status=409)
    if isinstance(subject, Claim):
        return HttpResponse(render_to_string("web/claim.html", _claim(subject, preview.body)))
    kind = subject._meta.model_name
    context = {"desk": _desk(), "entity": entity_page(kind, preview.body), "listing": {"first": 1}}
    return HttpResponse(render_to_string("web/entity.html", context))


def beside(compared: Iterable[Comparison]) -> Iterable[Beside]:
    """Yield what else a release changes, after the thing itself; nothing that reads the same."""
    for one in list(compared)[1:]:
        differs = sections(one.kind, one.before, one.after)
        if differs:
            name = one.after.get("name") or one.after.get("title") or ""
            yield Beside(one.kind, plain(str(name)), not one.before, differs)


def _claim(claim: Claim, body: dict[str, Any]) -> dict[str, Any]:
    told = [
        {
            "number": release.number,
            "event": release.event,
            "note": release.note,
            "released_at": release.at.isoformat(),
        }
        for release in releases_of(claim)
    ]
    return {
        "desk": _desk(),
        "claim": claim_page(body),
        "releases": timeline(told, body.get("corrections") or ()),
        "history_path": "#history",
        "json_path": f"/api/v1/claims/{claim.public_id}",
    }


def _desk() -> dict[str, Any]:
    return {
        "name": settings.DESK_NAME,
        "licence": settings.DATA_LICENCE,
        "single_person": settings.SINGLE_PERSON_DESK,
    }


def _approved(subject: Any) -> Decision | None:
    """Return the newest decision on a thing, where it is what is to be released next."""
    if isinstance(subject, Claim) and subject.stage != Claim.Stage.APPROVED:
        return None
    decided = Decision.objects.filter(
        subject_kind=subject._meta.model_name, subject=subject.public_id
    ).first()
    if decided is None or decided.verb == ReleaseVerb.PUBLISH:
        return decided
    released = releases_of(subject)
    done = released and released[0].at >= decided.decided_at
    return None if done or _is_done(subject, decided) else decided


def _is_done(subject: Any, decided: Decision) -> bool:
    """Tell whether a merge or its taking back was carried out without a release."""
    if decided.verb == ReleaseVerb.MERGE:
        return subject.merged_into is not None
    return decided.verb == ReleaseVerb.UNMERGE and subject.merged_into is None


def _named(subject: Any, target: str) -> str:
    if not target:
        return ""
    winner = type(subject)._default_manager.filter(public_id=target).first()
    return plain(str(winner)) if winner else target
