"""Django REST framework as it is commonly used well: serializers, every relation prefetched."""

import os
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import path
from psycopg.conninfo import conninfo_to_dict

DATABASE = os.environ["PEERS_DATABASE"]


def _database() -> dict[str, Any]:
    kept: dict[str, Any] = {"CONN_MAX_AGE": None}
    if DATABASE.startswith("sqlite:///"):
        engine = "django.db.backends.sqlite3"
        return {"ENGINE": engine, "NAME": DATABASE.removeprefix("sqlite:///"), **kept}
    given = conninfo_to_dict(DATABASE)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.get("dbname", ""),
        "USER": given.get("user", ""),
        "PASSWORD": given.get("password", ""),
        "HOST": given.get("host", ""),
        "PORT": given.get("port", ""),
        "OPTIONS": {"options": "-c search_path=peers"},
        **kept,
    }


settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": _database()},
    INSTALLED_APPS=["rest_framework", "tests.benchmarks.peers.programs"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "UNAUTHENTICATED_USER": None,
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY="of no use here",
    USE_TZ=True,
)
django.setup()

from django.db.models import Prefetch, QuerySet  # noqa: E402
from rest_framework.request import Request  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.viewsets import ReadOnlyModelViewSet  # noqa: E402

from tests.benchmarks.peers.programs.models import (  # noqa: E402
    Claim,
    ClaimTopic,
    Evidence,
    Statement,
    StatementSpeaker,
)
from tests.benchmarks.peers.programs.serializers import ClaimSerializer  # noqa: E402

SPOKEN = "source__publisher"
SPEAKERS = StatementSpeaker.objects.select_related("speaker").order_by("position")
UTTERED = ("translations", Prefetch("speakers", SPEAKERS), "attributions")
WORDS = {
    "sqlite3": "claims.id IN (SELECT rowid FROM claim_words WHERE claim_words MATCH %s)",
    "postgresql": (
        "claims.id IN (SELECT claim_id FROM claim_words "
        "WHERE document @@ websearch_to_tsquery('simple', %s))"
    ),
}[settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]]


def _rows() -> QuerySet[Claim]:
    statements = Statement.objects.filter(as_evidence=False).select_related(SPOKEN)
    evidence = Evidence.objects.select_related("speaker", SPOKEN, f"statement__{SPOKEN}")
    return Claim.objects.prefetch_related(
        "translations",
        Prefetch("topics", ClaimTopic.objects.select_related("topic").order_by("position")),
        "corrections",
        "relations",
        Prefetch("statements", statements.order_by("-id").prefetch_related(*UTTERED)),
        Prefetch(
            "evidence",
            evidence.order_by("-id").prefetch_related(
                "statement__translations",
                Prefetch("statement__speakers", SPEAKERS),
                "statement__attributions",
            ),
        ),
    )


class Claims(ReadOnlyModelViewSet):
    """Claims, newest first, by keyset."""

    queryset = _rows()
    serializer_class = ClaimSerializer
    lookup_field = "public_id"

    def list(self, request: Request) -> Response:
        """Answer with a page of claims."""
        given = request.query_params
        rows = self.get_queryset().filter(listed=True).order_by("-id")
        if "after" in given:
            rows = rows.filter(id__lt=int(given["after"]))
        if "verdict" in given:
            rows = rows.filter(verdict_code=given["verdict"])
        if "speaker" in given:
            own = Statement.objects.filter(as_evidence=False, speakers__speaker_id=given["speaker"])
            rows = rows.filter(id__in=own.values("claim_id"))
        if "q" in given:
            rows = rows.extra(where=[WORDS], params=[given["q"]])
        limit = int(given.get("limit", 20))
        page = list(rows[:limit])
        following = f"/claims?limit={limit}&after={page[-1].id}" if page else None
        return Response({"next": following, "results": self.get_serializer(page, many=True).data})


urlpatterns = [
    path("claims", Claims.as_view({"get": "list"})),
    path("claims/<str:public_id>", Claims.as_view({"get": "retrieve"})),
]
application = WSGIHandler()
