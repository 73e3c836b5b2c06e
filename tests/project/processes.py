"""Starts Onrecord in a process of its own, in an environment that holds only what a test says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent

PRODUCTION = {
    "ALLOWED_HOSTS": "claims.example.org",
    # That there is such a file is all a start asks for.
    "CHECKPOINT_KEY_FILE": str(Path(__file__)),
    "DATABASE_URL": "postgres://onrecord@db/onrecord",
    "DATA_LICENCE": "CC-BY-4.0",
    "DESK_NAME": "The Example Desk",
    "SECRET_KEY": "nE7" + "kq0Z-4vX_bWu9" * 5,
    "SITE_URL": "https://claims.example.org",
}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments in the project's folder and give what it printed."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def settings(*names: str, **environment: str) -> dict[str, Any]:
    """The named settings of a start in this environment; what JSON lacks comes as text."""
    code = (
        "import json, sys; from project import settings;"
        "print(json.dumps({n: getattr(settings, n) for n in sys.argv[1:]}, default=str))"
    )
    done = run("-c", code, *names, **environment)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result
