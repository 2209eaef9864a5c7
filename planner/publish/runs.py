"""Runs: every result keeps its inputs, parameters and version in a folder of its own.

``outputs/<plan>/<run>/`` is written under another name and renamed when it is whole. It is
never overwritten. ``outputs/<plan>/latest`` leads to the newest board page; pages of other kinds
have a link of their own. What a killed run leaves under that other name is removed by the first
run of the plan that starts a day later.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import platform
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner import __version__
from planner.atomic_files import (
    ENDING,
    NO_ROOM,
    remove_old,
    settle_folder,
    unfinished,
    write_all_or_none,
    write_whole,
)
from planner.plan.plan import Plan
from planner.plan.reading.folder_or_workbook import is_workbook
from planner.publish.file_names import folder_name

INPUTS, MANIFEST, LATEST = "inputs", "manifest.json", "latest"

#: Name of a run that is being written, see :func:`planner.atomic_files.unfinished`.
_UNFINISHED = re.compile(r"\.\d{4}-\d\d-\d\d-\d{6}-[0-9a-f]{6}(-\d+)?(\.\d+-[0-9a-f]{8})?\.partial")


@dataclass
class Run:
    """A run on its way.

    Attributes
    ----------
    folder : Path
        Where its files go now.
    final : Path
        Where they will be; where they are at the end, with a number if the name was taken.
    started : datetime
        When it began.
    """

    folder: Path
    final: Path
    started: datetime


@contextmanager
def new_run(
    output: Path, plan: Plan, parameters: Mapping[str, object], latest: str = LATEST
) -> Iterator[Run]:
    """Folder for a run: the tables copied in, published whole at the end.

    If something fails inside, what is there is kept next to the good runs under a name that
    ends in ``-failed``, as evidence, and the error goes on. Where the disk is full or somebody
    stops the run, nothing is kept: it is no fault of the run.

    Parameters
    ----------
    output : Path
        Folder of all plans' runs.
    plan : Plan
        The plan; the files it was read from are kept as they were when it was read.
    parameters : mapping
        What was asked, for the manifest.
    latest : str
        Name of the link that then leads to the run; none if blank.

    Raises
    ------
    OSError
        If there is no room for the run, wherever in it that was found.
    """
    with whole_run(output / folder_name(plan.name), plan.short_digest, latest) as run:
        _copy_inputs(plan, run.folder / INPUTS)
        yield run
        _write_manifest(run.folder, plan, parameters, run.started)


@contextmanager
def whole_run(home: Path, mark: str, latest: str = LATEST) -> Iterator[Run]:
    """Folder for what a run makes: published whole at the end, see :func:`new_run`.

    Parameters
    ----------
    home : Path
        Folder of all runs of its kind.
    mark : str
        Letters and digits at the end of the run's name, behind the moment.
    latest : str
        Name of the link that then leads to the run; none if blank.
    """
    home.mkdir(parents=True, exist_ok=True)
    remove_old(home, _UNFINISHED)
    started = datetime.now().astimezone()
    run = _reserve(home, f"{started:%Y-%m-%d-%H%M%S}-{mark}", started)
    try:
        yield run
        run.final = _publish(run.folder, run.final)
    except Exception as error:
        if full := _no_room(error):
            shutil.rmtree(run.folder, ignore_errors=True)
            raise OSError(full, os.strerror(full), str(run.final)) from error
        if run.folder.exists() and not ENDING.is_set():
            _publish(run.folder, run.final.with_name(f"{run.final.name}-failed"))
        raise
    except BaseException:  # somebody stops it
        shutil.rmtree(run.folder, ignore_errors=True)
        raise
    if latest:
        _point(home / latest, run.final)


def copied_plan(plan: Plan) -> str:
    """Where a run keeps the plan it was made from, seen from the run's folder."""
    return f"{INPUTS}/{plan.path.name}" if is_workbook(plan.path) else INPUTS


def _reserve(home: Path, name: str, started: datetime) -> Run:
    """Folder to write in that no other run has, also when two start in the same second."""
    for final in _numbered(home / name):
        folder = home / unfinished(final.name)
        if final.exists():
            continue
        with suppress(FileExistsError):
            folder.mkdir()
            return Run(folder, final, started)
    raise AssertionError


def _numbered(path: Path) -> Iterator[Path]:
    """A path, and the same with numbers behind it, without end."""
    yield path
    yield from (path.with_name(f"{path.name}-{number}") for number in itertools.count(2))


def _no_room(error: BaseException) -> int:
    """Number of the error that says there is no room, or 0; a notebook passes on its words."""
    if isinstance(error, OSError):
        return error.errno if error.errno in NO_ROOM else 0
    return next((code for code in NO_ROOM if os.strerror(code) in str(error)), 0)


def _publish(folder: Path, final: Path) -> Path:
    """Give a folder its final name, or the next that is free: a run is never overwritten."""
    settle_folder(folder)
    for place in _numbered(final):
        if place.exists():
            continue
        try:
            folder.rename(place)
        except OSError:
            if place.exists():  # taken in this instant; a folder that holds files is not replaced
                continue
            raise
        settle_folder(place.parent)
        return place
    raise AssertionError


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


def _point(latest: Path, final: Path) -> None:
    """Let a name lead to a run: a link, or a text file where links are not allowed."""
    new = latest.with_name(f".{latest.name}.{os.getpid()}")
    new.unlink(missing_ok=True)  # of a killed run that had our number: usual in containers
    try:
        new.symlink_to(final.name, target_is_directory=True)
        new.replace(latest)
        settle_folder(latest.parent)
    except OSError:  # Windows allows links only to administrators and in developer mode
        new.unlink(missing_ok=True)
        write_whole(latest.with_name(f"{latest.name}.txt"), final.name + "\n")
