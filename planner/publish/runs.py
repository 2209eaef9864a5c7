"""Runs: every result keeps its inputs, parameters and version in a folder of its own.

``outputs/<plan>/<run>/`` is written under another name and renamed when it is whole. It is
never overwritten. ``outputs/<plan>/latest`` points to the newest. What a killed run leaves under
that other name is removed by the first run of the plan that starts a day later.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner import __version__
from planner.atomic_files import NO_ROOM, settle_folder, write_all_or_none, write_whole
from planner.plan.plan import Plan
from planner.plan.reading.where import is_workbook

INPUTS, MANIFEST, LATEST = "inputs", "manifest.json", "latest"

#: Name of a run that is being written, see ``_reserve``.
_UNFINISHED = re.compile(r"\.\d{4}-\d\d-\d\d-\d{6}-[0-9a-f]{6}(-\d+)?\.partial")
_A_DAY = 24 * 60 * 60


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
    ends in ``-failed``, as evidence, and the error goes on. Where the disk is full, nothing is
    kept: it is no fault of the run, and the room is needed.

    Parameters
    ----------
    output : Path
        Folder of all plans' runs.
    plan : Plan
        The plan; the files it was read from are kept as they were when it was read.
    parameters : mapping
        What was asked, for the manifest.

    Raises
    ------
    OSError
        If there is no room for the run, wherever in it that was found.
    """
    home = output / folder_name(plan.name)
    home.mkdir(parents=True, exist_ok=True)
    _remove_killed(home)
    started = datetime.now().astimezone()
    run = _reserve(home, f"{started:%Y-%m-%d-%H%M%S}-{plan.digest[:6]}")
    try:
        _copy_inputs(plan, run.folder / INPUTS)
        yield run
        _write_manifest(run.folder, plan, parameters, started)
    except BaseException as error:
        if full := _no_room(error):
            shutil.rmtree(run.folder, ignore_errors=True)
            raise OSError(full, os.strerror(full), str(run.final)) from error
        _publish(run.folder, run.final.with_name(f"{run.final.name}-failed"))
        raise
    run.final = _publish(run.folder, run.final)
    _point_latest(home, run.final)


def copied_plan(plan: Plan) -> str:
    """Where a run keeps the plan it was made from, seen from the run's folder."""
    return f"{INPUTS}/{plan.path.name}" if is_workbook(plan.path) else INPUTS


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


def _remove_killed(home: Path) -> None:
    """Remove what killed runs left: no run takes a day."""
    for folder in home.glob(".*.partial"):
        with suppress(OSError):
            old = time.time() - folder.stat().st_mtime > _A_DAY
            if old and _UNFINISHED.fullmatch(folder.name) and not folder.is_symlink():
                shutil.rmtree(folder, ignore_errors=True)


def _no_room(error: BaseException) -> int:
    """Number of the error that says there is no room, or 0; a notebook passes on its words."""
    if isinstance(error, OSError):
        return error.errno if error.errno in NO_ROOM else 0
    return next((code for code in NO_ROOM if os.strerror(code) in str(error)), 0)


def _publish(folder: Path, final: Path) -> Path:
    settle_folder(folder)
    os.rename(folder, final)  # noqa: PTH104  never replaces: a run is not overwritten
    settle_folder(final.parent)
    return final


def _copy_inputs(plan: Plan, inputs: Path) -> None:
    """Copy the files as they were when the plan was read, whatever was saved since."""
    inputs.mkdir()
    write_all_or_none({inputs / name: content for name, content in plan.files.items()})


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
    write_whole(folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")


def _point_latest(home: Path, final: Path) -> None:
    """Let ``latest`` point to a run: a link, or a text file where links are not allowed."""
    latest, beside = home / LATEST, home / f".{LATEST}.{os.getpid()}"
    beside.unlink(missing_ok=True)  # of a killed run that had our number: usual in containers
    try:
        beside.symlink_to(final.name, target_is_directory=True)
        beside.replace(latest)
        settle_folder(home)
    except OSError:  # Windows allows links only to administrators and in developer mode
        beside.unlink(missing_ok=True)
        write_whole(home / f"{LATEST}.txt", final.name + "\n")
