"""What a row needs because of what it says elsewhere, beyond one example of every problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from tests.tiny_plan import TINY, PlanWriter, with_row_instead, with_rows


def refusals(folder: Path) -> list[tuple[str, str, int, str]]:
    """Code, file, row and column of everything that is wrong with a folder."""
    with pytest.raises(PlanError) as refused:
        read_plan(folder)
    return [(p.code, p.file, p.row, p.column) for p in refused.value.problems]


def fleet(**cells: str) -> str:
    """The table of devices with one fleet more."""
    columns = "name,category,serves,unit_price,loss_rate"
    rows = "Chromebooks,student_devices,,350,4%\nLaptops,staff_devices,staff,900,1%\n"
    rows += "Labs,classroom_devices,nobody,1000,2%\n"
    added = ",".join(["Carts,classroom_devices,nobody,300,1%", *cells.values()])
    return f"{','.join([columns, *cells])}\n{rows}{added}\n"


@pytest.mark.parametrize(
    ("cells", "needed"),
    [
        ({"replacement": "capped"}, ["yearly_cap"]),
        ({"replacement": "capped", "yearly_cap": "0"}, []),
        ({"replacement": "lease"}, ["lease_years", "lease_rate"]),
        ({"replacement": "lease", "lease_years": "4"}, ["lease_rate"]),
        ({"replacement": "lease", "lease_years": "4", "lease_rate": "0%"}, []),
        ({"replacement": "even"}, []),
        ({"replacement": "as_due"}, []),
    ],
)
def test_way_of_replacement_asks_for_its_terms(
    cells: dict[str, str], needed: list[str], tiny: PlanWriter
) -> None:
    folder = tiny(devices=fleet(**cells))
    if not needed:
        assert read_plan(folder).devices[3].replacement == cells["replacement"]
        return
    assert refusals(folder) == [("P47", "devices.csv", 5, column) for column in needed]


def test_outsourced_position_needs_a_price(tiny: PlanWriter) -> None:
    row = "Help desk,1,50000,,,outsourced,95000"
    staffing = with_row_instead("staffing", row, "Help desk,1,50000,,,outsourced")
    assert refusals(tiny(staffing=staffing)) == [("P47", "staffing.csv", 3, "outsourced_price")]


@pytest.mark.parametrize(
    ("load", "dollars", "growth", "driver", "needed"),
    [
        ("", "14000", "9%", "", ["benefits_rate"]),
        ("0%", "14000", "9%", "", []),
        ("0%", "14000", "", "", ["benefits_growth_rate"]),
        ("7.65%", "14000", "", "health_insurance_growth_rate,9%,\n", []),
        ("0%", "14000", "", "health_insurance_growth_rate,9%,FY2028\n", ["benefits_growth_rate"]),
        ("", "14000", "", "", ["benefits_rate", "benefits_growth_rate"]),
        ("", "0", "", "", []),
        ("", "", "9%", "", []),
    ],
)
def test_benefits_in_dollars_need_a_load_without_insurance_and_a_growth(
    load: str, dollars: str, growth: str, driver: str, needed: list[str], tiny: PlanWriter
) -> None:
    columns = "name,fte,salary,benefits_rate,benefits_per_fte,benefits_growth_rate"
    row = f"Technician,2,60000,{load},{dollars},{growth}"
    folder = tiny(staffing=f"{columns}\n{row}\n", assumptions=TINY["assumptions"] + driver)
    if needed:
        found = [("P47", "staffing.csv", 2, column) for column in needed]
        assert refusals(folder) == found
        return
    assert read_plan(folder).warnings == ()


def test_part_of_a_position_needs_a_salary_and_nothing_may_be_typed(tiny: PlanWriter) -> None:
    without = with_rows("privacy", "Clerk,privacy_officer,,,,,0.5")
    assert refusals(tiny(privacy=without)) == [("P47", "privacy.csv", 4, "salary")]
    unpaid = with_rows("privacy", "Volunteer,privacy_officer,,,,,0.5,0")
    assert read_plan(tiny(privacy=unpaid)).privacy[2].salary == 0


def test_equipment_replaced_as_due_needs_the_year(tiny: PlanWriter) -> None:
    network = with_rows("network", "Batteries,power_backup,10,900,,5")
    assert refusals(tiny(network=network)) == [("P47", "network.csv", 4, "next_replacement")]
    network = with_rows("network", "Batteries,power_backup,10,900,,5,even")
    assert read_plan(tiny(network=network)).warnings == ()


def test_teachers_are_asked_for_once_however_many_courses_serve_them(tiny: PlanWriter) -> None:
    folder = tiny(
        district=TINY["district"].replace("teachers,60,,", "teachers,,,"),
        training=with_rows("training", "Coaching,teacher_training,teachers,,100"),
    )
    assert refusals(folder) == [("P47", "district.csv", 10, "teachers")]


@pytest.mark.parametrize("serves", ["teachers", "staff", "students", "nobody", "K-5"])
def test_training_may_serve_any_group(serves: str, tiny: PlanWriter) -> None:
    training = with_rows("training", f"Course,student_training,{serves},,5")
    assert read_plan(tiny(training=training)).training[2].serves == serves


#: Money with columns of its own, behind name, kind, amount, award, end, pays_for, displaced base.
MONEY = "name,kind,amount,reimbursed_rate,spent_before,amount_per_student,fee_per_person,serves"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Aid,state_aid,,,,24", []),
        ("Aid,state_aid,50000", []),
        ("Aid,state_aid,,90%,80000", []),
        ("Aid,state_aid,,90%", [("P47", "spent_before")]),
        ("Aid,state_aid", [("P38", "amount")]),
        ("Fee,fees,,,,,25", []),
        ("Fee,fees,9000", []),
        ("Fee,fees,,,,,25,students", []),
        ("Fee,fees,,,,,25,K-5", []),
        ("Fee,fees,,,,,25,staff", [("P43", "serves")]),
        ("Fee,fees", [("P38", "amount")]),
        ("Levy,local_levy,1,90%,,,", [("P61", "reimbursed_rate")]),
        ("Levy,local_levy,1,,5,,", [("P61", "spent_before")]),
        ("Levy,local_levy,1,,,,,K-5", [("P61", "serves")]),
        ("Fee,fees,,,,24,25", [("P61", "amount_per_student")]),
        ("Levy,local_levy,,,,,25", [("P38", "amount"), ("P61", "fee_per_person")]),
    ],
)
def test_money_is_reckoned_from_the_columns_of_its_kind(
    row: str, found: list[tuple[str, str]], tiny: PlanWriter
) -> None:
    funding = f"{MONEY}\nLocal money,local_levy,1\n{row}\n"
    folder = tiny(funding=funding, eligibility=None, scenarios=None)
    if not found:
        assert len(read_plan(folder).funding) == 2
        return
    assert refusals(folder) == [(code, "funding.csv", 3, column) for code, column in found]


@pytest.mark.parametrize(
    ("kind", "pays_for", "barred"),
    [
        ("title_ii_a", "teacher_training", []),
        ("title_ii_a", "teacher_training; student_devices", ["student_devices"]),
        ("title_ii_a", "Workshops; Chromebooks", ["Chromebooks"]),
        ("title_ii_a", "training; device_refresh", []),  # a line: what it may pay of it
        ("fees", "device_repair; Labs", ["Labs"]),
        ("slcgp", "Monitoring", []),
        ("slcgp", "backup; insurance", ["backup", "insurance"]),
        ("grant", "staffing; Technician; insurance", []),
    ],
)
def test_source_may_not_name_what_its_kind_of_money_never_pays(
    kind: str, pays_for: str, barred: list[str], tiny: PlanWriter
) -> None:
    folder = tiny(funding=with_rows("funding", f"Extra,{kind},5000,,,{pays_for}"))
    if not barred:
        assert read_plan(folder).funding[-1].kind == kind
        return
    with pytest.raises(PlanError) as refused:
        read_plan(folder)
    assert [(p.code, p.facts["value"]) for p in refused.value.problems] == [
        ("P48", name) for name in barred
    ]


def test_word_of_the_district_lifts_the_bar_and_makes_one(tiny: PlanWriter) -> None:
    barred = with_rows("funding", "Extra,title_ii_a,5000,,,student_devices")
    allowed = with_rows("eligibility", "Extra,student_devices,yes")
    assert read_plan(tiny(funding=barred, eligibility=allowed)).warnings == ()
    left_out = "name,category,may_pay,active\nExtra,student_devices,yes,no\n"
    codes = [code for code, *_ in refusals(tiny(funding=barred, eligibility=left_out))]
    assert codes == ["P48"]
    forbidden = with_rows("eligibility", "Bond,access_points,no")
    assert refusals(tiny(eligibility=forbidden)) == [("P48", "funding.csv", 9, "pays_for")]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("PK,FY2025,60\nK,FY2026,70\nPK,FY2026,60\n", []),
        ("k,FY2024,60\n1,FY2025,70\nk,FY2025,55\n", []),
        ("11,FY2025,60\n12,FY2026,70\n11,FY2026,0\n", []),
        ("11,FY2025,60\n12,FY2026,70\n", ["P67"]),
        # The grades between two that are counted are counted too, whenever they were.
        ("K,FY2025,60\nK,FY2026,61\n1,FY2026,60\n4,FY2025,50\n", ["P67", "P67", "P67"]),
        # A gap in an earlier year is bridged; what is expected later needs no grade.
        ("K,FY2025,60\nK,FY2026,61\n1,FY2026,60\nK,FY2028,70\n3,FY2028,70\n", []),
        ("K,FY2025,60\n2,FY2026,70\n", ["P64"]),
        ("K,FY2024,60\n1,FY2026,70\n", ["P64"]),
        ("K,FY2026,60\n1,FY2027,70\n", ["P64"]),  # the first year of the plan is not past
        ("births,FY2020,60\nbirths,FY2021,70\n", ["P64"]),
    ],
)
def test_forecast_needs_a_grade_and_the_next_and_all_grades_in_the_latest_year(
    rows: str, found: list[str], tiny: PlanWriter
) -> None:
    folder = tiny(history=f"name,fiscal_year,students\n{rows}")
    if not found:
        assert read_plan(folder).warnings == ()
        return
    assert refusals(folder) == [(code, "history.csv", 0, "") for code in found]


def test_growth_of_enrollment_may_be_blank_only_where_there_is_a_history(tiny: PlanWriter) -> None:
    blank = TINY["assumptions"].replace("enrollment_growth_rate,-1%", "enrollment_growth_rate,")
    assert read_plan(tiny(assumptions=blank)).warnings == ()
    found = refusals(tiny("without", assumptions=blank, history=None))
    assert found == [("P41", "assumptions.csv", 2, "value")]


def test_scenario_may_set_a_growth_that_the_plan_leaves_to_the_forecast(tiny: PlanWriter) -> None:
    blank = TINY["assumptions"].replace("enrollment_growth_rate,-1%", "enrollment_growth_rate,")
    row = "x,,,assumptions,enrollment_growth_rate,value,set,-3%,"
    plan = read_plan(tiny(assumptions=blank, scenarios=with_rows("scenarios", row)))
    assert plan.scenario_names[-1] == "x"


@pytest.mark.parametrize("figure", ["per_year", "loss", "days", "recovery_months"])
def test_every_range_of_an_incident_runs_from_low_to_high(figure: str, tiny: PlanWriter) -> None:
    cells = {"per_year": "1,1", "loss": "5,5", "days": "0,0", "recovery_months": "0,0"}
    header = ",".join(f"{name}_low,{name}_high" for name in cells)
    same = f"name,{header}\nOutage,{','.join(cells.values())}\n"
    assert read_plan(tiny(incidents=same)).warnings == ()
    turned = f"name,{header}\nOutage,{','.join({**cells, figure: '9,8'}.values())}\n"
    assert refusals(tiny(incidents=turned)) == [("P65", "incidents.csv", 2, f"{figure}_low")]


def test_schools_that_say_all_that_erate_asks_stand_in_for_the_district(tiny: PlanWriter) -> None:
    district = TINY["district"].replace("48%", "").replace("rural,,", ",,")
    columns = "name,grades,students,lunch_rate,direct_certified_rate,rural"
    schools = f"{columns}\nElm,K-5,400,,45%,yes\nOak,6-12,500,60%,,no\n"
    assert read_plan(tiny(district=district, enrollment=schools)).warnings == ()
    unsaid = schools.replace(",60%,,no", ",,,")
    assert refusals(tiny(district=district, enrollment=unsaid)) == [
        ("P40", "district.csv", 8, "lunch_rate"),
        ("P40", "district.csv", 9, "locale"),
    ]


@pytest.mark.parametrize(
    ("payment", "left", "buyout", "needed"),
    [
        ("5200", "2", "", []),
        ("5200", "2", "1", []),
        ("", "0", "1", []),
        ("", "0", "", []),
        ("5200", "", "", ["lease_payments_left"]),
        ("", "", "1", ["lease_payments_left"]),
        ("", "2", "", ["lease_payment"]),
    ],
)
def test_lease_that_runs_needs_its_payment_and_the_payments_left(
    payment: str, left: str, buyout: str, needed: list[str], tiny: PlanWriter
) -> None:
    columns = "name,bought,units,lease_payment,lease_payments_left,lease_buyout"
    folder = tiny(inventory=f"{columns}\nLaptops,FY2024,110,{payment},{left},{buyout}\n")
    if not needed:
        assert read_plan(folder).warnings == ()
        return
    assert refusals(folder) == [("P47", "inventory.csv", 2, column) for column in needed]
