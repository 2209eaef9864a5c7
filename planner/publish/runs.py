"""Runs: every result keeps its inputs, parameters and version in a folder of its own.

``outputs/<plan>/<run>/`` is written under another name and renamed when it is whole. It is
never overwritten. ``outputs/<plan>/latest`` points to the newest.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner import __version__
from planner.plan.plan import Plan
from planner.plan.tables import TABLES
from planner.publish.beside import write_beside

INPUTS, MANIFEST, LATEST = "inputs", "manifest.json", "latest"


@dataclass
class Run:
    """A run on its way.

    Attributes
    ----------
    folder : Path
        Where its files go now; renamed to its final name at the end.
    final : Path
        Where they will be.
    """

    folder: Path
    final: Path


@contextmanager
def new_run(output: Path, plan: Plan, parameters: Mapping[str, object]) -> Iterator[Run]:
    """Folder for a run: the tables copied in, published whole at the end.

    If something fails inside, what is there is kept beside the good runs under a name that
    ends in ``-failed``, as evidence, and the error goes on.

    Parameters
    ----------
    output : Path
        Folder of all plans' runs.
    plan : Plan
        The plan; the files it was read from are copied.
    parameters : mapping
        What was asked, for the manifest.
    """
    home = output / folder_name(plan.name)
    home.mkdir(parents=True, exist_ok=True)
    started = datetime.now().astimezone()
    run = _reserve(home, f"{started:%Y-%m-%d-%H%M%S}-{plan.digest[:6]}")
    try:
        _copy_inputs(plan, run.folder / INPUTS)
        yield run
        _write_manifest(run.folder, plan, parameters, started)
    except BaseException:
        _publish(run.folder, run.final.with_name(f"{run.final.name}-failed"))
        raise
    run.final = _publish(run.folder, run.final)
    _point_latest(home, run.final)


def folder_name(plan_name: str) -> str:
    """Name of a plan as a folder, safe on every system.

    >>> folder_name("Prairie View: 2027?"), folder_name("..")
    ('Prairie View- 2027-', 'plan')
    """
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", plan_name).strip(" .") or "plan"


def _reserve(home: Path, name: str) -> Run:
    """Take a name that no other run has, also when two start in the same second."""
    number = 1
    while True:
        final = home / (name if number == 1 else f"{name}-{number}")
        beside = home / f".{final.name}.partial"
        number += 1
        if final.exists():
            continue
        try:
            beside.mkdir()
        except FileExistsError:
            continue
        return Run(beside, final)


def _publish(folder: Path, final: Path) -> Path:
    os.rename(folder, final)  # noqa: PTH104  never replaces: a run is not overwritten
    return final


def _copy_inputs(plan: Plan, inputs: Path) -> None:
    inputs.mkdir()
    for table in TABLES.values():
        file = plan.folder / table.file
        if file.is_file():
            shutil.copyfile(file, inputs / table.file)


def _write_manifest(
    folder: Path, plan: Plan, parameters: Mapping[str, object], started: datetime
) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {
        "plan": plan.name,
        "district": plan.district.name,
        "digest": plan.digest,
        "planner_version": __version__,
        "python_version": platform.python_version(),
        "started": started.isoformat(timespec="seconds"),
        "parameters": dict(parameters),
        "files": {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        },
    }
    write_beside(folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")


def _point_latest(home: Path, final: Path) -> None:
    """Let ``latest`` point to a run: a link, or a text file where links are not allowed."""
    latest, beside = home / LATEST, home / f".{LATEST}.{os.getpid()}"
    try:
        beside.symlink_to(final.name, target_is_directory=True)
        beside.replace(latest)
    except OSError:  # Windows allows links only to administrators and in developer mode
        beside.unlink(missing_ok=True)
        write_beside(home / f"{LATEST}.txt", final.name + "\n")
