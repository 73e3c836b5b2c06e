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
    "CORRECTION_WORKING_DAYS",
    "DATABASE_PUBLIC_URL",
    "DATA_LICENCE",
    "DEBUG",
    "DEMO_PASSWORD",
    "DEFAULT_FROM_EMAIL",
    "DESK_NAME",
    "DESK_TIME_ZONE",
    "EMAIL_URL",
    "SECRET_KEY",
    "SINGLE_PERSON_DESK",
    "SITE_URL",
    "TRUSTED_PROXIES",
)

for name in OPERATORS_OWN:
    os.environ.pop(name, None)

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="onrecord-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
