"""What an edited plan says differently, in the words that are asked about before saving."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.editing.cell_changes import CellChange
from planner.editing.draft import Draft, open_draft
from planner.editing.saving import Saved
from planner.workbook.convert import folder_to_workbook
from tests.editing.edits import row_called
from tests.tiny_plan import TINY, PlanWriter


@pytest.fixture
def draft(tiny: PlanWriter) -> Draft:
    return open_draft(tiny())


def sentences(draft: Draft) -> list[str]:
    return [change.sentence for change in draft.changes]


@pytest.mark.parametrize(
    ("table", "name", "column", "text", "sentence"),
    [
        ("licenses", "Reading", "price", "$21.50", "Licenses, Reading, price: $20 to $21.50."),
        ("licenses", "Reading", "price", "", "Licenses, Reading, price: $20 to blank."),
        ("licenses", "Reading", "price", "2O", 'Licenses, Reading, price: $20 to "2O".'),
        ("licenses", "Reading", "note", "ours", 'Licenses, Reading, note: blank to "ours".'),
        (
            "licenses", "Reading", "prepaid_until", "July 1, 2028",
            "Licenses, Reading, prepaid until: 6/30/2028 to 7/1/2028.",
        ),
        (
            "licenses", "Reading", "category", "administrative software",
            "Licenses, Reading, kind: instructional software to administrative software.",
        ),
        (
            "licenses", "Reading", "next_renewal", "2030",
            "Licenses, Reading, next renewal: FY2029 to FY2030.",
        ),
        (
            "licenses", "Reading", "priority", "1",
            "Licenses, Reading, priority: blank to 1 must keep.",
        ),
        (
            "licenses", "Reading", "name", "Reading K-5",
            'Licenses, Reading, name: "Reading" to "Reading K-5".',
        ),
        ("devices", "Chromebooks", "loss_rate", "0.041",
         "Devices, Chromebooks, loss: 4% to 4.1%."),
        ("staffing", "Technician", "fte", "2.5", "Staffing, Technician, FTE: 2 to 2.5."),
        (
            "repair", "Student crew", "repair_by_age", "6%; 9%",
            "Repair, Student crew, repairs by age: 6%; 8%; 12% to 6%; 9%.",
        ),
        ("funding", "State grant", "pays_for", "all",
         "Funding, State grant, may pay: managed security; software licenses to all."),
        ("district", "staff", "value", "110", "District, staff headcount: 100 to 110."),
        ("district", "staff", "source", "HR", 'District, staff headcount, source: blank to "HR".'),
        ("assumptions", "device_price_growth_rate", "value", "5%",
         "Assumptions, device price growth: 4% to 5%."),
        ("assumptions", "device_price_growth_rate", "from_year", "2028",
         "Assumptions, device price growth, from year: blank to FY2028."),
    ],
)  # fmt: skip
def test_an_edited_cell(
    draft: Draft, table: str, name: str, column: str, text: str, sentence: str
) -> None:
    draft.set(table, row_called(draft, table, name), column, text)
    assert sentences(draft) == [sentence]


def test_what_is_only_typed_otherwise_is_no_change(draft: Draft) -> None:
    for column, text in (
        ("price", "$20.00"),
        ("prepaid_until", "2028-06-30"),
        ("term_years", "3 "),
    ):
        draft.set("licenses", "2", column, text)
    assert sentences(draft) == []


def test_rows_that_are_new_or_gone(draft: Draft) -> None:
    draft.add("licenses", {"name": "Wait", "price": "5"}, after="2")
    draft.add("licenses", {"price": "5"})
    draft.copy("staffing", "2")
    draft.remove("licenses", "4")
    draft.remove("district", row_called(draft, "district", "lunch_rate"))
    assert sentences(draft) == [
        "District, students eligible for free or reduced-price lunch: removed.",
        "Licenses, Wait: added (price: $5).",
        "Licenses, a row without a name: added (price: $5).",
        "Licenses, Internet: removed.",
        "Staffing, Technician: added (FTE: 2; salary: $60,000).",
    ]


def test_a_long_new_row_is_cut_short(draft: Draft) -> None:
    cells = {"name": "A", "units": "1", "price": "2", "term_years": "3", "basis": "flat"}
    draft.add(
        "licenses", {**cells, "source": "s", "note": "n", "units_used": "4", "serves": "staff"}
    )
    assert sentences(draft) == [
        'Licenses, A: added (number: 1; price: $2; term: 3; paid per: flat; source: "s"; '
        'note: "n"; and 2 more).'
    ]


def test_a_formula_that_is_replaced() -> None:
    change = CellChange("licenses", "2", "Reading", "price", "20", "$21", formula=True)
    assert change.sentence == (
        "Licenses, Reading, price: the formula that gave $20 is replaced by $21."
    )


def test_an_edit_that_is_put_back_by_hand_is_no_change(draft: Draft) -> None:
    draft.set("licenses", "2", "price", "21")
    draft.set("licenses", "2", "price", "20")
    assert sentences(draft) == []


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ((), "Nothing to save."),
        (("a.csv",), "Saved a.csv."),
        (("a.csv", "b.csv", "c.csv"), "Saved a.csv, b.csv, and c.csv."),
    ],
)
def test_what_was_saved(names: tuple[str, ...], sentence: str) -> None:
    assert Saved(tuple(map(Path, names))).sentence == sentence


def test_a_draft_says_which_answers_become_rows(tmp_path: Path) -> None:
    from tests.editing.test_edit_workbook import ANSWERS
    from tests.workbook.answered import answered_workbook

    draft = open_draft(answered_workbook(tmp_path / "plan.xlsx", ANSWERS))
    draft.set("district", row_called(draft, "district", "Staff headcount"), "value", "650")
    assert not draft.notes
    draft.set("devices", draft.tables["devices"].rows[0].id, "note", "ours")
    draft.add("funding", {"name": "Levy", "kind": "local_levy", "amount": "9"})
    assert draft.notes == (
        "The rows of Devices, Inventory, and Funding came from the answers on the Start sheet. "
        "Saving types them into the tables, and for these tables the answers no longer count.",
    )


def hundred_rows() -> str:
    rows = (f"Tool {n},instructional_software,flat,{100 + n},{n % 9 + 1}\n" for n in range(100))
    return "name,category,basis,price,priority\n" + "".join(rows)


@pytest.mark.parametrize("form", ["folder", "workbook"])
def test_a_hundred_rows_over_ten_years_are_edited_at_once(
    form: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    years = TINY["district"].replace("years,4,", "years,10,")
    path = tiny(district=years, licenses=hundred_rows(), ledger=None, actuals=None, scenarios=None)
    if form == "workbook":
        path = folder_to_workbook(path, tmp_path / "plan.xlsx")
    draft = open_draft(path)
    with draft.together():
        for row in draft.tables["licenses"].rows:
            draft.set("licenses", row.id, "price", "$" + row.cells["price"] + ".50")
    assert len(draft.changes) == 100
    checked = draft.check()
    assert checked.plan is not None, checked.problems
    draft.save()
    assert [row.price for row in open_draft(path).check().plan.licenses] == [  # type: ignore[union-attr]
        100.5 + n for n in range(100)
    ]
    draft.undo()
    assert len(draft.changes) == 100
