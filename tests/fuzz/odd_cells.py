"""What only a spreadsheet can do to a cell, each with what must come of it.

Two texts in one cell, runs that are struck out or raised, merged cells, formats that show another
number, rows, columns and sheets that nobody sees. All of them must be told, and none may be read as
another number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.fuzz.drafts import Draft
from tests.fuzz.forms import plain_day, plain_number
from tests.fuzz.mutations import FREE, column_of

#: One cell of a sheet, and where it is in its draft.
Place = tuple[Worksheet, Cell, str]
Oddity = Callable[[Draft, Place, Random], bool]


def _places(book: Workbook, draft: Draft, kinds: tuple[str, ...]) -> Iterator[Place]:
    """Filled cells whose column is of one of these kinds."""
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        table = sheet.title.lower()
        header, *rows = draft.meant[table]
        for number, row in enumerate(rows, start=2):
            for place, text in enumerate(row):
                if place >= len(header) or not text or header[place] in FREE:
                    continue
                column = column_of(table, row, header, place)
                if column and column.kind in kinds:
                    cell = sheet.cell(number, place + 1)
                    assert isinstance(cell, Cell)
                    yield sheet, cell, text


def two_texts(_draft: Draft, place: Place, random: Random) -> bool:
    _, cell, text = place
    between = random.choice(["\n", "\r\n", "\t", " \n", "_x000B_", "\u2028"])
    other = random.choice(["500", "1", "25%", "12/31/2029", "was 90", text])
    cell.value = random.choice([f"{text}{between}{other}", f"{other}{between}{text}"])
    cell.data_type = "s"
    return True


def raised(_draft: Draft, place: Place, random: Random) -> bool:
    _, cell, text = place
    fonts = [InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript")]
    run = TextBlock(random.choice(fonts), random.choice("123450"))
    runs: list[list[str | TextBlock]] = [[text, run], [run, text], [text, run, " "]]
    cell.value = CellRichText(*random.choice(runs))
    return True


def struck_part(_draft: Draft, place: Place, random: Random) -> bool:
    """Told, and what is not struck out is read."""
    _, cell, text = place
    run = TextBlock(InlineFont(strike=True), random.choice(["289", "1", "4%", "FY2020", "old "]))
    runs: list[list[str | TextBlock]] = [[run, " ", text], [text, " ", run], [run, text]]
    cell.value = CellRichText(*random.choice(runs))
    return True


def struck_cell(_draft: Draft, place: Place, _random: Random) -> bool:
    place[1].font = Font(strike=True)
    return True


def struck_row(_draft: Draft, place: Place, _random: Random) -> bool:
    sheet, cell, _ = place
    for other in sheet[cell.row]:
        other.font = Font(strike=True)
    return True


def merged(_draft: Draft, place: Place, _random: Random) -> bool:
    """With the cell above or below it, which is filled too."""
    sheet, cell, _ = place
    above = cell.row > 2 and sheet.cell(cell.row - 1, cell.column).value is not None
    below = sheet.cell(cell.row + 1, cell.column).value is not None
    if not (above or below):
        return False
    first = cell.row - 1 if above else cell.row
    sheet.merge_cells(f"{cell.column_letter}{first}:{cell.column_letter}{first + 1}")
    return True


def other_number_shown(_draft: Draft, place: Place, random: Random) -> bool:
    _, cell, text = place
    number = plain_number(text)
    if number is None or not number:
        return False
    cell.value = float(number)
    forms = ['0"K"', '0 "M"', '0"%"', "#,##0,", "0.0,,", '#,##0" thousand"', ";;;", '"n/a"', "0\\k"]
    cell.number_format = random.choice(forms)
    return True


def harmless_format(_draft: Draft, place: Place, random: Random) -> bool:
    """Currency, decimals and units change nothing."""
    _, cell, text = place
    number = plain_number(text)
    if number is None:
        return False
    cell.value = float(number)
    forms = ["$#,##0", "0.00", '0" seats"', '$0.00"/yr"', "0.00E+00", "# ?/?", "[Red]0;(0)", "0_)"]
    cell.number_format = random.choice(forms)
    return False


def month_alone(_draft: Draft, place: Place, random: Random) -> bool:
    _, cell, text = place
    day = plain_day(text)
    if day is None:
        return False
    cell.value = date(day.year, day.month, day.day)
    cell.number_format = random.choice(["mmm-yy", "mmmm yyyy", "m/yy", "yyyy", "d-mmm", "yyyy-mm"])
    return True


def unseen(_draft: Draft, place: Place, random: Random) -> bool:
    """A hidden row, column or sheet, which counts."""
    sheet, cell, _ = place
    kind = random.choice(["row", "column", "sheet"])
    if kind == "row":
        sheet.row_dimensions[cell.row].hidden = True
    elif kind == "column":
        sheet.column_dimensions[cell.column_letter].hidden = True
    else:
        sheet.sheet_state = random.choice(["hidden", "veryHidden"])
    return True


NUMBERS = ("number", "money", "rate", "fiscal_year", "start_date", "end_date")
ANY = (*NUMBERS, "choice", "yes_no")
ODDITIES: tuple[tuple[Oddity, tuple[str, ...]], ...] = (
    (two_texts, NUMBERS),
    (raised, ("number", "money", "rate")),
    (struck_part, NUMBERS),
    (struck_cell, ANY),
    (struck_row, ANY),
    (merged, ANY),
    (other_number_shown, ("number", "money")),
    (harmless_format, ("number", "money")),
    (month_alone, ("start_date", "end_date")),
    (unseen, ANY),
)


def make_odd(book: Workbook, draft: Draft, random: Random) -> None:
    """Do one of these to a cell of the workbook; the draft says whether it must be told."""
    for _ in range(20):
        oddity, kinds = random.choice(ODDITIES)
        places = list(_places(book, draft, kinds))
        if not places:
            continue
        place = random.choice(places)
        must_tell = oddity(draft, place, random)
        if must_tell or oddity is harmless_format:
            draft.must_tell |= must_tell
            draft.say(place[0].title, place[1].coordinate, repr(place[2]), oddity.__name__)
            return
