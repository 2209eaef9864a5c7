"""Districts of the survey and of a table of one's own: what is read, and what a zero means."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from planner.districts import f33
from planner.districts.f33 import FIGURES, WORDS, f33_survey, read_districts
from planner.districts.grade_spans import taught
from planner.plan.problems.problem import PlanError


def written(folder: Path, text: str) -> Path:
    file = folder / "ours.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_states_that_do_not_report_technology_have_no_zeros() -> None:
    survey = f33_survey()
    states = np.array(survey.words["state"])
    supplies = survey.figures["technology_supplies"]
    silent = {state for state in set(states) if np.isnan(supplies[states == state]).all()}
    assert ", ".join(sorted(silent)) == "AK, CA, IL, MD, MI, ND, NH, NJ, NM, NY, OR, SC, TX"
    assert not (supplies == 0).any()


def test_relief_money_of_states_that_do_not_say_is_not_known_and_that_of_illinois_is() -> None:
    survey = f33_survey()
    states = np.array(survey.words["state"])
    relief = survey.figures["relief_supplies"]
    for state in ("PA", "VA", "TN", "AL", "TX"):
        assert np.isnan(relief[states == state]).all()
    assert np.nansum(relief[states == "IL"]) > 8e7
    equipment = survey.figures["technology_equipment"]
    assert np.isnan(equipment[states == "KS"]).all()
    assert (equipment[states == "OH"] == 0).any()  # one of them buys none in a year


def test_a_state_in_which_one_district_in_twenty_reports_something_asks_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ohio's twenty districts, of which one reports equipment, and the twenty-one of Utah."""
    names = tuple(f"District {k}" for k in range(41))
    columns: dict[str, tuple[str, ...]] = dict.fromkeys((*WORDS, *FIGURES), ("",) * 41)
    columns |= {"name": names, "state": ("OH",) * 20 + ("UT",) * 21}
    columns |= {"students": ("10",) * 41, "technology_supplies": ("50",) * 41}
    columns["technology_equipment"] = ("9", *("0",) * 19, "9", *("0",) * 20)
    monkeypatch.setattr(f33, "packaged_columns", lambda: columns)
    equipment = f33_survey().figures["technology_equipment"]
    assert np.isnan(equipment).tolist() == [False] * 20 + [True] * 21


def test_a_table_of_ones_own_keeps_its_zeros_and_needs_three_columns(tmp_path: Path) -> None:
    text = 'Name,students,technology_supplies,relief_supplies\nEast,"1,200",$90000,0\nWest,80,,\n'
    read = read_districts(written(tmp_path, text), 2026)
    assert read.names == ("East", "West")
    assert read.year == 2026
    assert not read.packaged
    np.testing.assert_array_equal(read.figures["technology_supplies"], [90_000, np.nan])
    np.testing.assert_array_equal(read.figures["relief_supplies"], [0, np.nan])
    assert np.isnan(read.figures["cash"]).all()
    assert read.words["state"] == ("", "")
    assert not read.own_cells


def test_columns_may_be_cells_of_the_model(tmp_path: Path) -> None:
    text = "name,students,technology_supplies,licenses/Office/price\nEast,100,9,$5\nWest,80,1,6\n"
    read = read_districts(written(tmp_path, text), 2026)
    assert read.own_cells == {"licenses/Office/price": ("$5", "6")}
    assert read.part(np.array([1])).own_cells == {"licenses/Office/price": ("6",)}
    assert read.part(np.array([1])).file == read.file == "ours.csv"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "name,students\nEast,5\n",
            "ours.csv, row 1: the column is missing. Add a column technology_supplies to the first "
            "row.",
        ),
        (
            "name,students,technology_supplies,Cash,cash\nEast,5,1,1,1\n",
            "ours.csv, row 1, cash: two columns have this name. Rename or delete one of them.",
        ),
        (
            "name,students,technology_supplies,title_1\nEast,5,1,1\n",
            'ours.csv, row 1, title_1: there is no column of that name. Did you mean "title_i"? '
            "Columns are: name, nces_id, state, level, charter, grade_low, grade_high, "
            "locale, "
            f"{', '.join(FIGURES)}.",
        ),
        (
            "name,students,technology_supplies\nEast,many,1\n",
            'ours.csv, row 2, students: "many" is not a number. Use digits, for example 5,900.',
        ),
        (
            'name,students,technology_supplies\nEast,5,"1,20"\n',
            'ours.csv, row 2, technology_supplies: does "1,20" mean 1.2 or 120? Type it that way: '
            "plain digits, with a decimal point.",
        ),
        (
            "name,students,technology_supplies\nEast,5,nan\n",
            'ours.csv, row 2, technology_supplies: "nan" is not a number. Use digits, for example '
            "5,900.",
        ),
        (
            "name,students,technology_supplies\n,5,1\nEast,0,1\n",
            "ours.csv, row 2, name: the cell is blank. What to type: the district's name.",
        ),
        (
            "name,students,technology_supplies\nEast,0,1\n",
            "ours.csv, row 2, students: the cell is blank. What to type: the number of students, "
            "1 or more.",
        ),
        (
            "name,students,technology_supplies\n",
            "ours.csv: the table is empty. Its first row must hold the column names: name, "
            "nces_id, "
            "state, level, charter, grade_low, grade_high, locale, "
            f"{', '.join(FIGURES)}.",
        ),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PlanError) as refused:
        read_districts(written(tmp_path, text))
    assert str(refused.value.problems[0]) == says


def test_a_table_that_is_no_csv_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        read_districts(written(tmp_path, 'name,"stu"dents\n'))
    assert "cannot be read as a table" in str(refused.value.problems[0])


@pytest.mark.parametrize(
    ("band", "low", "high", "share"),
    [
        ("K-5", "PK", "12", 1.0),
        ("K-5", "03", "08", 0.5),
        ("PK-K", "KG", "12", 0.5),
        ("9 to 12", "KG", "08", 0.0),
        ("7", "7", "8", 1.0),
        ("Academy", "KG", "08", 1.0),
        ("K-5", "N", "12", 1.0),
        ("K-5", "", "", 1.0),
    ],
)
def test_grades_taught(band: str, low: str, high: str, share: float) -> None:
    assert taught(band, low, high) == share
