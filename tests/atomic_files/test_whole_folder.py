"""A folder of tables is written whole, or so that nobody takes a part of it for all."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planner.atomic_files import unfinished, write_folder
from planner.plan.read import read_plan
from planner.workbook.convert import folder_to_workbook
from tests.tiny_plan import PlanWriter

#: Converts a workbook again and again, and is killed at the first rename, the second, ...
KILLED = """
import json, os, sys
from pathlib import Path
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.workbook.convert import workbook_to_folder

workbook, place, begins = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def convert(folder, lives):
    def counted(usual):
        def rename(path, target):
            nonlocal lives
            if not lives:
                os._exit(9)
            lives -= 1
            return usual(path, target)
        return rename
    Path.replace, Path.rename = counted(Path.replace), counted(Path.rename)
    workbook_to_folder(workbook, folder)
    os._exit(0)

found, code = [], 9
while code:
    folder = place / str(len(found))
    if begins != "nothing":
        folder.mkdir(parents=True)
    if begins == "notes":
        (folder / "notes.txt").touch()
    child = os.fork()
    if not child:
        convert(folder, len(found))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        found.append(read_plan(folder).digest)
    except PlanError as error:
        found.append(error.problems[0].code)
print(json.dumps(found))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="programs are killed as other systems do")
@pytest.mark.parametrize("begins", ["nothing", "empty", "notes"])
def test_a_conversion_killed_anywhere_leaves_no_part_of_a_plan(
    begins: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    workbook = folder_to_workbook(tiny(), tmp_path / "plan.xlsx")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, workbook, tmp_path / "killed", begins],
        capture_output=True,
        check=True,
        text=True,
    )
    *killed, whole = json.loads(done.stdout)
    assert len(killed) > 15
    assert whole == read_plan(workbook).digest
    assert set(killed) == ({"P01"} if begins == "nothing" else {"P02"})


def test_an_empty_folder_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    folder.chmod(0o700)
    assert write_folder(folder, {"a.csv": "x", "b.csv": b"y"}, "a.csv") == [
        *(folder / "a.csv", folder / "b.csv"),
    ]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700 or os.name == "nt"
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_folder_that_cannot_be_renamed_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path), None, str(target))

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError) as caught:
        write_folder(tmp_path / "new" / "plan", {"a.csv": "x"}, "a.csv")
    assert caught.value.filename == str(tmp_path / "new" / "plan")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_goes_a_day_later(tmp_path: Path) -> None:
    left = tmp_path / ".plan.12-0123abcd.partial"
    stays = [tmp_path / ".other.12-0123abcd.partial", tmp_path / unfinished("mine")]
    for folder in (left, *stays):
        folder.mkdir()
        os.utime(folder, (0, 0))
    write_folder(tmp_path / "plan", {"a.csv": "x"}, "a.csv")
    assert set(tmp_path.iterdir()) == {tmp_path / "plan", *stays}
