"""Plans of many invented districts, some of them broken: for trials of batches and of the roll-up.

    python -m benchmarks.many_plans FOLDER --plans 500 --broken 20

Sizes and states are those of real districts (F-33, FY2022); names, prices and money are invented.
No two are the same: first years, horizons, levies, relief money, fleets and scenarios differ. The
same seed gives the same plans.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.broken_plans import WAYS, Tables
from benchmarks.district_tables import tables_of
from planner.districts.f33 import packaged_columns
from planner.workbook.convert import folder_to_workbook

SMALLEST, LARGEST = 250, 30_000
#: One plan in so many is a workbook.
WORKBOOKS = 25
_FIRST = (
    *("Ash", "Birch", "Cedar", "Clear", "Cold", "Deer", "East", "Elk", "Elm", "Fair", "Fox"),
    *("Glen", "Grand", "Green", "Hickory", "High", "Iron", "Lake", "Lone", "Maple", "Mill"),
    *("North", "Oak", "Pine", "Plum", "Red", "Rock", "Rose", "Salt", "Sand", "South", "Spring"),
    *("Stone", "Sugar", "Swan", "Thorn", "Walnut", "West", "White", "Wild", "Willow", "Wolf"),
)
_SECOND = (
    *("Bend", "Bluff", "Bridge", "Brook", "City", "Creek", "Falls", "Ferry", "Field", "Ford"),
    *("Grove", "Harbor", "Hill", "Hollow", "Island", "Junction", "Meadow", "Park", "Prairie"),
    *("Ridge", "River", "Springs", "Valley", "View", "Woods"),
)
_KIND = ("School District", "Unified School District", "ISD", "Community Schools", "Area Schools")


@dataclass(frozen=True)
class Invented:
    """A district that does not exist.

    Attributes
    ----------
    folder, name, state, nces_id : str
        What its plan and the district are called, and where it is.
    students : int
        Students of the first year [students].
    """

    folder: str
    name: str
    state: str
    nces_id: str
    students: int


def invented(count: int, dice: random.Random) -> Iterator[Invented]:
    """Districts of the sizes and states of real ones, under names of none.

    Parameters
    ----------
    count : int
        How many.
    dice : random.Random
        What chance decides.
    """
    columns = packaged_columns()
    of_each = zip(columns["nces_id"], columns["state"], columns["students"], strict=True)
    real = [district for district in of_each if _is_usual(float(district[2] or 0))]
    places = [f"{first} {second}" for first in _FIRST for second in _SECOND]
    names = [f"{place} {kind}" for kind in _KIND for place in places]
    sampled, called = dice.sample(real, count), dice.sample(names, count)
    for number, (district, name) in enumerate(zip(sampled, called, strict=True)):
        real_id, state, students = district
        nces_id = f"{real_id[:2]}{99_999 - number:05}"
        folder = name.lower().replace(" ", "-")
        yield Invented(folder, name, state, nces_id, round(float(students)))


def _is_usual(students: float) -> bool:
    return SMALLEST <= students <= LARGEST


def write_plans(folder: Path, plans: int, broken: int = 0, seed: int = 17) -> list[str]:
    """Write the plans of invented districts, and break some of them.

    Parameters
    ----------
    folder : Path
        Where they go; a folder for each, and a workbook instead for one in twenty-five.
    plans : int
        How many there are, broken ones included.
    broken : int
        How many of them are broken, each in the next of the ways of ``broken_plans``.
    seed : int
        The same gives the same plans.

    Returns
    -------
    list of str
        Names of those that are broken.
    """
    dice = random.Random(seed)
    districts = list(invented(plans, dice))
    to_break = sorted(dice.sample(range(plans), broken))
    for number, district in enumerate(districts):
        tables = tables_of(district.name, district.state, district.nces_id, district.students, dice)
        is_broken = number in to_break
        if is_broken:
            WAYS[to_break.index(number) % len(WAYS)](tables)
        _write(folder / district.folder, tables)
        if number % WORKBOOKS == WORKBOOKS - 1 and not is_broken:
            _make_workbook(folder / district.folder)
    return [districts[number].folder for number in to_break]


def _write(folder: Path, tables: Tables) -> None:
    folder.mkdir(parents=True)
    for name, table in tables.items():
        if isinstance(table, bytes):
            (folder / f"{name}.csv").write_bytes(table)
        elif table:
            (folder / f"{name}.csv").write_text(_as_csv(table), encoding="utf-8")


def _as_csv(rows: Sequence[Mapping[str, object]]) -> str:
    text = io.StringIO()
    columns = dict.fromkeys(name for row in rows for name in row)
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _make_workbook(folder: Path) -> None:
    folder_to_workbook(folder, folder.with_suffix(".xlsx"))
    for table in folder.iterdir():
        table.unlink()
    folder.rmdir()


def main() -> None:
    """Write plans and say which are broken."""
    asked = argparse.ArgumentParser(description="Write plans of invented districts.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--plans", type=int, default=500)
    asked.add_argument("--broken", type=int, default=20)
    asked.add_argument("--seed", type=int, default=17)
    given = asked.parse_args()
    broken = write_plans(given.folder, given.plans, given.broken, given.seed)
    print(f"{given.plans} plans in {given.folder}, of which {len(broken)} are broken:")
    for name in broken:
        print(f"  {name}")


if __name__ == "__main__":
    main()
