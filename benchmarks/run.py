"""How long things take, as ratios measured in one run: ``make bench``.

What is asked for is a ratio to something of the same run: a slower machine changes no verdict. Of
several rounds the shortest counts:
it is what the machine does when nobody else is on it. Prints the page of results, writes it to
docs/speed.md, and what it is made of to results.json next to this file.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # the plain reference model lives in tests/

from benchmarks import (  # noqa: E402
    decks,
    desk,
    districts,
    draws,
    others,
    questions,
    sliders,
    speed_page,
    starting,
    what_if,
)
from benchmarks.draws import FASTER, LOOPS, against_loops  # noqa: E402
from benchmarks.reference_plan import cases, reference_plan  # noqa: E402
from planner.plan.what_if.scenarios import Scenario  # noqa: E402
from planner.projection.project import project_cases  # noqa: E402

RESULTS = HERE / "results.json"
MANY, ROUNDS = 256, 7


def one_plan() -> dict[str, float]:
    """One case, and a few hundred."""
    plan, base, many = reference_plan(), Scenario("base"), cases(MANY)
    several = f"engine, {MANY} cases"
    took = against_loops(
        plan,
        {
            "engine, one case": lambda: project_cases(plan, [base]),
            several: lambda: project_cases(plan, many),
        },
        ROUNDS,
    )
    return {
        **{f"milliseconds, {words}": 1e3 * seconds for words, seconds in took.items()},
        f"{FASTER}, one case": took[LOOPS] / took["engine, one case"],
        f"{FASTER}, {MANY} cases": took[LOOPS] * MANY / took[several],
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
        "starting": starting.measured,
        "decks": decks.measured,
        speed_page.DESK: desk.measured,
        speed_page.WHAT_IF: what_if.measured,
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
