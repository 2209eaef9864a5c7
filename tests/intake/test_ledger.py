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
from planner.plan.read import read_plan
from tests.intake.exports import write
from tests.tiny_plan import TINY, PlanWriter

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
    assert [problem.code for problem in intake.problems] == ["W46"]
    assert "Skipped 2 accounts with no technology spending, $2,905,000 in total." in intake.summary
    assert "Amounts come from YTD expended." in intake.summary
    assert "Skipped 1 total row." in intake.summary


def test_what_is_meant_can_be_said_by_code(tiny: PlanWriter, tmp_path: Path) -> None:
    intake = ledger(tiny, tmp_path, BOOKS, units=(("2580-352", "backup"),))
    assert intake.problems == ()
    assert amounts(intake)["2580-352", "backup"] == "800"
    intake = ledger(tiny, tmp_path, BOOKS, units=(("2580-352", "backups"),))
    assert [problem.code for problem in intake.problems] == ["P16"]


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
    run_import("ledger", export, read_plan(folder, allow_difference=True)).write()
    assert path.read_text(encoding="utf-8").splitlines()[1:6] == before.splitlines()[1:6]
    write(tmp_path, "gl.csv", BOOKS.replace("2230-650", "2700-650").replace("Chromebooks", "tires"))
    found = run_import("ledger", export, read_plan(folder, allow_difference=True))
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
