"""The Chromium of this machine, for the tests that drive a real browser."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium_path() -> str | None:
    """The first Chromium found on PATH, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)
