"""What reaches a terminal: no control character, and a sentence when a command is stopped."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.cli.console import in_ascii
from planner.packaged import example
from planner.workbook.convert import folder_to_workbook
from tests.publish.watched_processes import below, heed_ctrl_c, living, wait_for
from tests.test_cli import run_main
from tests.tiny_plan import TINY, PlanWriter

LOUD = "De\x1b[31mvic\x07es\x9b2J"
#: All control characters but the ends of lines that we write ourselves.
CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\x9b")


def planner(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "planner", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, cwd=cwd)


def shown(done: subprocess.CompletedProcess[bytes]) -> bytes:
    return harmless(done.stdout + done.stderr)


def harmless(said: bytes) -> bytes:
    assert b"Traceback" not in said
    text = said.replace(os.linesep.encode(), b"\n")
    assert CONTROL.findall(text) == []
    return text


def test_a_sheet_name_changes_nothing_on_the_screen(tiny: PlanWriter, tmp_path: Path) -> None:
    workbook = folder_to_workbook(tiny(), tmp_path / "plan.xlsx")
    book = load_workbook(workbook)
    book["Devices"].title = "Devic@@es"
    book.save(workbook)
    _in_every_part(workbook, b"Devic@@es", b"Devic_x001B_[31mes_x000A_all is well")
    done = planner("check", workbook)
    assert done.returncode == 2
    assert b"sheet Devic?[31mes all is well: this sheet is not a table" in shown(done)


def _in_every_part(workbook: Path, old: bytes, new: bytes) -> None:
    from zipfile import ZipFile

    with ZipFile(workbook) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    with ZipFile(workbook, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content.replace(old, new))


@pytest.mark.skipif(os.name == "nt", reason="no file has such a name there")
def test_a_file_name_changes_nothing_on_the_screen(
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plans = tmp_path / "plans"
    folder = tiny().rename(tmp_path / LOUD)
    (folder / f"{LOUD}.csv").write_text("a,b", encoding="utf-8")
    plans.mkdir()
    (plans / f"{LOUD}.ods").touch()
    for arguments in (
        *(("check", folder), ("check", folder, LOUD), (LOUD,), ("check", tmp_path / f"{LOUD}2")),
        *(("convert", folder, tmp_path / f"{LOUD}.xlsx"), ("batch", plans, "-o", tmp_path / LOUD)),
        ("project", folder, "-s", LOUD),
    ):
        _, said, told = run_main(monkeypatch, capsys, *arguments)
        assert harmless((said + told).encode())


def test_headings_and_names_in_tables_change_nothing(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny(
        devices=TINY["devices"].replace("Chromebooks", f'"{LOUD}"').replace("setup_per_unit", LOUD),
        district=TINY["district"].replace("Tiny ISD", LOUD),
    )
    for command in ("check", "project"):
        _, said, told = run_main(monkeypatch, capsys, command, folder)
        assert harmless((said + told).encode())
    assert shown(planner("board", folder, cwd=folder.parent))


def test_lines_of_a_table_stay_lines() -> None:
    assert in_ascii("a\tb\r\nc") == "a b  c"


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="names are text there")
@pytest.mark.parametrize("command", ["check", "board", "project"])
def test_a_name_that_is_not_utf8_gets_one_sentence(
    command: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    folder = tiny().rename(os.fsdecode(os.fsencode(tmp_path) + b"/Pe\xf1a"))
    said = shown(planner(command, folder)).decode()
    assert said.count("\n") == 1
    assert said.endswith("a name holds letters that are not UTF-8; rename the file or folder\n")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="sends signals as other systems do")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_command_that_is_stopped_leaves_nothing_and_says_so(name: str, tmp_path: Path) -> None:
    shutil.copytree(example("altoona-wi"), tmp_path / "plan")
    (tmp_path / "temporary").mkdir()
    started = subprocess.Popen(
        [sys.executable, "-m", "planner", "board", "plan", "-o", "out"],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_ctrl_c,
    )
    work = tmp_path / "out" / "plan"
    in_work = "the page in work, its cells run by a process of their own"
    wait_for(lambda: work.is_dir() and any(work.iterdir()) and below(started.pid), in_work)
    running = below(started.pid)
    started.send_signal(signal.Signals[name])
    _, told = started.communicate()
    assert started.returncode == 128 + signal.Signals[name]
    assert told.splitlines()[-1] == "Stopped: the command did not finish."
    assert "Traceback" not in told
    wait_for(lambda: not living(running), "them to end")
    assert list(work.iterdir()) == []
    assert list((tmp_path / "temporary").glob("planner-*")) == []
