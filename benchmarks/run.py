"""How long things take, as ratios measured in one run: ``make bench``.

What is asked for is a ratio to something of the same part: a slower machine changes no verdict. Of
several rounds the shortest counts: it is what the machine does when nobody else is on it.

After each part results.json next to this file and the page docs/speed.md are written again: what a
run does not come to, or what breaks, stays as the run before had it. Words choose the parts whose
names have one of them: ``make bench PARTS="decks desk"``.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

# What is measured, and what parts share with the tests, lies next to this folder.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import (
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
from benchmarks.asked import DESK, MEASURED, WHAT_IF, Results, shown
from benchmarks.draws import FASTER, LOOPS, against_loops
from benchmarks.reference_plan import cases, reference_plan
from planner.plan.what_if.scenarios import Scenario
from planner.projection.project import project_cases

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


PARTS: dict[str, Callable[[], dict[str, float]]] = {
    "one plan": one_plan,
    **draws.PARTS,
    "a slider": sliders.measured,
    "questions": questions.measured,
    "other ways": others.measured,
    "districts of a state": districts.measured,
    "starting": starting.measured,
    "decks": decks.measured,
    DESK: desk.measured,
    WHAT_IF: what_if.measured,
}


def parts_asked(words: Sequence[str]) -> list[str]:
    """Names of the parts that have one of the words; all parts if there are none.

    Raises
    ------
    SystemExit
        If no part has a word.
    """
    unknown = [word for word in words if not any(_has(part, word) for part in PARTS)]
    if unknown:
        msg = f"no part is called {', '.join(unknown)}. There are: {'; '.join(PARTS)}"
        raise SystemExit(msg)
    return [part for part in PARTS if not words or any(_has(part, word) for word in words)]


def _has(part: str, word: str) -> bool:
    return word.casefold() in part.casefold().replace(",", " ").split()


def with_part(
    before: Results, part: str, found: Mapping[str, float], how: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Results with one part measured again; of the others, what is still measured, as it was.

    Parameters
    ----------
    before : mapping
        Results of the runs before.
    part : str
        Its name.
    found : mapping
        What was measured.
    how : mapping
        The day, and with what.
    """
    rounded = {what: round(value, 3) for what, value in found.items()}
    now = {**before, part: rounded}
    measured = {**before.get(MEASURED, {}), part: dict(how)}
    in_order = [name for name in PARTS if name in now]
    return {
        MEASURED: {name: measured[name] for name in in_order},
        **{name: dict(now[name]) for name in in_order},
    }


def this_run() -> dict[str, str]:
    """The day, and with what it is measured."""
    return {
        "day": date.today().isoformat(),
        "python": platform.python_version(),
        "processor": platform.machine(),
        "cores": str(os.cpu_count()),
    }


def main(words: Sequence[str]) -> int:
    """Measure parts, and write and print what each has found; 1 if one of them broke."""
    asked, how, broken = parts_asked(words), this_run(), []
    for number, part in enumerate(asked, 1):
        print(f"[{number} of {len(asked)}] {part} ...", flush=True)
        try:
            found = PARTS[part]()
        except Exception:  # the others can still be measured
            traceback.print_exc()
            broken.append(part)
            continue
        results = with_part(speed_page.read_results(), part, found, how)
        speed_page.write(results)
        print("\n".join(f"  {what}: {shown(value)}" for what, value in found.items()))
    if broken:
        print(f"These broke, and are as they were: {'; '.join(broken)}", file=sys.stderr)
    return int(bool(broken))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
