"""How much of a plan is the district's and how much is ours, counted cell by cell."""

from __future__ import annotations

from planner.analysis.completeness import completeness
from planner.plan.read import read_plan
from planner.plan.tables.roster import BASE_YEAR_TABLES
from tests.tiny_plan import TINY, PlanWriter

#: Values typed into the small plan: names, sources and notes do not count.
TYPED = {
    "district": 9,
    "enrollment": 4,
    "history": 10,
    "devices": 20,
    "inventory": 12,
    "repair": 18,
    "licenses": 17,
    "security": 13,
    "staffing": 6,
    "training": 11,
    "privacy": 8,
    "network": 12,
    "incidents": 8,
    "funding": 29,
    "eligibility": 2,
    "assumptions": 10,
}


def test_values_typed_and_defaults_are_counted(tiny: PlanWriter) -> None:
    found = completeness(read_plan(tiny()))
    assert found.typed == sum(TYPED.values())
    assert [(used.where, used.label) for used in found.defaults] == [
        ("devices.csv, row 2, Chromebooks", "Spares"),
        ("devices.csv, row 3, Laptops", "Spares"),
        ("devices.csv, row 4, Labs", "Spares"),
        ("staffing.csv, row 2, Technician", "Benefits load"),
        ("staffing.csv, row 3, Help desk", "Benefits load"),
        ("privacy.csv, row 2, Vetting", "Benefits load"),
        ("privacy.csv, row 3, Privacy officer", "Benefits load"),
    ]
    assert found.share_typed == found.typed / (found.typed + 7)


def test_default_has_a_value_and_a_dated_source(tiny: PlanWriter) -> None:
    for used in completeness(read_plan(tiny())).defaults:
        assert used.default.value > 0
        assert used.default.source
        assert used.default.as_of


def test_rows_that_name_a_source_are_counted(tiny: PlanWriter) -> None:
    found = completeness(read_plan(tiny()))
    counted = TINY.keys() - {"scenarios", "ranges", "options", *BASE_YEAR_TABLES}
    rows = sum(len(TINY[name].splitlines()) - 1 for name in counted)
    assert (found.rows, found.rows_with_source) == (rows, 1)


def test_default_typed_out_counts_as_typed(tiny: PlanWriter) -> None:
    staffing = TINY["staffing"].replace("60000,,", "60000,42.7%,")
    before, after = (
        completeness(read_plan(tiny())),
        completeness(read_plan(tiny(staffing=staffing))),
    )
    assert after.typed == before.typed + 1
    assert len(after.defaults) == len(before.defaults) - 1


def test_assumption_left_blank_is_a_default_where_there_is_one(tiny: PlanWriter) -> None:
    lines = TINY["assumptions"].splitlines()
    without = "\n".join(line for line in lines if not line.startswith("wage"))
    found = completeness(read_plan(tiny(assumptions=without)))
    assert [used.label for used in found.defaults][-1] == "Raises"
    assert found.defaults[-1].where == "assumptions.csv, every year from FY2027"


def test_rows_that_are_not_in_the_plan_count_for_neither_side(tiny: PlanWriter) -> None:
    header, rows = TINY["staffing"].split("\n", 1)
    left_out = f"{header},active\n{rows}Analyst,1,80000,,,,,no\n"
    before, after = (
        completeness(read_plan(tiny())),
        completeness(read_plan(tiny(staffing=left_out))),
    )
    assert after == before


def test_assumption_that_is_switched_off_does_not_hold(tiny: PlanWriter) -> None:
    lines = [f"{line}," for line in TINY["assumptions"].splitlines()]
    lines[0] += "active"
    lines[6] = lines[6] + "no"
    lines[7] = lines[7] + "no"
    plan = read_plan(tiny(assumptions="\n".join(lines)))
    assert completeness(plan).defaults[-1].label == "Raises"
