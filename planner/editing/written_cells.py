"""How what was typed is written into a cell of a sheet: a number, a date or text.

The cell keeps its format, or takes that of the cell above; where it would show the number as
another one, it takes one that looks the same and shows it as typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.plan.tables.column import Column
from planner.spreadsheets.added_formats import AddedFormats
from planner.spreadsheets.number_formats import kind_of_format, show_number
from planner.spreadsheets.sheet_part import NewCell, SheetPart
from planner.workbook.cell_values import escaped, typed_cell

_DIGITS = re.compile(r"(-?\d+(?:\.\d+)?)(%?)")


@dataclass(frozen=True)
class CellWriter:
    """Writes the cells of one sheet.

    Attributes
    ----------
    part : SheetPart
        The sheet.
    formats : AddedFormats, optional
        Formats of the workbook's cells, if it has any.
    first_day : date
        Day 0 of the workbook.
    """

    part: SheetPart
    formats: AddedFormats | None
    first_day: date

    def cell(
        self, column: Column, text: str, place: tuple[int, int], format_row: int = 0
    ) -> NewCell:
        """What is written.

        Parameters
        ----------
        column : Column
            What the column means.
        text : str
            What was typed.
        place : tuple of int
            Row and column of the cell.
        format_row : int
            Row that lends a new row its formats; 0 if none does.

        Returns
        -------
        NewCell
        """
        lender = place if self.part.style(*place) is not None else (format_row, place[1])
        style = self.part.lent_style(*lender)
        value, form = typed_cell(column, text)
        if isinstance(value, str):
            number = self._number_in_words(text, lender, style)
            is_number = number is not None
            return NewCell(number or escaped(value), is_number, format_row, style)
        if isinstance(value, date):
            value = value.toordinal() - self.first_day.toordinal()
        kept = self._style_for(style, form, value)
        if kept is None:
            return NewCell(escaped(text), False, format_row, style)
        return NewCell(f"{value:.15g}", True, format_row, kept)

    def _style_for(self, style: int, form: str, value: float) -> int | None:
        """A style that shows a number as it was typed: the cell's own, if it does."""
        kind = kind_of_format(form)
        if self.formats is None:
            return style if kind == "plain" else None
        own = self.formats.format(style)
        size = round(value * 100 if kind == "percent" else value, 9)
        hides = self.formats.is_whole(style) and not float(size).is_integer()
        if own.kind == kind and not own.doubt and not hides and not self.formats.is_text(style):
            return style
        return self.formats.with_format(style, form)

    def _number_in_words(self, text: str, lender: tuple[int, int], style: int) -> str | None:
        """Digits for a column of words whose cell holds a number, such as a priority."""
        typed = _DIGITS.fullmatch(text)
        if typed is None or not self.part.holds_number(*lender):
            return None
        size = Decimal(typed[1]).scaleb(-2 if typed[2] else 0)
        digits = f"{float(size):.15g}"
        shown = self.formats.format(style) if self.formats is not None else ()
        return digits if show_number(digits, *shown) == text else None
