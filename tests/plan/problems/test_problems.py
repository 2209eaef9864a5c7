"""Every problem has an example, says exactly what it should, and goes away when corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.generate import Example, examples
from planner.plan.problems.problem import PlanError, Problem, nearest
from planner.plan.problems.sentences import SENTENCES
from planner.plan.read import read_plan
from tests.tiny_plan import TINY, Content, PlanWriter, with_row_instead, with_rows

EXAMPLES = examples()
#: Examples typed into tables; those of workbooks and exports are tested with them.
IN_TABLES = [c for c, e in EXAMPLES.items() if c != "P01" and not (e.workbook or e.kind)]
FIXED = [c for c, e in EXAMPLES.items() if e.fixed and not e.kind]


def problems_of(folder: Path, *, allow_difference: bool = False) -> list[Problem]:
    """What the planner says about a folder: problems, or warnings where there are none."""
    try:
        return list(read_plan(folder, allow_difference=allow_difference).warnings)
    except PlanError as error:
        return list(error.problems)


def sentences_of(folder: Path) -> list[str]:
    return [str(problem) for problem in problems_of(folder)]


def content(example: Example, typed: str | None) -> dict[str, Content]:
    """Tables of the small plan as the example types them."""
    tables: dict[str, Content] = dict.fromkeys(example.without)
    tables |= {table: with_rows(table, rows) for table, rows in example.others.items()}
    if typed is None:
        return tables
    if example.whole:
        tables[example.table] = typed.lstrip("\n")
    elif example.row:
        tables[example.table] = with_row_instead(example.table, example.row, typed)
    else:
        tables[example.table] = with_rows(example.table, typed)
    return tables


def test_every_problem_has_an_example_and_every_example_a_problem() -> None:
    assert list(EXAMPLES) == list(SENTENCES)


@pytest.mark.parametrize("code", IN_TABLES)
def test_broken_table_gives_exactly_these_sentences(code: str, tiny: PlanWriter) -> None:
    example = EXAMPLES[code]
    folder = tiny(**content(example, example.typed))
    found = problems_of(folder, allow_difference=example.allow_difference)
    assert [str(problem) for problem in found] == list(example.says)
    assert {problem.code for problem in found} == {code}


@pytest.mark.parametrize("code", FIXED)
def test_typing_what_fixes_it_fixes_it(code: str, tiny: PlanWriter) -> None:
    example = EXAMPLES[code]
    assert sentences_of(tiny(**content(example, example.fixed))) == []


def test_folder_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert sentences_of(Path("missing")) == list(EXAMPLES["P01"].says)


def test_small_plan_itself_has_neither_problems_nor_warnings(tiny: PlanWriter) -> None:
    assert sentences_of(tiny()) == []


def test_all_problems_come_at_once_in_row_order(tiny: PlanWriter) -> None:
    folder = tiny(
        district=TINY["district"].replace("staff,100", "staff,many").replace("48%", "48"),
        devices=with_row_instead(
            "devices",
            "Laptops,staff_devices,staff,900,1%,5,",
            "Laptops,staff,staff,n/a,1%,50,",
        ),
        inventory=with_rows("inventory", "Tablets,FY2024,10,"),
        repair=with_rows("repair", "Shop,,Tablets,10%,,,vendor,"),
        training=with_rows("training", "Course,teacher_training,teacher,150%"),
        funding=with_rows("funding", "Gift,grant,,,,devices,", "Stock,stock,1,,,,"),
        scenarios=with_rows("scenarios", "cut,Cut,,funding,Levy,amount,add,x,"),
    )
    found = problems_of(folder)
    assert [(p.file, p.row, p.column, p.code) for p in found] == [
        ("district.csv", 5, "staff", "P11"),
        ("district.csv", 8, "lunch_rate", "P13"),
        ("devices.csv", 3, "category", "P16"),
        ("devices.csv", 3, "unit_price", "P76"),
        ("devices.csv", 3, "useful_life_years", "P19"),
        ("inventory.csv", 7, "name", "P30"),
        ("repair.csv", 5, "fleet", "P30"),
        ("training.csv", 4, "serves", "P63"),
        ("training.csv", 4, "share_trained_rate", "P19"),
        ("funding.csv", 10, "amount", "P38"),
        ("funding.csv", 10, "pays_for", "P36"),
        ("funding.csv", 11, "kind", "P16"),
        ("scenarios.csv", 6, "value", "P11"),
    ]


def test_what_could_not_be_read_is_not_said_to_be_missing(tiny: PlanWriter) -> None:
    """The fleet is there, its price is wrong: inventory and scenarios may go on naming it."""
    devices = TINY["devices"].replace(",900,", ",nine hundred,").replace("K-5", "K-8")
    enrollment = TINY["enrollment"].replace("400", "4OO")
    scenarios = with_rows("scenarios", "cut,,,devices,Laptops,unit_price,set,800,")
    folder = tiny(
        devices=devices.replace(",students,350", ",K-5,350"),
        enrollment=enrollment,
        scenarios=scenarios,
        assumptions=TINY["assumptions"].replace("-1%", "minus one"),
    )
    assert [(p.file, p.code) for p in problems_of(folder)] == [
        ("enrollment.csv", "P11"),
        ("devices.csv", "P11"),
        ("assumptions.csv", "P12"),
    ]


def test_misnamed_column_is_told_once_and_not_once_for_every_row(tiny: PlanWriter) -> None:
    folder = tiny(devices=TINY["devices"].replace("unit_price", "unit cost"))
    assert [(p.code, p.row, p.column) for p in problems_of(folder)] == [
        ("P05", 1, "unit cost"),
        ("P06", 1, "unit_price"),
    ]


def test_warnings_never_block_and_come_with_the_plan(tiny: PlanWriter) -> None:
    folder = tiny(
        staffing=TINY["staffing"].replace("60000,,", "60000,38%,"),
        enrollment=with_rows("enrollment", "Total students,,,900,"),
    )
    plan = read_plan(folder)
    assert [warning.code for warning in plan.warnings] == ["W10", "W01"]
    assert not any(warning.blocks for warning in plan.warnings)
    assert len(plan.enrollment) == 3


def test_warnings_stand_among_the_problems_in_row_order(tiny: PlanWriter) -> None:
    folder = tiny(
        staffing=TINY["staffing"].replace("60000,,", "60000,38%,"),
        inventory=with_rows("inventory", "Tablets,FY2024,10,"),
    )
    assert [problem.code for problem in problems_of(folder)] == ["P30", "W01"]


@pytest.mark.parametrize(
    ("typed", "known", "says"),
    [
        ("stafing", ["staffing", "devices"], ' Did you mean "staffing"?'),
        ("CHROMEBOOKS", ["Chromebooks"], ' Did you mean "Chromebooks"?'),
        (" chromebook ", ["Chromebooks", "Laptops"], ' Did you mean "Chromebooks"?'),
        ("printers", ["staffing", "devices"], ""),
        ("", ["staffing"], ""),
        ("", ["staffing", "devices"], ""),
        (
            "software",
            ["instructional_software", "network_software", "internet_access"],
            ' Did you mean "instructional_software" or "network_software"?',
        ),
        (
            "grade",
            ["grade 1", "2", "grade 3", "grade 5"],
            ' Did you mean "grade 1", "grade 3" or "grade 5"?',
        ),
        ("levy-fail", ["levy-fails", "levy-fails-late"], ' Did you mean "levy-fails"?'),
        ("anything", [], ""),
    ],
)
def test_nearest_name_is_suggested_where_there_is_one(
    typed: str, known: list[str], says: str
) -> None:
    assert nearest(typed, known) == says


def test_sentence_repeats_neither_a_page_of_text_nor_control_characters(tiny: PlanWriter) -> None:
    devices = TINY["devices"].replace(",350,", f",{'9' * 400}x,").replace(",900,", ",9\x1b[31m,")
    first, second = sentences_of(tiny(devices=devices))
    assert len(first) < 200
    assert "\x1b" not in second
    assert '"9?[31m"' in second
