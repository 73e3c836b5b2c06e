"""The page on which a reader asks for a correction, and what becomes of what they send."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
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

Placed = Callable[[str], dict[str, Any]]
"""Gives what a page shows around its content, from its English address; in the language spoken."""


@dataclass(frozen=True, slots=True)
class About:
    """A public claim, and the prefix of the language in which somebody writes about it."""

    claim: Any
    prefix: str
    placed: Placed

    @property
    def path(self) -> str:
        """The claim's address without its slug, as it is in English."""
        return f"/claims/{self.claim.pk}"


# Nobody is signed in here, so there is nothing that another site could make a browser do.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(
    request: HttpRequest,
    public_id: str,
    published: Published,
    placed: Placed,
    slug: str = "",
    language: str = "",
) -> HttpResponse:
    """Show the form, or take what was written on it. A draft is as absent as nothing."""
    with translation.override(language or settings.LANGUAGE_CODE):
        about = _about(public_id, published, placed, language)
        if request.method == "POST":
            return _taken(request, about)
        return _page("report", about, {"form": ReportForm()}, cacheable=True)


@csrf_exempt
@require_http_methods(["GET", "HEAD"])
def received(
    request: HttpRequest,
    public_id: str,
    published: Published,
    placed: Placed,
    slug: str = "",
    language: str = "",
) -> HttpResponse:
    """Tell that it was received, and what happens next."""
    with translation.override(language or settings.LANGUAGE_CODE):
        about = _about(public_id, published, placed, language)
        days = settings.CORRECTION_WORKING_DAYS
        return _page("received", about, {"days": days}, at="/report/received", cacheable=True)


def _about(public_id: str, published: Published, placed: Placed, language: str) -> About:
    claim = published(public_id)
    if claim is None:
        raise Http404
    return About(claim, f"/{language}" if language else "", placed)


def _taken(request: HttpRequest, about: About) -> HttpResponse:
    if _length(request) > MOST_BYTES:
        return _page("too_long", about, status=413)
    form = ReportForm(request.POST)
    if form.is_from_a_program:
        return _thanks(about)
    if not form.is_valid():
        return _page("report", about, {"form": form}, status=400)
    if limits.is_over(request):
        response = _page("too_many", about, status=429)
        response.headers["Retry-After"] = str(int(limits.DAY.total_seconds()))
        return response
    limits.count(request)
    _receive(form, about.claim.pk)
    return _thanks(about)


def _receive(form: ReportForm, public_id: str) -> None:
    made: CorrectionRequest = form.save(commit=False)
    made.claim = public_id
    # Sent twice, by an impatient finger or a reloaded page, it is received once.
    same = CorrectionRequest.objects.filter(
        claim=public_id, wrong=made.wrong, received_at__gte=timezone.now() - limits.DAY
    )
    if not same.exists():
        made.save()


def _thanks(about: About) -> HttpResponse:
    path = f"{about.prefix}{about.path}/report/received"
    response = HttpResponseRedirect(path, status=SEE_OTHER)
    patch_cache_control(response, no_store=True)
    return response


def _length(request: HttpRequest) -> int:
    sent = request.headers.get("Content-Length", "")
    return int(sent) if sent.isascii() and sent.isdigit() else 0


def _page(
    name: str,
    about: About,
    context: dict[str, Any] | None = None,
    *,
    at: str = "/report",
    status: int = 200,
    cacheable: bool = False,
) -> HttpResponse:
    """Send a page that is the same for whoever asks: the template never sees the request."""
    shown = {
        **about.placed(f"{about.path}{at}"),
        "claim": about.claim.title,
        "claim_language": about.claim.language,
        "claim_path": f"{about.prefix}{about.path}",
        **(context or {}),
    }
    response = HttpResponse(render_to_string(f"intake/{name}.html", shown), status=status)
    if cacheable:
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    else:
        patch_cache_control(response, no_store=True)
    return response
