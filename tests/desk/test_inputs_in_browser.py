"""The Inputs tab in a real JupyterLab, on a workbook: by keyboard, from Excel, and saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from planner.packaged import example
from planner.plan.read import read_plan
from planner.workbook.convert import folder_to_workbook
from tests.desk.desk_page import Lab, of_notebook, open_offline, open_tab, resize, violations
from tests.office import Resaver

pytestmark = pytest.mark.browser

READING = "Early reading K-2"
_COPIED = """(text) => {
  const copied = new DataTransfer();
  copied.setData("text/plain", text);
  const how = { clipboardData: copied, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
}"""


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a workbook."""
    path = tmp_path_factory.mktemp("plan") / "prairie-view.xlsx"
    folder_to_workbook(example("prairie-view"), path)
    return path


@pytest.fixture(scope="module")
def desk(lab: Lab, workbook: Path, browser: Browser) -> Iterator[Page]:
    """The tab, opened once for all tests."""
    opened, outside = open_offline(browser, of_notebook(lab.on(workbook)), width=1280)
    open_tab(opened, "Inputs")
    yield opened
    assert outside == []
    opened.close()


@pytest.fixture
def page(desk: Page) -> Iterator[Page]:
    """The table of licenses, without edits, before and after each test."""
    desk.locator("#inputs-open-licenses").click()
    cell(desk, "price").wait_for()
    yield desk
    resize(desk, 1280)
    desk.locator("#inputs-reload").click()
    desk.get_by_text("prairie-view.xlsx was read again.").or_(
        desk.locator("#inputs-reload-now")
    ).first.wait_for()
    if desk.locator("#inputs-reload-now").count():
        desk.locator("#inputs-reload-now").click()
    expect(desk.locator("#inputs-save")).to_have_text("Save")


def cell(page: Page, column: str, name: str = READING) -> Locator:
    """A cell of a row, by the name of the row."""
    row = page.locator(".planner-grid tbody tr", has=page.locator(f'input[value="{name}"]'))
    return row.locator(f'[data-column="{column}"]')


def test_the_keyboard_never_comes_to_a_cell_below_the_names_of_the_rows(page: Page) -> None:
    cells = page.locator(".planner-grid tbody tr").nth(3).locator(".planner-cell")
    cells.last.focus()
    places = """() => {
      const cell = document.activeElement, place = cell.getBoundingClientRect();
      const on_top = document.elementFromPoint(place.left + 4, place.top + place.height / 2);
      return [cell.dataset.column, on_top === cell];
    }"""
    seen = []
    for _ in range(cells.count() - 1):
        page.keyboard.press("Shift+Tab")
        seen.append(page.evaluate(places))
    assert len(seen) > 5
    assert [column for column, in_sight in seen if not in_sight] == []


def test_a_bad_value_is_told_at_the_cell_and_a_good_one_moves_the_answer(page: Page) -> None:
    price = cell(page, "price")
    price.fill("cheap")
    price.press("Tab")
    expect(price).to_have_attribute("aria-invalid", "true")
    expect(price).to_have_value("cheap")
    expect(price).to_have_accessible_description(
        "Price. Yearly price in the first year, unless dollars_of says otherwise, such as 12.50. "
        'Unit: USD per year. Needed. Price: "cheap" is not a number. Use digits, for example 12.50.'
    )
    bar = page.locator(".planner-desk-bar")
    expect(bar).to_contain_text("Fix 1 problem in Inputs to see your change in it.")
    before = page.locator(".planner-desk-answer").inner_text()
    page.get_by_role("button", name=f"{READING}, Price").click()
    expect(price).to_be_focused()
    page.keyboard.type("$124.00")
    page.keyboard.press("Enter")
    expect(price).not_to_have_attribute("aria-invalid", "true")
    expect(bar).to_contain_text("With 1 change that is not saved yet.")
    expect(page.locator(".planner-desk-answer")).not_to_have_text(before)


def test_the_keyboard_alone_types_moves_puts_back_undoes_and_adds_a_row(page: Page) -> None:
    price = cell(page, "price")
    below = cell(page, "price", "Reading practice 3-5")
    held = price.input_value()
    price.select_text()
    page.keyboard.type("31")
    page.keyboard.press("Enter")
    expect(below).to_be_focused()
    page.keyboard.type("typed in the wrong row")
    page.keyboard.press("Escape")
    expect(below).to_have_value("$22")
    page.keyboard.press("Shift+Enter")
    expect(price).to_be_focused()
    expect(price).to_have_value("$31")
    expect(page.locator("#inputs-undo")).to_have_text(f"Undo typing in Price, {READING}")
    page.locator("#inputs-undo").focus()
    page.keyboard.press("Enter")
    expect(price).to_have_value(held)
    expect(page.locator("#inputs-undo")).to_be_focused()
    page.locator("#inputs-add").focus()
    page.keyboard.press("Space")
    name = page.locator(".planner-grid tbody").last.locator('[data-column="name"]')
    expect(name).to_be_focused()
    page.keyboard.type("Chess club")
    page.keyboard.press("Tab")
    expect(name).to_have_accessible_name("Name, Chess club")
    expect(page.locator(".planner-grid tbody").last.locator("select").first).to_be_focused()


def test_a_block_from_excel_fills_cells_and_is_undone_at_once(page: Page) -> None:
    price = cell(page, "price")
    before = price.input_value()
    cell(page, "units").focus()
    page.evaluate(_COPIED, "\t12\t$1,200.00\r\n\t\t(300)\r\n")
    expect(price).to_have_value("$1,200.00")
    expect(cell(page, "price", "Reading practice 3-5")).to_have_value("(300)")
    page.locator("#inputs-undo", has_text="Undo pasting 2 rows into Licenses").click()
    expect(price).to_have_value(before)


def test_a_saved_workbook_opens_in_libreoffice_with_what_was_typed(
    page: Page, workbook: Path, resave: Resaver
) -> None:
    price = cell(page, "price")
    price.fill("$25.50")
    price.press("Enter")
    page.locator("#inputs-save", has_text="Save 1 change...").click()
    question = page.locator(".planner-question")
    expect(question).to_contain_text(f"Licenses: {READING}")
    expect(question).to_contain_text("With your changes less as saved, in dollars")
    expect(page.locator("#inputs-save-now")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".planner-desk-notices")).to_contain_text(
        "Saved 1 change to prairie-view.xlsx."
    )
    sheet = load_workbook(resave(workbook, "xlsx"))["Licenses"]
    prices = {row[0].value: row for row in sheet.iter_rows()}
    assert 25.5 in [cell.value for cell in prices[READING]]
    licenses = {row.name: row.price for row in read_plan(workbook).licenses}
    assert licenses[READING] == 25.5


def test_a_workbook_changed_meanwhile_is_asked_about(page: Page, workbook: Path) -> None:
    price = cell(page, "price")
    price.fill("$26.50")
    price.press("Enter")
    page.locator("#inputs-save", has_text="Save 1 change...").wait_for()
    book = load_workbook(workbook)
    sheet = book["Licenses"]
    sheet.cell(3, 1).value = "Learning platform"
    book.save(workbook)
    page.locator("#inputs-save").click()
    page.locator("#inputs-save-now").click()
    question = page.locator(".planner-question")
    expect(question).to_contain_text("prairie-view.xlsx was changed outside this page on ")
    expect(question).to_contain_text("Learning platform")
    page.locator("#inputs-merge").click()
    expect(question).to_contain_text("Their changes are in, and 1 change of yours on top")
    expect(cell(page, "price")).to_have_value("$26.50")
    expect(page.locator('.planner-grid input[value="Learning platform"]')).to_have_count(1)


def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(page: Page) -> None:
    price = cell(page, "price")
    price.fill("cheap")
    price.press("Enter")
    expect(price).to_have_attribute("aria-invalid", "true")
    page.locator("#inputs-save").click()
    page.locator("#inputs-save-now").wait_for()
    panel = page.locator(".planner-desk-panel")
    for width in (320, 820, 1280):
        resize(page, width)
        assert violations(page, within=".planner-desk-panel") == []
        wider = panel.evaluate("panel => panel.scrollWidth - panel.clientWidth")
        assert wider <= 0
