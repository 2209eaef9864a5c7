"""What opening an export does to its columns: which count, and which are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake import read_export, run_import
from planner.intake.export_headings import NEEDED
from planner.intake.exports import Export, ExportRow
from planner.intake.open_export import open_export
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.reference.exports import export_headings
from tests.intake.exports import write
from tests.tiny_plan import write_tiny


def opened(folder: Path, kind: str, text: str) -> Export:
    return open_export(kind, write(folder, "e.csv", text))


def test_columns_that_are_not_read_are_named_in_lists_that_people_keep(
    tmp_path: Path,
) -> None:
    licenses = opened(tmp_path, "licenses", "Product,Price,PO number, Notes ,a@b.org,2026,\nA,1\n")
    assert licenses.not_read == ("Columns that are not read: PO number, Notes, and 2 others.",)
    assert licenses.dropped == 4
    ledger = opened(tmp_path, "ledger", "Account,Amount,x@y.org\n1,2,3\n")
    assert ledger.not_read == ("Columns that are not read: and 1 other.",)
    assert opened(tmp_path, "ledger", "Account,Amount\n1,2\n").not_read == ()
    assets = opened(tmp_path, "assets", "Purchase date,Room,Assigned to\n8/14/2025,1,Ann\n")
    assert assets.not_read == ("Columns that are not read: Room, Assigned to.",)
    erate = opened(tmp_path, "erate", "ben,funded_c2_budget_amount,Contact\n1,2,Ann\n")
    assert (erate.not_read, erate.dropped) == ((), 1)


def test_a_blank_grant_falls_back_on_the_fund(tmp_path: Path) -> None:
    export = opened(tmp_path, "ledger", "Fund,Grant,Account,Amount\n10,281,1,2\n10,,1,2\n,,1,2\n")
    assert [row["fund"] for row in export.rows] == ["281", "10", ""]
    assert export.headings["fund"] == ("Grant", "Fund")
    assert export.dropped == 0


def test_every_column_of_status_and_disposal_counts_one_to_a_line(tmp_path: Path) -> None:
    text = (
        "Purchase date,Status,Asset status,Disposed,Disposal date\n8/14/2025,In use,Lost,No,\n"
        "8/14/2025,,Lost,,0000-00-00\n8/14/2025,,,Never,6/1/2025\n"
    )
    found = [(row["status"], row["disposed"]) for row in opened(tmp_path, "assets", text).rows]
    assert found == [("In use\nLost", "No"), ("Lost", "0000-00-00"), ("", "6/1/2025\nNever")]


def test_a_day_that_a_program_does_not_know_is_blank_and_falls_back(tmp_path: Path) -> None:
    text = (
        "model,firstEnrollmentTime,lastEnrollmentTime,autoUpdateExpiration\n"
        "A,Never,2025-08-14,0000-00-00\nB,1970-01-01,2025-08-15,unknown\nC,never,Never,n/a\n"
    )
    rows = opened(tmp_path, "chromebooks", text).rows
    assert [(r["enrolled"], r["support_ends"]) for r in rows] == [
        ("2025-08-14", ""), ("2025-08-15", ""), ("", ""),
    ]  # fmt: skip
    bought = opened(tmp_path, "assets", "Purchase date,FY\n0000-00-00,FY2025\nnone,2025\n").rows
    assert [row["bought"] for row in bought] == ["", ""]
    license_ = opened(
        tmp_path, "licenses", "Product,Price,Expiration date\nA,1,Never\nB,1,0000-00-00\n"
    )
    assert [row["expires"] for row in license_.rows] == ["Never", ""]


def test_a_row_of_zeros_for_days_is_a_row(tmp_path: Path) -> None:
    text = "Purchase date,Support ends,Room\n0000-00-00,,\n,,1\n 0 ,,\n"
    assert [row.number for row in opened(tmp_path, "assets", text).rows] == [2, 4]


@pytest.mark.parametrize(
    ("number", "damaged"),
    [
        ("5.00E+12", True), ("5E12", True), ("5,01e+15", True), ("1234567890123450", True),
        ("123456789012345", False), ("1234567890123456", False), ("5CD1001ABC", False),
        ("E+12", False), ("S1.00E+12", False), ("", False),
    ],
)  # fmt: skip
def test_numbers_that_a_spreadsheet_has_damaged_identify_no_device(
    number: str, damaged: bool, tmp_path: Path
) -> None:
    rows = f'"{number}",Dell,2025-08-14\n' * 3
    export = opened(tmp_path, "chromebooks", f"serialNumber,model,firstEnrollmentTime\n{rows}")
    single = bool(number) and not damaged
    assert len(export.rows) == (1 if single else 3)
    assert (export.repeated, export.damaged) == (2 if single else 0, 3 if damaged else 0)


def test_total_rows_and_rows_that_end_in_total_are_kept_apart(tmp_path: Path) -> None:
    text = (
        "Product,Annual cost,Note\nA,1,x\nTotal,1,\nB,2,Sub-total:\nC,3,Totally\nGrand total,6,\n"
    )
    export = opened(tmp_path, "licenses", text)
    assert [(row.number, row.subtotal) for row in export.rows] == [
        (2, False),
        (4, True),
        (5, False),
    ]
    assert [(row.number, row["yearly_total"]) for row in export.total_rows] == [(3, "1"), (6, "6")]
    assert export.totals == 2
    assert export.rows[0] == ExportRow(2, {"name": "A", "yearly_total": "1"}, subtotal=False)


@pytest.mark.parametrize(("separator", "known"), [(",", ","), (";", ";"), ("\t", "\t")])
def test_an_export_knows_what_separates_its_cells(
    separator: str, known: str, tmp_path: Path
) -> None:
    text = "Product,Price\nA,1\n".replace(",", separator)
    assert opened(tmp_path, "licenses", text).separator == known


def test_a_web_page_is_known_by_how_it_begins_within_the_first_block(tmp_path: Path) -> None:
    late = " " * 4090 + "\nProduct,Price\nA,1\n"
    assert [row["name"] for row in opened(tmp_path, "licenses", late).rows] == ["A"]


def test_what_is_needed_is_known_under_some_name() -> None:
    for kind, needed in NEEDED.items():
        known = export_headings(kind)
        assert all(field in known for some in needed for field in some)


def test_any_one_column_of_each_that_is_needed_is_enough(tmp_path: Path) -> None:
    for kind, needed in NEEDED.items():
        known = export_headings(kind)
        for some in needed:
            for field in some:
                others = [other[0] for other in needed if other is not some]
                names = [known[name][0].heading for name in (field, *others)]
                export = opened(
                    tmp_path, kind, f"{','.join(names)}\n{','.join('1' for _ in names)}\n"
                )
                assert set(export.headings) == {field, *others}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return read_plan(write_tiny(tmp_path_factory.mktemp("plan")))


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("chromebooks", "inventory"), ("assets", "inventory"), ("licenses", "licenses"),
        ("ledger", "ledger"), ("erate", "district"),
    ],
)  # fmt: skip
def test_an_export_that_cannot_be_opened_still_says_which_table_it_is_for(
    kind: str, table: str, plan: Plan, tmp_path: Path
) -> None:
    (problem,) = (intake := read_export(kind, str(tmp_path / "gone.csv"), plan)).problems
    assert (problem.code, intake.kind, intake.file, intake.table) == (
        "P80",
        kind,
        "gone.csv",
        table,
    )
    assert (intake.rows, intake.summary, intake.blocked) == ((), (), True)
    text = "Product,Price\nTyping,1\n"
    read = read_export("licenses", write(tmp_path, "l.csv", text), plan)
    assert (read.kind, read.file, read.table, len(read.rows)) == (
        "licenses",
        "l.csv",
        "licenses",
        1,
    )


def test_a_kind_that_is_not_there_is_refused_with_those_that_are(plan: Plan) -> None:
    with pytest.raises(ValueError) as refused:
        read_export("payroll", "gone.csv", plan)
    assert str(refused.value) == (
        "there is no kind of export 'payroll'; there are: "
        "chromebooks, assets, licenses, ledger, erate"
    )


def test_an_import_is_written_only_where_nothing_blocks_it(plan: Plan, tmp_path: Path) -> None:
    found = run_import("licenses", write(tmp_path, "l.csv", "Product,Price\nTyping,1\n"), plan)
    assert (found.blocked, found.may_be_written, found.problems) == (False, True, ())
    assert found.text == found.preview.text
    asked = run_import("licenses", write(tmp_path, "l.csv", "Product,Price\nNew,1\n"), plan)
    assert (asked.blocked, asked.may_be_written) == (True, False)
    assert [problem.code for problem in asked.problems] == ["P87"]
    same = run_import("licenses", write(tmp_path, "l.csv", "Product,Price\nWifi,30000\n"), plan)
    assert (same.blocked, same.may_be_written) == (False, False)
