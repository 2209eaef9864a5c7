"""An office's own criteria: read as it types them, and every cell that cannot be is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.analysis.roll_up.criteria_table import read_criteria, usual_criteria_table
from planner.analysis.roll_up.measures import CRITERIA
from planner.plan.reading.side_table import SideTableError
from planner.reference.criteria import usual_criteria

USUAL = {one.name: one for one in usual_criteria()}


def table(folder: Path, text: str) -> Path:
    file = folder / "criteria.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_usual_table_is_the_usual_criteria(tmp_path: Path) -> None:
    """Written, read again and not changed, it is the office's own table, with the same numbers."""
    file = table(tmp_path, usual_criteria_table())
    read = read_criteria(file)
    assert [replace(one, ours=USUAL[one.name].ours) for one in read] == list(usual_criteria())
    assert tuple(USUAL) == tuple(one.name for one in read)
    assert set(USUAL) == set(CRITERIA)


def test_an_office_chooses_orders_and_names_its_own(tmp_path: Path) -> None:
    file = table(
        tmp_path,
        "Criterion,Most,Title,Source\n"
        'Structural gap,5%,Gap,"Board policy, 6110"\n'
        "# not this year,,,\n"
        "unfunded_in_all,$25,,\n"
        "cliff,0.05,,\n"
        "devices_past_support,\n",
    )
    gap, unfunded, cliff, devices = read_criteria(file)
    assert (gap.name, gap.most, gap.title, gap.source, gap.ours) == (
        "structural_gap",
        0.05,
        "Gap",
        "Board policy, 6110",
        False,
    )
    assert (unfunded.most, unfunded.title) == (25.0, "Unfunded over the plan")
    assert (unfunded.source, cliff.source) == ("The office's own threshold",) * 2
    assert (cliff.most, cliff.ours) == (0.05, False)
    assert devices == USUAL["devices_past_support"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "most\n5%\n",
            "criteria.csv, row 1, criterion: the column is missing. Add a column criterion to the "
            "first row.",
        ),
        (
            "criterion,limit\ncliff,5%\n",
            "criteria.csv, row 1, limit: there is no column of that name. Columns are: criterion, "
            "most, title, source, measured_in.",
        ),
        (
            "criterion,most,most\ncliff,5%,5%\n",
            "criteria.csv, row 1, most: two columns have this name. Rename or delete one of them.",
        ),
        (
            "criterion,most\ncliff,5%\nclif,5%\n",
            'criteria.csv, row 3, criterion: "clif" is not one of: Unfunded in year 1, '
            "Must-keep rows that fall short, Reserve below policy, Unfunded over the plan, Largest "
            "vote at risk, Largest funding cliff, Structural gap, Recurring cost on one-time "
            "money, Base budget to restore, Devices past support, Largest unfunded item.",
        ),
        (
            "criterion,most\n,5%\ncliff,\n",
            "criteria.csv, row 2, criterion: the cell is blank. What to type: one of: Unfunded "
            "in year 1, Must-keep rows that fall short, Reserve below policy, Unfunded "
            "over the plan, Largest vote at risk, Largest funding cliff, Structural gap, Recurring "
            "cost on one-time money, Base budget to restore, Devices past support, Largest "
            "unfunded item.",
        ),
        (
            "criterion,most\ncliff,5%\ncliff,6%\n",
            'criteria.csv, row 3, criterion: "cliff" appears twice, first in row 2. Give each row '
            "its own name.",
        ),
        (
            "criterion,most\ncliff,little\n",
            'criteria.csv, row 2, most: "little" is not a rate. Type a percentage such as 3% or a '
            "decimal such as 0.03.",
        ),
        (
            "criterion,most\ncliff,5\n",
            'criteria.csv, row 2, most: does "5" mean 5%? Type it with a percent sign. The maximum '
            "is 100%.",
        ),
        (
            "criterion,most\nunfunded_in_all,-3\n",
            'criteria.csv, row 2, most: "-3" is too small. The minimum is 0.',
        ),
        (
            "criterion,most\ncliff,-3%\n",
            'criteria.csv, row 2, most: "-3%" is too small. The minimum is 0%.',
        ),
        (
            "criterion,most\ncliff,101%\n",
            'criteria.csv, row 2, most: "101%" is too large. The maximum is 100%.',
        ),
        (
            "criterion,most\nmust_keep,few\n",
            'criteria.csv, row 2, most: "few" is not a number. Use digits, for example 0.',
        ),
        (
            "criterion,most\nmust_keep,none\n",
            'criteria.csv, row 2, most: does "none" mean 0 or a blank cell (the usual threshold)? '
            "Type what you mean, or clear the cell.",
        ),
        (
            f"criterion,title\ncliff,{'x' * 61}\n",
            f'criteria.csv, row 2, title: "{"x" * 61}" is too long or contains a character that is '
            "not allowed. Type a shorter title.",
        ),
        (
            "criterion,measured_in\ncliff,USD per student\n",
            'criteria.csv, row 2, measured_in: "USD per student" is not one of: share of '
            "sustainable annual cost.",
        ),
        ("criterion,most\n", "criteria.csv: it names no criterion. Type a row for each"),
    ],
)
def test_every_cell_that_cannot_be_followed_has_its_sentence(
    text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SideTableError) as refused:
        read_criteria(table(tmp_path, text))
    assert refused.value.problems == [said]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    file = table(tmp_path, "criterion,most\ncliff,little\nmust_keep,few\n")
    with pytest.raises(SideTableError) as refused:
        read_criteria(file)
    assert len(refused.value.problems) == 2
    assert str(refused.value) == "\n".join(refused.value.problems)


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "criteria.csv").write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(SideTableError, match="the file cannot be read as a table"):
        read_criteria(tmp_path / "criteria.csv")
