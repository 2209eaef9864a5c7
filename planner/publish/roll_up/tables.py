"""The tables behind the page of many districts, as CSV files or as one workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planner import __version__
from planner.analysis.roll_up.roll_up import RollUp
from planner.atomic_files import write_whole
from planner.publish.results import write_csv
from planner.views.roll_up.answer import TITLE
from planner.views.roll_up.book_front import front_lines
from planner.views.roll_up.book_sheets import book_sheets
from planner.workbook.tables_book import tables_workbook

if TYPE_CHECKING:
    import pandas as pd


def write_tables(roll_up: RollUp, folder: str | Path) -> list[Path]:
    """Write a file for each table: districts, years, the region, what to fix, shapes of forms.

    Parameters
    ----------
    roll_up : RollUp
        Many districts.
    folder : str or Path
        Where the files go; it is made if there is none.

    Returns
    -------
    list of Path
        The files.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    return [write_csv(place / name, frame) for name, frame in _frames(roll_up).items()]


def write_workbook(roll_up: RollUp, file: Path, prepared: date) -> Path:
    """Write the same tables as one workbook: what it is, the criteria, then a sheet each.

    Parameters
    ----------
    roll_up : RollUp
        Many districts.
    file : Path
        The workbook.
    prepared : date
        The day that it says it was made on.

    Returns
    -------
    Path
        ``file``.
    """
    sheets = book_sheets(roll_up)
    front = front_lines(roll_up, sheets, prepared, __version__)
    return write_whole(file, tables_workbook(TITLE, front, sheets))


def _frames(roll_up: RollUp) -> dict[str, pd.DataFrame]:
    """Every table by the name of its file."""
    return {
        "districts.csv": roll_up.districts(),
        "years.csv": roll_up.years(),
        "region.csv": roll_up.region(),
        "ending.csv": roll_up.ending(),
        "outliers.csv": roll_up.outliers(),
        "to-fix.csv": roll_up.to_fix(),
        "shape-of-top-investments.csv": roll_up.investments(),
        "shape-of-criteria-review.csv": roll_up.criteria_review(),
    }
