"""A made-up record of any size: `ensure(url, claims)`, or `python -m tests.benchmarks.data`.

words       languages and their words                        } pure, each a function of
names       identities, names of people, moments             } the seed and a number
entities    contents of speakers, sources, publishers ...    }
claims      contents of claims                               }
story       what is released in which step                   }
drafts      releases as written down, all but their place    }
ledgers     both chains, grown by what a step releases
projecting  the read and search tables, by the product's own projection
bulk        rows into tables, and what stands in the way of that
loading     the whole of it, for this process's default database
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def ensure(url: str, claims: int, *, seed: int = 1, workers: int | None = None) -> None:
    """Have the database at `url` hold at least so many made claims; at once where it does.

    `url` is as DATABASE_URL; the database is migrated and, at the end, guarded and analysed. Other
    settings, SITE_URL above all, are those of this process's environment, and whoever serves or
    verifies the record needs the same. Progress goes to standard error. Raises CalledProcessError
    where the load fails; it can be run again.
    """
    command = [sys.executable, "-m", "tests.benchmarks.data", f"--claims={claims}"]
    command += [f"--seed={seed}", f"--database={url}"]
    if workers is not None:
        command.append(f"--workers={workers}")
    subprocess.run(command, check=True, cwd=ROOT, env=dict(os.environ), stdout=sys.stderr)
