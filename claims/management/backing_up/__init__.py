"""A verified copy of the whole database in one file, and a database made of such a file.

facts       what a copy is known by: rows, heads, migrations
archive     the one file: the copy, and the manifest that proves it
sqlite      taking and loading a copy of SQLite
postgresql  the same of PostgreSQL, by its own programs
making      a backup, proved before it has its name
restoring   a database from a backup, proved when it is there
"""

from claims.management.backing_up.archive import BackupRefused
from claims.management.backing_up.making import back_up
from claims.management.backing_up.restoring import restore

__all__ = ["BackupRefused", "back_up", "restore"]
