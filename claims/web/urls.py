"""The addresses of the public pages: `/claims/{id}-{slug}` and its like; the id alone finds it."""

from django.urls import path, re_path

from claims.web import feeds, health, views

ID = r"(?P<public_id>[a-z2-7]{12})(?:-(?P<slug>[^/]*))?"
FEED = r"(?P<public_id>[a-z2-7]{12})\.(?P<format>atom|json)"
ENTITIES = {
    "speaker": "speakers",
    "source": "sources",
    "publisher": "publishers",
    "topic": "topics",
}

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    re_path(rf"^claims/{ID}\Z", views.claim, name="claim"),
    re_path(rf"^claims/{ID}/history\Z", views.history, name="history"),
    *(
        re_path(rf"^{folder}/{ID}\Z", views.entity, {"kind": kind}, name=kind)
        for kind, folder in ENTITIES.items()
    ),
    *(
        path(f"feeds/{name}.{format}", view, {"format": format}, name=f"{name}_{format}")
        for name, view in (("claims", feeds.claims), ("corrections", feeds.corrections))
        for format in feeds.FORMATS
    ),
    path("feeds/claimreview.json", feeds.claim_reviews, name="claimreview"),
    *(
        re_path(
            rf"^feeds/{ENTITIES[kind]}/{FEED}\Z",
            feeds.claims_of,
            {"kind": kind},
            name=f"{kind}_feed",
        )
        for kind in feeds.WITH_FEED
    ),
    path("methodology", views.methodology, name="methodology"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
