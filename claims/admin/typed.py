"""What a claim would lack if its form were saved as it is typed: saved, looked at, and undone."""

from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.db import transaction
from django.forms import all_valid
from django.http import HttpRequest

from claims import workflow
from claims.admin.base import DeskAdmin
from claims.admin.marking import plain
from claims.desk.models import Claim
from claims.workflow import WorkflowError

Missing = dict[str, list[str]]


def missing(claim: Claim) -> Missing:
    """Return what a claim lacks before it is submitted and before it is published, in lines.

    `undecided` is what hangs on it and would not be shown: that stands in nobody's way.
    """
    return {
        "lacking": [plain(line) for line in workflow.lacking(claim)],
        "before_publication": [plain(line) for line in workflow.unmet_rules(claim, "publish")],
        "undecided": workflow.undecided(claim),
    }


def missing_as_typed(admin: DeskAdmin, request: HttpRequest, claim: Claim) -> Missing:
    """Return what the claim would lack if the form that is sent were saved now.

    Nothing of it is kept: no text, version or audit entry. Empty where the form could not be saved
    as it stands, because it is half typed, refused, or was opened at an earlier version.
    """
    if request.POST.get("version") != str(claim.version):
        return {}
    with transaction.atomic():
        try:
            return _saved(admin, request, claim)
        except WorkflowError:
            return {}
        finally:
            transaction.set_rollback(True)


def _saved(admin: Any, request: HttpRequest, claim: Claim) -> Missing:
    fields = flatten_fieldsets(admin.get_fieldsets(request, claim))
    made: Any = admin.get_form(request, claim, change=True, fields=fields)
    form = made(request.POST, instance=claim)
    valid = form.is_valid()
    formsets, _ = admin._create_formsets(request, form.instance, change=True)
    if not (all_valid(formsets) and valid):
        return {}
    admin.save_related(request, form, formsets, change=True)
    return missing(Claim.objects.get(pk=claim.pk))
