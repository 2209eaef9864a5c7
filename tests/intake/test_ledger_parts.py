"""The parts of a ledger's import: which rows are spending, what is said of sums, who paid."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from planner.intake import Options
from planner.intake.code_map import CodeMap, CodeMeaning, FundSource
from planner.intake.exports import Export, ExportRow
from planner.intake.ledger_books import (
    Books,
    code_map_of,
    summary_of,
    unclear_accounts,
    unknown_codes,
)
from planner.intake.ledger_funds import Funds, fund_of
from planner.intake.ledger_rows import of_one_sort, without_subtotals
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.plan.read import read_plan
from tests.tiny_plan import write_tiny

FILE = "gl.csv"


def export(*rows: ExportRow, **known: tuple[str, ...]) -> Export:
    headings = {"amount": ("Actual",), **known}
    return Export(FILE, rows, headings)


def row(number: int, cents: int, **cells: str) -> ExportRow:
    return ExportRow(number, {"amount": str(cents), **cells})


def total(number: int, cents: int, **cells: str) -> ExportRow:
    return ExportRow(number, {"amount": str(cents), **cells}, subtotal=True)


def cents_of(line: ExportRow) -> int:
    return int(line["amount"])


def kept(rows: Sequence[ExportRow], **known: tuple[str, ...]) -> tuple[list[int], int, list[int]]:
    """Numbers of the rows that are kept, how many were left out, and those asked about."""
    problems: list[Problem] = []
    found, left_out = without_subtotals(export(*rows, **known), cents_of, problems)
    assert {p.code for p in problems} <= {"P167"}
    assert all((p.file, p.column) == (FILE, "") for p in problems)
    return [line.number for line in found], left_out, [p.row for p in problems]


def test_a_total_is_the_sum_of_the_rows_just_before_it() -> None:
    rows = [row(2, 900), row(3, 100), total(4, 1000), row(5, 7), total(6, 7), total(7, 1007)]
    assert kept(rows) == ([2, 3, 5], 3, [])
    assert kept([row(2, 900), row(3, 100), total(4, 999)]) == ([2, 3, 4], 0, [4])
    assert kept([row(2, 900), row(3, 100), row(4, 5), total(5, 1000)]) == ([2, 3, 4, 5], 0, [5])
    assert kept([total(2, 0)]) == ([2], 0, [2])  # of nothing


def test_a_total_without_the_date_or_sort_of_other_rows_is_one() -> None:
    dated = [row(2, 9, day="8/1/2025"), total(3, 5, day="8/1/2025"), total(4, 1)]
    assert kept(dated, day=("Date",)) == ([2, 3], 1, [])
    sorted_ = [row(2, 9, sort="Actual"), total(3, 5, sort="Actual"), total(4, 1)]
    assert kept(sorted_, sort=("Type",)) == ([2, 3], 1, [])
    both = [total(2, 5, sort="Actual"), total(3, 5, day="8/1/2025"), total(4, 5)]
    assert kept(both, sort=("Type",), day=("Date",)) == ([2, 3], 1, [])


def one_sort(
    rows: Sequence[ExportRow], *chosen: str
) -> tuple[list[int], tuple[str, ...], list[Problem]]:
    problems: list[Problem] = []
    found, told = of_one_sort(export(*rows), rows, cents_of, chosen, problems)
    return [line.number for line in found], told, problems


SORTS = [
    row(2, 2_400_000, sort="Actual"),
    row(3, 5, sort="Actual"),
    row(4, -300, sort="Budget"),
    row(5, 50_000),
]
SHOWN = "Actual $24,000.05 (2 rows); Budget -$3 (1 row); blank $500 (1 row)"


def test_sorts_are_asked_about_with_their_sums_and_one_or_more_chosen() -> None:
    facts = {"names": SHOWN, "example": "Actual"}
    assert one_sort(SORTS) == ([], (), [Problem("P168", FILE, facts=facts)])
    told = ("Rows that are not counted: Budget -$3 (1 row); blank $500 (1 row).",)
    assert one_sort(SORTS, " ACTUAL ") == ([2, 3], told, [])
    told = ("Rows that are not counted: Budget -$3 (1 row).",)
    assert one_sort(SORTS, "actual", "blank") == ([2, 3, 5], told, [])
    assert one_sort(SORTS[:2], "Actual") == ([2, 3], (), [])
    missing = Problem("P169", FILE, facts={**facts, "value": "Paid"})
    assert one_sort(SORTS, "Actual", "Paid", "Spent") == ([], (), [missing])
    nothing = Problem("P169", FILE, facts={"names": "", "example": "", "value": "Paid"})
    assert one_sort([], "Paid") == ([], (), [nothing])


@pytest.mark.parametrize(
    ("sorts", "asked"),
    [
        (["AP"], False),
        (["AP", "P.R.", "je"], False),
        (["AP", "Actual"], True),
        (["Actual"], False),
        (["", ""], False),
        (["Original appropriation"], True),
        (["Encumbrance"], True),
        (["PO"], True),
        (["Post"], False),
        (["Accounts Payable", "Journal Entry"], False),
        (
            [
                "AP",
                "PR",
                "JE",
                "GJ",
                "GL",
                "CD",
                "Journal entry",
                "Journal",
                "Payroll",
                "Accounts payable",
            ],
            False,
        ),
    ],
)
def test_journals_are_one_sort_and_budgets_are_none(sorts: list[str], asked: bool) -> None:
    rows = [row(n, 1, sort=sort) for n, sort in enumerate(sorts, 2)]
    assert (one_sort(rows)[2] != []) == asked


@pytest.mark.parametrize(
    ("description", "sort"),
    [
        ("Adopted budget", "Adopted budget"),
        ("BUDGET TRANSFER", "Budget transfer"),
        ("Appropriations", "Appropriations"),
        ("Purchase orders 2026", "Purchase orders"),
        ("Budget analyst", ""),
        ("A purchase order", ""),
    ],
)
def test_a_description_may_say_that_a_row_is_no_payment(description: str, sort: str) -> None:
    (_, _, problems) = one_sort([row(2, 100, description=description), row(3, 1)])
    assert [p.code for p in problems] == (["P168"] if sort else [])
    if sort:
        assert problems[0].facts["names"] == f"{sort} $1 (1 row); blank $0.01 (1 row)"
        by_column = row(2, 100, description=description, sort="AP")
        assert one_sort([by_column])[2] == []  # the column comes first


def books_of(**sums: int) -> Books:
    """Books with codes such as ``f2580_530`` that have no meaning yet."""
    books = Books()
    for name, cents in sums.items():
        key = (name[1:].split("_")[0], name.split("_")[1])
        books.titles[key] = "Internet" if key[1] == "530" else ""
        books.sums[key] = books.unmapped[key] = cents
    return books


def test_codes_are_asked_about_the_largest_first() -> None:
    books = books_of(f53_6395=100, f_6399=-250, f2580_530=100)
    listed = "6399 -$2.50; 2580-530 Internet $1; 53-6395 $1"
    facts = {"names": listed, "state": "this district", "own": ""}
    asked = [Problem("P164", FILE, facts=facts)]
    assert unknown_codes(export(), books, Options(), "") == asked
    (in_ohio,) = unknown_codes(export(), books, Options(), "oh")
    assert in_ohio.facts == {
        "names": listed,
        "state": "OH",
        "own": " For examples of the codes of OH, which were not checked against its manual, "
        "add --chart oh.",
    }
    assert "--chart nces. For examples of the codes of OH" in str(in_ohio)
    (in_texas,) = unknown_codes(export(), books, Options(), "TX")
    assert (in_texas.facts["state"], in_texas.facts["own"]) == ("TX", "")
    mapping = CodeMap((CodeMeaning("11", "", "none"),))
    for told in (Options(chart="nces"), Options(mapping=mapping)):
        assert [p.code for p in unknown_codes(export(), books, told, "OH")] == ["P165"]
    only_funds = Options(mapping=CodeMap(funds=(FundSource("1", "Levy"),)))
    assert [p.code for p in unknown_codes(export(), books, only_funds, "")] == ["P164"]
    assert unknown_codes(export(), Books(), Options(), "") == []


def test_of_more_than_twelve_codes_the_rest_are_counted() -> None:
    books = books_of(**{f"f1_{n}": n for n in range(1, 15)})
    (problem,) = unknown_codes(export(), books, Options(), "")
    assert problem.facts["names"].startswith("1-14 $0.14; 1-13 $0.13; ")
    assert problem.facts["names"].endswith("; 1-3 $0.03; and 2 others")


def test_codes_that_a_state_chart_does_not_have_are_told() -> None:
    books = Books()
    books.titles = {("27", "5"): "Books", ("97", ""): ""}
    books.unlisted.update({("27", "5"): 900, ("97", ""): -1250})
    facts = {"names": "97 -$12.50; 27-5 Books $9", "value": "-$3.50", "state": "WA"}
    told = unknown_codes(export(), books, Options(chart=" wa "), "")
    assert told == [Problem("W61", FILE, facts=facts)]


def test_typed_codes_that_match_nothing_are_named_unless_a_kind_is_wrong() -> None:
    books = books_of(f2580_530=0, f53_6395=0)
    books.unmapped.clear()
    books.used = {"2580-530", ""}
    typed = (("2580-530", "backup"), (" 9 ", "identity"))
    facts = {"value": " 9 =identity", "names": "2580-530, 53-6395"}
    assert unknown_codes(export(), books, Options(units=typed), "") == [
        Problem("P159", FILE, facts=facts)
    ]
    books.used.add("9")
    assert unknown_codes(export(), books, Options(units=typed), "") == []
    wrong = Options(units=(*typed, ("8", "identities")))
    assert unknown_codes(export(), books, wrong, "") == []
    capital = Options(units=(("2580-A", "backup"),))
    books.used.add("2580-a")
    assert unknown_codes(export(), books, capital, "") == []


def test_accounts_that_may_be_several_kinds_are_told_with_what_to_type() -> None:
    books = Books()
    books.unclear.update({("1-2", ("backup", "identity", "monitoring")): 150,
                          ("3-4", ("switches", "cabling")): -25_000})  # fmt: skip
    names = (
        "--unit 3-4=switches (or cabling) -$250; --unit 1-2=backup (or identity, monitoring) $1.50"
    )
    facts = {"value": "-$248.50", "names": names}
    assert unclear_accounts(export(), books) == Problem("W46", FILE, facts=facts)


def test_the_summary_says_what_was_read_and_what_was_left_out() -> None:
    books = Books()
    assert summary_of(export(row(2, 1)), books, Options(), 2026) == [
        "Read 1 ledger row.", "Amounts come from Actual.",
    ]  # fmt: skip
    books.accounts["other"] = {"a", "b"}
    books.other, books.other_years, books.undated, books.subtotals = 123_450, 1, 2, 3
    books.left_out = ("Rows that are not counted: none.",)
    books.kept["2580-530", "internet_access"] = 5
    books.kept["2580-530", "backup"] = 1_000_000
    debits = Export(
        FILE, (row(2, 1), row(3, 1)), {"credit": ("CR",), "debit": ("DR",)}, totals=3,
        not_read=("Columns that are not read: Note.",),
    )  # fmt: skip
    assert summary_of(debits, books, Options(chart="oh"), 2026) == [
        "Read 2 ledger rows.",
        "Columns that are not read: Note.",
        "Amounts come from DR minus CR.",
        "Codes were read by examples of the chart of accounts of OH, which were not checked "
        "against its manual. Check what each became.",
        "Skipped 2 accounts with no technology spending, $1,234.50 in total.",
        "Skipped 1 row from years other than FY2026.",
        "Counted 2 rows with no year or date as FY2026.",
        "Rows that are not counted: none.",
        "Skipped 6 total rows.",
        "Technology spending in FY2026: $10,000.05.",
    ]
    one = Books(subtotals=1)
    credit = Export(FILE, (), {"credit": ("Credits",)})
    assert summary_of(credit, one, Options(), 2026)[1:] == [
        "Amounts come from Credits.", "Skipped 1 total row.",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = write_tiny(tmp_path_factory.mktemp("plan"))
    text = (folder / "district.csv").read_text(encoding="utf-8")
    (folder / "district.csv").write_text(f"{text}state,tx,,\n", encoding="utf-8")
    with (folder / "funding.csv").open("a", encoding="utf-8") as funding:
        funding.write("Second grant,grant,90000,once,9/30/2028,device_repair\n")
    return read_plan(folder)


def test_what_is_new_to_a_mapping_is_written_in_the_order_of_the_codes(plan: Plan) -> None:
    books = books_of(f2580_530=900, f_6399=0, f1_1=5, f1_2=6, f1_3=7)
    books.meanings["", "6399"].add("none")
    books.meanings["1", "1"] = {"backup", "identity"}
    books.meanings["1", "2"] = {""}
    funds = Funds((), plan)
    funds.enter("281", "Relief", 12)
    mapping = CodeMap((CodeMeaning("1", "3", "backup", "Kept"),))
    assert code_map_of(books, funds, Options(mapping=mapping)).splitlines()[1:] == [
        "1,3,backup,,,Kept,",
        ",6399,none,,,,0",
        "1,1,,,,,0.05",
        "1,2,,,,,0.06",
        "2580,530,,,,Internet,9",
        ",,,281,ESSER II,Relief,0.12",
    ]


def test_funds_are_called_as_in_the_plan(plan: Plan) -> None:
    mapping = (
        FundSource("1", "general_fund"), FundSource("2", "E-RATE discount"),
        FundSource("3", "levy"),
        FundSource("4", "New grant"), FundSource("281", "Title IV-A"), FundSource("5", "a" * 99),
        FundSource("6", "Levy"), FundSource("6", "Bond"), FundSource("7", "grant"),
    )  # fmt: skip
    funds = Funds(mapping, plan)
    named = {
        fund: funds.source_of(fund) for fund in ("1", "2", "3", "4", "281", "282", "6", "7", "9")
    }
    assert named == {
        "1": "General fund", "2": "E-Rate", "3": "Levy", "4": "New grant", "281": "Title IV-A",
        "282": "ESSER III", "6": "", "7": "grant", "9": "",
    }  # fmt: skip
    assert funds.source_of("5") == "a" * 60


def test_who_paid_is_told_to_the_cent_the_largest_first(plan: Plan) -> None:
    funds = Funds((FundSource("199", "General fund"), FundSource("1", "Bond")), plan)
    assert (funds.summary(), funds.problems(export(), 2026), funds.rows()) == ([], [], [])
    entered = [("199", "", 100), ("282", "", 5), ("282", "Relief", -700), ("199", "Local", 1),
               ("1", "", 101), ("", "", 300_000), ("78", "", 2), ("77", "Local", 2),
               ("266", "", 1)]  # fmt: skip
    paid = [funds.enter(*entry) for entry in entered]
    assert paid == [
        "General fund", "ESSER III", "ESSER III", "General fund", "Bond", "", "", "", "ESSER I",
    ]  # fmt: skip
    assert funds.summary() == [
        "Paid by: ESSER III -$6.95; Bond $1.01; General fund $1.01; ESSER I $0.01; "
        "funds without a source $3,000.04.",
        "Funds read by the notices of TX: 266 ESSER I; 282 ESSER III.",
    ]
    names = {"names": "ESSER III -$6.95; ESSER I $0.01", "value": "FY2026"}
    assert funds.problems(export(), 2026) == [
        Problem("W62", FILE, facts={"names": "(no fund) $3,000; 77 Local $0.02; 78 $0.02"}),
        Problem("W63", FILE, facts=names),
    ]
    assert funds.rows() == [
        ("266", "ESSER I", "", "0.01"),
        ("282", "ESSER III", "Relief", "-6.95"),
        ("77", "", "Local", "0.02"),
        ("78", "", "", "0.02"),
    ]
    funds.titles["88"] = "Seen"
    assert funds.rows()[-1] == ("88", "", "Seen", "")


def test_where_every_fund_has_a_source_of_the_plan_nothing_is_asked(plan: Plan) -> None:
    funds = Funds((FundSource("1", "Levy"),), plan)
    funds.enter("1", "", 50)
    assert (funds.summary(), funds.problems(export(), 2026)) == (["Paid by: Levy $0.50."], [])
    none = Funds((), plan)
    none.enter("", "", 50)
    assert (none.summary(), none.problems(export(), 2026), none.rows()) == ([], [], [])
    some = Funds((), plan)
    some.enter("281", "", 50)
    some.enter("266", "", 50)
    assert some.summary()[1] == "Funds read by the notices of TX: 266 ESSER I; 281 ESSER II."


@pytest.mark.parametrize(
    ("cells", "positions", "fund"),
    [
        ({"fund": "20", "account": "10-2580-530"}, (1, 2), "20"),
        ({"account": "10-2580-530"}, (1, 2), "10"),
        ({"account": "5-10-2580-530"}, (2, 3), "10"),
        ({"account": "2580-530"}, (0, 1), ""),
        ({"account": "10"}, (1, 2), ""),
        ({"account": "10-2580"}, (1, 2), "10"),
        ({"account": "10-2580-530"}, None, ""),
        ({}, (1, 2), ""),
    ],
)
def test_the_fund_is_a_column_or_the_part_before_the_function(
    cells: dict[str, str], positions: tuple[int, int] | None, fund: str
) -> None:
    assert fund_of(ExportRow(2, cells), positions) == fund
