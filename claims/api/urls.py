"""The addresses of this room. None ends in a slash; whatever else is asked for is a problem."""

from django.urls import include, path, re_path, register_converter

from claims.api import views
from claims.api.parameters import PUBLIC_ID
from claims.api.problems import nothing_here


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

version_1 = [
    path("claims", views.ClaimList.as_view()),
    path("claims/<public_id:id>", views.ClaimDetail.as_view()),
    path("claims/<public_id:id>/releases", views.ReleaseList.as_view()),
    path("claims/<public_id:id>/releases/<release_number:number>", views.ReleaseDetail.as_view()),
    path("speakers", views.SpeakerList.as_view()),
    path("speakers/<public_id:id>", views.SpeakerDetail.as_view()),
    path("sources", views.SourceList.as_view()),
    path("sources/<public_id:id>", views.SourceDetail.as_view()),
    path("publishers", views.PublisherList.as_view()),
    path("publishers/<public_id:id>", views.PublisherDetail.as_view()),
    path("topics", views.TopicList.as_view()),
    path("topics/<public_id:id>", views.TopicDetail.as_view()),
    path("schema", views.SchemaView.as_view()),
]
urlpatterns = [path("v1/", include(version_1)), re_path("", nothing_here)]
