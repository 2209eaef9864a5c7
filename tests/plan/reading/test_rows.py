"""Files as spreadsheets, editors and accidents leave them: row numbers hold, nothing crashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.plan.problems.problem import PlanError, Problem
from planner.plan.read import read_plan
from planner.plan.reading.records import find_file, records_of
from planner.plan.tables import TABLES
from planner.spreadsheets.csv_file import read_csv
from tests.tiny_plan import TINY, PlanWriter, with_rows


def only_problem(folder: Path) -> Problem:
    """The one thing that is wrong with a folder."""
    with pytest.raises(PlanError) as refused:
        read_plan(folder)
    (problem,) = refused.value.problems
    return problem


def test_blank_rows_comments_and_cells_of_several_lines_do_not_shift_row_numbers(
    tiny: PlanWriter,
) -> None:
    enrollment = (
        "name,school,grades,students,note\n"
        "# what to type,,,,\n"
        "\n"
        ",,,,\n"
        'Elm,,K-5,400,"two lines\nin one cell"\n'
        '"Oak, ""the old one""",,6-12,5OO,\n'
    )
    problem = only_problem(tiny(enrollment=enrollment))
    assert (problem.row, problem.column, problem.facts["value"]) == (6, "students", "5OO")


def test_rows_above_the_column_names_may_be_blank_or_comments(tiny: PlanWriter) -> None:
    folder = tiny(security="\n# our contracts\n" + TINY["security"])
    assert read_plan(folder).security[0].row == 4


@pytest.mark.parametrize(
    "written",
    [
        TINY["staffing"].encode(),
        b"\xef\xbb\xbf" + TINY["staffing"].encode(),
        TINY["staffing"].replace("\n", "\r\n").encode(),
        TINY["staffing"].replace("\n", "\r").encode(),
        TINY["staffing"].rstrip("\n").encode(),
        (TINY["staffing"] + "\n\n,,,,\n").encode(),
        TINY["staffing"].replace("name,fte", " Name , FTE ").encode(),
        TINY["staffing"].replace("Technician", " Technician\u00a0").encode(),
        TINY["staffing"].replace("60000", '"$60,000.00 "').encode(),
    ],
    ids=["plain", "bom", "crlf", "cr", "no end", "blank end", "capitals", "spaces", "quotes"],
)
def test_file_reads_the_same_however_it_was_saved(written: bytes, tiny: PlanWriter) -> None:
    assert read_plan(tiny(staffing=written)).staffing == read_plan(tiny()).staffing


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_letters_beyond_ascii_are_read_from_either_encoding(
    encoding: str, tiny: PlanWriter
) -> None:
    text = TINY["staffing"].replace("Technician", "Técnico José’s team")
    plan = read_plan(tiny(staffing=text.encode(encoding)))
    assert plan.staffing[0].name == "Técnico José's team"


def test_letters_written_in_two_ways_are_refused(tiny: PlanWriter) -> None:
    text = with_rows("staffing", "José,network_staff,1,60000,60%,").encode("utf-8")
    both = text + "Zoë,network_staff,1,60000,60%,\n".encode("cp1252")
    assert "it mixes two character encodings" in only_problem(tiny(staffing=both)).message


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "sep={}\n"])
def test_cells_may_be_separated_in_other_ways(separator: str, mark: str, tiny: PlanWriter) -> None:
    text = mark.format(separator) + TINY["staffing"].replace(",", separator)
    assert read_plan(tiny(staffing=text)).staffing[0].salary == 60_000


def test_titles_may_stand_above_the_column_names(tiny: PlanWriter) -> None:
    text = "Tiny ISD,,,,,,\n,,,,,,\nDevices of 2027,,,,,,\n" + TINY["devices"]
    assert [row.row for row in read_plan(tiny(devices=text)).devices] == [5, 6, 7]


def test_columns_may_be_called_in_plain_words(tiny: PlanWriter) -> None:
    header, _, rows = TINY["devices"].partition("\n")
    assert "unit_price" in header
    text = header.replace("unit_price", "PRICE ").replace("name", "Name*") + "\n" + rows
    assert read_plan(tiny(devices=text)).devices == read_plan(tiny()).devices


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "it is not a CSV file"),
        (b"name,category\nLap\x00tops,x\n", "it is not a CSV file"),
        (bytes(range(1, 256)) * 3, "it is not a CSV file"),
        (b"name\n" * 10_000_000, "it is larger than 20 MB"),
        ("name\n" + "x\n" * 6_000, "it holds more than 5,000 rows"),
        ("name" + ",x" * 400, "the row holds more than 300 cells"),
        (with_rows("devices", '"Tablets,staff_devices'), "its quotation marks do not match"),
        (with_rows("devices", "x" * 200_000), "a cell holds more than 130,000 characters"),
    ],
    ids=["workbook", "null", "junk", "large", "long", "wide", "quotes", "huge"],
)
def test_file_that_is_no_csv_is_refused_in_words(
    content: str | bytes, reason: str, tiny: PlanWriter
) -> None:
    problem = only_problem(tiny(devices=content))
    assert (problem.code, problem.file) == ("P03", "devices.csv")
    assert reason in problem.message


def test_row_with_unmatched_quotation_marks_is_named(tiny: PlanWriter) -> None:
    assert only_problem(tiny(devices=with_rows("devices", '"Tab" lets,x'))).row == 5


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "# only a comment\n", ",,,\n"])
def test_empty_file_is_refused_with_the_columns_it_should_have(
    content: str, tiny: PlanWriter
) -> None:
    problem = only_problem(tiny(staffing=content))
    assert problem.code == "P04"
    assert "name, category, fte, salary" in problem.message


@pytest.mark.parametrize("table", ["district", "enrollment", "funding", "assumptions"])
def test_table_every_plan_needs_may_not_be_missing(table: str, tiny: PlanWriter) -> None:
    problem = only_problem(tiny(**{table: None}))
    assert (problem.code, problem.file) == ("P02", f"{table}.csv")


def test_tables_a_plan_can_do_without_may_be_missing_or_hold_no_rows(tiny: PlanWriter) -> None:
    without = dict.fromkeys(name for name, table in TABLES.items() if not table.required)
    assert len(without) == 19
    without.pop("eligibility")  # it names a source of money, and those are there
    plan = read_plan(tiny(**without))
    assert all(plan.rows(name) == () for name in without)
    assert [warning.code for warning in plan.warnings] == ["W05"]
    header = TINY["scenarios"].partition("\n")[0]
    assert read_plan(tiny(scenarios=header)).scenario_names == ("base",)


@pytest.mark.parametrize("table", ["devices", "district"])
def test_folder_in_place_of_a_file_is_refused(table: str, tiny: PlanWriter) -> None:
    folder = tiny(**{table: None})
    (folder / f"{table}.csv").mkdir()
    assert only_problem(folder).facts["reason"] == "it is a folder, not a file"


def test_file_that_may_not_be_opened_is_refused_without_a_traceback(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "devices.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert only_problem(tiny()).facts["reason"] == "permission denied"


def test_file_name_may_be_in_capitals_on_every_system(tiny: PlanWriter) -> None:
    folder = tiny(devices=None)
    (folder / "Devices.CSV").write_text(TINY["devices"], encoding="utf-8")
    plan = read_plan(folder)
    assert [row.file for row in plan.devices] == ["devices.csv"] * 3
    assert plan.warnings == ()
    assert find_file(folder, "staff.csv") is None


@pytest.mark.parametrize(
    ("name", "warned"),
    [
        ("licences.csv", True),
        ("devices.xlsx", True),
        ("devices (1).csv", True),
        ("notes.txt", False),
        ("~$devices.xlsx", False),
        (".hidden.csv", False),
        ("README.md", False),
    ],
)
def test_table_under_a_name_that_is_not_read_is_warned_of(
    name: str, warned: bool, tiny: PlanWriter
) -> None:
    folder = tiny()
    (folder / name).write_text("anything", encoding="utf-8")
    found = [(warning.code, warning.file) for warning in read_plan(folder).warnings]
    assert found == ([("W07", name)] if warned else [])


@pytest.mark.parametrize("table", ["enrollment", "district"])
def test_cell_beyond_the_last_column_is_refused_and_a_blank_one_is_not(
    table: str, tiny: PlanWriter
) -> None:
    wider = TINY[table].replace("\n", ",,\n")
    assert read_plan(tiny(**{table: wider})).warnings == ()
    lines = TINY[table].splitlines()
    lines[1] += ",,,beyond"
    problem = only_problem(tiny(**{table: "\n".join(lines)}))
    assert (problem.code, problem.row, problem.facts["value"]) == ("P07", 2, "beyond")


def test_cells_for_the_eye_are_not_read(tiny: PlanWriter) -> None:
    text = TINY["district"].replace("source,note", "source,note,unit,what to type")
    assert read_plan(tiny(district=text)).district.name == "Tiny ISD"


def test_columns_may_stand_in_any_order_and_optional_ones_may_be_left_out(
    tiny: PlanWriter,
) -> None:
    shuffled = "students,name,grades\n400,Elm,K-5\n500,Oak,6-12\n"
    assert read_plan(tiny(enrollment=shuffled)).enrollment == read_plan(tiny()).enrollment


def test_cells_left_off_at_the_end_of_a_row_are_blank(tiny: PlanWriter) -> None:
    full = TINY["enrollment"].replace("400,", "400").replace("500,", "500")
    assert read_plan(tiny(enrollment=full)).enrollment == read_plan(tiny()).enrollment


@pytest.mark.parametrize("second", ["Elm", "ELM", " elm "])
def test_names_that_differ_in_capitals_only_are_one_name(second: str, tiny: PlanWriter) -> None:
    problem = only_problem(tiny(enrollment=with_rows("enrollment", f"{second},,,10,")))
    assert (problem.code, problem.row, problem.facts["first"]) == ("P09", 4, "2")


def test_fleet_may_stand_in_inventory_once_for_every_year(tiny: PlanWriter) -> None:
    plan = read_plan(tiny(inventory=with_rows("inventory", "Laptops,FY2025,1,")))
    assert [row.key for row in plan.inventory][-2:] == ["Chromebooks FY2022", "Laptops FY2025"]
    problem = only_problem(tiny(inventory=with_rows("inventory", "Laptops,FY24,1,")))
    assert (problem.code, problem.facts["value"]) == ("P09", "Laptops FY2024")


@pytest.mark.parametrize(
    ("table", "other", "same", "key"),
    [
        ("history", "K,FY2024,70", "k,2025-26,71", "k FY2026"),
        (
            "eligibility",
            "Levy,classroom_devices,no",
            "Levy,Staff devices,yes",
            "Levy staff_devices",
        ),
    ],
)
def test_some_rows_are_named_by_more_than_their_name(
    table: str, other: str, same: str, key: str, tiny: PlanWriter
) -> None:
    assert read_plan(tiny(**{table: with_rows(table, other)})).warnings == ()
    problem = only_problem(tiny(**{table: with_rows(table, same)}))
    assert (problem.code, problem.facts["value"]) == ("P09", key)


def test_setting_typed_twice_is_refused(tiny: PlanWriter) -> None:
    problem = only_problem(tiny(district=with_rows("district", "staff,120,,")))
    assert (problem.code, problem.row, problem.column) == ("P09", 12, "setting")


def test_setting_left_out_is_asked_for(tiny: PlanWriter) -> None:
    problem = only_problem(tiny(district=TINY["district"].replace("staff,100,,\n", "")))
    assert str(problem) == (
        "district.csv, staff: the cell is blank. "
        "What to type: all employees who use technology, for example 620."
    )


def test_read_keeps_rows_and_cells(tmp_path: Path) -> None:
    file = tmp_path / "any.csv"
    file.write_text("A , b,,c\n1,2,,\n#x,1,2,3\n,,3\n", encoding="utf-8")
    records = records_of(read_csv(file), {})
    assert records.header == ("a", "b", "", "c")
    assert [(row.number, dict(row.cells)) for row in records.rows] == [
        (2, {"a": "1", "b": "2", "c": ""}),
        (4, {"a": "", "b": "", "": "3"}),
    ]
