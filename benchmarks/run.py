"""How long things take, as ratios measured in one run: ``make bench``.

Ratios travel from machine to machine, milliseconds do not. Of several rounds the shortest counts:
it is what the machine does when nobody else is on it. Prints the page of results, writes it to
docs/speed.md, and what it is made of to results.json beside this file.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # the plain reference model lives in tests/

from benchmarks import districts, draws, others, questions, sliders, speed_page  # noqa: E402
from benchmarks.draws import least  # noqa: E402
from benchmarks.reference_plan import cases, reference_plan  # noqa: E402
from planner.packaged import example  # noqa: E402
from planner.plan.read import read_plan  # noqa: E402
from planner.plan.what_if.scenarios import Scenario  # noqa: E402
from planner.projection.project import project_cases  # noqa: E402
from planner.publish.board import make_board  # noqa: E402
from tests.reference_model import solve  # noqa: E402

RESULTS = HERE / "results.json"
MANY, ROUNDS = 256, 7


def one_plan() -> dict[str, float]:
    """One case, a few hundred, and the board page."""
    plan, base, many = reference_plan(), Scenario("base"), cases(MANY)
    loops = least(lambda: solve(plan, base), ROUNDS)
    one = least(lambda: project_cases(plan, [base]), ROUNDS)
    several = least(lambda: project_cases(plan, many), ROUNDS)
    district = read_plan(example("prairie-view"))
    with tempfile.TemporaryDirectory() as output:
        page = least(lambda: make_board(district, ["base"], Path(output)), 3)
    return {
        "milliseconds, plain loops, one case": 1e3 * loops,
        "milliseconds, engine, one case": 1e3 * one,
        f"milliseconds, engine, {MANY} cases": 1e3 * several,
        "milliseconds, board page of the example district": 1e3 * page,
        "times as fast as plain loops, one case": loops / one,
        f"times as fast as plain loops, {MANY} cases": loops * MANY / several,
    }


def main() -> None:
    """Measure, write results.json and the page, print the page."""
    parts = {
        "one plan": one_plan,
        **draws.PARTS,
        "a slider": sliders.measured,
        "questions": questions.measured,
        "other ways": others.measured,
        "districts of a state": districts.measured,
    }
    machine = {
        "python": platform.python_version(),
        "processor": platform.machine(),
        "cores": str(os.cpu_count()),
    }
    measured = {name: part() for name, part in parts.items()}
    results = {
        "machine": machine,
        **{name: {k: round(v, 3) for k, v in part.items()} for name, part in measured.items()},
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    speed_page.PAGE.write_text(speed_page.page(results), encoding="utf-8")
    print(speed_page.page(results))


if __name__ == "__main__":
    main()
