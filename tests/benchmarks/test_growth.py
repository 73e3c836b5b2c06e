"""The page of growth: exponents of what the runs left, of the sizes that there are."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import growth


def ran(folder: Path, name: str, **told: Any) -> None:
    (folder / name).write_text(json.dumps(told), "utf-8")


def beside_peers(folder: Path, claims: int, rate: float, page: str) -> None:
    ran(
        folder,
        f"postgresql-{claims}.json",
        workers=2,
        questions={"detail": "a claim by its id", "deep": f"page {page} of 50"},
        results={"detail": {"ours": {"rate": rate}}, "deep": {"ours": {"rate": 100.0}}},
    )


@pytest.mark.parametrize("power", [0, 0.5, 1])
def test_the_exponent_is_the_power_by_which_cost_grows(power):
    costs = {size: 3 * size**power for size in (10_000, 100_000, 1_000_000)}
    assert growth.exponent(costs) == pytest.approx(power)
    assert growth.exponent({10_000: 1.0}) is None


def test_the_page_tells_cost_at_each_size_and_what_publishing_costs(tmp_path, capsys):
    beside_peers(tmp_path, 10_000, 2_000.0, "190")
    beside_peers(tmp_path, 1_000_000, 1_000.0, "10,000")
    for claims, median in ((10_000, 20.0), (1_000_000, 40.0)):
        times = {"publication": {"median": median}}
        name = f"burst-postgresql-{claims}.json"
        ran(tmp_path, name, editing_quiet=times, editing_during=times)
    assert growth.main(tmp_path) == 0
    page = (tmp_path / "growth.md").read_text("utf-8")
    assert "| a claim by its id | 1 | 2 | +0.15 |" in page
    assert "| the deepest page of 50 | 20 | 20 | +0.00 |" in page
    assert "| nobody reads | 20 | 40 | +0.15 |" in page
    assert capsys.readouterr().out == page


def test_without_figures_there_is_no_page(tmp_path, capsys):
    assert growth.main(tmp_path) == 1
    assert "run tests.benchmarks.peers first" in capsys.readouterr().out
