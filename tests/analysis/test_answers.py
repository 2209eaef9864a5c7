"""The board's questions on plans small enough to answer by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given

from planner.analysis.answers import A_CENT, Answers, Cliff, answers
from planner.analysis.compare import compare
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE, Scenario
from planner.projection.inputs.cases import case_inputs
from planner.projection.inputs.variations import Variation
from planner.projection.project import project, project_inputs
from tests.generated_plans import examples, plans
from tests.small_plan import READING, TECHNICIAN, small_plan


def answered(plan: Plan) -> Answers:
    return answers(project(plan))


def staffed(**rest: object) -> Plan:
    """One position that costs 100,000 a year."""
    return small_plan(staffing=[TECHNICIAN], **rest)  # type: ignore[arg-type]


def test_structural_balance_is_recurring_money_less_the_cost_of_keeping_it_up() -> None:
    found = answered(
        staffed(funding=[{"name": "General fund", "kind": "general_fund", "amount": 70_000}])
    )
    assert found.structural_balance == pytest.approx([-30_000, -30_000, -30_000])
    assert found.first_structural_gap == 2027


def test_a_grant_is_not_recurring_and_its_end_is_the_cliff() -> None:
    grant = {
        "name": "Relief",
        "kind": "grant",
        "amount": 60_000,
        "award": "yearly",
        "end_date": date(2028, 6, 30),
        "pays_for": ("staffing",),
    }
    fund = {"name": "General fund", "kind": "general_fund", "amount": 40_000}
    found = answered(staffed(funding=[grant, fund]))
    assert found.recurring_on_one_time == pytest.approx([60_000, 60_000, 0])
    assert found.cliff is not None
    assert found.cliff.year == 2029
    assert found.cliff.size == pytest.approx(60_000)
    assert found.unfunded == pytest.approx([0, 0, 60_000])
    assert found.first_unfunded == 2029


@pytest.mark.parametrize("unspent", ["lapse", "carry", "keep", "reserve"])
def test_recurring_revenue_does_not_depend_on_where_unspent_money_goes(unspent: str) -> None:
    fund = {
        "name": "Allocation",
        "kind": "general_fund",
        "amount": 130_000,
        "unspent": unspent,
    }
    found = answered(staffed(funding=[fund]))
    assert found.recurring_revenue == pytest.approx([130_000] * 3)
    assert found.structural_balance == pytest.approx([30_000] * 3)


def test_money_for_some_rows_only_is_free_for_no_other() -> None:
    """Half of the grant is not needed for reading, and pays no technician."""
    found = answered(
        staffed(
            licenses=[{**READING, "price": 10_000}],
            funding=[
                {
                    "name": "Reading grant",
                    "kind": "grant",
                    "amount": 20_000,
                    "recurring": "yes",
                    "award": "yearly",
                    "pays_for": ("Reading",),
                },
                {"name": "General fund", "kind": "general_fund", "amount": 95_000},
            ],
        )
    )
    assert found.recurring_revenue == pytest.approx([105_000] * 3)
    assert found.structural_balance == pytest.approx([-5_000] * 3)


def test_prepaid_licenses_are_sustained_cost_and_one_time_support_until_they_run_out() -> None:
    found = answered(
        small_plan(
            licenses=[{**READING, "price": 12_000, "prepaid_until": date(2027, 12, 31)}],
            funding=[{"name": "General fund", "kind": "general_fund", "amount": 12_000}],
        )
    )
    assert found.cost == pytest.approx([0, 6_000, 12_000])
    assert found.sustained_cost == pytest.approx([12_000] * 3)
    assert found.recurring_on_one_time == pytest.approx([12_000, 6_000, 0])
    assert found.cliff is not None
    assert found.cliff.size == pytest.approx(6_000)


def test_the_reserve_is_one_time_money_and_runs_out() -> None:
    found = answered(
        staffed(
            district={"reserve_opening_balance": 90_000, "reserve_policy_rate": 0.2},
            funding=[{"name": "General fund", "kind": "general_fund", "amount": 60_000}],
        )
    )
    assert found.reserve == pytest.approx([50_000, 10_000, 0])
    assert found.recurring_on_one_time == pytest.approx([40_000, 40_000, 10_000])
    assert (found.first_under_policy, found.reserve_used_up, found.first_unfunded) == (
        2028,
        2029,
        2029,
    )
    assert found.unfunded == pytest.approx([0, 0, 30_000])


def test_base_budget_is_to_be_restored_for_the_months_after_the_money_ended() -> None:
    grant = {
        "name": "Relief",
        "kind": "grant",
        "amount": 50_000,
        "end_date": date(2027, 12, 31),
        "pays_for": ("staffing",),
        "displaced_base": 24_000,
    }
    found = answered(staffed(funding=[grant]))
    assert found.base_to_restore == pytest.approx([0, 12_000, 24_000])


def test_cost_per_student_without_students_is_not_a_number() -> None:
    found = answered(staffed(enrollment=[{"name": "School", "students": 0}]))
    assert np.isnan(found.cost_per_student).all()
    nothing = answered(small_plan(enrollment=[{"name": "School", "students": 0}]))
    assert np.isnan(nothing.cost_per_student).all()
    assert np.isnan(found.cash_cost_per_student).all()


def test_every_amount_is_that_of_the_case_asked_for() -> None:
    """Two districts in one: as it is, and with twice the students, pay and money."""
    plan = staffed(
        district={"reserve_opening_balance": 90_000, "reserve_policy_rate": 0.2},
        devices=[
            {
                "name": "Laptops",
                "category": "student_devices",
                "serves": "students",
                "unit_price": 100,
                "useful_life_years": 3,
            }
        ],
        inventory=[{"name": "Laptops", "bought": 2026, "units": 100}],
        licenses=[
            {
                "name": "Reading",
                "category": "instructional_software",
                "basis": "student",
                "price": 10,
                "prepaid_until": date(2027, 12, 31),
            }
        ],
        funding=[
            {"name": "General fund", "kind": "general_fund", "amount": 60_000},
            {
                "name": "Relief",
                "kind": "grant",
                "amount": 30_000,
                "end_date": date(2027, 6, 30),
                "pays_for": ("staffing",),
                "displaced_base": 24_000,
            },
        ],
    )
    doubled = [
        Variation(table, "all", field, "multiply", np.array([[1.0, 2.0]]))
        for table, field in (
            ("enrollment", "students"),
            ("inventory", "units"),
            ("staffing", "salary"),
            ("funding", "amount"),
            ("funding", "displaced_base"),
        )
    ]
    opening = Variation(
        "district", "", "reserve_opening_balance", "set", np.array([[90_000.0, 180_000.0]])
    )
    both = project_inputs(case_inputs(plan, [*doubled, opening], 2), (Scenario(BASE),) * 2)
    one, two = answers(both, 0), answers(both, 1)
    for name in (
        *("cost", "cost_by_row", "recurring_revenue", "sustained_cost"),
        *(
            "structural_balance",
            "recurring_on_one_time_by_row",
            "one_time_support",
            "base_to_restore",
        ),
        *("unfunded_by_row", "reserve", "reserve_policy", "students", "devices", "unfunded"),
    ):
        assert getattr(two, name) == pytest.approx(2 * getattr(one, name)), name
    assert one.cost == pytest.approx([100_000, 100_500, 101_000 + 10_000])
    assert one.sustained_cost == pytest.approx([100_000 + 1000 + 10_000 / 3] * 3)
    assert one.recurring_revenue == pytest.approx([60_000] * 3)
    assert one.structural_balance == pytest.approx(one.recurring_revenue - one.sustained_cost)
    assert one.reserve == pytest.approx([80_000, 39_500, 0])
    assert one.reserve_policy == pytest.approx([20_000, 20_100, 22_200])
    assert one.unfunded == pytest.approx([0, 0, 11_500])
    assert one.one_time_support == pytest.approx([30_000 + 1000, 500, 0])
    assert one.recurring_on_one_time == pytest.approx([41_000, 41_000, 39_500])
    assert one.base_to_restore == pytest.approx([0, 24_000, 24_000])
    assert one.students == pytest.approx([100] * 3)
    assert one.devices == pytest.approx([100] * 3)
    assert one.cost_per_student == pytest.approx([1010 + 100 / 3] * 3)
    assert one.cash_cost_per_student == pytest.approx([1000, 1005, 1110])
    assert two.cost_per_student == pytest.approx(one.cost_per_student)
    assert two.cash_cost_per_student == pytest.approx(one.cash_cost_per_student)


def test_years_at_the_edge_of_a_cent() -> None:
    """Nothing is below, empty, unfunded or a gap by half a cent; from there on it is."""
    found = answered(staffed())
    changed = replace(
        found,
        reserve=np.array([1000.0, 1000.0 - A_CENT, 999.994]),
        reserve_policy=np.array([1000.0] * 3),
        structural_balance=np.array([0.0, -A_CENT, -0.006]),
        unfunded_by_row=np.array([[0.0, A_CENT, 0.006]]),
        one_time_support=np.array([0.0, 0.0, 0.0]),
    )
    assert changed.first_under_policy == 2029
    assert changed.first_structural_gap == 2029
    assert changed.first_unfunded == 2029
    assert changed.reserve_used_up is None
    assert replace(changed, reserve=np.array([1.0, A_CENT, 0.004])).reserve_used_up == 2029
    assert replace(changed, reserve_policy=np.zeros(3)).first_under_policy is None
    assert replace(changed, structural_balance=np.zeros(3)).first_structural_gap is None
    assert replace(changed, unfunded_by_row=np.zeros((1, 3))).first_unfunded is None


@pytest.mark.parametrize(
    ("support", "year", "size"),
    [
        ([30.0, 20.0, 5.0], 2029, 15.0),
        ([30.0, 10.0, 5.0], 2028, 20.0),
        ([30.0, 15.0, 0.0], 2028, 15.0),  # of two falls of one size the first
        ([0.0, A_CENT, 0.0], 2029, A_CENT),
        ([0.0, 0.004, 0.0], None, None),
        ([1.0, 2.0, 3.0], None, None),
    ],
)
def test_the_cliff_is_the_largest_fall(
    support: list[float], year: int | None, size: float | None
) -> None:
    cliff = replace(answered(staffed()), ending=(("Grant", np.array(support)),)).cliff
    assert (cliff.year if cliff else None) == year
    assert (cliff.size if cliff else None) == (size if size is None else pytest.approx(size))
    if cliff:
        assert cliff.falls == (("Grant", cliff.size),)


LEVY = {
    "name": "Levy",
    "kind": "local_levy",
    "amount": 60_000,
    "voted": "passed",
    "pays_for": ("staffing",),
}
ENDS = {**LEVY, "end_date": date(2028, 6, 30)}


@pytest.mark.parametrize(
    ("renewal", "size"),
    [
        (None, 60_000.0),
        ({"amount": 45_000}, 15_000.0),
        ({"amount": 60_000}, None),
        ({"amount": 60_000, "active": False}, 60_000.0),
        ({"kind": "grant", "voted": "", "recurring": "yes", "award": "yearly"}, 60_000.0),
    ],
)
def test_a_levy_that_ends_is_a_cliff_unless_it_is_renewed(
    renewal: dict[str, object] | None, size: float | None
) -> None:
    """It covers 60,000 of 100,000; another levy from the next day on is its renewal."""
    rows = [ENDS]
    if renewal is not None:
        rows.append({**LEVY, "name": "Renewal", "start_date": date(2028, 7, 1), **renewal})
    found = answered(staffed(funding=rows)).cliff
    assert (found.size if found else None) == (size and pytest.approx(size))
    if found:
        name, fall = found.falls[0]
        assert (found.year, name) == (2029, "Levy")
        assert fall == pytest.approx(size)


def test_money_that_has_no_amount_from_some_year_on_has_ended() -> None:
    gone = {"table": "funding", "changes": "Levy", "field": "amount", "value": "0"}
    plan = staffed(funding=[LEVY], scenarios=[{"name": "gone", "from_year": 2028, **gone}])
    found = answers(project(plan, "gone")).cliff
    assert found is not None
    assert (found.year, found.falls[0][0]) == (2028, "Levy")
    assert found.size == pytest.approx(60_000)
    assert answered(plan).cliff is None


def test_a_levy_that_covers_less_for_another_reason_has_not_ended() -> None:
    """Where one position is left, the levy covers less of less; that is not a cliff."""
    plan = staffed(
        funding=[{**LEVY, "amount": 90_000}],
        scenarios=[
            {
                "name": "fewer",
                "table": "staffing",
                "changes": "Technician",
                "field": "fte",
                "value": "0.5",
                "from_year": 2028,
            }
        ],
    )
    assert answers(project(plan, "fewer")).cliff is None


def test_a_plan_of_one_year_has_no_cliff() -> None:
    assert answered(staffed(district={"years": 1})).cliff is None


def test_a_scenario_without_a_title_is_called_by_its_name() -> None:
    cell = {"table": "staffing", "changes": "Technician", "field": "salary", "value": "90000"}
    plan = staffed(
        scenarios=[
            {"name": "raise", "title": "A raise", **cell},
            {"name": "untitled", **cell},
        ]
    )
    named = [(one.scenario, one.title) for one in compare(plan, ["raise", "untitled"]).answers]
    assert named == [("raise", "A raise"), ("untitled", "untitled")]


def test_cost_per_student_is_known_for_one_student() -> None:
    found = answered(staffed(enrollment=[{"name": "School", "students": 1}]))
    assert found.cost_per_student == pytest.approx([100_000] * 3)


@examples(100)
@given(plans())
def test_answers_add_up_on_any_plan(plan: Plan) -> None:
    found = answered(plan)
    assert found.recurring_revenue - found.sustained_cost == pytest.approx(found.structural_balance)
    assert (found.recurring_on_one_time_by_row >= -1e-6).all()
    recurring = found.cost_by_row.sum() + found.projection.expenses.prepaid.sum()
    assert found.recurring_on_one_time.sum() <= recurring + 1e-6
    assert (found.one_time_support <= found.recurring_on_one_time + 1e-6).all()
    if found.first_unfunded is not None:
        assert found.unfunded.sum() > 0


def test_a_plan_that_counts_on_a_vote_is_compared_with_the_plan_without_it() -> None:
    vote = {**LEVY, "voted": "not_yet_counted"}
    plan = staffed(funding=[vote, {**LEVY, "name": "Older levy"}])
    both = compare(plan)
    assert [found.scenario for found in both.answers] == ["base", "without-votes"]
    assert both.others[0].title == "Without votes not yet held"
    assert both.votes_counted == ("Levy",)
    assert both.without_votes is both.others[0]
    assert both.others[0].projection.funding.received[:, 0, 0] == pytest.approx([0, 60_000])
    assert compare(staffed(funding=[LEVY])).without_votes is None


def test_a_scenario_in_which_the_vote_fails_is_the_plan_without_it() -> None:
    cell = {"table": "funding", "changes": "Levy", "field": "active", "value": "no"}
    plan = staffed(
        funding=[{**LEVY, "voted": "not_yet_counted"}], scenarios=[{"name": "levy-fails", **cell}]
    )
    both = compare(plan)
    assert [found.scenario for found in both.answers] == ["base", "levy-fails"]
    assert both.without_votes is both.others[0]
    assert compare(plan, ["levy-fails"]).without_votes is None
    alone = compare(plan, ["levy-fails", "base"])
    assert [found.scenario for found in alone.answers] == ["levy-fails", "base"]


def test_a_scenario_may_count_on_a_vote_that_the_plan_leaves_out() -> None:
    cell = {"table": "funding", "changes": "Levy", "field": "voted", "value": "passed"}
    plan = staffed(
        funding=[{**LEVY, "voted": "not_yet_left_out"}], scenarios=[{"name": "passes", **cell}]
    )
    base, passes = compare(plan).answers
    assert base.unfunded == pytest.approx([100_000] * 3)
    assert passes.unfunded == pytest.approx([40_000] * 3)


def test_compare_keeps_the_order_asked_for_and_defaults_to_all() -> None:
    plan = staffed(
        scenarios=[
            {
                "name": "raise",
                "table": "staffing",
                "changes": "Technician",
                "field": "salary",
                "value": "90000",
            }
        ]
    )
    assert [a.scenario for a in compare(plan, ["raise", "base"]).answers] == ["raise", "base"]
    both = compare(plan)
    assert [a.scenario for a in both.answers] == ["base", "raise"]
    assert both.others[0].cost[0] == pytest.approx(112_500)


def levy(name: str, **cells: object) -> dict[str, object]:
    return {"name": name, "kind": "local_levy", "amount": 20_000, **cells}


def test_the_cliff_names_levies_that_end_together_and_prepayments_have_no_name() -> None:
    """$40,000 from two levies and the last half year of $12,000 that was prepaid."""
    over = {"end_date": date(2028, 6, 30)}
    found = answered(
        staffed(
            licenses=[{**READING, "price": 12_000, "prepaid_until": date(2027, 12, 31)}],
            funding=[levy("North levy", **over), levy("South levy", **over)],
        )
    ).cliff
    assert found is not None
    assert found.year == 2029
    assert found.size == pytest.approx(46_000)
    assert dict(found.falls) == pytest.approx({"North levy and South levy": 40_000, "": 6_000})
    assert [name for name, _ in found.falls] == ["North levy and South levy", ""]


def in_two_cases(plan: Plan, variation: Variation) -> tuple[Cliff | None, Cliff | None]:
    both = project_inputs(case_inputs(plan, [variation], 2), (Scenario(BASE),) * 2)
    return answers(both, 0).cliff, answers(both, 1).cliff


def test_the_cliff_is_that_of_the_case() -> None:
    """The levy is there to the end in one case, and not in the last year of the other."""
    amounts = np.array([[20_000.0, 20_000.0], [20_000.0, 20_000.0], [20_000.0, 0.0]])
    gone = Variation("funding", "Levy", "amount", "set", amounts)
    stays, ends = in_two_cases(staffed(funding=[levy("Levy")]), gone)
    assert stays is None
    assert ends == Cliff(2029, 20_000, (("Levy", 20_000), ("", 0)))


def test_a_levy_that_ends_in_every_case_is_the_cliff_of_each() -> None:
    plan = staffed(funding=[levy("Levy", end_date=date(2028, 6, 30))])
    pay = Variation("staffing", "all", "salary", "multiply", np.array([[1.0, 2.0]]))
    one, two = in_two_cases(plan, pay)
    assert one is not None
    assert one == two
    assert one.falls == (("Levy", 20_000), ("", 0))
