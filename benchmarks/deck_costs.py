"""What a deck takes besides time: processor, room on the disk, memory from one deck to the next.

Memory is that of a process of its own, ``python -m benchmarks.deck_costs FOLDER SCENARIO ...``,
which makes decks as a worker does, prints what it holds after each, and has done nothing before.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.starting import run
from planner.packaged import BOARD_NOTEBOOK, example, notebooks_dir
from planner.plan.read import read_plan
from planner.publish.batch.deck import DeckToMake, MadeDeck, do_task

#: What a county office makes before lunch. The first decks fill what is kept for all, and for a
#: while memory grows by what is free but in pieces too small; growth from deck to deck is that of
#: the later ones.
A_MORNING, FIRST, SETTLED = 500, 8, 200
_MIB = 2**20
_ROOT = Path(__file__).resolve().parent.parent


def measured(folder: Path, scenarios: tuple[str, ...]) -> dict[str, float]:
    """Costs of the example district's page, and of decks one after the other in one worker."""
    of_command, of_plain = command_seconds(folder / "command"), plain_seconds(folder / "plain")
    size = sum(f.stat().st_size for f in (folder / "command").rglob("*") if not f.is_symlink())
    return {
        "seconds of a processor, planner board": of_command,
        "seconds of a processor, papermill and nbconvert": of_plain,
        "share of the processor time of papermill and nbconvert, planner board": (
            of_command / of_plain
        ),
        "megabytes of a deck with every scenario": size / 1e6,
        **memory(folder / "memory", scenarios),
    }


def command_seconds(output: Path) -> float:
    """Processor time of one ``planner board``, with all that it starts [s]."""
    return _processor(("-m", "planner", "board", str(example("prairie-view")), "-o", str(output)))


def plain_seconds(output: Path) -> float:
    """The same of papermill and nbconvert, called as a person would [s]."""
    output.mkdir()
    executed = str(output / "executed.ipynb")
    notebook = str(notebooks_dir() / BOARD_NOTEBOOK)
    plan = ("-p", "plan", str(example("prairie-view")), "-p", "output", str(output))
    ran = _processor(("-m", "papermill", notebook, executed, *plan))
    return ran + _processor(("-m", "nbconvert", "--to", "html", executed))


def _processor(arguments: tuple[str, ...]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def memory(output: Path, scenarios: tuple[str, ...]) -> dict[str, float]:
    """Memory of a worker and of the warm process after every deck; only Linux tells it."""
    if sys.platform != "linux":
        return {}
    worker = [sys.executable, "-m", __name__, str(output), *scenarios]
    printed = subprocess.run(worker, check=True, cwd=_ROOT, stdout=subprocess.PIPE).stdout
    held: list[int] = json.loads(printed)
    growth, _ = np.polyfit(range(SETTLED, A_MORNING), held[SETTLED:], 1)
    return {
        "MiB, a worker and the warm process": held[FIRST] / _MIB,
        "MiB more with every deck": float(growth) / _MIB,
        f"times as much memory after {A_MORNING} decks": held[-1] / held[FIRST],
    }


def held_by_a_worker(output: Path, scenarios: Sequence[str]) -> list[int]:
    """Make decks one after the other in this process; what it holds after each [bytes]."""
    plan = read_plan(example("prairie-view"))
    held = []
    for number in range(A_MORNING):
        deck = DeckToMake(plan, scenarios[number % len(scenarios)], output, engine="forked")
        made = do_task(deck)
        assert isinstance(made, MadeDeck), made
        held.append(_resident(os.getpid()))
    return held


def _resident(process: int) -> int:
    """Memory of a process and of all that it has started and that is alive [bytes]."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        started = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it has just ended
        return 0
    own = pages * resource.getpagesize()
    return own + sum(_resident(int(child)) for child in started)


if __name__ == "__main__":
    print(json.dumps(held_by_a_worker(Path(sys.argv[1]), sys.argv[2:])))
