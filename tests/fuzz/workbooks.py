"""The tables of a draft as the sheets of a workbook, as Excel would save what was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from openpyxl import Workbook

from tests.fuzz.drafts import Draft
from tests.fuzz.forms import plain_day, plain_number, plain_rate

#: What is done to the workbook before it is saved.
Change = Callable[[Workbook, Draft, Random], None]


def write_workbook(draft: Draft, path: Path, random: Random, change: Change | None = None) -> Path:
    """Write what was typed as a workbook: some numbers as numbers, some as text.

    Sheets stand in any order, some are hidden; days are days, rates have the format of a percent
    or are decimals, as a spreadsheet keeps them. With a change, nothing is hidden by accident.
    """
    book = Workbook()
    del book[book.sheetnames[0]]  # the one that a new workbook has
    names = sorted(draft.shown)
    random.shuffle(names)
    for name in names:
        sheet = book.create_sheet(random.choice([name, name.capitalize(), name.upper()]))
        for number, row in enumerate(draft.shown[name], start=1):
            for place, text in enumerate(row, start=1):
                if text:
                    # What a scenario sets is text: it may be a word, a number or a day.
                    as_text = name == "scenarios" or random.random() < 0.2
                    _put(sheet.cell(number, place), text, as_text=as_text)
        if change is None and random.random() < 0.1 and len(names) > 1 and name != names[0]:
            sheet.sheet_state = "hidden"
    if change is not None:
        change(book, draft, random)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def _put(cell: object, text: str, *, as_text: bool) -> None:
    value: object = text
    form = "General"
    number, day, rate = plain_number(text), plain_day(text), plain_rate(text)
    if as_text:
        form = "@"
    elif text.endswith("%") and rate is not None and rate.is_finite():
        value, form = float(rate), "0.00%"
    elif day is not None:
        value, form = day, "m/d/yyyy"
    elif number is not None and number.is_finite() and len(text) < 15:
        value = float(number)
        form = "#,##0.00" if "," in text or "$" in text else "General"
    cell.value = value  # type: ignore[attr-defined]
    if isinstance(value, str):
        cell.data_type = "s"  # type: ignore[attr-defined]
    cell.number_format = form  # type: ignore[attr-defined]
