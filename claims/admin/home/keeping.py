"""What an editor's own screens remember: saved filters, mentions seen, the daily e-mail."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_POST

from claims import workflow
from claims.admin.access import editor, roles
from claims.admin.home.subjects import subject_or_404
from claims.desk.models import SavedFilter
from claims.workflow import WorkflowError

_LISTS = ("_changelist", "review")
_PAGE = ("p", "e")


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep a list as it is filtered under a name, and go back to it."""
    path, name = request.POST.get("path", ""), request.POST.get("name", "").strip()
    if not _is_list(path):
        raise Http404
    query = _without_page(request.POST.get("query", ""))
    try:
        workflow.save_filter(by=editor(request), name=name, path=path, query=query)
    except WorkflowError as refusal:
        for line in refusal.messages:
            messages.error(request, line)
    else:
        messages.success(request, f"Kept as “{name}”; it stands at home and here.")
    return HttpResponseRedirect(f"{path}?{query}" if query else path)


@require_POST
def forget_filter(request: HttpRequest, key: int) -> HttpResponse:
    """Forget one of the account's own filters."""
    kept = SavedFilter.objects.filter(user=editor(request), pk=key).first()
    if kept is None:
        raise Http404
    workflow.forget_filter(kept, by=editor(request))
    messages.success(request, f"“{kept.name}” is forgotten.")
    return HttpResponseRedirect(reverse("admin:index"))


@require_POST
def see_mentions(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Mark the account's mentions on a thing as seen."""
    if not roles(request):
        raise PermissionDenied
    workflow.mark_seen(subject_or_404(kind, public_id), by=editor(request))
    return HttpResponseRedirect(reverse("admin:index"))


@require_POST
def choose_digest(request: HttpRequest) -> HttpResponse:
    """Begin or end the account's own daily e-mail."""
    wanted = "_on" in request.POST
    try:
        workflow.set_digest(wanted, by=editor(request))
    except WorkflowError as refusal:
        for line in refusal.messages:
            messages.error(request, line)
    else:
        told = "You get one e-mail a day of what waits for you." if wanted else "No daily e-mail."
        messages.success(request, told)
    return HttpResponseRedirect(reverse("admin:index"))


def _is_list(path: str) -> bool:
    try:
        found = resolve(path)
    except Resolver404:
        return False
    name = found.url_name or ""
    return found.app_name == "admin" and name.endswith(_LISTS)


def _without_page(query: str) -> str:
    given = QueryDict(query, mutable=True)
    for name in _PAGE:
        given.pop(name, None)
    return given.urlencode()
