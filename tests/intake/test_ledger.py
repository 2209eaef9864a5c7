"""General-ledger exports: accounts become kinds of cost by code, to the cent."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake import Intake, Options, read_export, run_import
from planner.intake.account_codes import (
    account_parts,
    code_positions,
    kinds_of_cost,
    narrowed_down,
)
from planner.intake.code_map import CodeMeaning, meanings_of, read_code_map
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from tests.intake.exports import write
from tests.tiny_plan import TINY, PlanWriter

NATIONAL = Options(chart="nces")
BOOKS = """\
Tiny ISD general ledger,,,
Account,Account Description,YTD Expended,Budget
10-1000-110-000-01,Teacher salaries,"2,900,000.00","3,000,000.00"
10-2580-530-000-00,Internet,"24,000.10","30,000"
20-2580-530-000-00,Internet bond fund,(0.05),
10-2230-650-000-00,Student Chromebooks,"90,000.00",
10-1000-650-000-00,Curriculum software,"10,000.00",
10-2580-352-000-00,Services,800.00,
10-2700-510-000-00,Buses,"5,000.00",
Total 10,,"3,029,800.05",
"""


def ledger(tiny: PlanWriter, folder: Path, text: str, **options: object) -> Intake:
    plan = read_plan(tiny(), allow_difference=True)
    options = {"chart": "nces", **options}
    return read_export("ledger", write(folder, "gl.csv", text), plan, Options(**options))  # type: ignore[arg-type]


def amounts(intake: Intake) -> dict[tuple[str, str], str]:
    return {(row["name"], row["category"]): row["amount"] for row in intake.rows}


def test_accounts_are_added_up_by_code(tiny: PlanWriter, tmp_path: Path) -> None:
    intake = ledger(tiny, tmp_path, BOOKS)
    assert amounts(intake) == {
        ("1000-650", "instructional_software"): "10000",
        ("2230-650", "student_devices"): "90000",
        ("2580-530", "internet_access"): "24000.05",
    }
    assert {row["fiscal_year"] for row in intake.rows} == {"FY2026"}
    assert [problem.code for problem in intake.problems] == ["W46", "W62"]
    assert "Skipped 2 accounts with no technology spending, $2,905,000 in total." in intake.summary
    assert "Amounts come from YTD expended." in intake.summary
    assert "Skipped 1 total row." in intake.summary


def test_what_is_meant_can_be_said_by_code(tiny: PlanWriter, tmp_path: Path) -> None:
    intake = ledger(tiny, tmp_path, BOOKS, units=(("2580-352", "backup"),))
    assert [problem.code for problem in intake.problems] == ["W62"]
    assert amounts(intake)["2580-352", "backup"] == "800"
    intake = ledger(tiny, tmp_path, BOOKS, units=(("2580-352", "backups"),))
    assert [problem.code for problem in intake.problems] == ["P16", "W62"]


def test_debit_less_credit_of_the_base_year(tiny: PlanWriter, tmp_path: Path) -> None:
    text = (
        "Fund,Function,Object,Description,Debit,Credit,Posting Date\n"
        "10,2580,530,,1000.10,,8/1/2025\n10,2580,530,,,0.20,6/30/2026\n"
        "10,2580,530,,5000,,7/1/2026\n"
    )
    intake = ledger(tiny, tmp_path, text)
    assert amounts(intake) == {("2580-530", "internet_access"): "999.90"}
    assert "Skipped 1 row from years other than FY2026." in intake.summary


def test_hand_typed_rows_stay_and_an_earlier_import_goes(tiny: PlanWriter, tmp_path: Path) -> None:
    folder = tiny(ledger=TINY["ledger"] + "2230-650,staff_devices,5,FY2026\n")
    path = folder / "ledger.csv"
    before = path.read_text(encoding="utf-8")
    export = write(tmp_path, "gl.csv", BOOKS)
    run_import("ledger", export, read_plan(folder, allow_difference=True), NATIONAL).write()
    assert path.read_text(encoding="utf-8").splitlines()[1:6] == before.splitlines()[1:6]
    write(tmp_path, "gl.csv", BOOKS.replace("2230-650", "2700-650").replace("Chromebooks", "tires"))
    found = run_import("ledger", export, read_plan(folder, allow_difference=True), NATIONAL)
    removed = [row.cells["name"] for row in found.preview.merge.removed]
    assert removed == ["2230-650"]
    assert "GL" not in found.text


DEVICES = ("student_devices", "staff_devices", "classroom_devices")
SOFTWARE = ("instructional_software", "administrative_software", "device_management")


@pytest.mark.parametrize(
    ("function", "code", "state", "kinds"),
    [
        ("2580", "530", "", ("internet_access",)),
        ("2580", "535", "", ("internet_access",)),
        ("2580", "210", "", ("technology_staff", "security_staff", "privacy_officer")),
        ("1000", "432", "", ("device_repair", "device_protection", "network_maintenance")),
        ("1000", "650", "", (*DEVICES, *SOFTWARE)),
        ("1000", "735", "", (*DEVICES, *SOFTWARE)),
        ("72", "4", "WA", ("technology_staff", "security_staff", "privacy_officer")),
        ("2230", "432", "", ("device_repair", "device_protection")),
        ("2580", "110", "", ("technology_staff", "security_staff", "privacy_officer")),
        ("1000", "110", "", ()),
        ("1000", "430", "", ()),
        ("2213", "300", "", ()),
        ("1000", "734", "", ("switches", "access_points", "cabling", "power_backup")),
        ("72", "9", "WA", ("switches", "access_points", "cabling", "power_backup")),
        ("72", "93", "WA", ("switches", "access_points", "cabling", "power_backup")),
        ("68", "7", "WA", ()),
        ("2580", "650", "WA", ()),
        ("1100", "447", "OH", ("internet_access", "off_campus_access")),
        ("1000", "4400", "CA", ()),
    ],
)
def test_kinds_of_cost_by_code(
    function: str, code: str, state: str, kinds: tuple[str, ...]
) -> None:
    assert kinds_of_cost(function, code, state) == kinds


def test_description_tells_kinds_apart_or_leaves_them() -> None:
    kinds = kinds_of_cost("2580", "352")
    assert narrowed_down(kinds, "Penetration test") == ("security_testing",)
    assert narrowed_down(kinds, "Misc. services") == kinds


def test_parts_of_an_account_are_cut_at_every_sign() -> None:
    assert account_parts(" 10--2580|650. 000: ") == ("10", "2580", "650", "000")


@pytest.mark.parametrize(
    ("accounts", "positions"),
    [
        ([], None),
        (["", "cash", "1110"], None),
        (["650-2580"], None),  # the function comes first
        (["2580-00-00-650"], None),  # at most one part between them
        (["2580-00-650"], (0, 2)),
        (["10-2580-650"], (1, 2)),
        (["2580-650", "10-2580-650", "20-2230-530"], (1, 2)),  # what most look like
        (["10-2580-650", "2580-650"], (0, 1)),  # of as many the first
        (["6580-650", "10-2580-950", "10-258-650"], None),
    ],
)
def test_positions_of_function_and_object(
    accounts: list[str], positions: tuple[int, int] | None
) -> None:
    assert code_positions(accounts) == positions


CHART = "Function,Object,Description,Actual\n"
TEXAS = CHART + "71,6511,Bond principal,27252301.89\n53,6395,Data supplies,5000\n11,6399,Paper,9\n"


def test_codes_of_an_unknown_chart_are_listed_and_nothing_is_counted(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    intake = ledger(tiny, tmp_path, TEXAS, chart="")
    assert (intake.rows, [p.code for p in intake.problems]) == ((), ["P164"])
    assert "71-6511 Bond principal $27,252,301.89; 53-6395 Data supplies $5,000" in str(
        intake.problems[0]
    )
    assert not any("no technology" in line for line in intake.summary)


def test_a_mapping_is_saved_filled_in_and_used(tiny: PlanWriter, tmp_path: Path) -> None:
    saved = ledger(tiny, tmp_path, TEXAS, chart="", units=(("6399", "none"),)).code_map
    assert "11,6399,none,,,Paper,9\r\n" in saved
    filled = saved.replace("53,6395,,", "53,,Device management,").replace(
        "71,6511,,", ",6500 to 6599,none,"
    )
    mapping = read_code_map(write(tmp_path, "codes.csv", filled))
    intake = ledger(tiny, tmp_path, TEXAS, chart="", mapping=mapping)
    assert intake.problems == ()
    assert amounts(intake) == {("53-6395", "device_management"): "5000"}
    again = read_code_map(write(tmp_path, "again.csv", intake.code_map))
    assert again == mapping
    more = ledger(tiny, tmp_path, TEXAS + "36,6399,Paint,7\n", chart="", mapping=mapping)
    assert [p.code for p in more.problems] == ["P165"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("function,object,meaning\n53,,buses\n", "P16"),
        ("function,object,meaning\n,,none\n", "P16"),
        ("code,meaning\n53,none\n", "P81"),
    ],
)
def test_a_mapping_that_cannot_be_used(text: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError) as found:
        read_code_map(write(tmp_path, "codes.csv", text))
    assert [problem.code for problem in found.value.problems] == [code]


def test_rows_of_a_mapping_that_disagree_are_asked_about() -> None:
    rows = (CodeMeaning("53", "", "none"), CodeMeaning("", "6395", "backup"))
    assert meanings_of(rows, "53", "6395") == ("none", "backup")
    assert meanings_of(rows, "053", "6399") == ("none",)
    assert meanings_of((*rows, CodeMeaning("53", "6395", "backup")), "53", "6395") == ("backup",)


def test_a_national_chart_does_not_read_functions_of_another(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    text = CHART + "0,735,Accrued payroll,2549.74\n2580,530,Internet,10\n"
    (problem,) = ledger(tiny, tmp_path, text).problems
    assert problem.code == "P165" and "0-735 Accrued payroll $2,549.74" in str(problem)


def test_a_unit_that_matches_nothing_is_an_error(tiny: PlanWriter, tmp_path: Path) -> None:
    intake = ledger(tiny, tmp_path, BOOKS, units=(("2580-999", "backup"), ("2580-352", "backup")))
    assert [p.code for p in intake.problems] == ["P159", "W62"]
    assert "2580-999=backup" in str(intake.problems[0])


SORTED = (
    "Function,Object,Post Type,Amount\n2580,530,Actual,24000\n2580,530,Budget,30000\n"
    "2580,530,Encumbrance,500\n"
)


def test_sorts_of_rows_are_shown_and_one_is_asked_for(tiny: PlanWriter, tmp_path: Path) -> None:
    (problem,) = ledger(tiny, tmp_path, SORTED).problems
    assert problem.code == "P168"
    assert "Actual $24,000 (1 row); Budget $30,000 (1 row); Encumbrance $500" in str(problem)
    intake = ledger(tiny, tmp_path, SORTED, rows=("actual",))
    assert amounts(intake) == {("2580-530", "internet_access"): "24000"}
    assert (
        "Rows that are not counted: Budget $30,000 (1 row); Encumbrance $500 (1 row)."
        in intake.summary
    )
    assert [p.code for p in ledger(tiny, tmp_path, SORTED, rows=("Paid",)).problems] == ["P169"]
    asked = ledger(tiny, tmp_path, SORTED, units=(("2580-530", "backup"),))
    assert [p.code for p in asked.problems] == ["P168"]  # no code is looked for among no rows
    assert asked.rows == () and not any("spending" in line for line in asked.summary)


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("2580,530,AP,Internet,9\n2580,530,JE,Internet,1\n", []),
        ("2580,530,Budget,Internet,9\n", ["P168"]),
        ("2580,530,,Internet,9\n2580,530,,Original budget,10\n", ["P168"]),
        ("2580,530,,Internet,9\n2580,530,Actual,Internet,10\n", ["P168"]),
    ],
)
def test_which_sorts_are_asked_about(
    rows: str, codes: list[str], tiny: PlanWriter, tmp_path: Path
) -> None:
    intake = ledger(tiny, tmp_path, "Function,Object,Type,Description,Amount\n" + rows)
    assert [p.code for p in intake.problems] == codes


def test_subtotals_in_any_column_are_left_out(tiny: PlanWriter, tmp_path: Path) -> None:
    head = "Function,Object,Level,Amount"
    text = (
        f"{head}\n2580,530,Internet,9\n2580,530,Internet,1\n2580,530,Internet Total,10\n"
        "2580,432,Repair,5\n2580,,Grand Total,15\n"
    )
    intake = ledger(tiny, tmp_path, text)
    assert sorted(amounts(intake).values()) == ["10", "5"]
    assert "Skipped 2 total rows." in intake.summary
    (problem,) = ledger(tiny, tmp_path, text.replace("Total,10", "Total,11")).problems[:1]
    assert (problem.code, problem.row) == ("P167", 4)
    dated = (
        "Function,Object,Name,Date,Amount\n2580,530,Net Total,8/1/2025,9\n2580,530,Net Total,,9\n"
    )
    assert list(amounts(ledger(tiny, tmp_path, dated)).values()) == ["9"]


def test_a_row_without_a_year_is_asked_about(tiny: PlanWriter, tmp_path: Path) -> None:
    text = "Function,Object,Date,Amount\n2580,530,8/1/2025,9\n2580,530,,4\n2580,530,,0\n"
    (problem,) = ledger(tiny, tmp_path, text).problems
    assert (problem.code, problem.row, problem.column) == ("P166", 3, "Date")
    text = "Function,Object,FY,Amount\n2580,530,2026,9\n2580,530,,4\n2580,530,2026,5\n"
    intake = ledger(tiny, tmp_path, text)
    assert [(p.code, p.row, p.column) for p in intake.problems] == [("P166", 3, "FY")]
    assert amounts(intake) == {("2580-530", "internet_access"): "14"}


FUNDED = (
    "Fund,Function,Object,Description,Amount,FY\n281,2580,530,Internet,24000.10,2026\n"
    "281,2230,650,Chromebooks,90000.05,2026\n199,2580,530,Internet,100.03,2026\n"
    "461,2580,530,Internet,-0.07,2026\n199,1000,110,Salaries,5,2026\n"
)


def paid_by(intake: Intake) -> dict[str, float]:
    """Amounts of the written rows by the source in their names [USD]."""
    found: dict[str, float] = {}
    for row in intake.rows:
        source = row["name"].partition(" (")[2].removesuffix(")")
        found[source] = round(found.get(source, 0.0) + float(row["amount"]), 2)
    return found


def test_funds_become_the_sources_of_a_mapping_to_the_cent(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    asked = ledger(tiny, tmp_path, FUNDED)
    (problem,) = asked.problems
    assert problem.code == "W62"
    assert problem.facts["names"] == "281 $114,000.15; 199 $100.03; 461 -$0.07"
    assert ",,,281,,,114000.15\r\n" in asked.code_map
    filled = asked.code_map.replace(",281,,", ",281,ESSER II,").replace(
        ",199,,", ",190 to 199,general_fund,"
    )
    mapping = read_code_map(write(tmp_path, "codes.csv", filled))
    intake = ledger(tiny, tmp_path, FUNDED, mapping=mapping)
    assert paid_by(intake) == {"ESSER II": 114_000.15, "General fund": 100.03, "": -0.07}
    assert sum(paid_by(intake).values()) == pytest.approx(114_100.11)
    assert (
        "Paid by: ESSER II $114,000.15; General fund $100.03; funds without a source -$0.07."
        in intake.summary
    )
    assert [(p.code, p.facts["names"]) for p in intake.problems] == [
        ("W62", "461 -$0.07"),
        ("W63", "ESSER II $114,000.15"),
    ]
    again = read_code_map(write(tmp_path, "again.csv", intake.code_map))
    assert set(again.funds) >= {fund for fund in mapping.funds if fund.source}
    assert paid_by(ledger(tiny, tmp_path, FUNDED, mapping=again)) == paid_by(intake)


def test_a_fund_that_two_rows_call_differently_has_no_source(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    text = "fund,source\n281,ESSER II\n281,ESSER III\n199,Bond\n461,State aid\n"
    mapping = read_code_map(write(tmp_path, "codes.csv", text))
    intake = ledger(tiny, tmp_path, FUNDED, mapping=mapping)
    assert [(p.code, p.facts["names"]) for p in intake.problems] == [("W62", "281 $114,000.15")]


def test_a_fund_may_be_a_part_of_the_account(tiny: PlanWriter, tmp_path: Path) -> None:
    mapping = read_code_map(write(tmp_path, "codes.csv", "fund,source\n10,Levy\n20,Bond\n"))
    intake = ledger(tiny, tmp_path, BOOKS, mapping=mapping)
    assert paid_by(intake) == {"Levy": 124_000.10, "Bond": -0.05}
    assert [p.code for p in intake.problems] == ["W46"]
    assert not any("(no fund)" in str(p) for p in ledger(tiny, tmp_path, TEXAS).problems)


def test_a_long_name_is_cut_where_the_table_would_refuse_it(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    text = f"Fund,Account,Amount\n281,{'x' * 200},5\n1,{'y' * 200},6\n"
    typed = tuple((letter * 200, "backup") for letter in "xy")
    mapping = read_code_map(write(tmp_path, "codes.csv", "fund,source\n281,ESSER II\n"))
    intake = ledger(tiny, tmp_path, text, units=typed, mapping=mapping)
    assert [row["name"] for row in intake.rows] == [f"{'x' * 109} (ESSER II)", "y" * 120]


def test_what_is_saved_of_a_ledger_that_nobody_has_mapped(tiny: PlanWriter, tmp_path: Path) -> None:
    text = (
        "Fund,Fund name,Account,Function,Object,Amount\n281,Relief,,53,6395,5\n"
        "281,Else,,53,6395,7\n199,,,11,6399,1\n,,petty,,,3\n,,cash,,,2\n"
    )
    intake = ledger(tiny, tmp_path, text, chart="")
    assert intake.problems[0].facts["names"] == "53-6395 $12; petty $3; cash $2; 11-6399 $1"
    assert intake.code_map.splitlines()[1:] == [
        ",cash,,,,,2",
        ",petty,,,,,3",
        "11,6399,,,,,1",
        "53,6395,,,,,12",
        ",,,199,,,",
        ",,,281,,Relief,",
    ]


def test_what_is_saved_of_a_ledger_with_the_national_codes(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    text = (
        "Fund,Account,Amount\n281,10-2580-352-A,5\n199,10-1000-110-A,9\n281,10-2580-530-A,1\n"
        "281,10-2580-530-B,2\n281,10-2230-432-A,4\n"
    )
    intake = ledger(tiny, tmp_path, text, units=(("10-2580-352-a", "backup"),))
    assert intake.code_map.splitlines()[1:] == [
        "1000,110,none,,,,9",
        "2230,432,,,,,4",
        "2580,352,,,,,5",
        "2580,530,internet_access,,,,3",
        ",,,281,,,8",
    ]


def test_codes_that_a_state_chart_does_not_have_are_added_up(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    text = "Function,Object,Amount\n27,5,900\n27,5,100.50\n72,9,1\n"
    (told, _) = ledger(tiny, tmp_path, text, chart="wa").problems
    assert (told.code, told.facts["names"]) == ("W61", "27-5 $1,000.50")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Function,Object,Description,Amount\n53,6395,Data supplies,5\n",
            "53-6395 Data supplies $5",
        ),
        ("Function,Object,Description,Date,Amount\n53,6395,Ann,8/1/2025,5\n", "53-6395 $5"),
        ("Function,Object,Description,Vendor,Amount\n53,6395,Ann,Bob,5\n", "53-6395 $5"),
        (
            "Function,Object,Account name,Description,Date,Amount\n53,6395,Data,Ann,8/1/2025,5\n",
            "53-6395 Data $5",
        ),
        ("Function,Object,Amount\n53,6395,5\n", "53-6395 $5"),
    ],
)
def test_a_payment_is_not_described_where_an_account_is(
    text: str, named: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    (asked,) = ledger(tiny, tmp_path, text, chart="").problems
    assert asked.facts["names"] == named
