"""The addresses of the public pages: `/claims/{id}-{slug}` and its like; the id alone finds it."""

from django.urls import URLPattern, URLResolver, path, re_path

from claims.web import corrections, entities, feeds, health, search, sharing, sitemaps, views
from claims.web.languages import in_every_language

ID = r"(?P<public_id>[a-z2-7]{12})(?:-(?P<slug>[^/]*))?"
FEED = r"(?P<public_id>[a-z2-7]{12})\.(?P<format>atom|json)"
ENTITIES = {
    "speaker": "speakers",
    "source": "sources",
    "publisher": "publishers",
    "topic": "topics",
}

app_name = "web"


def pages() -> list[URLPattern | URLResolver]:
    """Return the addresses of the pages that people read, without the prefix of a language."""
    return [
        path("", views.home, name="home"),
        re_path(rf"^claims/{ID}\Z", views.claim, name="claim"),
        re_path(rf"^claims/{ID}/history\Z", views.history, name="history"),
        re_path(rf"^claims/{ID}/card\.png\Z", sharing.image, name="card"),
        re_path(r"^embed/(?P<public_id>[a-z2-7]{12})\Z", sharing.embed, name="embed"),
        *(
            re_path(rf"^{folder}/{ID}\Z", entities.entity, {"kind": kind}, name=kind)
            for kind, folder in ENTITIES.items()
        ),
        path("search", search.search, name="search"),
        path("corrections", corrections.corrections, name="corrections"),
        path("methodology", views.methodology, name="methodology"),
    ]


urlpatterns = [
    *in_every_language(pages),
    path("oembed", sharing.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<int:number>.xml", sitemaps.sitemap, name="sitemap_file"),
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
    path(".well-known/security.txt", views.security, name="security"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
