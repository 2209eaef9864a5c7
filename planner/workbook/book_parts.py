"""What a workbook of results is made of: columns of cells, sheets, and lines of the first sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from planner.plan.tables.column import Kind
from planner.workbook.cell_values import DOLLARS, FORMATS, TEXT, THOUSANDS, Written
from planner.workbook.styles import WIDE

#: How results are shown: dollars without cents, rates to a tenth of a percent, years without comma.
#: What is below zero is in parentheses, as on the page, and ``_)`` keeps room for them.
SHOWN: Mapping[Kind, str] = {
    "text": TEXT,
    "money": f"{DOLLARS}_);({DOLLARS})",
    "number": f"{THOUSANDS}_);({THOUSANDS})",
    "rate": "0.0%_);(0.0%)",
    "fiscal_year": f"{FORMATS['fiscal_year']}_)",
    "day": FORMATS["day"],
}
#: Numbers whose fraction says something.
HUNDREDTHS = "#,##0.00_);(#,##0.00)"
#: Columns are at least so wide, and as wide as their longest number [characters].
_NARROWEST = 11
#: Room for the sign of a filter at the right of a heading [characters].
FILTER = 3


@dataclass(frozen=True)
class BookColumn:
    """One column of a sheet.

    Attributes
    ----------
    heading : str
        What it is called.
    values : sequence
        Its cells from the first row on; None for what is not known.
    form : str or sequence of str
        Number format of all of them, or of each.
    is_detail : bool
        Whether it is hidden until a reader asks for the details.
    marked : str
        Text that sets a cell off.
    is_long : bool
        Whether its text goes on past its right side, rather than on several lines.
    """

    heading: str
    values: Sequence[Written | None]
    form: str | Sequence[str] = TEXT
    is_detail: bool = False
    marked: str = ""
    is_long: bool = False

    @property
    def width(self) -> float:
        """As wide as what it shows, up to where text is wrapped [characters]."""
        longest = max(map(len, self._shown()), default=0) + 2
        words = max(map(len, self.heading.split()), default=0) + FILTER
        return min(max(longest, words, _NARROWEST), WIDE)

    @property
    def holds_numbers(self) -> bool:
        """Whether its cells are set to the right."""
        return any(one is not None and not isinstance(one, str) for one in self.values)

    @property
    def is_wrapped(self) -> bool:
        """Whether some of its text needs several lines."""
        longest = max((len(one) for one in self.values if isinstance(one, str)), default=0)
        return longest > WIDE and not self.is_long

    def cells(self) -> Iterator[tuple[Written | None, str]]:
        """Each cell with its number format; text stays text in a column of numbers too."""
        forms = repeat(self.form) if isinstance(self.form, str) else self.form
        return zip(self.values, forms, strict=False)

    def _shown(self) -> Iterator[str]:
        for value in self.values:
            if isinstance(value, (str, date)):
                yield str(value)
            elif value is not None:
                yield f"${value:,.0f}"


@dataclass(frozen=True)
class BookSheet:
    """A table of a workbook.

    Attributes
    ----------
    name : str
        Name of its sheet.
    about : str
        What it holds.
    columns : sequence of BookColumn
        Its columns, all of one length.
    """

    name: str
    about: str
    columns: Sequence[BookColumn]


@dataclass(frozen=True)
class FrontLine:
    """One line of the first sheet.

    Attributes
    ----------
    label : str
        What it is about.
    said : str, float or date
        What it says.
    form : str
        Number format of a number or date.
    is_heading : bool
        Whether lines of another kind begin here.
    leads_to : str
        Name of the sheet that the label leads to, if there is one.
    """

    label: str
    said: Written = ""
    form: str = TEXT
    is_heading: bool = False
    leads_to: str = ""
