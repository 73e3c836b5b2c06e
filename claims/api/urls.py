"""The addresses of this room. None ends in a slash; whatever else is asked for is a problem."""

from typing import Any

from django.urls import include, path, re_path, register_converter

from claims.api.parameters import PUBLIC_ID
from claims.api.problems import nothing_here
from claims.api.views import checkpoints, claims, documents, entities, figures, quoted, releases


class PublicIdConverter:
    """A public id in an address: ASCII, lower case, nothing else."""

    regex = PUBLIC_ID[1:-1]

    def to_python(self, value: str) -> str:
        """Return the id."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id."""
        return value


class NumberConverter:
    """A release's number: decimal digits, no sign, no zero before them."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return its digits."""
        return str(value)


register_converter(PublicIdConverter, "public_id")
register_converter(NumberConverter, "release_number")

CLAIM = "claims/<public_id:id>"
RELEASE = f"{CLAIM}/releases/<release_number:number>"

LISTS: dict[str, Any] = {
    "claims": claims.ClaimList,
    "statements": quoted.StatementList,
    "evidence": quoted.EvidenceList,
    "corrections": releases.CorrectionList,
    **{kind.folder: entities.list_view(kind) for kind in entities.KINDS},
}
SINGLE: dict[str, Any] = {
    "claims": claims.ClaimDetail,
    "statements": quoted.StatementDetail,
}

version_1 = [
    # What is asked for most is tried first.
    *(path(f"{name}/<public_id:id>", view.as_view()) for name, view in SINGLE.items()),
    *(path(name, view.as_view()) for name, view in LISTS.items()),
    *(path(f"{name}.csv", view.as_view(), {"format": "csv"}) for name, view in LISTS.items()),
    *(
        path(f"{name}/<public_id:id>.jsonld", view.as_view(), {"format": "jsonld"})
        for name, view in SINGLE.items()
    ),
    *(
        path(f"{kind.folder}/<public_id:id>", entities.detail_view(kind).as_view())
        for kind in entities.KINDS
    ),
    path(f"{CLAIM}/annotations", claims.ClaimAnnotations.as_view()),
    path(f"{CLAIM}/releases", releases.ReleaseList.as_view()),
    path(RELEASE, releases.ReleaseDetail.as_view()),
    path(f"{RELEASE}/difference", releases.ReleaseDifference.as_view()),
    path("checkpoint", checkpoints.NewestCheckpoint.as_view()),
    path("changes", releases.ChangeList.as_view()),
    path("stats", figures.StatsView.as_view()),
    path("schema", documents.SchemaView.as_view()),
    path("docs", documents.DocsView.as_view()),
]
urlpatterns = [path("v1/", include(version_1)), re_path("", nothing_here)]
