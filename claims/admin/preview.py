"""The public page of a claim as it would be released now, for whoever is to decide on it."""

import json
from collections.abc import Callable
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
from claims.admin.access import editor
from claims.admin.standing import asked_of, releases_of
from claims.admin.verbs import buttons
from claims.desk.models import Claim, ReleaseVerb
from claims.web.presentation import claim_page, timeline
from claims.workflow import Preview, WorkflowError

View = Callable[..., HttpResponseBase]


def may_frame(view: View) -> View:
    """Let a page show another of ours in a frame."""
    return cast(View, csp_replace({"frame-src": [SELF]})(view))


def may_be_framed(view: View) -> View:
    """Let a page be shown in a frame of ours."""
    framed = csp_replace({"frame-ancestors": [SELF]})(view)
    return cast(View, xframe_options_sameorigin(framed))


def previewed(claim: Claim) -> tuple[str, Preview]:
    """Return the verb that is asked for, publish where nothing is, and the claim as it makes it."""
    asked = asked_of(claim)
    verb = asked.verb if asked else ReleaseVerb.PUBLISH
    return verb, workflow.preview(claim, verb)


def page(request: HttpRequest, claim: Claim, context: dict[str, Any]) -> HttpResponse:
    """Show the preview in its frame, with its JSON and the button that approves exactly this."""
    found: dict[str, Any]
    try:
        verb, preview = previewed(claim)
    except WorkflowError as refusal:
        found = {"refusals": refusal.messages}
    else:
        found = {
            "verb": verb,
            "preview": preview,
            "json": json.dumps(preview.body, ensure_ascii=False, indent=2),
            "decisions": [
                button
                for button in buttons(claim, editor(request))
                if button.state.verb in ("approve", "request_changes", "reject")
            ],
        }
    return TemplateResponse(request, "admin/desk/preview.html", {**context, **found})


def framed(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Return the public page itself, made by the public pages' own template."""
    try:
        _, preview = previewed(claim)
    except WorkflowError as refusal:
        return HttpResponse("\n".join(refusal.messages), content_type="text/plain", status=409)
    body = preview.body
    told = [
        {
            "number": release.number,
            "event": release.event,
            "note": release.note,
            "released_at": release.at.isoformat(),
        }
        for release in releases_of(claim)
    ]
    path = f"/api/v1/claims/{claim.public_id}"
    context = {
        "desk": {
            "name": settings.DESK_NAME,
            "licence": settings.DATA_LICENCE,
            "single_person": settings.SINGLE_PERSON_DESK,
        },
        "claim": claim_page(body),
        "releases": timeline(told, body.get("corrections") or ()),
        "history_path": "#history",
        "json_path": path,
    }
    return HttpResponse(render_to_string("web/claim.html", context))
