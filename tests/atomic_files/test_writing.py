"""Files are replaced whole, several at once or none, and whoever asked is told why not."""

from __future__ import annotations

import errno
import os
import stat
import threading
import unicodedata
from pathlib import Path

import pytest

from planner.atomic_files import (
    LOCK,
    TakenError,
    locked,
    why_not_written,
    write_all_or_none,
    write_whole,
)
from planner.atomic_files import writing as writing_module

ON_POSIX = os.name == "posix"
needs_links = pytest.mark.skipif(not ON_POSIX, reason="Windows lets administrators make links")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ("M\u00fcller\n", "M\u00fcller\n".encode()),
        ("a\r\nb\n", b"a\r\nb\n"),
        (b"\x00\xff", b"\x00\xff"),
        ("", b""),
    ],
)
def test_what_is_given_is_what_is_written(
    tmp_path: Path, content: str | bytes, written: bytes
) -> None:
    file = tmp_path / "new" / "folder" / "a.csv"
    assert write_whole(file, content) == file
    assert write_whole(file, content).read_bytes() == written
    assert names(file.parent) == ["a.csv"]


def test_half_a_letter_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_all_or_none({tmp_path / "a.csv": "whole", tmp_path / "b.csv": "\ud800"})
    assert names(tmp_path) == []


@pytest.mark.skipif(not ON_POSIX, reason="Windows has no modes")
def test_a_file_keeps_its_mode_and_a_new_one_may_be_handed_over(tmp_path: Path) -> None:
    file = write_whole(tmp_path / "a.csv", "old")
    (tmp_path / "plain").touch()
    assert file.stat().st_mode == (tmp_path / "plain").stat().st_mode
    file.chmod(0o640)
    write_whole(file, "new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@needs_links
def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "second.csv").symlink_to(there / "real.csv")
    (tmp_path / "first.csv").symlink_to("second.csv")
    write_whole(tmp_path / "first.csv", "new")
    assert (tmp_path / "first.csv").is_symlink()
    assert (tmp_path / "second.csv").is_symlink()
    assert contents(there) == {"real.csv": b"new"}
    assert names(tmp_path) == ["first.csv", "second.csv", "there"]


@needs_links
def test_links_that_lead_to_each_other_stay(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links") as refused:
        write_whole(tmp_path / "a", "text")
    assert "a link that leads to itself" in why_not_written(refused.value)
    assert (tmp_path / "a").is_symlink()


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(IsADirectoryError) as refused:
        write_whole(tmp_path / "a.csv", "text")
    assert "it is a folder" in why_not_written(refused.value)
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.skipif(not ON_POSIX, reason="Windows has no such pipes")
def test_a_pipe_does_not_become_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="pipe") as refused:
        write_whole(tmp_path / "pipe", "text")
    assert "not a file that can be replaced" in why_not_written(refused.value)
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("name", ["a" * 240 + ".csv", "\u6771" * 80 + ".csv"])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    if os.name == "nt":
        name = name[:60]  # Windows counts the folders too
    write_all_or_none({tmp_path / name: "old", tmp_path / "b.csv": "old"})
    write_all_or_none({tmp_path / name: "new", tmp_path / "b.csv": "new"})
    kept = {unicodedata.normalize("NFC", key): text for key, text in contents(tmp_path).items()}
    assert kept == {name: b"new", "b.csv": b"new"}


def test_a_part_of_the_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file") as refused:
        write_whole(tmp_path / "file" / "deep" / "a.csv", "text")
    assert why_not_written(refused.value) == (
        f"{tmp_path / 'file' / 'deep' / 'a.csv'}: part of its folder path is a file; "
        "choose another folder; nothing was written"
    )


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_rename_that_is_refused_takes_back_those_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """As Windows refuses it for a file that is open in Excel."""
    write_all_or_none({tmp_path / "a.csv": "old a", tmp_path / "b.csv": "old b"})
    files = [tmp_path / name for name in ("a.csv", "fresh.csv", "b.csv")]
    rename = Path.replace

    def refuse_one(new: Path, target: Path) -> Path:
        if target == files[fails_at - 1] and not new.name.endswith(".old.partial"):
            raise PermissionError(errno.EACCES, "in use", str(new), None, str(target))
        return rename(new, target)

    monkeypatch.setattr(Path, "replace", refuse_one)
    with pytest.raises(PermissionError) as refused:
        write_all_or_none(dict.fromkeys(files, "new"))
    assert contents(tmp_path) == {"a.csv": b"old a", "b.csv": b"old b"}
    assert refused.value.filename == str(files[fails_at - 1])
    assert "you do not have permission to write there" in why_not_written(refused.value)


def test_old_files_are_put_back_where_the_drive_knows_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    test_a_rename_that_is_refused_takes_back_those_before_it(tmp_path, monkeypatch, 3)


def test_folders_made_for_files_that_cannot_be_written_go_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(opened: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    deep, deeper = tmp_path / "x" / "a.csv", tmp_path / "x" / "y" / "z" / "b.csv"
    with pytest.raises(OSError, match="No space"):
        write_all_or_none({deep: "text", deeper: "text"})
    assert names(tmp_path) == []


def test_the_new_file_is_on_the_disk_before_it_takes_the_name_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, rename = os.fsync, Path.replace

    def note_sync(opened: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(opened).st_mode) else "file")
        sync(opened)

    def note_rename(new: Path, target: Path) -> Path:
        order.append("rename")
        return rename(new, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_rename)
    write_all_or_none({tmp_path / "a.csv": "a", tmp_path / "b.csv": "b"})
    settled = ["folder"] if ON_POSIX else []
    assert order == ["file", "file", "rename", "rename", *settled]


@pytest.mark.skipif(not ON_POSIX, reason="on Windows only what is a day old is removed")
def test_leftovers_of_killed_programs_go_and_nothing_else(tmp_path: Path) -> None:
    gone = 4_000_000  # above the highest number of a process
    left = [
        f".a.csv.{gone}.partial",
        f".a.csv.{gone}.0.partial",
        f".a.csv.{gone}.3.old.partial",
        f".a.csv.{os.getpid()}.999999999.partial",  # of a killed program that had our number
        f".a.csv.{10**30}.0.partial",
    ]
    old = f".a.csv.{os.getppid()}.0.partial"
    stays = [
        f".a.csv.{os.getppid()}.1.partial",  # its program runs
        f".b.csv.{gone}.0.partial",  # of another file
        f"a.csv.{gone}.0.partial",
        f".a.csv.{gone}.0.partial.csv",
        ".a.csv.partial",
        f".axcsv.{gone}.0.partial",
    ]
    for name in (*left, old, *stays):
        (tmp_path / name).touch()
    os.utime(tmp_path / old, (0, 0))
    (tmp_path / f".a.csv.{gone}.7.partial").mkdir()
    write_whole(tmp_path / "a.csv", "text")
    assert names(tmp_path) == sorted(["a.csv", f".a.csv.{gone}.7.partial", *stays])


def test_many_threads_may_write_one_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    versions = [bytes([65 + number]) * 200_000 for number in range(8)]
    threads = [threading.Thread(target=write_whole, args=(file, text)) for text in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_bytes() in versions
    assert names(tmp_path) == ["a.csv"]
    assert set() == writing_module._IN_USE


@pytest.mark.parametrize("workbook", [False, True])
def test_a_lock_keeps_others_out_and_leaves_nothing(tmp_path: Path, workbook: bool) -> None:
    plan = tmp_path / "plan.xlsx" if workbook else tmp_path
    told: list[BaseException] = []

    def other() -> None:
        try:
            with locked(plan, wait=0.1):
                told.append(AssertionError("two hold the lock"))
        except TakenError as error:
            told.append(error)

    with locked(plan), locked(plan):
        assert names(tmp_path) == [LOCK]
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert [str(error) for error in told] == [
        f"another program is writing to {plan}; try again when it has finished"
    ]
    assert isinstance(told[0], OSError)
    assert why_not_written(told[0]) == str(told[0])
    assert names(tmp_path) == []
    with locked(plan, wait=0.0):
        pass


def test_a_lock_is_freed_when_what_it_was_for_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), locked(tmp_path):
        raise RuntimeError
    assert names(tmp_path) == []
    with locked(tmp_path, wait=0.0):
        pass


def test_a_lock_in_no_folder_names_the_plan(tmp_path: Path) -> None:
    plan = tmp_path / "none" / "plan.xlsx"
    with pytest.raises(FileNotFoundError) as refused, locked(plan):
        pass
    assert why_not_written(refused.value).startswith(f"{plan}: that folder does not exist")


def test_a_drive_without_locks_can_still_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(opened: int, *, blocking: bool) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("filelock.lock_descriptor", no_locks)
    with locked(tmp_path):
        write_whole(tmp_path / "a.csv", "text")
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full; free some space and try again"),
        (errno.EDQUOT, "your disk quota is used up; free some space"),
        (errno.EROFS, "the disk is read-only; choose another folder"),
        (errno.EACCES, "you do not have permission to write there; choose another folder"),
        (errno.ENAMETOOLONG, "the name is too long"),
        (errno.ENXIO, "it could not be written (strange)"),
    ],
)
def test_why_a_file_was_not_written_is_said_plainly(tmp_path: Path, code: int, words: str) -> None:
    there = tmp_path / "a.csv"
    there.touch()
    found = why_not_written(OSError(code, "Strange", str(there)))
    assert found.startswith(f"{there}: {words}")
    assert found.endswith("; the old file is unchanged")
    new = why_not_written(OSError(code, "Strange", str(tmp_path / "b.csv")))
    assert new.endswith("; nothing was written")
    assert why_not_written(OSError(code, "Strange")).startswith(f"the file: {words}")
