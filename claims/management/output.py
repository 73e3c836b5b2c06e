"""How the commands print."""

from django.core.management.base import OutputWrapper


def print_utf8(out: OutputWrapper) -> None:
    """Have a command print UTF-8, whatever the terminal or the pipe is set to."""
    reconfigure = getattr(out, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
