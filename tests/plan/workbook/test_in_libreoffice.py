"""Another spreadsheet program opens the workbook and saves it without changing the plan."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.workbook.convert import folder_to_workbook
from planner.plan.workbook.questions import QUESTIONS
from planner.plan.workbook.template import blank_workbook

_REQUIRED = "PLANNER_REQUIRE_BROWSER"


@pytest.fixture
def convert(tmp_path: Path) -> Path:
    """LibreOffice's program; where there is none, skip, or fail where it is required."""
    office = shutil.which("soffice")
    if office is None:
        reason = "LibreOffice is not installed"
        if os.environ.get(_REQUIRED) == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return Path(office)


def saved_as(office: Path, workbook: Path, form: str) -> Path:
    """The workbook opened and saved again, in a folder of its own."""
    out = workbook.parent / "saved"
    profile = (workbook.parent / "profile").as_uri()
    command = [str(office), "--headless", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", form, "--outdir", str(out), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / f"{workbook.stem}.{form}"


def test_start_sheet_opens_first(convert: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "blank.xlsx"
    workbook.write_bytes(blank_workbook())
    with saved_as(convert, workbook, "csv").open(encoding="utf-8", newline="") as file:
        asked = [row[0] for row in csv.reader(file) if row]
    assert [question.ask for question in QUESTIONS.values()] == [
        text for text in asked if text.endswith("?")
    ]


def test_saving_it_there_changes_nothing(convert: Path, tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("prairie-view"), tmp_path / "plan.xlsx")
    saved = saved_as(convert, workbook, "xlsx")
    assert read_plan(saved).digest == read_plan(workbook).digest
