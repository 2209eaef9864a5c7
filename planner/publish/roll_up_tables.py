"""The tables behind the page of many districts, as CSV files."""

from __future__ import annotations

from pathlib import Path

from planner.analysis.roll_up.roll_up import RollUp
from planner.publish.results import write_csv


def write_tables(roll_up: RollUp, folder: Path) -> list[Path]:
    """Write a file for districts, their years, the region, and what to fix.

    Parameters
    ----------
    roll_up : RollUp
        Many districts.
    folder : Path
        Where the files go; it is made if there is none.

    Returns
    -------
    list of Path
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = {
        "districts.csv": roll_up.districts(),
        "years.csv": roll_up.years(),
        "region.csv": roll_up.region(),
        "ending.csv": roll_up.ending(),
        "outliers.csv": roll_up.outliers(),
        "to-fix.csv": roll_up.to_fix(),
    }
    return [write_csv(folder / name, frame) for name, frame in frames.items()]
