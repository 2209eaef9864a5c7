"""How long things take, as ratios measured in one run: ``make bench``.

Ratios travel from machine to machine, milliseconds do not. Contenders take turns, and the
median of each counts.
"""

from __future__ import annotations

import itertools
import json
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # the plain reference model lives in tests/

from benchmarks import draws  # noqa: E402
from benchmarks.reference_plan import cases, reference_plan  # noqa: E402
from planner.analysis.compare import compare  # noqa: E402
from planner.packaged import example  # noqa: E402
from planner.plan.read import read_plan  # noqa: E402
from planner.plan.scenarios import Change, Scenario  # noqa: E402
from planner.projection.project import project_cases  # noqa: E402
from planner.publish.board import make_board  # noqa: E402
from planner.views import charts  # noqa: E402
from tests.reference_model import solve  # noqa: E402

ROUNDS, MANY = 7, 256


def medians(contenders: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median time of each contender, taking turns [seconds]."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for run in contenders.values():
        run()
    for _ in range(ROUNDS):
        for name, run in contenders.items():
            started = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - started)
    return {name: statistics.median(found) for name, found in times.items()}


def moved_slider(positions: Iterator[int]) -> Scenario:
    """The plan with the levy at another amount each time, as a slider leaves it."""
    amount = 800_000.0 + 1_000.0 * next(positions)
    return Scenario("slider", changes=(Change("funding", "Levy", "amount", "set", amount),))


def main() -> None:
    """Measure, print the table, write it to results.json beside this file."""
    plan = reference_plan()
    base, many, at = [Scenario("base")], cases(MANY), itertools.count()
    took = medians(
        {
            "plain loops, one case": lambda: solve(plan, base[0]),
            "engine, one case": lambda: project_cases(plan, base),
            f"engine, {MANY} cases": lambda: project_cases(plan, many),
            "slider to chart data": lambda: charts.who_pays(compare(plan, [moved_slider(at)])),
        }
    )
    loops = took["plain loops, one case"]
    district = read_plan(example("prairie-view"))
    with tempfile.TemporaryDirectory() as output:
        pages = medians({"board page": lambda: make_board(district, ["base"], Path(output))})
    results = {
        "machine": {"python": platform.python_version(), "processor": platform.machine()},
        "plan": "100 rows of cost, 8 sources, 10 years",
        "milliseconds": {name: round(s * 1e3, 3) for name, s in {**took, **pages}.items()},
        "ratios to plain loops": {
            "engine, one case": round(loops / took["engine, one case"], 2),
            f"engine, {MANY} cases": round(loops * MANY / took[f"engine, {MANY} cases"], 1),
        },
        **draws.measured(),
    }
    print(json.dumps(results, indent=1))
    (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
