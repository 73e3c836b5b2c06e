"""Log records as single lines, so that nothing a reader sends can forge a second record."""

import logging


class OneLineFormatter(logging.Formatter):
    """Formats a record, traceback included, as one line: line breaks become ` | `."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text without a line break."""
        return " | ".join(super().format(record).splitlines())
