"""The Inputs tab: what controls do to the tables, to the answer on top and to the files."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from planner.desk.live.events import Event
from planner.desk.panels.inputs.panel import NO_CHANGES, InputsPanel
from planner.desk.workbench import Workbench
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.views.format.markup import text_of
from tests.editing.test_edit_workbook import with_formulas
from tests.tiny_plan import PlanWriter, with_rows
from tests.workbook.typed_book import column_of, saved, typed_book


class Desk:
    """A desk whose Inputs tab is open, and what it says and shows."""

    def __init__(self, plan: Path, kept: Path | None = None) -> None:
        self.plan = plan
        self.bench = Workbench(plan)
        if kept is not None:
            self.bench.panels["inputs"] = InputsPanel(self.bench, kept)
        self.said: list[str] = []
        self.focused: list[str] = []
        self.bench.sheet.say = self.said.append  # type: ignore[method-assign,assignment]
        self.bench.sheet.focus = self.focused.append  # type: ignore[method-assign,assignment]
        self.do("desk.open", panel="inputs")

    def do(self, what: str, value: str = "", **fields: str) -> None:
        self.bench.heed(Event(what if "." in what else f"inputs.{what}", value, fields))

    def open(self, table: str) -> None:
        self.do("open", table=table)

    def type(self, row: str, column: str, text: str) -> None:
        self.do("type", text, row=row, column=column)

    def region(self, name: str) -> str:
        return str(self.bench.shown("inputs").get(name, ""))

    @property
    def regions(self) -> dict[str, str]:
        return {name: str(shown) for name, shown in self.bench.shown("inputs").items()}

    @property
    def rows(self) -> list[str]:
        return [name for name in self.regions if name.startswith("row-")]

    def saved(self, table: str) -> list[dict[str, str]]:
        with (self.plan / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def desk(tiny: PlanWriter) -> Desk:
    return Desk(tiny())


def test_it_opens_on_the_district_with_every_table_listed(desk: Desk) -> None:
    assert "District: the district, one setting per row" in desk.region("bar")
    assert desk.region("tables").count("data-table=") == 23
    assert "4 rows" in desk.region("tables")
    assert "Everything is saved." in desk.region("bar")
    assert desk.region("problems") == ""


def test_only_the_edited_row_and_what_counts_it_is_sent(desk: Desk) -> None:
    desk.open("licenses")
    before = desk.regions
    desk.type("2", "price", "$25.50")
    changed = {name for name, shown in desk.regions.items() if shown != before.get(name)}
    assert changed == {"bar", "row-licenses-2"}


def test_the_answer_follows_an_edit_and_is_marked_as_not_saved(desk: Desk) -> None:
    before = desk.bench.comparison.main.cost_by_row.sum()
    desk.open("licenses")
    desk.type("2", "price", "$25.50")
    assert desk.bench.comparison.main.cost_by_row.sum() > before
    assert desk.bench.unsaved == "With 1 change that is not saved yet."
    desk.do("undo")
    assert desk.bench.comparison.main.cost_by_row.sum() == pytest.approx(before)
    assert desk.bench.unsaved == ""


def test_a_cell_that_cannot_be_read_is_kept_as_typed_and_said_as_the_command_line_says_it(
    desk: Desk,
) -> None:
    plan = desk.bench.plan
    desk.open("devices")
    desk.type("2", "unit_price", "cheap")
    row = desk.region("row-devices-2")
    assert 'value="cheap"' in row
    assert 'aria-invalid="true"' in row
    said = '"cheap" is not a number. Use digits, for example 350.'
    assert text_of(said) in row
    assert "Devices: 1 problem to fix" in desk.region("problems")
    assert 'data-do="inputs.go" data-row="2" data-column="unit_price">Chromebooks, Price' in (
        desk.region("problems")
    )
    assert "3 rows, 1 to fix" in desk.region("tables")
    assert desk.bench.plan is plan
    assert desk.bench.unsaved == (
        "The last answer that could be calculated. Fix 1 problem in Inputs to see your change in "
        "it."
    )
    desk.do("difference")
    desk.do("save")
    with pytest.raises(PlanError) as refused:
        read_plan(desk.plan)
    assert [problem.message for problem in refused.value.problems] == [said]


def test_a_problem_between_rows_is_listed_with_its_row(tiny: PlanWriter) -> None:
    desk = Desk(tiny(devices=with_rows("devices", "Chromebooks,staff_devices,staff,5,1%,5")))
    desk.open("devices")
    assert desk.bench.plan is None
    assert "Devices: 1 problem to fix" in desk.region("problems")
    desk.type("5", "name", "More Chromebooks")
    assert desk.bench.plan is not None
    assert desk.region("problems") == ""


def test_a_choice_that_is_none_is_kept_and_flagged(desk: Desk) -> None:
    desk.open("licenses")
    desk.type("2", "basis", "studnt")
    row = desk.region("row-licenses-2")
    assert '<option value="studnt" selected>&quot;studnt&quot; as typed</option>' in row
    assert "aria-invalid" in row
    desk.type("2", "basis", "staff")
    assert "aria-invalid" not in desk.region("row-licenses-2")


def test_a_setting_that_was_not_typed_gets_a_row(desk: Desk) -> None:
    desk.type("state", "value", "OH")
    assert 'value="OH"' in desk.region("row-district-state")
    assert desk.bench.plan is not None
    assert desk.bench.plan.district.state == "OH"
    desk.do("save")
    assert {"setting": "state", "value": "OH", "source": "", "note": ""} in desk.saved("district")


def test_an_added_row_is_where_the_keyboard_goes(desk: Desk) -> None:
    desk.open("training")
    desk.do("add")
    assert len(desk.rows) == 3
    assert desk.focused[-1] == f"inputs-{desk.rows[-1].removeprefix('row-')}-name"
    assert desk.said[-1] == "Added a row."
    assert "Undo adding a row to Training" in desk.region("bar")
    key = desk.rows[-1].removeprefix("row-training-")
    desk.type(key, "name", "Summer week")
    assert 'aria-label="Name, Summer week"' in desk.region(f"row-training-{key}")


def test_a_copied_row_needs_a_name_of_its_own(desk: Desk) -> None:
    desk.open("training")
    desk.do("copy", row="2")
    assert desk.said[-1] == "Copied Workshops. Give the copy a name of its own."
    assert desk.rows[0] == "row-training-2"
    assert "Training: 1 problem to fix" in desk.region("problems")
    assert desk.focused[-1] == f"inputs-{desk.rows[1].removeprefix('row-')}-name"


def test_a_removed_row_comes_back_with_undo_and_goes_again_with_redo(desk: Desk) -> None:
    desk.open("training")
    desk.do("remove", row="2")
    assert desk.rows == ["row-training-3"]
    assert desk.said[-1] == "Removed Workshops. Undo brings it back."
    assert desk.focused[-1] == "inputs-training-3-name"
    desk.do("undo")
    assert desk.rows == ["row-training-2", "row-training-3"]
    assert desk.said[-1] == "Undone: removing Workshops."
    assert "Redo removing Workshops" in desk.region("bar")
    desk.do("redo")
    assert desk.said[-1] == "Done again: removing Workshops."
    desk.do("remove", row="3")
    assert desk.rows == []
    assert desk.focused[-1] == "inputs-add"


def test_nothing_to_undo_is_no_mistake(desk: Desk) -> None:
    desk.do("undo")
    desk.do("redo")
    assert desk.said == []
    assert desk.region("bar").count('aria-disabled="true"') == 3


def test_a_block_from_excel_fills_cells_adds_rows_and_is_undone_at_once(desk: Desk) -> None:
    desk.open("licenses")
    desk.do("paste", "1\t$9.00\r\n2\t(300)\r\n", row="4", column="units")
    assert desk.said[-1] == "Pasted 2 rows of 2 columns."
    assert 'value="$9.00"' in desk.region("row-licenses-4")
    assert 'value="(300)"' in desk.region("row-licenses-5")
    desk.do("undo")
    assert desk.said[-1] == "Undone: pasting 2 rows into Licenses."
    assert "$9.00" not in desk.region("row-licenses-4")
    desk.do("paste", "Typing\tflat\nSpelling\tstudent\nChess\tstaff", row="5", column="name")
    assert len(desk.rows) == 6
    assert "Save 3 changes..." in desk.region("bar")
    desk.do("undo")
    assert len(desk.rows) == 4


def test_a_ledger_of_a_thousand_rows_is_pasted_and_undone_at_once(desk: Desk) -> None:
    desk.open("ledger")
    rows = [f"2230-{k} Software\tinstructional_software\t{k}" for k in range(1_000)]
    desk.do("add")
    key = desk.rows[-1].removeprefix("row-ledger-")
    desk.do("paste", "\r\n".join(rows), row=key, column="name")
    assert desk.said[-1] == "Pasted 1,000 rows of 3 columns."
    assert "of 1,004 rows" in desk.region("below")
    assert "Save 1,000 changes..." in desk.region("bar")
    desk.do("undo")
    assert len(desk.rows) == 5


def test_formats_of_excel_are_read_as_cells_do(desk: Desk) -> None:
    desk.open("licenses")
    desk.do("paste", "6/30/2029\n6/30/2027", row="2", column="prepaid_until")
    desk.type("3", "price", "$31,000.00")
    plan = desk.bench.plan
    assert plan is not None
    assert str(plan.licenses[0].prepaid_until) == "2029-06-30"
    assert plan.licenses[1].price == 31_000


def test_a_block_that_does_not_fit_is_refused_and_nothing_is_lost(desk: Desk) -> None:
    desk.open("history")
    before = desk.regions
    desk.do("paste", "1\t2\t3", row="2", column="students")
    refused = (
        "You pasted 3 columns, and the table shows 1 column from here on. Nothing was pasted. "
        "Begin further to the left, or show all columns."
    )
    assert refused in desk.region("problems")
    assert desk.said[-1] == refused
    assert {n: s for n, s in desk.regions.items() if n != "problems"} == {
        n: s for n, s in before.items() if n != "problems"
    }
    desk.open("history")
    assert desk.region("problems") == ""


def test_unused_columns_are_folded_away(desk: Desk) -> None:
    desk.open("training")
    assert "Show all columns (" in desk.region("bar")
    assert "inputs-training-2-note" not in desk.region("row-training-2")
    desk.do("columns")
    assert "Hide unused columns" in desk.region("bar")
    desk.type("2", "note", "A note")
    desk.do("columns")
    assert "inputs-training-2-note" in desk.region("row-training-2")


def test_other_tabs_lead_to_a_cell_and_unfold_its_column(desk: Desk) -> None:
    desk.do("desk.open", panel="inputs", table="training", row="Phishing", column="note")
    assert desk.focused == ["inputs-training-3-note"]
    assert "inputs-training-3-note" in desk.region("row-training-3")
    desk.do("desk.open", panel="inputs", table="district", column="reserve_policy_rate")
    assert desk.focused[-1] == "inputs-district-reserve_policy_rate-value"
    desk.do("desk.open", panel="inputs", table="assumptions", row="wage_growth_rate")
    assert desk.focused[-1] == "inputs-assumptions-wage_growth_rate-value"
    desk.do("desk.open", panel="inputs", table="nowhere", row="nobody")
    assert len(desk.focused) == 3


def test_a_long_table_is_shown_in_parts(tiny: PlanWriter) -> None:
    rows = [f"{k % 12 + 1},FY{1990 + k // 12},50" for k in range(240)]
    desk = Desk(tiny(history="name,fiscal_year,students\n" + "\n".join(rows) + "\n"))
    desk.open("history")
    assert len(desk.rows) == 100
    assert "Rows 1 to 100 of 240 rows" in desk.region("below")
    desk.do("page", first="200")
    assert len(desk.rows) == 40
    assert "Rows 201 to 240 of 240 rows" in desk.region("below")
    desk.do("desk.open", panel="inputs", table="history", row="3", column="students")
    assert "Rows 1 to 100" in desk.region("below")


def test_saving_shows_the_difference_first_and_then_writes(desk: Desk) -> None:
    desk.open("licenses")
    desk.type("2", "price", "$25.50")
    desk.do("add")
    desk.do("undo")
    desk.do("difference")
    question = desk.region("question")
    assert "Save this change?" in question
    assert '<th scope="row">Licenses: Reading</th>' in question
    for words in ("Price", "$20", "$25.50", "As saved", "With your changes"):
        assert words in question
    assert "With your changes less as saved, in dollars" in question
    assert desk.focused[-1] == "inputs-save-now"
    assert desk.saved("licenses")[0]["price"] == "20"
    desk.do("save")
    assert desk.said[-1] == "Saved 1 change to tiny."
    assert desk.saved("licenses")[0]["price"] == "$25.50"
    assert desk.region("question") == ""
    assert desk.bench.unsaved == ""
    assert "Everything is saved." in desk.region("bar")


def test_a_setting_and_a_row_are_called_by_their_names_in_the_difference(desk: Desk) -> None:
    desk.type("staff", "value", "110")
    desk.open("assumptions")
    desk.type("erate_share", "value", "50%")
    desk.open("training")
    desk.do("remove", row="3")
    desk.do("difference")
    question = desk.region("question")
    assert "Save these 3 changes?" in question
    for row in (
        *("District: Staff headcount", "Assumptions: E-Rate as a share of today&#x27;s rules"),
        "Training: Phishing",
    ):
        assert f'<th scope="row">{row}</th>' in question
    assert '<td class="words">the row</td>' in question
    assert '<td class="words">no row</td>' in question


def test_an_edit_that_changes_no_number_says_so(desk: Desk) -> None:
    desk.open("licenses")
    desk.type("2", "note", "Renewed <b>twice</b>")
    desk.do("difference")
    assert "The answer stays the same." in desk.region("question")
    assert "<b>twice" not in desk.region("question")
    desk.do("go_on")
    assert desk.region("question") == ""


def test_a_plan_with_problems_can_be_saved_and_says_that_it_cannot_be_calculated(
    desk: Desk,
) -> None:
    desk.open("devices")
    desk.type("2", "unit_price", "cheap")
    desk.do("difference")
    assert (
        "The plan cannot be calculated until 1 problem is fixed. You can save it as it is and "
        "continue later."
    ) in desk.region("question")
    desk.do("save")
    assert desk.said[-1] == (
        "Saved 1 change to tiny. The plan cannot be calculated until 1 problem in it is fixed."
    )
    assert desk.saved("devices")[0]["unit_price"] == "cheap"
    desk.type("2", "unit_price", "$360")
    desk.do("difference")
    assert "As saved, the plan cannot be calculated. With your changes: " in desk.region("question")


def test_nothing_to_save_is_said(desk: Desk) -> None:
    desk.do("difference")
    assert desk.said[-1] == NO_CHANGES
    desk.do("save")
    assert desk.said[-1] == NO_CHANGES


def test_a_file_changed_meanwhile_is_asked_about(desk: Desk) -> None:
    desk.open("licenses")
    desk.type("2", "price", "$25.50")
    file = desk.plan / "licenses.csv"
    file.write_text(file.read_text("utf-8").replace("30000", "31000"), "utf-8")
    desk.do("save")
    question = desk.region("question")
    assert "licenses.csv was changed outside this page on " in question
    assert "What is different in the file: 1 change" in question
    for words in ("Licenses: Wifi", "$30,000", "$31,000", "Overwrite theirs", "Cancel"):
        assert words in question
    assert "$25.50" not in file.read_text("utf-8")
    desk.do("merge")
    assert "Their changes are in, and 1 change of yours on top, not saved yet." in desk.region(
        "question"
    )
    desk.do("undo")
    assert desk.said[-1] == "Undone: putting your changes on top."
    assert "Everything is saved." in desk.region("bar")
    desk.do("redo")
    desk.do("save")
    prices = [row["price"] for row in desk.saved("licenses")]
    assert prices[:2] == ["$25.50", "31000"]


def test_what_both_changed_stays_theirs_and_is_said(desk: Desk) -> None:
    desk.open("licenses")
    desk.type("2", "price", "$25.50")
    desk.do("remove", row="5")
    desk.do("add")
    new = desk.rows[-1].removeprefix("row-licenses-")
    desk.type(new, "name", "Chess")
    file = desk.plan / "licenses.csv"
    file.write_text(file.read_text("utf-8").replace(",20,", ",21,"), "utf-8")
    desk.do("save")
    desk.do("merge")
    assert "1 change of yours does not fit: theirs stayed." in desk.region("question")
    assert "Licenses: Reading" in desk.region("question")
    assert len(desk.rows) == 4
    assert 'value="21"' in desk.region("row-licenses-2")


def test_their_file_can_be_overwritten(desk: Desk) -> None:
    desk.open("licenses")
    desk.type("2", "price", "$25.50")
    file = desk.plan / "licenses.csv"
    file.write_text(file.read_text("utf-8").replace("30000", "31000"), "utf-8")
    desk.do("save")
    desk.do("overwrite")
    assert [row["price"] for row in desk.saved("licenses")][:2] == ["$25.50", "30000"]
    assert desk.said[-1] == "Saved 1 change to tiny."


def test_a_workbook_shows_dollars_and_says_where_a_formula_is(tmp_path: Path) -> None:
    desk = Desk(with_formulas(tmp_path))
    desk.open("licenses")
    row = desk.region("row-licenses-2")
    assert 'value="$20"' in row
    assert 'aria-label="Price, Reading (a formula, which what you type replaces)"' in row
    assert 'title="A formula, which what you type replaces"' in row
    desk.type("2", "price", "21")
    desk.do("difference")
    assert "The workbook has formulas" in desk.region("question")
    desk.do("save")
    assert "(a formula" not in desk.region("row-licenses-2")


def test_a_cell_that_only_excel_can_change_is_refused_and_nothing_is_half_done(
    tmp_path: Path,
) -> None:
    book = typed_book()
    sheet = book["Licenses"]
    price = column_of(sheet, "price")
    sheet.merge_cells(start_row=3, end_row=4, start_column=price, end_column=price)
    desk = Desk(saved(book, tmp_path))
    desk.open("licenses")
    fixed = desk.region("row-licenses-4")
    assert "merged, or filled by one formula with others: change it in Excel" in fixed
    assert " readonly " in fixed
    before = desk.regions
    desk.do("paste", "$1\n$2\n$3", row="2", column="price")
    assert desk.said[-1].startswith("This can only be changed in Excel: ")
    assert "This can only be changed in Excel: " in desk.region("problems")
    assert desk.region("row-licenses-2") == before["row-licenses-2"]
    desk.do("undo")
    assert desk.region("row-licenses-2") == before["row-licenses-2"]


def test_reload_asks_before_it_drops_anything(desk: Desk) -> None:
    desk.open("licenses")
    desk.type("2", "price", "$25.50")
    file = desk.plan / "licenses.csv"
    file.write_text(file.read_text("utf-8").replace("30000", "31000"), "utf-8")
    desk.do("reload")
    assert (
        "You have 1 change not saved yet. Reload reads the plan&#x27;s files again and drops it."
    ) in desk.region("question")
    assert desk.focused[-1] == "inputs-reload-now"
    desk.do("drop")
    assert desk.said[-1] == "tiny was read again."
    assert 'value="20"' in desk.region("row-licenses-2")
    assert 'value="31000"' in desk.region("row-licenses-3")
    desk.do("reload")
    assert desk.region("question") == ""


def test_a_plan_read_again_elsewhere_on_the_desk_is_shown(desk: Desk) -> None:
    desk.open("licenses")
    file = desk.plan / "licenses.csv"
    file.write_text(file.read_text("utf-8").replace("30000", "31000"), "utf-8")
    desk.bench.reload()
    assert 'value="31000"' in desk.region("row-licenses-3")


def test_edits_stay_where_another_tab_has_the_files_read_again(desk: Desk) -> None:
    desk.open("licenses")
    desk.type("2", "price", "$25.50")
    desk.do("start.reload")
    assert desk.bench.unsaved == "With 1 change that is not saved yet."
    assert "Undo typing in Price, Reading" in desk.region("bar")
    file = desk.plan / "licenses.csv"
    file.write_text(file.read_text("utf-8").replace("30000", "31000"), "utf-8")
    desk.do("start.reload")
    plan = desk.bench.plan
    assert plan is not None
    assert [row.price for row in plan.licenses[:2]] == [25.5, 31_000]
    assert desk.bench.unsaved == "With 1 change that is not saved yet."
    file.write_text(file.read_text("utf-8").replace(",20,", ",21,"), "utf-8")
    desk.do("start.reload")
    assert "1 change of yours does not fit: theirs stayed." in desk.region("question")


def test_other_tabs_name_a_row_by_its_number_in_the_file(desk: Desk) -> None:
    desk.do("desk.open", panel="inputs", table="training", row="3", column="price_per_person")
    desk.do("desk.open", panel="inputs", table="district", row="4", column="years")
    assert desk.focused == [
        "inputs-training-3-price_per_person",
        "inputs-district-years-value",
    ]


def test_unsaved_edits_are_offered_when_the_desk_opens_again(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    (tmp_path / ".lab").mkdir()
    first = Desk(tiny(), tmp_path)
    first.open("licenses")
    first.type("2", "price", "$25.50")
    again = Desk(first.plan, tmp_path)
    assert "You have 1 unsaved change from " in again.region("question")
    assert again.region("grid") == ""
    again.type("2", "price", "$1")
    again.do("keep")
    again.open("licenses")
    assert 'value="$25.50"' in again.region("row-licenses-2")
    assert again.bench.unsaved == "With 1 change that is not saved yet."
    assert "Undo the changes from " in again.region("bar")
    dropped = Desk(first.plan, tmp_path)
    dropped.do("drop")
    assert "Everything is saved." in dropped.region("bar")
    assert Desk(first.plan, tmp_path).region("question") == ""


def test_nothing_is_offered_after_saving(tiny: PlanWriter, tmp_path: Path) -> None:
    (tmp_path / ".lab").mkdir()
    desk = Desk(tiny(), tmp_path)
    desk.open("licenses")
    desk.type("2", "price", "$25.50")
    assert (tmp_path / ".lab" / "draft.json").is_file()
    desk.do("save")
    assert not (tmp_path / ".lab" / "draft.json").exists()
    (tmp_path / ".lab" / "draft.json").write_text("{", "utf-8")
    assert Desk(desk.plan, tmp_path).region("question") == ""


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open("licenses")
    desk.type("2", "price", "$25.50")

    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "", str(desk.plan / "licenses.csv"))

    monkeypatch.setattr("planner.editing.saving.write_all_or_none", full)
    desk.do("save")
    assert desk.said[-1].endswith(
        "the disk is full; free some space and try again; the old file is unchanged. Your changes "
        "are still here."
    )
    assert desk.bench.unsaved == "With 1 change that is not saved yet."
