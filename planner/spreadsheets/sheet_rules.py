"""Drop-downs and colors of a sheet, led on to rows that are added below the last one."""

from __future__ import annotations

import re

from planner.spreadsheets.cell_names import area_of, name_of_place

_RULED = re.compile(r"<(?:\w+:)?(?:dataValidation|conditionalFormatting)\b[^>]*>")
_AREAS = re.compile(r"""(?<=\ssqref=)("[^"]*"|'[^']*')""")


def led_on(rules: str, last: int, new_last: int) -> str:
    """The XML behind a sheet's cells, with areas that end in a row led on to a later one.

    Parameters
    ----------
    rules : str
        The XML.
    last, new_last : int
        The row in which they end, and in which they end from now on.

    Examples
    --------
    >>> led_on('<dataValidation sqref="B2:B5 D1"/>', 5, 7)
    '<dataValidation sqref="B2:B7 D1"/>'
    """

    def of_a_tag(tag: re.Match[str]) -> str:
        return _AREAS.sub(lambda areas: _areas_led_on(areas[0], last, new_last), tag[0])

    return _RULED.sub(of_a_tag, rules)


def _areas_led_on(areas: str, last: int, new_last: int) -> str:
    quote, names = areas[0], areas[1:-1].split()
    return f"{quote}{' '.join(area_led_on(name, last, new_last) for name in names)}{quote}"


def area_led_on(name: str, last: int, new_last: int) -> str:
    """An area that ends in a row, led on to a later one; any other as it is.

    >>> area_led_on("A1:C5", 5, 7), area_led_on("A1:C5", 9, 12)
    ('A1:C7', 'A1:C5')
    """
    first_row, first, last_row, last_column = area_of(name)
    if last_row != last:
        return name
    return f"{name_of_place(first_row, first)}:{name_of_place(new_last, last_column)}"
