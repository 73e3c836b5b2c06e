"""The project's migrations, with one more that has every guarded table rebuilt on SQLite."""

from pathlib import Path

from claims import migrations

__path__ = [*migrations.__path__, str(Path(__file__).parent)]
