"""A made-up record of any size: `ensure(url, claims)`, or `python -m tests.benchmarks.data`.

words       languages and their words                        } pure, each a function of
names       identities, names of people, moments             } the seed and a number
entities    contents of speakers, sources, publishers ...    }
claims      contents of claims                               }
story       what is released in which step, and how much before it: arithmetic
drafts      releases as written down, all but their place
plans       what one load brings, and where each release stands once it is carried out
ledgers     both chains, all but the hashes, which follow one another
desk        the desk's own rows
projecting  the read and search tables, by the product's own projection, told by the plan
wording     the words that texts are found by, each word worked on once     } the product's own,
stemming    the stems of words                                              } faster
bulk        rows into tables
parking     what stands in the way of a load, and what is remembered of one that is interrupted
mending     what a load changes of what was there before, by the product
loading     the whole of it, for this process's default database
copying     what it costs beside bare COPY
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
