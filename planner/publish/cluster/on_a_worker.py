"""What runs at a worker of another machine: it introduces itself, and does a task."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal, TypeVar

from planner import __version__
from planner.atomic_files import OWNER
from planner.publish.processes.tasks import TaskFailed, tried

Task = TypeVar("Task")
Result = TypeVar("Result")

#: Packages that numbers come from, or that carry them: two versions may differ in the last digit.
_PACKAGES = {"NumPy": "numpy", "SciPy": "scipy", "pandas": "pandas", "Dask": "distributed"}

#: How a worker finds the folder of all runs.
FolderIs = Literal["shared", "not seen", "not writable"]


@dataclass(frozen=True)
class Introduction:
    """What a worker says of itself.

    Attributes
    ----------
    owner : str
        Mark of its process (:data:`planner.atomic_files.OWNER`).
    versions : dict of str to str
        What it works with, by names to show.
    folder_is : {"shared", "not seen", "not writable"}
        How it finds the folder of all runs.
    """

    owner: str
    versions: dict[str, str]
    folder_is: FolderIs


@dataclass(frozen=True)
class IsAnother:
    """A task was handed to a process that another one has replaced since, at the same address."""


def introduce(marker: str, token: str) -> Introduction:
    """Say who this worker is, and whether it sees what the client wrote.

    Parameters
    ----------
    marker : str
        A file in the folder of all runs; blank where no folder has to be shared.
    token : str
        What the client wrote into it.
    """
    return Introduction(OWNER, versions(), _folder_is(Path(marker), token) if marker else "shared")


def versions() -> dict[str, str]:
    """What this process works with; machines that differ in it could differ in results.

    >>> list(versions())
    ['planner', 'Python', 'NumPy', 'SciPy', 'pandas', 'Dask', 'system']
    """
    return {
        "planner": __version__,
        "Python": ".".join(platform.python_version_tuple()[:2]),
        **{name: version(package) for name, package in _PACKAGES.items()},
        "system": platform.system(),
    }


def at_work(
    owner: str, work: Callable[[Task], Result | TaskFailed], task: Task
) -> Result | TaskFailed | IsAnother:
    """Do a task that was handed to this process.

    Parameters
    ----------
    owner : str
        Mark of the process that it was handed to.
    work : callable
        What is done with it.
    task : object
        The task.
    """
    return tried(work, task) if owner == OWNER else IsAnother()


def _folder_is(marker: Path, token: str) -> FolderIs:
    try:
        if marker.read_text("utf-8") != token:
            return "not seen"
    except OSError:
        return "not seen"
    own = marker.with_name(f"{marker.name}-{OWNER}")
    try:
        own.touch(exist_ok=False)
        own.unlink()
    except OSError:
        return "not writable"
    return "shared"
