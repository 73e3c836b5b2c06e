"""Approving several claims: first a page that shows each one, then exactly what was shown."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from claims import workflow
from claims.admin.access import editor
from claims.admin.bulk import one_by_one
from claims.admin.differences import Section, sections
from claims.admin.marking import plain
from claims.admin.preview import previewed
from claims.admin.verbs import FOR_READERS
from claims.desk.models import Claim
from claims.workflow import RuleViolated, WorkflowError

MOST_SHOWN = 20
"""Claims that are looked at together: more are not read before they are approved."""

NOT_SHOWN = "It was not shown to you before you approved it: look at the preview first."
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim as it would be released; `refusal` says why it is not approved, "" where it may."""

    claim: Claim
    name: str
    verb: str
    refusal: str
    digest: str
    for_readers: str
    is_first: bool
    sections: tuple[Section, ...]


@admin.action(description="Approve…")
def approve_selected(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Claim]
) -> HttpResponse | None:
    """Show what each chosen claim would become; approve what was shown once that is confirmed."""
    if "_shown" in request.POST:
        _approve(request, queryset)
        return None
    chosen = list(queryset.order_by("pk")[: MOST_SHOWN + 1])
    if len(chosen) > MOST_SHOWN:
        messages.error(request, f"Approve at most {MOST_SHOWN} at once; nothing was done.")
        return None
    refusals = workflow.decision_refusals(chosen, editor(request))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Approve these claims",
        "shown": [_shown(claim, refusals[claim.public_id]) for claim in chosen],
        "reason": request.POST.get("said", ""),
        "checkbox": ACTION_CHECKBOX_NAME,
        "opts": model_admin.opts,
    }
    return TemplateResponse(request, "admin/desk/approve.html", context)


def _shown(claim: Claim, refusal: str) -> Shown:
    name = plain(str(claim))
    unmet = [refusal] if refusal else workflow.unmet_rules(claim, "approve")
    if claim.stage != Claim.Stage.IN_REVIEW:
        unmet = [f"It is {claim.get_stage_display().lower()}, not in review."]
    try:
        verb, target, preview = previewed(claim)
        compared = workflow.comparisons(claim, verb, target)[0]
    except WorkflowError as fault:
        return Shown(claim, name, "", " ".join(unmet or fault.messages), "", "", False, ())
    return Shown(
        claim,
        name,
        verb,
        " ".join(map(plain, unmet)),
        preview.digest,
        FOR_READERS.get(verb, "") if preview.body else "",
        not compared.before,
        sections("claim", compared.before, compared.after),
    )


def _approve(request: HttpRequest, queryset: QuerySet[Claim]) -> None:
    by, reason = editor(request), request.POST.get("reason", "")

    def approve(claim: Claim) -> object:
        digest = request.POST.get(f"digest_{claim.pk}", "")
        if not _DIGEST.fullmatch(digest):
            raise RuleViolated(NOT_SHOWN)
        return workflow.approve(claim, by=by, digest=digest, reason=reason)

    one_by_one(request, queryset, approve, "approved", "approve")
