"""Temporary folders go with their program, or a day later."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from planner.atomic_files import OWNER, remove_left_by, scratch_folder, unfinished

LONG_AGO = (0, 0)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_scratch_folder_goes_at_the_end(temporary: Path) -> None:
    with scratch_folder() as folder:
        (folder / "kernel.json").touch()
        assert folder.parent == temporary
        assert OWNER in folder.name
    assert list(temporary.iterdir()) == []


def test_what_killed_programs_left_goes_when_it_is_a_day_old(temporary: Path) -> None:
    old = ["planner-12-0123abcd-abcdefgh", "planner-abcd_123"]
    stays = ["planner-12-0123abcd-ijklmnop", "planner-of-mine", "planning"]
    for name in (*old, *stays):
        (temporary / name).mkdir()
        (temporary / name / "inside.txt").touch()
    for name in (*old, *stays[1:]):
        os.utime(temporary / name, LONG_AGO)
    with scratch_folder():
        pass
    assert sorted(path.name for path in temporary.iterdir()) == sorted(stays)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_not_followed(temporary: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file.txt").touch()
    os.utime(tmp_path / "mine", LONG_AGO)
    (temporary / "planner-abcd1234").symlink_to(tmp_path / "mine")
    with scratch_folder():
        pass
    assert (tmp_path / "mine" / "file.txt").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give")
def test_what_is_of_another_user_stays(temporary: Path) -> None:
    folder = temporary / "planner-abcd1234"
    folder.mkdir()
    os.chown(folder, 65534, 65534)
    os.utime(folder, LONG_AGO)
    with scratch_folder():
        pass
    assert folder.exists()


def test_what_a_program_left_goes_by_its_mark(temporary: Path, tmp_path: Path) -> None:
    output = tmp_path / "outputs"
    mine, other = output / "plan" / unfinished("run"), output / "plan" / ".run.1-00000000.partial"
    for folder in (mine, other, temporary / f"planner-{OWNER}-abcdefgh"):
        folder.mkdir(parents=True)
        (folder / "half.txt").touch()
    remove_left_by(OWNER, output)
    assert list(temporary.iterdir()) == []
    assert [path.name for path in (output / "plan").iterdir()] == [other.name]
