"""Every setting of one deployment, read top to bottom from the environment.

Local by default: loopback hosts, SQLite in DATA_DIR, a key of its own. ALLOWED_HOSTS beyond
loopback makes it a production start, which refuses to run with anything missing.
README.md lists the variables.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from environ import Env

from project import accounts, databases, environment, logs, private_files
from project.rest import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = private_files.folder(BASE_DIR / (env.str("DATA_DIR", default="") or "var"))

# --- Where it runs ----------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or list(environment.LOOPBACK_HOSTS)
PRODUCTION = environment.is_production(ALLOWED_HOSTS)
if PRODUCTION:
    environment.refuse_unsafe_production(os.environ, ALLOWED_HOSTS, DEBUG)

# Read as they stand: django-environ takes a leading $ for the name of another variable.
SECRET_KEY = environment.secret("SECRET_KEY") or environment.generated_secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = environment.secret("SECRET_KEY_FALLBACKS").split()
DEMO_PASSWORD = os.environ.get("DEMO_PASSWORD", "")
CHECKPOINT_KEY_FILE = os.environ.get("CHECKPOINT_KEY_FILE", "") or DATA_DIR / "checkpoint_key.pem"

# --- Whose it is ------------------------------------------------------------------------------

SITE_URL = (env.str("SITE_URL", default="") or "http://127.0.0.1:8000").rstrip("/")
DESK_NAME = env.str("DESK_NAME", default="") or "Onrecord demonstration desk"
DESK_TIME_ZONE = environment.time_zone(env.str("DESK_TIME_ZONE", default="") or "UTC")
CONTACT = environment.contact(env.str("CONTACT", default=""))
DATA_LICENCE = env.str("DATA_LICENCE", default="") or "CC-BY-4.0"
SINGLE_PERSON_DESK = env.bool("SINGLE_PERSON_DESK", default=False)
CORRECTION_WORKING_DAYS = env.int("CORRECTION_WORKING_DAYS", default=10)

# --- Mail -------------------------------------------------------------------------------------

vars().update(environment.mail(environment.secret("EMAIL_URL"), PRODUCTION))
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
    *accounts.APPLICATIONS,
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
    # Before what redirects to https and refuses other hosts: these answers have a policy too.
    "project.policies.PolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "project.compression.GzipMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "project.private.Common",
    "project.private.Sessions",
    # By its own name, which check --deploy looks for; it costs a request without a form nothing.
    "django.middleware.csrf.CsrfViewMiddleware",
    "project.private.Accounts",
    "project.private.Messages",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    # Nothing of the admin is reached past this without a second factor.
    "claims.admin.signing_in.gate.SignInGate",
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

DATABASES = databases.databases(
    default=environment.secret("DATABASE_URL"),
    public=environment.secret("DATABASE_PUBLIC_URL"),
    file=DATA_DIR / "onrecord.sqlite3",
    password=environment.secret("POSTGRES_PASSWORD"),
    behind=os.environ.get("DATABASE_PUBLIC_LAG", ""),
)
private_files.keep(DATABASES["default"])
DATABASE_ROUTERS = ["project.routing.PublicIsReadOnly"]

# --- Accounts ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "claims.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
REQUIRE_SECOND_FACTOR = not environment.is_off(os.environ.get("REQUIRE_SECOND_FACTOR", ""))
OIDC_SECOND_FACTOR_TRUSTED = env.bool("OIDC_SECOND_FACTOR_TRUSTED", default=False)
vars().update(
    accounts.signing_in(
        production=PRODUCTION,
        desk=DESK_NAME,
        issuer=os.environ.get("OIDC_ISSUER", ""),
        client=os.environ.get("OIDC_CLIENT_ID", ""),
        secret=environment.secret("OIDC_CLIENT_SECRET"),
        name=os.environ.get("OIDC_NAME", ""),
    )
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name if "." in name else f"django.contrib.auth.password_validation.{name}",
     "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
        "claims.admin.signing_in.passwords.NoWordsOfThisDesk": {},
    }.items()
]  # fmt: skip

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
# The largest text to import holds some thousands of statements, each with a box to tick.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
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

# --- Who is told of releases ------------------------------------------------------------------

vars().update(
    environment.webhooks(
        os.environ.get("WEBHOOK_URLS", ""), environment.secret("WEBHOOK_SECRET"), PRODUCTION
    )
)

# --- Logs: one line a record, on stderr, without readers' addresses -----------------------------

LOGGING = logs.configuration(environment.log_format(os.environ.get("LOG_FORMAT", ""), PRODUCTION))
