"""Every setting of one deployment, read top to bottom from the environment.

Local by default: loopback hosts, SQLite in DATA_DIR, a key of its own. ALLOWED_HOSTS beyond
loopback makes it a production start, which refuses to run with anything missing.
README.md lists the variables.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from environ import Env

from project import environment

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / (env.str("DATA_DIR", default="") or "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- Where it runs ----------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or list(environment.LOOPBACK_HOSTS)
PRODUCTION = environment.is_production(ALLOWED_HOSTS)
if PRODUCTION:
    environment.refuse_unsafe_production(os.environ, ALLOWED_HOSTS, DEBUG)

# Read as they stand: django-environ takes a leading $ for the name of another variable.
SECRET_KEY = os.environ.get("SECRET_KEY", "") or environment.generated_secret_key(DATA_DIR)
DEMO_PASSWORD = os.environ.get("DEMO_PASSWORD", "")

# --- Whose it is ------------------------------------------------------------------------------

SITE_URL = (env.str("SITE_URL", default="") or "http://127.0.0.1:8000").rstrip("/")
DESK_NAME = env.str("DESK_NAME", default="") or "Onrecord demonstration desk"
DESK_TIME_ZONE = environment.time_zone(env.str("DESK_TIME_ZONE", default="") or "UTC")
DATA_LICENCE = env.str("DATA_LICENCE", default="") or "CC-BY-4.0"
SINGLE_PERSON_DESK = env.bool("SINGLE_PERSON_DESK", default=False)
CORRECTION_WORKING_DAYS = env.int("CORRECTION_WORKING_DAYS", default=10)

# --- Mail -------------------------------------------------------------------------------------

vars().update(environment.mail(os.environ.get("EMAIL_URL", ""), PRODUCTION))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="") or environment.sender(SITE_URL)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Applications -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    # After auth, whose permissions the roles are made of; before admin, whose templates it extends.
    "claims.apps.ClaimsConfig",
    "project.apps.DeskAdminConfig",
    "django.contrib.staticfiles",
    "corsheaders",
    "csp",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "project.apps.ProjectConfig",
]
ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "project.request_ids.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "project.policies.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "project.compression.GzipMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "project.private.Sessions",
    # By its own name, which check --deploy looks for; it costs a request without a form nothing.
    "django.middleware.csrf.CsrfViewMiddleware",
    "project.private.Accounts",
    "project.private.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "project.time_zone.DeskTimeZoneMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Databases --------------------------------------------------------------------------------

DATABASES = environment.databases(
    default=os.environ.get("DATABASE_URL", ""),
    public=os.environ.get("DATABASE_PUBLIC_URL", ""),
    file=DATA_DIR / "onrecord.sqlite3",
)
DATABASE_ROUTERS = ["project.routing.PublicIsReadOnly"]

# --- Accounts ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "claims.User"
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

# --- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
# The pages' own words; each but the first stands under a prefix of its own, such as /uk/.
LANGUAGES = [("en-gb", "English"), ("uk", "Українська"), ("lt", "Lietuvių")]
FORMAT_MODULE_PATH = ["claims.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files -----------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- What browsers are told -------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True

CORS_URLS_REGEX = r"^/(api|feeds|v1alpha1)/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
# The last three are what Google's clients send along.
CORS_ALLOW_HEADERS = [
    "accept", "content-type", "if-match", "if-modified-since", "if-none-match",
    "x-goog-api-client", "x-goog-api-key", "x-http-method-override",
]  # fmt: skip
CORS_EXPOSE_HEADERS = [
    "Content-Disposition", "ETag", "Last-Modified", "Link", "Location", "Retry-After",
    "X-Request-Id",
]  # fmt: skip

# --- How often readers may ask ----------------------------------------------------------------

# Counted in the cache: with more than one process behind one address, name a shared one.
CACHES = {"default": environment.cache(os.environ.get("CACHE_URL", ""))}
API_RATES = {
    "all": environment.rate(
        "API_RATE", os.environ.get("API_RATE", "") or ("600/min" if PRODUCTION else "off")
    ),
    "search": environment.rate(
        "API_SEARCH_RATE",
        os.environ.get("API_SEARCH_RATE", "") or ("60/min" if PRODUCTION else "off"),
    ),
}
TRUSTED_PROXIES = environment.proxies(os.environ.get("TRUSTED_PROXIES", ""))

# --- REST -------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "claims.api.problems.exception_handler",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # `format` is refused like any other unknown parameter instead of choosing a renderer.
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Onrecord",
    "DESCRIPTION": "Claims, statements, evidence and corrections as this desk released them.",
    "VERSION": "v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "OAS_VERSION": "3.1.1",
    "PREPROCESSING_HOOKS": ["claims.api.schema.document.of_version_1"],
    "POSTPROCESSING_HOOKS": [
        "claims.api.schema.document.add_suffixes",
        "claims.api.schema.document.add_components",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- Logs: one line a record, on stderr, without readers' addresses -----------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "project.logs.OneLineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
