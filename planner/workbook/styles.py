"""Colors, fonts and lines of a workbook, and the drop-downs of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from planner.plan.tables.column import Column, Kind

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Border, Font, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

#: Widths of columns by what they hold [characters].
WIDTHS: dict[Kind, float] = {
    "text": 26,
    "choice": 22,
    "list": 34,
    "rates": 16,
    "yes_no": 10,
    "number": 12,
    "money": 14,
    "rate": 13,
    "fiscal_year": 11,
    "start_date": 12,
    "end_date": 12,
    "day": 12,
}
WIDE = 46
#: Blank rows ready for typing, and the longest list that a cell may have [characters].
READY_ROWS = 1_000
_LONGEST_LIST = 250
#: Height of a line of text, and of the tallest row that we use [points].
_LINE, _HIGHEST = 15, 400
#: A sheet is printed on so much width at most, then on several sheets of paper [characters].
_PRINTED = 260


@dataclass(frozen=True)
class Looks:
    """How the parts of a sheet look; where color means something, a word says it too."""

    title: Font
    heading: Font
    strong: Font
    link: Font
    plain: Font
    gray: Font
    needed: PatternFill
    optional: PatternFill
    answer: PatternFill
    example: PatternFill
    missed: PatternFill
    line: Border
    wrapped: Alignment
    top: Alignment
    middle: Alignment
    right: Alignment
    over_numbers: Alignment
    left: Alignment


@cache
def looks() -> Looks:
    """How the parts of a sheet look."""
    # An import of 0.25 s, which commands without a workbook should not wait for.
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    def fill(color: str) -> PatternFill:
        return PatternFill("solid", start_color=color)

    thin = Side(style="thin", color="BFC5CC")
    return Looks(
        title=Font(name="Calibri", size=16, bold=True),
        heading=Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
        strong=Font(name="Calibri", size=11, bold=True),
        link=Font(name="Calibri", size=11, bold=True, underline="single", color="1F4E79"),
        plain=Font(name="Calibri", size=11),
        gray=Font(name="Calibri", size=10, italic=True, color="5F6B76"),
        needed=fill("1F4E79"),
        optional=fill("5B6B7A"),
        answer=fill("FFF7D6"),
        example=fill("F1F3F5"),
        missed=fill("FBE3E0"),
        line=Border(left=thin, right=thin, top=thin, bottom=thin),
        wrapped=Alignment(vertical="top", wrap_text=True),
        top=Alignment(vertical="top"),
        middle=Alignment(vertical="center", wrap_text=True),
        left=Alignment(horizontal="left", vertical="top", wrap_text=True),
        right=Alignment(horizontal="right", vertical="top"),
        over_numbers=Alignment(horizontal="right", vertical="center", wrap_text=True),
    )


def set_height(
    sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float], least: float = 0.0
) -> None:
    """Make a row as tall as its longest text needs when wrapped.

    Parameters
    ----------
    sheet : Worksheet
        The sheet.
    row : int
        The row.
    texts : sequence of str
        Its cells.
    widths : sequence of float
        Widths of their columns [characters].
    least : float
        It is no lower than this [points].
    """
    lines = [
        sum(1 + int(len(part) / (0.9 * width)) for part in text.split("\n"))
        for text, width in zip(texts, widths, strict=False)
    ]
    sheet.row_dimensions[row].height = max(min(_LINE * max(lines) + 2, _HIGHEST), least)


def words_of(column: Column) -> tuple[str, ...]:
    """Words that a cell may hold, if there is a list of them."""
    return ("yes", "no") if column.kind == "yes_no" else column.shown_choices


def add_list(sheet: Worksheet, cells: str, allowed: Sequence[str] | str) -> None:
    """Give cells a drop-down list.

    Parameters
    ----------
    sheet : Worksheet
        The sheet.
    cells : str
        Its cells, such as ``B3:B1000``.
    allowed : sequence of str or str
        The words, or the cells of another sheet that hold them.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    formula = allowed if isinstance(allowed, str) else '"' + ",".join(allowed) + '"'
    # Names of rows are only suggested; they are checked when the plan is read.
    suggests = isinstance(allowed, str) and not allowed.startswith("Sources!")
    # A warning, not a stop: a row may also be a comment that begins with #.
    added = DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        errorStyle="warning",
        errorTitle="Not in the list",
        error="The planner reads the words in the list, with spaces and capitals too, and kinds of "
        "cost as its pages call them. Keep anything else only in a comment that begins with #.",
        showErrorMessage=not suggests,
    )
    added.add(cells)
    sheet.add_data_validation(added)


def fits_in_a_cell(words: Sequence[str]) -> bool:
    """Whether a drop-down can hold the words themselves: Excel refuses longer lists."""
    return len(",".join(words)) <= _LONGEST_LIST


def print_wide(sheet: Worksheet, heading_rows: int, width: float = 0.0) -> None:
    """Print a sheet across the page, its headings on every page.

    A sheet too wide to be read on one page goes on several next to each other, each with its first
    column.

    Parameters
    ----------
    sheet : Worksheet
        The sheet.
    heading_rows : int
        Rows at the top that hold headings.
    width : float
        Width of the columns that are in sight [characters].
    """
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if heading_rows:
        sheet.print_title_rows = f"1:{heading_rows}"
    if width:
        sheet.print_title_cols = "A:A"
        sheet.page_setup.fitToWidth = 1 + int(width / _PRINTED)
