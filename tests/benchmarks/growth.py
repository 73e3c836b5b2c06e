"""How cost grows with the record: `python -m tests.benchmarks.growth`.

Reads the figures that runs beside peers left in docs/benchmarks, of each database at its sizes, and
writes docs/benchmarks/growth.md: what one answer of ours costs at each size, with the exponent of
its growth (the slope of the line through the logarithms of both: 0 is no growth, 1 is in step with
the record), and what a publication costs.
"""

import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "benchmarks"
_RUN = re.compile(r"(?P<burst>burst-)?(?P<database>sqlite|postgresql)-(?P<claims>\d+)\.json")

Runs = dict[str, dict[int, Any]]
"""What runs told, by database and number of claims."""


def main(folder: Path = FOLDER) -> int:
    """Write the page, print it, and return the exit code."""
    beside_peers, bursts = runs(folder)
    if not beside_peers:
        print(f"onrecord: no figures in {folder.name}: run tests.benchmarks.peers first")
        return 1
    lines = list(page(beside_peers, bursts))
    (folder / "growth.md").write_text("\n".join([*lines, ""]), "utf-8")
    print("\n".join(lines))
    return 0


def runs(folder: Path) -> tuple[Runs, Runs]:
    """Return the runs beside peers and the bursts whose figures are in a folder."""
    found: tuple[Runs, Runs] = defaultdict(dict), defaultdict(dict)
    for file in sorted(folder.glob("*.json")):
        if match := _RUN.fullmatch(file.name):
            told = json.loads(file.read_text("utf-8"))
            found[bool(match["burst"])][match["database"]][int(match["claims"])] = told
    return found


def exponent(costs: Mapping[int, float]) -> float | None:
    """Return by which power of the size the cost grows; None of fewer than two sizes."""
    points = [(math.log(size), math.log(cost)) for size, cost in costs.items() if cost > 0]
    if len(points) < 2:
        return None
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def page(beside_peers: Runs, bursts: Runs) -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# How cost grows with the record"
    yield ""
    yield (
        "Made by `python -m tests.benchmarks.growth` from the figures beside it. A cost is one "
        "second divided by the answers that one worker gave in it. The exponent is the slope "
        "through the logarithms of size and cost: 0 is no growth, 1 is in step with the record."
    )
    for database, of_sizes in beside_peers.items():
        sizes = sorted(of_sizes)
        yield from _heading(database, sizes, "milliseconds of work for one answer")
        for name, title in of_sizes[sizes[-1]]["questions"].items():
            costs = {size: _cost(of_sizes[size], name) for size in sizes}
            # Pages deep in a walk are numbered, each size's own.
            yield _row(re.sub(r"^page [\d,]+", "the deepest page", title), costs)
    for database, of_sizes in bursts.items():
        sizes = sorted(of_sizes)
        yield from _heading(database, sizes, "milliseconds of a publication")
        for when, title in (("editing_quiet", "nobody reads"), ("editing_during", "in a burst")):
            told = {size: of_sizes[size][when]["publication"]["median"] for size in sizes}
            yield _row(title, told)


def _heading(database: str, sizes: Sequence[int], what: str) -> Iterator[str]:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database]
    yield ""
    yield f"## {name}: {what}"
    yield ""
    yield f"| | {' | '.join(f'{size:,} claims' for size in sizes)} | exponent |"
    yield f"|---|{'---|' * len(sizes)}---|"


def _cost(run: Mapping[str, Any], question: str) -> float:
    ours = run["results"].get(question, {}).get("ours")
    return 1000 * run["workers"] / ours["rate"] if ours else 0.0


def _row(title: str, costs: Mapping[int, float]) -> str:
    told = " | ".join(f"{cost:.3g}" if cost else "" for cost in costs.values())
    grows = exponent(costs)
    return f"| {title} | {told} | {'' if grows is None else f'{grows:+.2f}'} |"


if __name__ == "__main__":
    sys.exit(main())
