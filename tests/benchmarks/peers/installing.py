"""The peers' packages, pinned by hashes, in a venv that nothing else uses."""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / "var" / "bench" / "peers-venv"
REQUIREMENTS = Path(__file__).parent / "requirements.txt"


def installed() -> Path:
    """Return the folder of the peers' programs, installed first where they are not yet.

    Raises CalledProcessError where pip cannot.
    """
    programs, stamp = VENV / "bin", VENV / ".installed"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text("ascii") != wanted:
        print(f"Installing the peers into {VENV.relative_to(ROOT)}", file=sys.stderr, flush=True)
        venv.create(VENV, with_pip=True, clear=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
        pinned = ["--quiet", "--require-hashes", "--requirement", str(REQUIREMENTS)]
        subprocess.run([*pip, *pinned], check=True)
        stamp.write_text(wanted, "ascii")
    return programs


def versions(names: list[str]) -> dict[str, str]:
    """Return the versions of packages in the venv, as pip knows them."""
    code = (
        "import importlib.metadata as m, platform, sys;"
        "print('python', platform.python_version());"
        "[print(name, m.version(name)) for name in sys.argv[1:]]"
    )
    told = subprocess.run(
        [VENV / "bin" / "python", "-c", code, *names], capture_output=True, text=True, check=True
    )
    return dict(line.split(maxsplit=1) for line in told.stdout.splitlines())
