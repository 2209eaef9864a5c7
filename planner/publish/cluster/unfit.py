"""Why machines cannot be worked with, in sentences that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.publish.cluster.on_a_worker import FolderIs, Introduction, versions

NOT_INSTALLED = (
    "--scheduler needs Dask, which is not installed. Install it with: "
    "python -m pip install dask distributed"
)
NO_SCHEDULER = (
    "no scheduler answers at {address}. Start one with: dask scheduler, and name the address that "
    "it prints, such as tcp://10.0.0.5:8786"
)
NO_WORKER = (
    "the scheduler at {address} has no worker. Start some on each machine with: "
    "dask worker {address} --nworkers 2 --nthreads 1"
)
ALL_LOST = (
    "the scheduler at {address} has had no worker for {seconds:.0f} seconds. What was made is "
    "kept; start workers, and continue the batch with --resume"
)
SCHEDULER_LOST = (
    "the scheduler at {address} is gone. What was made is kept; start one, and continue the batch "
    "with --resume"
)
_NO_PLANNER = "worker {worker} has no planner that can be run ({why}). Install the same one there"
_DIFFERS = (
    "worker {worker} differs from this machine: {differences}. Install the same versions on both"
)
_FOLDER: dict[FolderIs, str] = {
    "not seen": "worker {worker} does not see the folder of runs {folder}. All machines must see "
    "one folder under one path, such as a network drive; name it with -o",
    "not writable": "worker {worker} may not write to the folder of runs {folder}. Let it, or name "
    "another folder with -o",
}


class ClusterError(ValueError):
    """Machines that cannot be worked with, in one sentence that says what to do."""


def why_unfit(worker: str, said: Introduction | Exception, folder: Path | None) -> str:
    """Why a worker cannot be given work; blank if it can.

    Parameters
    ----------
    worker : str
        Its address.
    said : Introduction or Exception
        What it says of itself, or why it could not.
    folder : Path, optional
        Folder of all runs; none where no folder has to be shared.
    """
    if isinstance(said, Exception):
        return _NO_PLANNER.format(worker=worker, why=said)
    if different := differences(said.versions, versions()):
        return _DIFFERS.format(worker=worker, differences=different)
    if said.folder_is != "shared":
        return _FOLDER[said.folder_is].format(worker=worker, folder=folder)
    return ""


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """What another machine has otherwise; blank if nothing.

    Examples
    --------
    >>> differences({"planner": "2.0", "Python": "3.11"}, {"planner": "2.1", "Python": "3.11"})
    'planner 2.0 instead of 2.1'
    """
    return ", ".join(
        f"{name} {theirs.get(name, 'unknown')} instead of {here}"
        for name, here in ours.items()
        if theirs.get(name) != here
    )
