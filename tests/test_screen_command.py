"""``planner screen``: the answer, the page, the table, and what it refuses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli import app
from planner.packaged import example


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["screen", "-o", str(folder), *arguments])


def test_a_state_is_screened(tmp_path: Path) -> None:
    table = tmp_path / "all.csv"
    result = run(tmp_path, str(example("prairie-view")), "--state", "de", "--csv", str(table))
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "Of 19 districts in Delaware that can be judged, 10 could sustain the model's technology "
        "on what they spend now and 9 could not."
    )
    assert lines[-2:] == [
        f"The page is {tmp_path / 'screen-de.html'}",
        f"Every district is in {table}",
    ]
    assert "judged" in (tmp_path / "screen-de.html").read_text(encoding="utf-8")
    with table.open(encoding="utf-8-sig", newline="") as rows:
        read = list(csv.DictReader(rows))
    assert len(read) == 19
    assert [row["outcome"] for row in read] == ["not met"] * 9 + ["met"] * 10


def test_a_county_of_ones_own_is_screened(tmp_path: Path) -> None:
    file = tmp_path / "county.csv"
    file.write_text("name,students,technology_supplies\nEast,100,9\nWest,80,\n", encoding="utf-8")
    result = run(tmp_path, "--districts", str(file), "--year", "2026")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == (
        "None of the 2 districts can be judged: what they spend on technology without relief money "
        "is not known."
    )
    assert (tmp_path / "screen.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--draws", "100"), "draws must be a multiple of 16, at most 262,144; for example 112"),
        (("--year", "2026"), "the packaged survey is of FY2022; --year is for a table of your own"),
        (("--state", "Ohio"), 'there is no district in "OHIO"; states are: AK, AL, '),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    result = run(tmp_path, *arguments)
    assert result.exit_code != 0
    assert says in f"{result.output}{result.exception}"
    assert not list(tmp_path.iterdir())
