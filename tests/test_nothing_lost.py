"""Programs are really killed, disks are really filled, and every file stays whole."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.atomic_files import LOCK, TakenError, locked, write_whole
from tests.any_machine import PATIENCE

#: Bytes of each version, and how often a program that writes them is killed.
SIZE, KILLS = 1_000_000, 25

WRITES_FOR_EVER = f"""
import itertools, os, sys
from pathlib import Path
from planner.atomic_files import write_all_or_none, write_whole
folder = Path(sys.argv[1])
print("ready", flush=True)
for number in itertools.count(os.getpid() * 1000):
    version = b"%010d" % number * ({SIZE} // 10)
    write_whole(folder / "one.csv", version)
    write_all_or_none({{folder / "a.csv": version, folder / "b.csv": version}})
    print("written", flush=True)
"""

COUNTS = """
import sys
from pathlib import Path
from planner.atomic_files import locked, write_whole
folder, times = Path(sys.argv[1]), int(sys.argv[2])
for _ in range(times):
    with locked(folder, wait=300):
        count = int((folder / "count.csv").read_text())
        write_whole(folder / "count.csv", str(count + 1))
    print("counted", flush=True)
"""

HOLDS = """
import sys
from pathlib import Path
from planner.atomic_files import locked
with locked(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""

#: What a program on a full disk begins with: it makes its disk small, in one of three ways.
FULL = """
import errno, json, os, subprocess, sys
from pathlib import Path
from planner import atomic_files
import planner.plan.blank_tables, planner.plan.read, planner.publish.runs, planner.packaged
folder, how = Path(sys.argv[1]), sys.argv[2]
plan = planner.plan.read.read_plan(planner.packaged.example("prairie-view"))
small = "size=64k" if how == "disk" else ""
if small:  # in a namespace of its own, so that it goes with the program
    subprocess.run(["mount", "-t", "tmpfs", "-o", small, "tmpfs", str(folder)], check=True)
old = {folder / name: name.encode() * 500 for name in ("a.csv", "b.csv")}
atomic_files.write_all_or_none(old)
if how == "limit":
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
elif how == "pretended":
    def full(opened):
        raise OSError(errno.ENOSPC, "No space left on device")
    os.fsync = full
told = []
def note(write, *given):
    try:
        write(*given)
        told.append("it was written")
    except OSError as error:
        told.append(atomic_files.why_not_written(error))
"""
ENDS = """
print(json.dumps({
    "told": told,
    "whole": all(file.read_bytes() == text for file, text in old.items()),
    "files": sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*")),
}))
"""


def start(program: str, *given: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, given)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def started(program: str, *given: object) -> subprocess.Popen[str]:
    """A program that has said that it is ready."""
    running = start(program, *given)
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    return running


def goes_on(running: subprocess.Popen[str], said: str, times: int) -> None:
    """Wait until a program has said a word so many times; what it does next is left to chance."""
    assert running.stdout is not None
    assert [running.stdout.readline() for _ in range(times)] == [f"{said}\n"] * times


def kill(running: subprocess.Popen[str]) -> None:
    """End a program without a warning, as a power cut does."""
    running.kill()
    running.communicate()


def is_one_version(content: bytes) -> bool:
    return len(content) == SIZE and content == content[:10] * (SIZE // 10)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_killed_program_leaves_every_file_whole(tmp_path: Path) -> None:
    moments = random.Random(4)
    files = [tmp_path / name for name in ("one.csv", "a.csv", "b.csv")]
    seen, half_written = set(), 0
    for file in files:
        file.write_bytes(b"0" * SIZE)
    for _ in range(KILLS):
        both = [started(WRITES_FOR_EVER, tmp_path) for _ in range(2)]
        goes_on(both[0], "written", moments.randrange(1, 4))
        for running in both:
            kill(running)
        whole = [file.read_bytes() for file in files]
        assert all(is_one_version(content) for content in whole)
        seen |= {content[:10] for content in whole}
        half_written += any(name.endswith(".partial") for name in names(tmp_path))
    assert len(seen) > KILLS / 2  # they wrote
    assert half_written > 0  # they were killed while they wrote
    if os.name != "nt":  # there, only what is a day old is removed
        for file in files:
            write_whole(file, "the end")
        assert names(tmp_path) == sorted(file.name for file in files)


def test_programs_that_take_turns_lose_no_update(tmp_path: Path) -> None:
    (tmp_path / "count.csv").write_text("0", encoding="utf-8")
    programs = [start(COUNTS, tmp_path, 40) for _ in range(3)]
    assert [program.wait(timeout=PATIENCE) for program in programs] == [0, 0, 0]
    for program in programs:
        program.communicate()
    assert (tmp_path / "count.csv").read_text(encoding="utf-8") == "120"
    assert names(tmp_path) == ["count.csv"]


def test_programs_killed_while_they_take_turns_stop_nobody(tmp_path: Path) -> None:
    moments = random.Random(4)
    (tmp_path / "count.csv").write_text("0", encoding="utf-8")
    for _ in range(8):
        killed = start(COUNTS, tmp_path, 1_000_000)
        goes_on(killed, "counted", moments.randrange(1, 20))
        kill(killed)
        before = int((tmp_path / "count.csv").read_text(encoding="utf-8"))
        counts = start(COUNTS, tmp_path, 3)
        assert counts.wait(timeout=PATIENCE) == 0
        counts.communicate()
        assert int((tmp_path / "count.csv").read_text(encoding="utf-8")) == before + 3


def test_a_lock_is_freed_when_its_program_is_killed(tmp_path: Path) -> None:
    holder = started(HOLDS, tmp_path)
    with pytest.raises(TakenError, match="another program is writing to"), locked(tmp_path, 0):
        pass
    kill(holder)
    with locked(tmp_path, 0):
        assert names(tmp_path) == [LOCK]
    assert names(tmp_path) == []


def is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


@cache
def ways_to_fill() -> tuple[str, Sequence[str]]:
    """How a disk can be filled here, and the command before the program that does it.

    A small disk of memory where one may be made; else a limit on what a program may write; on
    Windows, which has neither, an error that is pretended.
    """
    own = ["unshare", "-m" if is_root() else "-rm"]
    if shutil.which("unshare") and shutil.which("mount"):
        trial = [*own, "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", os.path.curdir]
        trial[-1] = str(Path(__file__).parent)  # only for the length of this command
        if subprocess.run(trial, capture_output=True, check=False).returncode == 0:
            return "disk", own
    return ("pretended", []) if sys.platform == "win32" else ("limit", [])


@pytest.fixture(params=["real", "fallback"])
def on_full_disk(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[str], tuple[dict[str, Any], Path]]:
    """Run a program on a disk that is really full, and once more the way that works anywhere."""
    how, before = ways_to_fill()
    if request.param == "fallback":
        how, before = ("limit" if sys.platform != "win32" else "pretended"), []

    def run(program: str) -> tuple[dict[str, Any], Path]:
        command = [*before, sys.executable, "-c", FULL + program + ENDS, str(tmp_path), how]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found, tmp_path

    return run


#: Either way of having no room, in the words a person is told.
NO_ROOM = (
    "the disk is full; free some space and try again",
    "the file is larger than that drive allows; choose another folder",
)


def is_about_room(sentence: str, file: Path, ends: str) -> bool:
    return sentence in [f"{file}: {reason}; {ends}" for reason in NO_ROOM]


def test_a_full_disk_leaves_the_old_file(
    on_full_disk: Callable[[str], tuple[dict[str, Any], Path]],
) -> None:
    found, folder = on_full_disk('note(atomic_files.write_whole, folder / "a.csv", "x" * 100_000)')
    assert found["whole"]
    assert found["files"] == ["a.csv", "b.csv"]
    assert is_about_room(found["told"][0], folder / "a.csv", "the old file is unchanged")


def test_a_full_disk_changes_none_of_several_files(
    on_full_disk: Callable[[str], tuple[dict[str, Any], Path]],
) -> None:
    found, _ = on_full_disk(
        'several = {folder / "a.csv": "fits", folder / "new" / "c.csv": "fits", '
        'folder / "b.csv": "x" * 100_000}\n'
        "note(atomic_files.write_all_or_none, several)"
    )
    assert found["whole"]
    assert found["files"] == ["a.csv", "b.csv"]
    assert len(found["told"]) == 1
    assert any(reason in found["told"][0] for reason in NO_ROOM)


def test_no_blank_tables_are_left_on_a_full_disk(
    on_full_disk: Callable[[str], tuple[dict[str, Any], Path]],
) -> None:
    found, _ = on_full_disk(
        'if how == "disk": (folder / "filler").write_bytes(bytes(30_000))\n'
        'note(planner.plan.blank_tables.write_templates, folder / "mine")'
    )
    assert found["whole"]
    assert [name for name in found["files"] if name != "filler"] == ["a.csv", "b.csv"]
    assert any(reason in found["told"][0] for reason in NO_ROOM)


@pytest.mark.parametrize(
    "inside",
    [
        'atomic_files.write_whole(run.folder / "page.html", "x" * 100_000)',
        # As a notebook says it, whose own program found the disk full.
        'raise RuntimeError("OSError: [Errno 28] " + os.strerror(errno.ENOSPC))',
    ],
)
def test_no_half_run_is_left_on_a_full_disk(
    on_full_disk: Callable[[str], tuple[dict[str, Any], Path]], inside: str
) -> None:
    found, _ = on_full_disk(
        "def make():\n"
        '    with planner.publish.runs.new_run(folder / "runs", plan, {}) as run:\n'
        f"        {inside}\n"
        "note(make)"
    )
    assert found["whole"]
    assert found["files"] == ["a.csv", "b.csv", "runs", "runs/prairie-view"]
    assert any(reason in found["told"][0] for reason in NO_ROOM)


def test_what_a_killed_run_left_goes_a_day_later(tmp_path: Path) -> None:
    from planner.packaged import example
    from planner.plan.read import read_plan
    from planner.publish.runs import new_run

    plan = read_plan(example("prairie-view"))
    home = tmp_path / plan.name
    unfinished = [".2026-01-02-030405-abcdef.partial", ".2026-01-02-030405-abcdef-2.partial"]
    stays = [".mine.partial", "2026-01-02-030405-abcdef"]
    for name in (*unfinished, *stays):
        (home / name).mkdir(parents=True)
        (home / name / "half.csv").touch()
    for name in (unfinished[0], *stays):
        os.utime(home / name, (0, 0))
    with new_run(tmp_path, plan, {}) as run:
        pass
    assert set(names(home)) - {"latest", "latest.txt"} == {unfinished[1], *stays, run.final.name}


MAY_NOT = """
import os, sys
from pathlib import Path
from planner.atomic_files import locked, why_not_written, write_whole
os.chdir(sys.argv[1])
Path("a.csv").write_text("old")
Path("a.csv").chmod(0o444)
Path().chmod(0o555 if sys.argv[2] == "folder" else 0o777)
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)  # nobody: root may write anywhere
for name in ("a.csv", "new.csv")[: 1 if sys.argv[2] == "file" else 2]:
    try:
        write_whole(Path(name), "new")
    except OSError as error:
        print(why_not_written(error))
if sys.argv[2] == "folder":
    try:
        with locked(Path("a.csv")):
            print("it was locked")
    except OSError as error:
        print(why_not_written(error))
print(Path("a.csv").read_text(), len(list(Path().iterdir())))
"""
MAY_NOT_WRITE = "you do not have permission to write there; choose another folder, or ask its owner"


@pytest.mark.parametrize("kept", ["file", *(["folder"] if os.name == "posix" else [])])
def test_what_may_not_be_written_is_left_alone(tmp_path: Path, kept: str) -> None:
    command = [sys.executable, "-c", MAY_NOT, str(tmp_path), kept]
    # Root becomes nobody, who may not look into the folders above.
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert lines[-1] == "old 1"
    assert lines[0] == f"a.csv: {MAY_NOT_WRITE}; the old file is unchanged"
    if kept == "folder":
        assert lines[1] == f"new.csv: {MAY_NOT_WRITE}; nothing was written"
        assert lines[2].startswith(f"a.csv: {MAY_NOT_WRITE}; ")


READ_ONLY = """
import subprocess, sys
from pathlib import Path
from planner.atomic_files import locked, why_not_written, write_whole
file = Path(sys.argv[1]) / "a.csv"
subprocess.run(["mount", "-t", "tmpfs", "tmpfs", sys.argv[1]], check=True)
file.write_text("old")
subprocess.run(["mount", "-o", "remount,ro", "tmpfs", sys.argv[1]], check=True)
for act in (lambda: write_whole(file, "new"), lambda: locked(file).__enter__()):
    try:
        act()
    except OSError as error:
        print(why_not_written(error))
print(file.read_text())
"""


def test_a_disk_that_can_be_read_only_is_said(tmp_path: Path) -> None:
    how, before = ways_to_fill()
    if how != "disk":
        pytest.skip("no disk can be made here; the sentence itself is tested in tests/atomic_files")
    command = [*before, sys.executable, "-c", READ_ONLY, str(tmp_path)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    sentence = f"{tmp_path / 'a.csv'}: the disk is read-only; choose another folder"
    assert lines == [f"{sentence}; the old file is unchanged"] * 2 + ["old"]
