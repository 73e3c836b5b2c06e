"""The current record as files for other people's programs, with a manifest that proves them.

folder    a folder that holds one export, whole or not at all
formats   the record in each format, a row at a time
manifest  what the files are, whose, and where the record stood
"""

from claims.management.exporting.folder import ExportRefused
from claims.management.exporting.formats import FORMATS
from claims.management.exporting.manifest import export

__all__ = ["FORMATS", "ExportRefused", "export"]
