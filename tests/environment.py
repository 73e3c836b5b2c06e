"""The environment every test runs in: that of an empty folder, but for the database.

pytest loads this as a plugin before Django reads its settings.
"""

import atexit
import os
import shutil
import tempfile

OPERATORS_OWN = (
    "ALLOWED_HOSTS",
    "API_RATE",
    "API_SEARCH_RATE",
    "CACHE_URL",
    "CHECKPOINT_KEY_FILE",
    "CORRECTION_WORKING_DAYS",
    "DATABASE_PUBLIC_LAG",
    "DATABASE_PUBLIC_URL",
    "DATABASE_PUBLIC_URL_FILE",
    "DATABASE_URL_FILE",
    "DATA_LICENCE",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "DEMO_PASSWORD",
    "DESK_NAME",
    "DESK_TIME_ZONE",
    "EMAIL_URL",
    "EMAIL_URL_FILE",
    "LOG_FORMAT",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_CLIENT_SECRET_FILE",
    "OIDC_ISSUER",
    "OIDC_NAME",
    "OIDC_SECOND_FACTOR_TRUSTED",
    "POSTGRES_PASSWORD",
    "POSTGRES_PASSWORD_FILE",
    "REQUIRE_SECOND_FACTOR",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "SECRET_KEY_FALLBACKS_FILE",
    "SECRET_KEY_FILE",
    "SINGLE_PERSON_DESK",
    "SITE_URL",
    "TRUSTED_PROXIES",
    "WEBHOOK_SECRET",
    "WEBHOOK_SECRET_FILE",
    "WEBHOOK_URLS",
)

for name in OPERATORS_OWN:
    os.environ.pop(name, None)

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="onrecord-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
