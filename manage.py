#!/usr/bin/env python
"""Run a management command of Onrecord: `python manage.py help` lists them."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named in sys.argv; a wrong setting is one line on stderr and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as error:
        sys.exit(f"onrecord: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
