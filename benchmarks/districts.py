"""A state's roll-up: 13,500 district plans, 100 draws each, 10 years.

Students and money of the districts are real (F-33, FY2022: the 13,193 regular districts with
students and the 307 largest charter agencies); what a device costs and how much of current
spending goes to technology where a state does not report it is ours, for the benchmark only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.draws import least
from benchmarks.reference_plan import FIRST_YEAR, drawn_drivers, reference_plan
from planner.arrays import Floats
from planner.districts.district_table import read_district_table
from planner.districts.f33 import f33_survey, packaged_columns
from planner.districts.project_districts import mean_and_chances, project_districts, project_plans
from planner.districts.projected import ProjectedDistricts
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.tables import (
    DRIVERS,
    AssumptionRow,
    DeviceRow,
    District,
    EnrollmentRow,
    FundingRow,
    InventoryRow,
    LicenseRow,
    SecurityRow,
    StaffingRow,
)
from planner.plan.what_if.scenarios import Scenario, apply_changes
from planner.projection.expenses.cost_rows import plan_lines
from planner.projection.inputs.same_shape import groups_of_plans
from planner.projection.yearly_totals import yearly_totals
from planner.publish.screening import DRAWS as SCREEN_DRAWS
from planner.publish.screening import screened
from planner.rulebook import solve

DRAWS, LOOPED, OF_REFERENCE = 100, 5, 1_350
BANDS = {"K-5": 0.46, "6-8": 0.23, "9-12": 0.31}
FLEETS = (*BANDS, "staff")
AGES = (1, 2, 3, 4)
#: Share of current spending that goes to technology where the state does not report it: ours.
TECHNOLOGY_SHARE = 0.02


def state_model(*, federal: bool = False) -> Plan:
    """What an analyst types once for all districts: 11 rows of cost, 3 sources, 10 years.

    Title IV-A comes on top where asked for: money of three years at a time, with a limit.
    """
    title = FundingRow(name="Title IV-A", kind="title_iv_a", amount=0, pays_for=("all",))
    fleets = tuple(
        DeviceRow(
            name=f"Devices {group}",
            category="staff_devices" if group == "staff" else "student_devices",
            serves=group,
            unit_price=900 if group == "staff" else 350,
            useful_life_years=5,
            loss_rate=0.04,
        )
        for group in FLEETS
    )
    return Plan(
        name="state",
        path=Path(),
        district=District(
            name="A district of the state",
            first_year=FIRST_YEAR,
            years=10,
            staff=0,
            reserve_opening_balance=0,
            reserve_policy_rate=0.1,
            lunch_rate=0.48,
            locale="urban",
        ),
        enrollment=tuple(EnrollmentRow(name=b, grades=b, students=0) for b in BANDS),
        devices=fleets,
        inventory=tuple(
            InventoryRow(name=fleet.name, bought=FIRST_YEAR - age, units=0)
            for fleet in fleets
            for age in AGES
        ),
        licenses=_licenses(),
        security=(
            SecurityRow(name="Monitoring", category="monitoring", basis="device", price=12),
            SecurityRow(name="Mail", category="monitoring", basis="staff", price=30),
        ),
        staffing=(
            StaffingRow(name="Technicians", fte=0, salary=52_000),
            StaffingRow(name="Engineers", fte=0, salary=82_000),
        ),
        funding=(
            FundingRow(name="General fund", kind="general_fund", amount=0),
            FundingRow(name="Levy", kind="local_levy", amount=0, pays_for=("device_refresh",)),
            FundingRow(name="E-Rate", kind="erate"),
            *([title] if federal else []),
        ),
        assumptions=tuple(
            AssumptionRow(name=name, value=1.0 if name == "erate_share" else 0.03)
            for name in DRIVERS
        ),
    )


def _licenses() -> tuple[LicenseRow, ...]:
    return (
        LicenseRow(
            name="Learning",
            category="instructional_software",
            basis="student",
            price=45,
            term_years=3,
            next_renewal=FIRST_YEAR + 1,
            escalator_rate=0.03,
        ),
        LicenseRow(name="Office", category="instructional_software", basis="staff", price=60),
        LicenseRow(name="Systems", category="network_software", basis="flat", price=0),
    )


def district_cells(*, federal: bool = False) -> dict[str, list[str]]:
    """The table of districts as text, as it would be in a CSV file."""
    survey = packaged_columns()
    students = np.array(survey["students"], dtype=float)
    spending = _figures(survey["current_spending"], 15_000 * students)
    supplies = _figures(survey["technology_supplies"], 0.0 * students)
    technology = supplies + _figures(survey["technology_equipment"], 0.0 * students)
    technology = np.where(technology > 0, technology, TECHNOLOGY_SHARE * spending)
    staff = np.ceil(students / 7.5)
    people = {**{band: share * students for band, share in BANDS.items()}, "staff": staff}
    columns = {
        **{f"enrollment/{band}/students": people[band] for band in BANDS},
        "district/staff": staff,
        "district/reserve_opening_balance": 0.1 * technology,
        "licenses/Systems/price": 5_000 + 4 * students,
        "staffing/Technicians/fte": np.ceil(2 * students / 900) / 2,
        "staffing/Engineers/fte": np.ceil(2 * students / 3_000) / 2,
        "funding/General fund/amount": 0.7 * technology,
        "funding/Levy/amount": 0.2 * technology,
        **{
            f"inventory/Devices {group} FY{FIRST_YEAR - age}/units": 0.2 * people[group]
            for group in FLEETS
            for age in AGES
        },
    }
    if federal:
        columns["funding/Title IV-A/amount"] = _figures(survey["title_iv_a"], 15 * students) / 5
    named = {"name": list(map(" ".join, zip(survey["state"], survey["nces_id"], strict=True)))}
    return named | {n: [f"{value:.2f}" for value in column] for n, column in columns.items()}


def _figures(column: Sequence[str], otherwise: Floats) -> Floats:
    """A column of the survey, and what stands in where it has none or nothing."""
    typed = np.array([float(text or "nan") for text in column])
    return np.where(typed > 0, typed, otherwise)


@contextmanager
def two_processes(model: Plan) -> Iterator[ProcessPoolExecutor]:
    """Two processes that have loaded the planner, as a batch has after its first plan."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        warm = read_district_table(model, {"name": [f"{k}" for k in range(1_000)]})
        project_districts(
            *(model, warm, yearly_totals, (), DRAWS), over_draws=mean_and_chances, pool=pool
        )
        yield pool


def measured() -> dict[str, float]:
    """One model and a table of districts, different plans, and the reference plan itself."""
    model, cells = state_model(), district_cells()
    table = read_district_table(model, cells)
    draws = drawn_drivers(model, DRAWS, seed=5)
    districts = len(table.names)

    def from_text(pool: ProcessPoolExecutor | None = None) -> ProjectedDistricts:
        return project_districts(
            *(model, read_district_table(model, cells), yearly_totals, draws, DRAWS),
            over_draws=mean_and_chances,
            pool=pool,
        )

    alone = least(from_text)
    with two_processes(model) as pool:
        together = least(lambda: from_text(pool))
    loops = _plain_loops(apply_changes(model, table.changes(0)))
    plans = [apply_changes(model, table.changes(k)) for k in range(districts)]
    sorting = least(lambda: groups_of_plans(plans))
    different = least(
        lambda: project_plans(plans, yearly_totals, draws, DRAWS, over_draws=mean_and_chances)
    )
    return {
        "districts": float(districts),
        "draws": float(DRAWS),
        "rows of cost": float(len(plan_lines(model))),
        "columns of the table": float(len(table.columns)),
        "seconds to read and check the table": least(lambda: read_district_table(model, cells)),
        "seconds, one process, reading the table included": alone,
        "seconds, two processes that have started": together,
        "times faster on two processes": alone / together,
        "times as fast as plain loops, one process": loops * districts * DRAWS / alone,
        "seconds to sort and compile as many plans of their own": sorting,
        "seconds, plans of their own, one process": different,
        "times as fast as plain loops, plans of their own": loops * districts * DRAWS / different,
        "kinds among them": float(len(groups_of_plans(plans))),
        "seconds with Title IV-A on top, one process": _with_title(),
        **_screen(),
        **_of_reference_plan(),
    }


def _screen() -> dict[str, float]:
    """What planner screen does: the survey read, every district in every draw, and its peers."""
    plan = read_plan(example("prairie-view"))
    found = screened(plan, f33_survey())
    cases = len(found.places) * SCREEN_DRAWS
    seconds = least(lambda: screened(plan, f33_survey()))
    loops = _plain_loops(found.screen.model)
    return {
        "screen: rows of cost of the model": float(len(plan_lines(found.screen.model))),
        "screen: seconds, one process, reading the survey included": seconds,
        "screen: times as fast as plain loops": loops * cases / seconds,
    }


def _with_title() -> float:
    """The same with a fourth source, whose money is told apart by the year it came in [s]."""
    model, cells = state_model(federal=True), district_cells(federal=True)
    draws = drawn_drivers(model, DRAWS, seed=5)
    return least(
        lambda: project_districts(
            *(model, read_district_table(model, cells), yearly_totals, draws, DRAWS),
            over_draws=mean_and_chances,
        )
    )


def _plain_loops(plan: Plan) -> float:
    """Plain loops over one case of one district [s]."""
    base = Scenario("base")
    return least(lambda: [solve(plan, base) for _ in range(LOOPED)]) / LOOPED


def _of_reference_plan() -> dict[str, float]:
    """The reference plan with 100 rows in a tenth of the districts."""
    model = reference_plan()
    draws = drawn_drivers(model, DRAWS, seed=6)
    cells = {
        "name": [f"District {k}" for k in range(OF_REFERENCE)],
        "district/staff": [f"{500 + k}" for k in range(OF_REFERENCE)],
        "enrollment/all/students": [f"{300 + k}" for k in range(OF_REFERENCE)],
    }
    table = read_district_table(model, cells)
    took = least(
        lambda: project_districts(
            model, table, yearly_totals, draws, DRAWS, over_draws=mean_and_chances
        )
    )
    return {"seconds for 13,500 districts with 100 rows each": 10 * took}
