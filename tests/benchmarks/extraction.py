"""Extraction's speed: `python -m tests.benchmarks.extraction [ARTICLES.jsonl]`.

Prints documents a second on one core, and how the time grows when a text is doubled, for news and
for hostile texts. ARTICLES.jsonl holds one {"doc_id", "text"} a line; without it the project's own
annotated articles are read. Exit code 1 where extraction no longer finds what it found in those,
where two runs differ, or where doubling a text takes more than 2.3 times as long.
"""

import argparse
import gc
import json
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from claims.extraction import extract, read_article
from claims.extraction.lines import statements_as_json
from tests.extraction.scoring import articles, score
from tests.extraction.test_gold import REACHED

RUNS = 5
AGAIN = 5
ENOUGH_SECONDS = 0.3
SHORTEST, LONGEST = 1024, 256 * 1024
LARGEST_RATIO = 2.3
# Below this a ratio is that of the clock's noise.
LEAST_SECONDS = 0.02

HOSTILE = {
    "said": "said ",
    "X said": "X said, ",
    "according to": "according to Ann ",
    "who said": "Ann, who said ",
    "cited": "as reported by Wire A, citing Wire B, ",
    "capitals": "Ann ",
    "names in a list": "Ann Lee, ",
    "names and names": "Ann Lee and ",
    "unclosed quotes": "“It is ",
    "straight quotes": '"a ',
    "straight single quotes": "'a ",
    "guillemets": "«a ",
    "closing marks": "”ab ",
    "closing guillemets": "»ab ",
    "quotes in quotes": "“a ‘b ",
    "open paragraphs": "“It is so.\n\n",
    "open single quotes": "‘It is so.\n\n",
    "marks and marks": '‘“’”"',
    "brackets": "([",
    "white space": " ",
    "odd white space": "\u00a0\t \u2003",
    "capital letters": "A",
    "turns": "Q: Is it?\n\nA: It is so, Ann Lee said.\n\n",
    "labels": "ANN LEE: It is late and we go.\nBO ROE: No.\n",
    "Ukrainian verbs": "заявив ",
    "Ukrainian names": "Міністр Олег Крюк заявив, що так. За словами Олени Гай, ні. ",
    "dashes": "— Так, — сказав Крюк. — Ні. ",
    "broken guillemets": "«Так, – сказав Крюк, – ",
    "pronouns": "Ann Lee went. He said it was late. ",
    "offices": "Minister Ann Lee said it was so. The minister said it was late. ",
    "lines": "A said b\n",
    "one word": "a",
}


def main(arguments: list[str]) -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", nargs="?", type=Path, help="JSON lines of {doc_id, text}")
    given = parser.parse_args(arguments).articles
    rows = [json.loads(row) for row in given.open(encoding="utf-8")] if given else articles()
    texts = [row["text"] for row in rows]
    print(f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}")
    faults = _answers(texts)
    _speed(given, texts)
    faults += _growth(texts)
    for fault in faults:
        print(f"FAILED: {fault}")
    return 1 if faults else 0


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if "model name" in line), "")
    return f"one core of {model or platform.machine()}, Python {platform.python_version()}"


def _answers(texts: list[str]) -> list[str]:
    """Check what is found before it is timed."""
    reached = score(articles())
    print(
        f"annotated articles: F1 {reached.words:.1f}, exact {reached.exact:.1f}, "
        f"with the speaker {reached.with_speaker:.1f}"
    )
    faults = [
        f"{measure} on the annotated articles is {getattr(reached, measure):.1f}; it was {before}"
        for measure, before in REACHED.items()
        if getattr(reached, measure) < before - 1
    ]
    if [_found(text) for text in texts] != [_found(text) for text in texts]:
        faults.append("two runs over the same articles differ")
    return faults


def _found(text: str) -> list[dict[str, object]]:
    return statements_as_json(extract(read_article(text)))


def _speed(given: Path | None, texts: list[str]) -> None:
    times = [_seconds(lambda: [_found(text) for text in texts]) for _ in range(RUNS)]
    best, middle = min(times), statistics.median(times)
    characters = sum(map(len, texts))
    print(
        f"{given.name if given else 'annotated articles'}: {len(texts)} documents, "
        f"{characters:,} characters: {len(texts) / middle:.0f} documents a second "
        f"(best of {RUNS} runs {len(texts) / best:.0f}), "
        f"{characters / middle / 1e6:.2f} million characters a second"
    )


def _growth(texts: list[str]) -> list[str]:
    """Return the texts whose time grows out of proportion to their length."""
    print(f"doubled from {SHORTEST:,} to {LONGEST:,} characters: seconds at the end, largest ratio")
    faults = []
    for name, unit in {"news": "\n\n".join(texts) + "\n\n", **HOSTILE}.items():
        seconds, ratio = _doubled(unit)
        print(f"  {name:<16} {seconds:>7.3f} s  x {ratio:.2f}")
        if ratio > LARGEST_RATIO:
            faults.append(f"{name}: doubling the text takes {ratio:.2f} times as long")
    return faults


def _doubled(unit: str) -> tuple[float, float]:
    """Return the seconds of the longest text and the largest ratio between neighbours."""
    sizes = [SHORTEST]
    while sizes[-1] < LONGEST:
        sizes.append(sizes[-1] * 2)
    texts = [(unit * (size // len(unit) + 1))[:size] for size in sizes]
    seconds = [_least(text) for text in texts]
    largest = 0.0
    for at in range(1, len(texts)):
        for _ in range(AGAIN):
            if seconds[at - 1] < LEAST_SECONDS or seconds[at] <= LARGEST_RATIO * seconds[at - 1]:
                break
            # Another program on the same core only ever adds time: the least is nearest.
            seconds[at] = min(seconds[at], _least(texts[at]))
        if seconds[at - 1] >= LEAST_SECONDS:
            largest = max(largest, seconds[at] / seconds[at - 1])
    return seconds[-1], largest


def _least(text: str) -> float:
    times: list[float] = []
    while len(times) < 2 or (sum(times) < ENOUGH_SECONDS and len(times) < RUNS):
        times.append(_seconds(partial(_found, text)))
    return min(times)


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor's time, without that of collecting what others left behind."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
