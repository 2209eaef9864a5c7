"""Every plan of a folder in one picture: the same districts as in a batch, and nobody left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

import planner
from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import YearStanding, standings
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.publish.processes.tasks import TaskFailed
from planner.publish.roll_up import roll_up_plans
from planner.publish.roll_up.plan_standings import PlanStandings, PlanToStand, stand
from planner.publish.roll_up.roll_up_plans import roll_up
from tests.tiny_plan import TINY, write_tiny

#: What only one of the districts has.
HARD = "hard,Hard times,,funding,General fund,amount,set,1000,\n"


def named(name: str) -> str:
    return TINY["district"].replace("Tiny ISD", name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three districts, one of them twice, one that is broken, and an archive."""
    plans = tmp_path_factory.mktemp("county") / "plans"
    for name in ("ash", "birch"):
        write_tiny(plans / name, district=named(f"{name.title()} ISD"))
    write_tiny(plans / "cedar", district=named("Cedar ISD"), scenarios=TINY["scenarios"] + HARD)
    copytree(plans / "ash", plans / "ash (2)")
    write_tiny(plans / "archive" / "old")
    write_tiny(plans / "elm", devices="name,unit_price\nLaptops,dear\n")
    return plans


@pytest.fixture(scope="module")
def found(folder: Path) -> RollUp:
    return roll_up(folder, ["base", "hard", "base"])


def test_it_is_about_the_districts_of_a_batch(found: RollUp) -> None:
    assert found.scenarios == ("base", "hard")
    assert [(one.plan, one.scenario) for one in found.standings] == [
        (plan, scenario) for plan in ("ash", "birch", "cedar") for scenario in found.scenarios
    ]
    assert [one.plan for one in found.left_out] == ["ash (2)", "archive/"]
    assert "holds the same tables as ash" in found.left_out[0].why
    assert {one.plan for one in found.failures} == {"elm"}


def test_the_current_plan_stands_in_where_there_is_no_such_scenario(found: RollUp) -> None:
    stands_in = {one.plan: one.stands_in for one in found.in_scenario("hard")}
    assert stands_in == {"ash": True, "birch": True, "cedar": False}
    assert not any(one.stands_in for one in found.in_scenario("base"))


def test_every_problem_is_a_row_to_fix(found: RollUp) -> None:
    frame = found.to_fix()
    assert list(frame.columns) == ["plan", "scenario", "problem"]
    assert len(frame) > 1
    assert set(frame["plan"]) == {"elm"}
    assert any('"dear"' in problem for problem in frame["problem"])


def test_a_row_a_district_and_a_row_a_year(found: RollUp, folder: Path) -> None:
    districts, years = found.districts(), found.years()
    assert len(districts) == len(found.standings)
    assert list(districts["plan"][:3]) == [one.plan for one in found.in_scenario("base")]
    assert set(districts["unfunded_in_all_outcome"]) <= {"met", "not met", "not known"}
    assert str(districts["cliff_first_year"].dtype) == "Int64"
    assert set(YearStanding.__dataclass_fields__) < set(years.columns)
    ash = years[(years["plan"] == "ash") & (years["scenario"] == "base")]
    (alone,) = standings(read_plan(folder / "ash", name="ash"))
    assert list(ash["cost"]) == [year.cost for year in alone.years]
    assert list(ash["fiscal_year"]) == [year.fiscal_year for year in alone.years]


def test_workers_find_the_same(found: RollUp, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    again = roll_up(
        folder, found.scenarios, workers=2, told=lambda done, plans: told.append((done, plans))
    )
    assert again == found
    assert told == [(done, 5) for done in range(1, 6)]


def test_a_scenario_that_no_plan_has_was_misspelled(folder: Path) -> None:
    with pytest.raises(PlanError) as refused:
        roll_up(folder, ["hard+levy-fals"])
    assert str(refused.value) == (
        'plans: there is no scenario "levy-fals". Did you mean "levy-fails"? '
        "Scenarios are: base, levy-fails, stretch, both, hard "
        "(1 plan could not be read, and may have others)."
    )


def test_a_folder_without_plans_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no plan: a plan is a folder with a "):
        planner.roll_up(tmp_path)
    with pytest.raises(ValueError, match="there is no folder"):
        planner.roll_up(tmp_path / "gone")


def test_a_plan_by_itself_is_a_picture_of_one(folder: Path) -> None:
    assert [one.plan for one in roll_up(folder / "ash").standings] == ["ash"]


def test_a_scenario_that_fails_leaves_the_others(
    found: RollUp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenarios are checked when plans are read; together with others they may be refused."""
    refused = PlanError([])

    def only_base(plan: object, scenarios: tuple[str, ...]) -> object:
        if "hard" in scenarios:
            raise refused
        return standings(plan, scenarios)  # type: ignore[arg-type]

    monkeypatch.setattr("planner.publish.roll_up.plan_standings.standings", only_base)
    picture = roll_up(folder, found.scenarios)
    assert {one.scenario for one in picture.standings} == {"base"}
    of_scenarios = [(one.plan, one.scenario) for one in picture.failures if one.scenario]
    assert of_scenarios == [(plan, "hard") for plan in ("ash", "birch", "cedar")]


def test_an_error_of_ours_costs_one_plan(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual: Callable[[PlanToStand], PlanStandings | TaskFailed] = stand

    def breaks(task: PlanToStand) -> PlanStandings | TaskFailed:
        if task.plan.place.name == "birch":
            raise ZeroDivisionError
        return usual(task)

    monkeypatch.setattr(roll_up_plans, "stand", breaks)
    picture = roll_up(folder)
    assert [one.plan for one in picture.standings] == ["ash", "cedar"]
    (ours,) = (one for one in picture.failures if one.plan == "birch")
    assert ours.why.startswith("ZeroDivisionError")
