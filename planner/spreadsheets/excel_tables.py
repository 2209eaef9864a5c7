"""Areas that Excel calls tables, led on to rows that are added below their last one."""

from __future__ import annotations

import re

from planner.spreadsheets.safe_package import open_package
from planner.spreadsheets.sheet_rules import area_led_on
from planner.spreadsheets.workbook_file import relations_of

_REF = re.compile(r"""(?<=\sref=)["'][^"']*["']""")
_TOTALS = re.compile(r"""\stotalsRowCount=["'][1-9]""")
_LED = re.compile(r"<(?:\w+:)?(?:table|autoFilter)\b[^>]*>")


def tables_led_on(workbook: bytes, sheet: str, last: int, new_last: int) -> dict[str, bytes]:
    """Parts of the Excel tables on a sheet that end in a row, led on to a later one.

    Parameters
    ----------
    workbook : bytes
        The file.
    sheet : str
        Name of the sheet's part.
    last, new_last : int
        The row in which they end, and in which they end from now on.

    Returns
    -------
    dict
        Name of a part -> its content. A table with a row of totals stays as it is.
    """
    package = open_package(workbook)
    found: dict[str, bytes] = {}
    for kind, part in relations_of(package, sheet).values():
        if kind == "table" and part in package:
            text = package.part(part).decode("utf-8-sig")
            if not _TOTALS.search(text):
                found[part] = _led_on(text, last, new_last).encode()
    return found


def _led_on(table: str, last: int, new_last: int) -> str:
    def of_a_tag(tag: re.Match[str]) -> str:
        return _REF.sub(lambda ref: f'"{area_led_on(ref[0][1:-1], last, new_last)}"', tag[0])

    return _LED.sub(of_a_tag, table)
