"""A plan of many hands is read from the folder of plans, and from nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.publish.batch.runs_table import read_runs_table
from planner.publish.plans.plan_to_read import PlanToRead
from planner.publish.plans.plans_in_folder import plans_in
from planner.publish.processes.tasks import TaskFailed
from planner.publish.roll_up.roll_up_plans import roll_up
from tests.tiny_plan import TINY, write_tiny

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need rights there")

LEADS_OUT = (
    "it is a link that leads out of the folder of plans, and is not read. Put the plan itself there"
)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A plan, a link to it, and two that lead out of the folder: to a plan, and to a workbook."""
    folder = tmp_path / "plans"
    write_tiny(folder / "ash")
    secret = TINY["district"].replace("Tiny ISD", "Somebody else")
    write_tiny(tmp_path / "elsewhere", district=secret)
    (tmp_path / "secret.xlsx").write_bytes(b"")
    (folder / "same").symlink_to("ash")
    (folder / "theirs").symlink_to(tmp_path / "elsewhere")
    (folder / "book.xlsx").symlink_to("../secret.xlsx")
    return folder


def found_in(folder: Path) -> dict[str, Plan | TaskFailed]:
    return {place.name: PlanToRead(place).read() for place in plans_in(folder, folder / "runs")}


def test_a_plan_that_is_a_link_out_of_the_folder_is_told_and_not_read(plans: Path) -> None:
    found = found_in(plans)
    out = {name for name, one in found.items() if one == TaskFailed(LEADS_OUT)}
    assert out == {"theirs", "book"}
    assert {name for name, one in found.items() if isinstance(one, Plan)} == {"ash", "same"}


def test_the_folder_itself_may_be_a_link_and_so_may_a_plan_by_itself(
    plans: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(plans)
    assert {name: type(one) for name, one in found_in(tmp_path / "link").items()} == {
        name: type(one) for name, one in found_in(plans).items()
    }
    (alone,) = plans_in(plans / "theirs", tmp_path / "runs")
    assert isinstance(PlanToRead(alone).read(), Plan)


def test_a_link_that_leads_in_a_circle_is_a_plan_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to("round")
    with pytest.raises(PlanError, match="there is no folder"):
        found_in(tmp_path)


def test_a_roll_up_tells_it_too(plans: Path) -> None:
    found = roll_up(plans)
    assert {(one.plan, one.why) for one in found.failures} == {
        ("theirs", LEADS_OUT),
        ("book", LEADS_OUT),
    }
    assert "Somebody else" not in repr(found)


def test_a_table_of_pages_is_the_offices_own(plans: Path) -> None:
    table = plans.parent / "runs.csv"
    table.write_text("plan\nplans/theirs\nelsewhere/../plans/ash\n", encoding="utf-8")
    read = [PlanToRead(place).read() for place in read_runs_table(table).places]
    assert [one.district.name for one in read if isinstance(one, Plan)] == [
        "Somebody else",
        "Tiny ISD",
    ]
