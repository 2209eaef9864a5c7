"""Board pages in a batch, against papermill and nbconvert as a person would call them.

Both make the same: the executed notebook, the page, the ledger and the results. Papermill and
nbconvert start a process each for every deck; nbconvert's own page has no style of ours, no check
and no manifest, so it does less.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from benchmarks import deck_costs
from benchmarks.starting import run
from planner.packaged import BOARD_NOTEBOOK, example, notebooks_dir
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.plans.plans_in_folder import plans_in
from planner.publish.processes.stop_request import StopRequest

PLANS, SCENARIOS = 5, ("base", "levy-fails", "refresh-stretched", "tools-trimmed")
PLAIN_DECKS = 3


def plain(folder: Path) -> float:
    """Papermill, then nbconvert, for a few decks; for one of them [s]."""
    began = time.perf_counter()
    for number in range(PLAIN_DECKS):
        deck = folder / f"plain-{number}"
        deck.mkdir()
        plan = str(example("prairie-view"))
        asked = ("-p", "plan", plan, "-p", "output", str(deck))
        executed = str(deck / "executed.ipynb")
        run("-m", "papermill", str(notebooks_dir() / BOARD_NOTEBOOK), executed, *asked)
        run("-m", "nbconvert", "--to", "html", executed)
    return (time.perf_counter() - began) / PLAIN_DECKS


def batch(folder: Path, engine: str, workers: int) -> float:
    """A batch, workers started and everything imported in it; for one deck [s]."""
    output = folder / f"{engine}-{workers}"
    request = BatchRequest(
        plans_in(folder / "plans", output), output, workers, SCENARIOS, engine=engine
    )
    began = time.perf_counter()
    for record in run_batch(request, StopRequest()):
        made = record.count("made")
    assert made == PLANS * len(SCENARIOS), made
    return (time.perf_counter() - began) / made


def measured() -> dict[str, float]:
    """Twenty decks of the example district, in copies of a warm process."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for number in range(PLANS):
            plan = shutil.copytree(example("prairie-view"), folder / "plans" / f"plan-{number}")
            district = plan / "district.csv"  # of another district: copies are made once
            text = district.read_text(encoding="utf-8")
            district.write_text(text.replace("Prairie View", f"District {number}"), "utf-8")
        usual, one, two = plain(folder), batch(folder, "forked", 1), batch(folder, "forked", 2)
        costs = deck_costs.measured(folder, SCENARIOS)
    return {
        "milliseconds, a deck by papermill and nbconvert": 1e3 * usual,
        "milliseconds, a deck in a batch": 1e3 * one,
        "times as fast as papermill and nbconvert": usual / one,
        "two workers against one": one / two,
        **costs,
    }
