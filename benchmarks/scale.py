"""What decks of many districts cost, shared out to workers of a scheduler of this machine.

    python benchmarks/scale.py

prints the numbers of docs/scale.md. What counts is processor time, which other programs on the
machine change little, not the time of a clock: of a worker with its warm process, of the scheduler,
and of the client, which reads plans and keeps the register. A batch of few plans is taken
from one of more: what a batch costs once, such as starting programs that read plans, is in both.
"""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil

from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.batch.deck import DeckToMake
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.cluster.machines import machines_at
from planner.publish.cluster.unfit import ClusterError
from planner.publish.plans.plans_in_folder import plans_in
from planner.publish.processes.stop_request import StopRequest

PLANS, FEW, SCENARIOS, WORKERS = 8, 2, ("base", "prices-rise"), 2
DISTRICTS, SCENARIOS_EACH = 13_500, 5


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, psutil.Process, psutil.Process]]:
    """Address of a scheduler, its program, and that of its workers."""
    file = folder / "scheduler.json"
    known = ("--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard")
    own = {
        "scheduler": ("--port", "0", "--dashboard-address", "127.0.0.1:0"),
        "worker": ("--nworkers", str(WORKERS), "--nthreads", "1"),
    }
    started = [
        subprocess.Popen(
            [sys.executable, "-P", "-m", f"distributed.cli.dask_{name}", *known, *more],
            cwd=folder,
            stderr=subprocess.DEVNULL,
        )
        for name, more in own.items()
    ]
    try:
        address = ""
        while not address or _workers(address) < WORKERS:
            found = re.search(r'"(tcp://[0-9.]+:\d+)"', file.read_text() if file.exists() else "")
            address = found[1] if found else ""
        scheduler, workers = (psutil.Process(one.pid) for one in started)
        yield address, scheduler, workers
    finally:
        for one in started:
            for child in psutil.Process(one.pid).children(recursive=True):
                child.kill()
            one.kill()
            one.wait()


def _workers(address: str) -> int:
    try:
        with machines_at(address) as found:
            return len(found.members())
    except ClusterError:
        return 0


def processor_seconds(program: psutil.Process) -> float:
    """Of a program, and of all that it started, also what has ended."""
    return sum(sum(one.cpu_times()[:4]) for one in (program, *program.children(recursive=True)))


def measured() -> dict[str, float]:
    """Processor seconds and bytes of a deck."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for number in range(PLANS):
            plan = shutil.copytree(example("altoona-wi"), folder / "plans" / f"district-{number}")
            district = plan / "district.csv"  # of another district: copies are made once
            text = district.read_text(encoding="utf-8")
            district.write_text(text.replace("Altoona", f"District {number}"), encoding="utf-8")
        here = psutil.Process()
        with cluster(folder) as (address, scheduler, workers):
            output = folder / "outputs"
            request = BatchRequest(
                plans_in(folder / "plans", output),
                output,
                scenarios=SCENARIOS,
                engine="forked",
                scheduler=address,
            )
            programs = {"client": here, "scheduler": scheduler, "worker": workers}
            few, many = replace(request, places=request.places[:FEW]), request
            spent = []
            for number, one in enumerate((few, few, many)):
                before = {name: processor_seconds(it) for name, it in programs.items()}
                output = folder / f"outputs-{number}"
                record = list(run_batch(replace(one, output=output), StopRequest()))[-1]
                after = {name: processor_seconds(it) for name, it in programs.items()}
                used = {name: after[name] - before[name] for name in programs}
                used["client"] -= used["scheduler"] + used["worker"]  # which it has started
                spent.append(used)
        decks = record.count("made")
        assert decks == PLANS * len(SCENARIOS), decks
        more = (PLANS - FEW) * len(SCENARIOS)
        files = [path for run in output.glob("*/2*") for path in run.rglob("*") if path.is_file()]
        deck = DeckToMake(read_plan(example("altoona-wi")), "base", output)
        return {
            **{f"{name}, s": (spent[2][name] - spent[1][name]) / more for name in programs},
            "megabytes on disk": sum(path.stat().st_size for path in files) / decks / 1e6,
            "megabytes sent": len(pickle.dumps(deck)) / 1e6,
        }


def main() -> None:
    """Print what a deck costs, and what 13,500 districts cost by it."""
    found = measured()
    decks = DISTRICTS * SCENARIOS_EACH
    for name, value in found.items():
        print(f"a deck, {name}: {value:.3g}")
    hours = decks * found["worker, s"] / 3600
    print(f"{decks:,} decks: {hours:.1f} hours of one core")
    print(f"on disk: {decks * found['megabytes on disk'] / 1e3:.0f} GB")
    for workers in (2, 8, 32, 128):
        print(f"{workers} workers: {hours / workers:.2f} hours")
    busiest = max(found["client, s"], found["scheduler, s"])
    print(f"workers that one scheduler keeps busy: {found['worker, s'] / busiest:.0f}")


if __name__ == "__main__":
    main()
