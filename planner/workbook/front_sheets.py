"""Draw the sheets that are not tables: Start with fifteen questions, Sources with our figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from planner.plan.reading.folder_or_workbook import ANSWER
from planner.plan.start_sheet.questions import QUESTIONS, Question
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.column import Column
from planner.reference.accounts import accounts
from planner.reference.defaults import defaults
from planner.reference.facts import facts
from planner.workbook.cell_values import FORMATS, TEXT, Written, cell_at, put, typed_cell
from planner.workbook.layout import sheet_name
from planner.workbook.styles import looks, print_wide, set_height

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SOURCES = "Sources"
_START_WIDTHS = (66, 24, 18, 78)
_SOURCES_WIDTHS = (38, 12, 30, 34, 13, 70, 60, 4, 32, 34)
#: Words in the names of figures that are written differently.
_WRITTEN = {
    **{"erate": "E-Rate", "c2": "Category Two", "cep": "CEP", "gfoa": "GFOA", "esea": "ESEA"},
    **{"idea": "IDEA", "eci": "ECI", "k12": "K-12", "cpi": "CPI", "u": "U", "moe": "MOE"},
    **{"i": "I", "ii": "II", "iii": "III", "iv": "IV", "a": "A", "b": "B", "chrome": "Chrome"},
}
_FIRST_QUESTION = 7
_INTRODUCTION = (
    "Fifteen answers give you a first chart. Type them into the yellow cells, save the workbook, "
    "and run planner board with it.",
    "Rows that you type on another sheet replace the answers here; so does a setting in District "
    "or a value in Assumptions.",
    "Columns with dark headings are needed, and say so. Gray rows that begin with # are examples "
    "and comments, and are not read.",
)


def draw_start(sheet: Worksheet, answers: Mapping[str, str] | None = None) -> None:
    """Draw the sheet with the questions, and below them what each sheet is for.

    Parameters
    ----------
    sheet : Worksheet
        The empty sheet.
    answers : mapping, optional
        Question -> answer as typed.
    """
    typed = answers or {}
    look = looks()
    put(cell_at(sheet, 1, 1), "Start here")
    sheet["A1"].font = look.title
    for row, text in enumerate(_INTRODUCTION, start=2):
        put(cell_at(sheet, row, 1), text)
        cell_at(sheet, row, 1).font = look.plain
    draw_headings(sheet, _FIRST_QUESTION - 1, ("Question", ANSWER, "Unit", "What to type"))
    for row, (name, question) in enumerate(QUESTIONS.items(), start=_FIRST_QUESTION):
        _draw_question(sheet, row, question, typed.get(name, ""))
    row = _FIRST_QUESTION + len(QUESTIONS) + 1
    put(cell_at(sheet, row, 1), "The other sheets")
    cell_at(sheet, row, 1).font = look.title
    # In one cell each: what is next to a question would be its answer.
    abouts = [f"{sheet_name(table)}: {table.about}" for table in TABLES.values()]
    for place, about in enumerate([*abouts, f"{SOURCES}: public figures and where they come from"]):
        put(cell_at(sheet, row + 1 + place, 1), about)
    for letter, width in zip("ABCD", _START_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    print_wide(sheet, 0)


def _draw_question(sheet: Worksheet, row: int, question: Question, typed: str) -> None:
    look = looks()
    column = question.column
    texts = (question.ask, "", column.unit, what_to_type(question))
    for place, text in enumerate(texts, start=1):
        cell = cell_at(sheet, row, place)
        put(cell, text, FORMATS.get(column.kind, TEXT) if place == texts.index("") + 1 else TEXT)
        cell.alignment, cell.border, cell.font = look.wrapped, look.line, look.plain
    set_height(sheet, row, texts, _START_WIDTHS)
    answer = cell_at(sheet, row, 2)
    if typed:
        put(answer, *typed_cell(column, typed))
    answer.fill, answer.alignment = look.answer, look.left
    if question.required:
        cell_at(sheet, row, 1).font, cell_at(sheet, row, 1).fill = look.heading, look.needed


def what_to_type(question: Question) -> str:
    """What to type, an example, and whether an answer is needed."""
    column = question.column
    blank = "needed" if question.required else f"blank: {column.blank_means}"
    return f"{column.help}, such as {column.example}; {blank}"


def draw_headings(sheet: Worksheet, row: int, texts: Sequence[str], first: int = 1) -> None:
    """Draw headings of columns.

    Parameters
    ----------
    sheet : Worksheet
        The sheet.
    row : int
        The row.
    texts : sequence of str
        The headings.
    first : int
        Column of the first one, from 1.
    """
    look = looks()
    for place, text in enumerate(texts, start=first):
        cell = cell_at(sheet, row, place)
        put(cell, text)
        cell.font, cell.fill, cell.alignment = look.heading, look.optional, look.middle


def draw_sources(sheet: Worksheet) -> None:
    """Draw the sheet with the packaged figures and their sources, and the kinds of cost.

    Parameters
    ----------
    sheet : Worksheet
        The empty sheet.
    """
    look = looks()
    put(
        cell_at(sheet, 1, 1),
        "Public figures: what fills a blank cell, and rules in force",
    )
    put(cell_at(sheet, 1, 9), "Kinds of cost, for the drop-downs")
    for title in ("A1", "I1"):
        sheet[title].font = look.title
    headings = ("Figure", "Value", "Unit", "As of, or in force", "Status", "Source", "Note")
    draw_headings(sheet, 2, headings)
    draw_headings(sheet, 2, ("Kind of cost", "What it is"), first=9)
    for row, cells in enumerate(_figures(), start=3):
        for place, text in enumerate(cells, start=1):
            cell = cell_at(sheet, row, place)
            put(cell, text, _figure_format(*cells[1:3]) if place == 2 else TEXT)
            cell.font, cell.alignment = look.plain, look.right if place == 2 else look.wrapped
        set_height(sheet, row, [str(text) for text in cells], _SOURCES_WIDTHS)
    for row, account in enumerate(accounts().values(), start=3):
        for place, text in enumerate((account.category, account.label), start=9):
            cell = cell_at(sheet, row, place)
            put(cell, text)
            cell.font, cell.alignment = look.plain, look.top
    for letter, width in zip("ABCDEFGHIJ", _SOURCES_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B3"
    print_wide(sheet, 2)


def _figures() -> Iterator[tuple[Written, ...]]:
    """Defaults first, then rules and limits."""
    labels = _default_labels()
    for name, default in defaults().items():
        note = f"Fills a blank cell: {labels[name]}" if name in labels else ""
        shown = (default.unit, default.as_of, "public", default.source, note)
        yield (worded(name), default.value, *shown)
    for fact in facts():
        first = f"from {fact.starts}" if fact.starts else ""
        last = f"to {fact.ends}" if fact.ends else ""
        days = " ".join(filter(None, (first, last)))
        status = "public" if fact.verified else "unverified"
        yield worded(fact.name), fact.value, fact.unit, days, status, fact.source, fact.note


def _figure_format(value: Written, unit: Written) -> str:
    if str(unit).startswith("share"):
        return FORMATS["rate"]
    whole = isinstance(value, float) and value.is_integer()
    return "#,##0" if whole else "#,##0.00##"


def worded(name: str) -> str:
    """The name of a figure or of a column as words.

    >>> worded("useful_life_years"), worded("erate_c2_per_student")
    ('Useful life years', 'E-Rate Category Two per student')
    """
    words = [_WRITTEN.get(word, word) for word in name.split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _default_labels() -> dict[str, str]:
    """Where each default fills a blank cell: sheet and column, by its name."""
    found: dict[str, list[str]] = {}
    for driver in DRIVERS.values():
        if driver.public_default:
            found.setdefault(driver.public_default, []).append(f"Assumptions, {driver.label}")
    for table in TABLES.values():
        columns: list[Column] = [*table.columns.values()]
        for column in columns:
            if column.public_default:
                place = f"{sheet_name(table)}, {column.label}"
                found.setdefault(column.public_default, []).append(place)
    return {name: "; ".join(places) for name, places in found.items()}
