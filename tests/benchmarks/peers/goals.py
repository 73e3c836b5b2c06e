"""What is to be reached, and whether a run's figures reach it."""

from collections.abc import Mapping
from dataclasses import dataclass

Results = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Figures by question and contender."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure of a run: ours to a contender's, or a time of ours in milliseconds."""

    title: str
    question: str
    beside: str = ""
    least: float = 0.0
    within: float = 0.0
    """The 99th percentile of ours may take so many milliseconds."""
    database: str = ""
    """The one database for which it is a goal; any without."""

    def found(self, results: Results) -> float | None:
        """Return the figure, None where the run did not measure it."""
        asked = results.get(self.question, {})
        if self.within:
            return asked.get("ours", {}).get("p99")
        return asked.get(self.beside, {}).get("ours_to_it")

    def met(self, figure: float) -> bool:
        """Tell whether a figure reaches the goal."""
        return figure < self.within if self.within else figure >= self.least


GOALS = (
    Goal("detail, to FastAPI with json_agg", "detail", "fastapi", least=1.3),
    Goal("detail, to the loop without HTTP", "detail", "raw", least=0.4, database="postgresql"),
    Goal("list of 50, to FastAPI with json_agg", "list", "fastapi", least=1.5),
    Goal("list of 50, to the loop without HTTP", "list", "raw", least=0.8, database="postgresql"),
    Goal("detail, to Datasette", "detail", "datasette", least=4),
    Goal("list of 50, to Datasette", "list", "datasette", least=10),
    Goal("list of one verdict, to Datasette", "verdict", "datasette", least=10),
    Goal("list of one speaker, to Datasette", "speaker", "datasette", least=10),
    Goal("search, newest first, to Datasette", "frequent", "datasette", least=5),
    Goal(
        "search, oldest first, to Datasette in the order of its rows",
        "oldest",
        "datasette",
        least=5,
    ),
    Goal("search, newest first, 99th percentile", "frequent", within=40),
    Goal("search of a rare word, 99th percentile", "rare", within=40),
    Goal("search, ranked, 99th percentile", "ranked", within=150),
)
DEEP = 1.2
"""A page deep in a walk may take so many times as long as the first."""


def judged(results: Results, database: str) -> list[dict[str, object]]:
    """Return each goal that the run measured, with what was wanted and found."""
    told = []
    for goal in GOALS:
        found = goal.found(results)
        if found is not None and goal.database in ("", database):
            wanted = f"< {goal.within:g} ms" if goal.within else f">= {goal.least:g}"
            told.append(_told(goal.title, wanted, found, goal.met(found)))
    try:
        slower = results["list"]["ours"]["rate"] / results["deep"]["ours"]["rate"]
    except KeyError:
        return told
    title = "a page deep in a walk, times the first page's time"
    return [*told, _told(title, f"<= {DEEP:g}", slower, slower <= DEEP)]


def _told(title: str, wanted: str, found: float, met: bool) -> dict[str, object]:
    return {"goal": title, "wanted": wanted, "found": round(found, 3), "met": met}
