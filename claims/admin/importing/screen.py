"""The import page: what was found is shown before anything is written, and written once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.csrf import csrf_exempt

from claims import workflow
from claims.admin.access import editor
from claims.admin.duplicates import mixed_scripts
from claims.admin.importing.forms import ImportForm
from claims.admin.importing.parcel import Parcel, SpoiledParcel
from claims.admin.marking import plain
from claims.admin.statements import LOW_CONFIDENCE
from claims.desk import permissions
from claims.desk.duplicates import claims_like, sources_like
from claims.extraction import Extraction, UnreadablePage, extract
from claims.extraction.data import FoundStatement
from claims.extraction.reading.files import ArticleFile, UnreadableArticle
from claims.workflow import BroughtIn, WorkflowError

HOW = {
    "name": "known, by name",
    "transliteration": "known, by transliteration: check it",
    "new": "new",
    "anonymous": "not named in the source",
    "ambiguous": "open: several go by this name",
    "unresolved": "open",
}
"""How a speaker was found, in words."""

MOST_COMPARED = 20
"""Draft claims that a preview compares with those of the desk."""

Refused = (UnreadableArticle, UnreadablePage, WorkflowError, SpoiledParcel)


@dataclass(frozen=True, slots=True)
class Line:
    """One statement that was found, as the preview lists it."""

    number: int
    key: str
    speaker: str
    how: str
    kind: str
    said: str
    through: str
    words: str
    confidence: int
    uncertain: bool
    standing: str
    claim: str
    proposed: bool


def lines_of(brought: BroughtIn) -> Iterator[Line]:
    """Yield what was found, in the order of the text."""
    for number, item in enumerate(brought.items, start=1):
        statement, found = item.statement, item.found
        speakers = [statement.speaker, *(one.match.speaker for one in item.joint)]
        names = ", ".join(plain(one.name) for one in speakers if one)
        confidence = round(found.confidence * 100)
        yield Line(
            number=number,
            key=_key(found),
            speaker=names or plain(statement.speaker_as_named) or "nobody named",
            how=HOW[item.match.how] if item.match else "",
            kind=statement.get_kind_display(),
            said=statement.said_on.value if statement.said_on else "",
            through=" ← ".join(plain(step.name) for step in item.steps),
            words=plain(" ".join(item.quote.split())),
            confidence=confidence,
            uncertain=confidence < LOW_CONFIDENCE,
            standing=statement.get_state_display().lower() if item.standing else "",
            claim=plain(item.claim.text) if item.claim else "",
            proposed=item.claim is not None,
        )


class ImportDesk:
    """The page that imports. Nothing is kept between its two steps but in the page itself."""

    def __init__(self, admin_site: AdminSite) -> None:
        self.admin_site = admin_site

    def own_urls(self) -> list[URLPattern]:
        """Return the address of the page."""
        return [path("import/", bounded(self.admin_site.admin_view(self.view)), name="import")]

    def view(self, request: HttpRequest) -> HttpResponse:
        """Show the form, the preview of what was sent, or what came of the import."""
        if not permissions.may(editor(request), "bring_in"):
            return self._refused_by_role(request)
        if request.method != "POST":
            return self._form(request, ImportForm())
        if "parcel" in request.POST:
            return self._confirmed(request)
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._form(request, form)
        return self._preview(request, form)

    def _preview(self, request: HttpRequest, form: ImportForm) -> HttpResponse:
        parcel = form.parcel(editor(request))
        try:
            _, extraction = _read(parcel)
            brought = workflow.foresee(extraction)
        except Refused as refusal:
            for line in _lines(refusal):
                form.add_error("file" if parcel.name else "text", line)
            return self._form(request, form)
        context = {
            "title": "Import: look before it is written",
            "brought": brought,
            "source": plain(str(brought.source)),
            "publisher": plain(str(brought.source.publisher or "")),
            "published": _day(brought),
            "lines": list(lines_of(brought)),
            "new_speakers": [plain(speaker.name) for speaker in brought.speakers],
            "standing": _standing(brought),
            "alike": _alike(brought),
            "mixed": _mixed(brought),
            "parcel": parcel.sealed(),
            "low": LOW_CONFIDENCE,
            "characters": len(extraction.article.text),
        }
        return self._page(request, "preview.html", context)

    def _confirmed(self, request: HttpRequest) -> HttpResponse:
        chosen = set(request.POST.getlist("claim"))
        try:
            parcel = Parcel.opened(request.POST["parcel"], editor(request))
            file, extraction = _read(parcel)
            brought = workflow.bring_in(
                extraction,
                by=editor(request),
                propose=lambda found: _key(found) in chosen,
                original=file.data,
                media_type=file.media_type,
            )
        except Refused as refusal:
            form = ImportForm()
            for line in _lines(refusal):
                messages.error(request, line)
            return self._form(request, form)
        messages.success(request, _told(brought))
        for warning in _mixed(brought):
            messages.warning(request, warning)
        return HttpResponseRedirect(reverse("admin:article", args=[brought.capture.pk]))

    def _form(self, request: HttpRequest, form: ImportForm) -> HttpResponse:
        return self._page(request, "form.html", {"title": "Import an article", "form": form})

    def _refused_by_role(self, request: HttpRequest) -> HttpResponse:
        roles = sorted(role.label.lower() for role in permissions.VERBS["bring_in"])
        context = {"title": "Import an article", "roles_needed": " or ".join(roles)}
        return self._page(request, "form.html", context, status=403)

    def _page(
        self, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        context = {**self.admin_site.each_context(request), **context}
        name = f"admin/desk/importing/{template}"
        return TemplateResponse(request, name, context, status=status)


def bounded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuse what is too large before any of it is read; the token is checked by the admin."""

    @csrf_exempt
    def guarded(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        if not length.isdecimal() or int(length) > most:
            return HttpResponse(
                "This is too large to import: at most 1 MiB or 200,000 characters are read.",
                content_type="text/plain; charset=utf-8",
                status=413,
            )
        return view(request)

    return guarded


def _read(parcel: Parcel) -> tuple[ArticleFile, Extraction]:
    file = parcel.file()
    return file, extract(parcel.article(file), workflow.known_speakers())


def _key(found: FoundStatement) -> str:
    return f"{found.start}-{found.end}-{found.kind}"


def _lines(refusal: Exception) -> list[str]:
    told = refusal.messages if isinstance(refusal, WorkflowError) else [str(refusal)]
    return [f"{line[:1].upper()}{line[1:]}" for line in told]


def _day(brought: BroughtIn) -> str:
    date = brought.source.published_on
    return date.value.replace("T", " ") if date else ""


def _standing(brought: BroughtIn) -> list[tuple[str, str, str]]:
    """Return what stands already and is not made again: what it is, its name, its page."""
    found = []
    if not brought.new_source:
        where = reverse("admin:claims_source_change", args=[brought.source.pk])
        same = "address" if brought.source.url else "text"
        found.append((f"A source of this {same}", plain(str(brought.source)), where))
    if not brought.new_capture:
        where = reverse("admin:article", args=[brought.capture.pk])
        found.append(("This very text", "with its statements", where))
    return found


def _alike(brought: BroughtIn) -> list[tuple[str, str, str]]:
    """Return sources and claims that are much like what would be made: why, name, page."""
    found = []
    if brought.new_source:
        for one in sources_like(brought.source.url, brought.source.title):
            where = reverse("admin:claims_source_change", args=[one.object.pk])
            found.append((f"{one.reason} as this source", plain(str(one.object)), where))
    for claim in brought.claims[:MOST_COMPARED]:
        for one in claims_like(claim.text, limit=2):
            where = reverse("admin:claims_claim_change", args=[one.object.pk])
            told = f"{one.reason} as “{plain(claim.text[:60])}”"
            found.append((told, plain(str(one.object)), where))
    return found


def _mixed(brought: BroughtIn) -> list[str]:
    """Return warnings of new speakers and publishers whose names mix letters of two scripts."""
    names = [speaker.name for speaker in brought.speakers]
    if brought.new_publisher and brought.source.publisher:
        names.append(brought.source.publisher.name)
    return [warning for warning in map(mixed_scripts, names) if warning]


def _told(brought: BroughtIn) -> str:
    made = brought.counts
    if not any(made.values()):
        return "Nothing new: this text and its statements stand already."
    names = {
        "sources": "source",
        "statements": "draft statement",
        "claims": "draft claim",
        "speakers": "new speaker",
    }
    parts = [f"{made[key]} {name}{'' if made[key] == 1 else 's'}" for key, name in names.items()]
    return f"Imported: {', '.join(parts)}. Decide on each statement here."
