"""The page on which a reader asks for a correction, and what becomes of what they send."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from claims.desk.models import CorrectionRequest
from claims.intake import limits
from claims.intake.forms import ReportForm

MAX_AGE = 60
MOST_BYTES = 64 * 1024
SEE_OTHER = 303

Published = Callable[[str], Any]
"""Gives what the public knows of a claim by its public id, with `title`; None of any other."""


# Nobody is signed in here, so there is nothing that another site could make a browser do.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(
    request: HttpRequest, public_id: str, published: Published, slug: str = ""
) -> HttpResponse:
    """Show the form, or take what was written on it. A draft is as absent as nothing."""
    claim = published(public_id)
    if claim is None:
        raise Http404
    if request.method != "POST":
        return _page("intake/report.html", claim, {"form": ReportForm()}, cacheable=True)
    if _length(request) > MOST_BYTES:
        return _page("intake/too_long.html", claim, status=413)
    form = ReportForm(request.POST)
    if form.is_from_a_program:
        return _thanks(public_id)
    if not form.is_valid():
        return _page("intake/report.html", claim, {"form": form}, status=400)
    if limits.is_over(request):
        response = _page("intake/too_many.html", claim, status=429)
        response.headers["Retry-After"] = str(int(limits.DAY.total_seconds()))
        return response
    limits.count(request)
    _receive(form, public_id)
    return _thanks(public_id)


@csrf_exempt
@require_http_methods(["GET", "HEAD"])
def received(
    request: HttpRequest, public_id: str, published: Published, slug: str = ""
) -> HttpResponse:
    """Tell that it was received, and what happens next."""
    claim = published(public_id)
    if claim is None:
        raise Http404
    days = settings.CORRECTION_WORKING_DAYS
    return _page("intake/received.html", claim, {"days": days}, cacheable=True)


def _receive(form: ReportForm, public_id: str) -> None:
    made: CorrectionRequest = form.save(commit=False)
    made.claim = public_id
    # Sent twice, by an impatient finger or a reloaded page, it is received once.
    same = CorrectionRequest.objects.filter(
        claim=public_id, wrong=made.wrong, received_at__gte=timezone.now() - limits.DAY
    )
    if not same.exists():
        made.save()


def _thanks(public_id: str) -> HttpResponse:
    response = HttpResponseRedirect(f"/claims/{public_id}/report/received", status=SEE_OTHER)
    patch_cache_control(response, no_store=True)
    return response


def _length(request: HttpRequest) -> int:
    sent = request.headers.get("Content-Length", "")
    return int(sent) if sent.isascii() and sent.isdigit() else 0


def _page(
    template: str,
    claim: Any,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    cacheable: bool = False,
) -> HttpResponse:
    """Send a page that is the same for whoever asks: the template never sees the request."""
    desk = {
        "name": settings.DESK_NAME,
        "licence": settings.DATA_LICENCE,
        "single_person": settings.SINGLE_PERSON_DESK,
    }
    shown = {"desk": desk, "claim_path": f"/claims/{claim.pk}", "claim": claim.title}
    content = render_to_string(template, shown | (context or {}))
    response = HttpResponse(content, status=status)
    if cacheable:
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    else:
        patch_cache_control(response, no_store=True)
    return response
