"""The levers of the desk: those of ``planner solve``, in words, typed as a cell is."""

from __future__ import annotations

from math import isnan

import pytest

from planner.analysis.goal_seek.lever_list import every_lever, levers_found
from planner.analysis.goal_seek.levers import lever_of
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.what_if.scenarios import scenario_of
from planner.views.levers.control import LeverControl, Slider, control_of
from planner.views.levers.typed import read_typed
from planner.views.levers.usual import usual_levers
from tests.small_plan import small_plan
from tests.tiny_plan import TINY, PlanWriter

RAISES, LEVY = "assumptions/wage_growth_rate", "funding/Technology levy, current/amount"
HELP_DESK = "staffing/Help desk and school technicians/fte"
LIFE, PRICE = "devices/all/useful_life_years", "devices/all/unit_price"
LAPTOPS = "devices/Staff laptops/useful_life_years"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


def control(plan: Plan, name: str, scenario: str = "base") -> LeverControl:
    return control_of(plan, lever_of(plan, name, scenario_of(plan, scenario)))


def is_lever(plan: Plan, name: str) -> bool:
    try:
        lever_of(plan, name)
    except PlanError:
        return False
    return True


def test_the_list_is_what_solve_takes(tiny: PlanWriter) -> None:
    plan = read_plan(tiny())
    listed = {one.name for one in every_lever(plan)}
    cells = {f"district/{field}" for field in TABLES["district"].columns}
    cells |= {f"assumptions/{driver}" for driver in DRIVERS}
    for name, table in TABLES.items():
        if name not in ("district", "assumptions"):
            rows = [row.key for row in plan.rows(name)]
            once = [row for row in rows if rows.count(row) == 1]
            targets = [*once, "all"] if len(rows) > 1 else once
            cells |= {f"{name}/{row}/{field}" for row in targets for field in table.columns}
    unused = {f"assumptions/{driver}" for driver in set(DRIVERS) - set(plan.drivers)}
    assert listed == {cell for cell in cells - unused if is_lever(plan, cell)}


def test_words_in_any_order_find_a_lever_and_typed_ones_come_first(plan: Plan) -> None:
    found = [one.name for one in levers_found(plan, "amount LEVY")]
    assert found[:2] == [LEVY, "funding/Technology levy, renewal/amount"]
    assert [one.name for one in levers_found(plan, "reserve opening")] == [
        "district/reserve_opening_balance"
    ]
    assert levers_found(plan, "zeppelin") == levers_found(plan, "  ") == ()


def test_the_usual_ones_stand_in_groups_the_largest_first(plan: Plan) -> None:
    groups = {group.name: group for group in usual_levers(plan)}
    assert groups["money"].levers == (
        "funding/General fund, technology positions/amount",
        LEVY,
        "funding/Technology levy, renewal/amount",
        "funding/General fund, technology/amount",
        "funding/General fund, network and repair/amount",
        "funding/State device grant/amount",
        "district/reserve_opening_balance",
    )
    assert groups["people"].levers[:3] == (RAISES, "staffing/all/fte", HELP_DESK)
    assert len(groups["people"].levers) == 6
    assert groups["devices"].levers == (LIFE, PRICE)
    assert [name for name, group in groups.items() if group.open] == [
        *("money", "people", "devices", "growth")
    ]
    assert "funding/E-Rate discount/active" not in groups["arrives"].levers
    assert "funding/General fund, technology/active" not in groups["arrives"].levers
    assert "funding/Technology levy, renewal/active" in groups["arrives"].levers


def test_every_driver_with_a_slider_is_a_usual_lever(plan: Plan) -> None:
    names = {name for group in usual_levers(plan) for name in group.levers}
    assert {f"assumptions/{driver}" for driver in plan.drivers} <= names
    assert "assumptions/health_insurance_growth_rate" not in names


def test_enrollment_that_is_forecast_has_no_rate_to_start_from(tiny: PlanWriter) -> None:
    blank = TINY["assumptions"].replace("enrollment_growth_rate,-1%,\n", "")
    names = [
        name for group in usual_levers(read_plan(tiny(assumptions=blank))) for name in group.levers
    ]
    assert "assumptions/enrollment_growth_rate" not in names
    assert "assumptions/device_price_growth_rate" in names


def test_one_fleet_and_one_position_are_named(tiny: PlanWriter) -> None:
    alone = read_plan(
        tiny(
            staffing="name,fte,salary,benefits_rate\nTechnician,2,60000,\n",
            devices="\n".join([*TINY["devices"].splitlines()[:2], ""]),
            inventory="name,bought,units\n",
            repair=None,
            security=None,
            incidents=None,
            eligibility=None,
        )
    )
    groups = {group.name: group.levers for group in usual_levers(alone)}
    assert groups["devices"] == (
        "devices/Chromebooks/useful_life_years",
        "devices/Chromebooks/unit_price",
    )
    assert groups["people"] == (RAISES, "staffing/Technician/fte")
    assert "security" not in groups


@pytest.mark.parametrize("name", ["prairie-view", "altoona-wi"])
def test_every_usual_lever_has_a_control_that_starts_at_the_plans_value(name: str) -> None:
    plan = read_plan(example(name))
    for group in usual_levers(plan):
        for lever in group.levers:
            found = control(plan, lever)
            slider = found.slider()
            assert found.label
            assert slider is None or slider.low <= slider.at <= slider.high
            if found.steady and found.start:
                assert read_typed(plan, found, found.start).change is None


@pytest.mark.parametrize(
    ("name", "label", "start", "unit", "slider"),
    [
        (RAISES, "Raises", "3.6%", "a year", Slider(-0.05, 0.15, 0.001, 0.036)),
        (
            LEVY,
            "Technology levy, current: amount",
            "$1,500,000",
            "dollars a year",
            Slider(0.0, 3_000_000.0, 20_000.0, 1_500_000.0),
        ),
        (
            "funding/State device grant/amount",
            "State device grant: amount",
            "$950,000",
            "dollars in all",
            Slider(0.0, 1_900_000.0, 10_000.0, 950_000.0),
        ),
        (
            HELP_DESK,
            "Help desk and school technicians: FTE",
            "7",
            "",
            Slider(0.0, 14, 0.25, 7.0),
        ),
        (LAPTOPS, "Staff laptops: useful life", "5", "years", Slider(3.0, 8.0, 1.0, 5.0)),
        (
            LIFE,
            "All fleets of devices: useful life",
            "0",
            "years more or less than today",
            Slider(-2.0, 3.0, 1.0, 0.0),
        ),
        (
            PRICE,
            "All fleets of devices: price",
            "0%",
            "more or less than today",
            Slider(-0.5, 1.0, 0.01, 0.0),
        ),
        (
            "licenses/all/escalator_rate",
            "All software and other subscriptions: increase inside the term",
            "0%",
            "points more or less than today",
            Slider(-0.05, 0.05, 0.005, 0.0),
        ),
        (
            "devices/Staff laptops/unit_price",
            "Staff laptops: price",
            "$808",
            "dollars per device",
            Slider(0.0, 1620.0, 10.0, 808.0),
        ),
        (
            "enrollment/Bluestem Elementary K-2/students",
            "Bluestem Elementary K-2: students",
            "258",
            "",
            Slider(0.0, 520.0, 5.0, 258.0),
        ),
        ("district/borrowing_rate", "Borrowing rate", "4%", "a year", Slider(0.0, 0.5, 0.01, 0.04)),
        (
            "staffing/Technology director/benefits_rate",
            "Technology director: benefits load",
            "42.7%",
            "of salary",
            Slider(0.0, 1.0, 0.001, 0.427),
        ),
        ("district/general_fund_total", "General fund, total", "", "dollars", None),
        (
            "district/reserve_interest_rate",
            "Interest on the reserve",
            "0%",
            "a year",
            Slider(0.0, 0.2, 0.01, 0.0),
        ),
        (
            "devices/Staff laptops/setup_per_unit",
            "Staff laptops: set-up",
            "$40",
            "dollars per device",
            Slider(0.0, 80.0, 0.5, 40.0),
        ),
        (
            "devices/Staff laptops/management_license",
            "Staff laptops: management license",
            "$0",
            "dollars per device",
            None,
        ),
        (
            "staffing/Security analyst, own monitoring/active",
            "Security analyst, own monitoring",
            "no",
            "",
            None,
        ),
        (
            "devices/Staff laptops/units_per_person",
            "Staff laptops: devices per person",
            "0.85",
            "devices",
            Slider(0.0, 1.7, 0.01, 0.85),
        ),
    ],
)
def test_a_lever_in_words(
    plan: Plan, name: str, label: str, start: str, unit: str, slider: Slider | None
) -> None:
    found = control(plan, name)
    assert (found.label, found.start, found.unit) == (label, start, unit)
    shown = found.slider()
    assert shown == (slider and pytest.approx(slider))


def test_a_term_moves_in_half_years_however_short_it_is() -> None:
    bond = {"name": "Bond", "kind": "capital", "amount": 900_000, "bond_term_years": 5}
    plan = small_plan(funding=[bond])
    assert control(plan, "funding/Bond/bond_term_years").slider() == Slider(1.0, 10, 0.5, 5.0)


def test_a_value_that_changes_over_the_years_says_so(plan: Plan) -> None:
    assert control(plan, RAISES).by_year == "3% to 3.6% over the years"
    assert control(plan, LEVY).by_year == ""
    assert control(plan, "district/general_fund_total").by_year == ""


def test_it_starts_where_the_scenario_is(plan: Plan) -> None:
    name = next(name for name in plan.scenario_names if name == "levy-fails")
    assert control(plan, "funding/Technology levy, renewal/active").start == "yes"
    assert control(plan, "funding/Technology levy, renewal/active", name).start == "no"


READ = [
    (RAISES, "4.1%", 0.041),
    (RAISES, "0.041", 0.041),
    (RAISES, "0", 0.0),
    (RAISES, "3.6%", 0.036),
    (LEVY, "$420,000", 420_000.0),
    (LEVY, " 420000 ", 420_000.0),
    (LEVY, "$9,000,000", 9_000_000.0),
    (HELP_DESK, "6.5", 6.5),
    (LIFE, "+1", 1),
    (LIFE, "-1", -1),
    (LAPTOPS, "12", 12),
    (PRICE, "10%", 1.1),
    (PRICE, "-12.5%", 0.875),
    ("funding/Technology levy, renewal/active", "no", False),
    ("training/Cybersecurity awareness/next_year", "FY2029", 2029),
]


@pytest.mark.parametrize(("name", "typed", "value"), READ)
def test_what_is_typed_is_read_as_in_a_cell(
    plan: Plan, name: str, typed: str, value: object
) -> None:
    if name.startswith("training"):
        row = next(row.name for row in plan.training)
        name = f"training/{row}/next_year"
    found = read_typed(plan, control(plan, name), typed)
    assert found.change is not None
    assert found.change.value == value
    assert type(found.change.value) is type(value)
    assert found.doubt == ""


BACK = [
    (RAISES, ""),
    (LEVY, "  "),
    (LEVY, "1500000"),
    (LEVY, "$1,500,000.00"),
    (LIFE, "0"),
    (PRICE, "0%"),
    ("funding/Technology levy, renewal/active", "yes"),
]


@pytest.mark.parametrize(("name", "typed"), BACK)
def test_nothing_typed_or_the_plans_own_value_puts_it_back(
    plan: Plan, name: str, typed: str
) -> None:
    assert read_typed(plan, control(plan, name), typed).change is None


REFUSED = [
    (RAISES, "4.1", 'does "4.1" mean 4.1%? Type it with a percent sign. The maximum is 100%.'),
    (RAISES, "-", 'does "-" mean 0%? Type what you mean.'),
    (RAISES, "150%", '"150%" is too large. The maximum is 100%.'),
    (RAISES, "-60%", '"-60%" is too small. The minimum is -50%.'),
    (
        RAISES,
        "four",
        '"four" is not a rate. Type a percentage such as 3% or a decimal such as 0.03.',
    ),
    (RAISES, "TBD", '"TBD" says the value is not known yet. Type the value.'),
    (
        LEVY,
        "420k",
        'does "420k" mean 420000? Type it that way: plain digits, with a decimal point.',
    ),
    (LEVY, "(500)", '"(500)" is too small. The minimum is 0.'),
    (LEVY, "n/a", 'does "n/a" mean 0? Type what you mean.'),
    (LEVY, "lots", '"lots" is not a number. Use digits, for example 1200000.'),
    (LEVY, "9999999999999", '"9999999999999" is too large. The maximum is 1,000,000,000,000.'),
    (HELP_DESK, "-1", '"-1" is too small. The minimum is 0.'),
    (LIFE, "1.5", '"1.5" is not a whole number. Type a whole number, for example 5.'),
    (LIFE, "-9", '"-9" is too small. The minimum is -4.'),
    (LIFE, "30", '"30" is too large. The maximum is 12.'),
    (LAPTOPS, "0", '"0" is too small. The minimum is 1.'),
    (LAPTOPS, "21", '"21" is too large. The maximum is 20.'),
    (PRICE, "10", 'does "10" mean 10%? Type it with a percent sign. The maximum is 900%.'),
    (PRICE, "-150%", '"-150%" is too small. The minimum is -100%.'),
    (PRICE, "2000%", '"2000%" is too large. The maximum is 900%.'),
    (
        "network/Switches/useful_life_years",
        "1.5",
        '"1.5" is not a whole number. Type a whole number, for example 7.',
    ),
    (
        "assumptions/erate_share",
        "-1%",
        '"-1%" is too small. The minimum is 0%.',
    ),
    (
        "funding/Technology levy, renewal/active",
        "maybe",
        '"maybe" is neither yes nor no. Type yes or no.',
    ),
]


@pytest.mark.parametrize(("name", "typed", "sentence"), REFUSED)
def test_what_cannot_be_read_is_refused_with_the_sentence_of_a_cell(
    plan: Plan, name: str, typed: str, sentence: str
) -> None:
    with pytest.raises(PlanError) as refused:
        read_typed(plan, control(plan, name), typed)
    assert [problem.message for problem in refused.value.problems] == [sentence]


def test_a_point_that_may_part_thousands_is_said(plan: Plan) -> None:
    found = read_typed(plan, control(plan, LEVY), "1.200")
    assert found.change is not None
    assert found.change.value == 1.2
    assert found.doubt == (
        '"1.200" is read as 1.2, because its point is a decimal point. If you mean 1200, type it '
        "without the point."
    )


def test_a_row_may_have_any_name(tiny: PlanWriter) -> None:
    odd = TINY["staffing"].replace("Technician", '"A+; B, C' + "x" * 80 + '"')
    plan = read_plan(tiny(staffing=odd, actuals=None, ledger=None))
    found = read_typed(plan, control(plan, f"staffing/{plan.staffing[0].name}/fte"), "3")
    assert found.change is not None
    assert found.change.value == 3.0


def test_a_slider_grows_to_what_was_typed(plan: Plan) -> None:
    assert control(plan, LEVY).slider(9e6) == Slider(0.0, 9e6, 20_000.0, 9e6)
    assert control(plan, RAISES).slider(0.3) == pytest.approx(Slider(-0.05, 0.3, 0.001, 0.3))
    assert control(plan, PRICE).slider(3.0) == pytest.approx(Slider(-0.5, 2.0, 0.01, 2.0))
    blank = control(plan, "district/general_fund_total")
    assert blank.slider(100.0) == Slider(0.0, 200.0, 1.0, 100.0)
    assert isnan(blank.lever.now)


@pytest.mark.parametrize(
    ("name", "position", "typed"),
    [
        (LEVY, 1_520_000.0, "$1,520,000"),
        (LEVY, 1_509_000.0, ""),
        (RAISES, 0.041, "4.1%"),
        (RAISES, 0.0362, ""),
        (LEVY, 1_510_000.0, "$1,510,000"),
        (PRICE, 0.07, "7%"),
        (PRICE, -0.1, "-10%"),
        (LIFE, 2.0, "2"),
        (HELP_DESK, 6.75, "6.75"),
    ],
)
def test_a_slider_says_what_a_person_would_type(
    plan: Plan, name: str, position: float, typed: str
) -> None:
    assert control(plan, name).at_slider(position) == typed


def test_switches_have_no_number(plan: Plan) -> None:
    assert control(plan, "security/Cyber insurance/active").switches
    assert not control(plan, RAISES).switches
