"""A mapping of codes and funds: read as typed, the closest row counts, written to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake.code_map import (
    CodeMap,
    CodeMeaning,
    FundSource,
    code_map_text,
    meaning_typed,
    meanings_of,
    read_code_map,
    sources_of,
    wrong_meaning,
)
from planner.plan.problems.problem import PlanError, Problem
from planner.reference.accounts import accounts
from tests.intake.exports import write

HEAD = "function,object,meaning,fund,source,description,amount\r\n"


def problems_of(folder: Path, content: str | bytes) -> list[Problem]:
    with pytest.raises(PlanError) as found:
        read_code_map(write(folder, "codes.csv", content))
    return list(found.value.problems)


def test_rows_are_read_as_typed_whatever_the_order_of_the_columns(tmp_path: Path) -> None:
    text = (
        " Meaning ,OBJECT,function,Description,note\n Backup , 352 ,2580, Off site ,x\n,,,,y\n"
        "none,6500 to 6599\nInternet access,,53\n,6395,53\n,,,only described\n"
    )
    assert read_code_map(write(tmp_path, "codes.csv", text)) == CodeMap(
        (
            CodeMeaning("2580", "352", "backup", "Off site"),
            CodeMeaning("", "6500 to 6599", "none", ""),
            CodeMeaning("53", "", "internet_access", ""),
            CodeMeaning("53", "6395", "", ""),
        )
    )


def test_no_other_columns_are_needed(tmp_path: Path) -> None:
    codes = read_code_map(write(tmp_path, "codes.csv", "function,object,meaning\n53,,none\n"))
    funds = read_code_map(write(tmp_path, "funds.csv", "fund,source\n281,ESSER II\n"))
    assert codes == CodeMap((CodeMeaning("53", "", "none", ""),))
    assert funds == CodeMap((), (FundSource("281", "ESSER II", ""),))


def test_funds_may_be_all_that_a_mapping_has(tmp_path: Path) -> None:
    text = "source,fund,description\nESSER II,281,\n,199,General\n"
    found = read_code_map(write(tmp_path, "codes.csv", text))
    assert found == CodeMap((), (FundSource("281", "ESSER II"), FundSource("199", "", "General")))


@pytest.mark.parametrize(
    "text", ["", "function,object\n1,2\n", "fund\n1\n", "code,meaning\n1,none\n"]
)
def test_columns_that_are_missing_are_named(text: str, tmp_path: Path) -> None:
    facts = {"expected": "function, object, meaning"}
    assert problems_of(tmp_path, text or "\n") == [Problem("P81", "codes.csv", facts=facts)]


def test_each_row_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    text = (
        "function,object,meaning,fund,source\n53,,buses,,\n,,none,,\n53,,,281,\n,,,,ESSER\n"
        ",7,,,ESSER\n,,none,281,\n"
    )
    found = [(p.code, p.row, p.column) for p in problems_of(tmp_path, text)]
    assert found == [
        ("P16", 2, "meaning"),
        ("P16", 3, "meaning"),
        ("P131", 4, ""),
        ("P10", 5, "fund"),
        ("P131", 6, ""),
        ("P131", 7, ""),
    ]
    told = problems_of(tmp_path, text)
    assert told[0] == wrong_meaning("buses", "codes.csv", 2, "meaning")
    assert {p.file for p in told} == {"codes.csv"}
    assert told[3].facts == {"help": "The code of the fund"}


def test_a_file_that_is_no_table_or_not_there_is_refused(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, 'function,object,meaning\n"a"b,c\n')
    assert (problem.code, problem.file, problem.row) == ("P03", "codes.csv", 2)
    assert problem.facts["reason"].startswith("its quotation marks do not match")
    with pytest.raises(PlanError) as found:
        read_code_map(tmp_path / "gone.csv")
    assert found.value.problems == (Problem("P80", "gone.csv", facts={"value": "gone.csv"}),)


def test_a_meaning_is_a_kind_of_cost_by_name_or_label_or_none() -> None:
    assert meaning_typed(" Student-Devices ") == "student_devices"
    assert meaning_typed("network  licenses and support") == ""
    assert meaning_typed("Network licenses and support ") == "network_software"
    assert [meaning_typed(text) for text in ("NONE", "", "none at all")] == ["none", "", ""]
    assert wrong_meaning("backups", "--unit") == Problem(
        "P16",
        "--unit",
        facts={
            "value": "backups",
            "expected": ", ".join((*accounts(), "none")),
            "nearest": ' Did you mean "backup"?',
        },
    )


ROWS = (
    CodeMeaning("2580", "", "device_management"),
    CodeMeaning("", "352", "backup"),
    CodeMeaning("2580", "352", "monitoring"),
    CodeMeaning("", "600 to 699", "none"),
    CodeMeaning("1000 - 1999", "650", "instructional_software"),
    CodeMeaning("T1", "B2", "identity"),
    CodeMeaning("", "0", "insurance"),
    CodeMeaning("9999", "", ""),
)


@pytest.mark.parametrize(
    ("function", "code", "says"),
    [
        ("2580", "352", ("monitoring",)),
        ("2580", "100", ("device_management",)),
        ("1000", "352", ("backup",)),
        ("1000", "0352", ("backup",)),
        ("02580", "999", ("device_management",)),
        ("1000", "649", ("none",)),
        ("7", "600", ("none",)),
        ("7", "699", ("none",)),
        ("7", "599", ()),
        ("7", "700", ()),
        ("1000", "650", ("instructional_software",)),
        ("1999", "650", ("instructional_software",)),
        ("2000", "650", ("none",)),
        ("999", "650", ("none",)),
        ("x1500", "650", ("none",)),
        ("2580", "650", ("device_management",)),
        ("t1", "b2", ("identity",)),
        ("1", "00", ("insurance",)),
        ("9999", "1", ()),
        ("", "", ()),
    ],
)
def test_the_closest_row_counts(function: str, code: str, says: tuple[str, ...]) -> None:
    assert meanings_of(ROWS, function, code) == says


def test_a_code_itself_says_more_than_two_ranges_and_those_more_than_one() -> None:
    ranges = CodeMeaning("1 to 9", "1 to 9", "backup")
    assert meanings_of((CodeMeaning("1 to 9", "", "none"), ranges), "5", "5") == ("backup",)
    assert meanings_of((CodeMeaning("5", "", "none"), ranges), "5", "5") == ("none",)


def test_rows_that_say_as_much_are_all_told_once_each() -> None:
    rows = (
        CodeMeaning("53", "", "none"),
        CodeMeaning("", "1", "backup"),
        CodeMeaning("", "1", "backup"),
    )
    assert meanings_of(rows, "53", "1") == ("none", "backup")
    funds = (FundSource("266 to 283", "ESSER"), FundSource("281", ""), FundSource("199", "Levy"))
    assert [sources_of(funds, fund) for fund in ("281", "0199", "284", "")] == [
        ("ESSER",), ("Levy",), (), (),
    ]  # fmt: skip


def test_a_mapping_is_written_as_it_is_read_again(tmp_path: Path) -> None:
    old = CodeMap(
        (CodeMeaning("53", "", "none", "Old"), CodeMeaning("54", "", "", "Unfilled")),
        (FundSource("281", "ESSER II", "Relief"), FundSource("282", "", "Unfilled")),
    )
    text = code_map_text(
        old,
        [("11", "6399", "", "=Paper, white", "9"), ("", "@6", "backup", "", "-3.50")],
        [("199", "", "General", "100.03"), ("461", "Levy", "", "")],
    )
    assert text == (
        HEAD + "53,,none,,,Old,\r\n11,6399,,,,\"'=Paper, white\",9\r\n,'@6,backup,,,,-3.50\r\n"
        ",,,281,ESSER II,Relief,\r\n,,,199,,General,100.03\r\n,,,461,Levy,,\r\n"
    )
    assert read_code_map(write(tmp_path, "codes.csv", text)) == CodeMap(
        (
            CodeMeaning("53", "", "none", "Old"),
            CodeMeaning("11", "6399", "", "=Paper, white"),
            CodeMeaning("", "@6", "backup", ""),
        ),
        (
            FundSource("281", "ESSER II", "Relief"),
            FundSource("199", "", "General"),
            FundSource("461", "Levy", ""),
        ),
    )
