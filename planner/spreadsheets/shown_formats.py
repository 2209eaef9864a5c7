"""Number formats that make a number look like another one.

350 shown as 350K may be meant as 350,000, and December 31 shown as Dec-27 as the first of the
month. What is shown is then given with the number, so the cell is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from planner.spreadsheets.number_formats import IN_BRACKETS, LITERAL, Kind, kind_of_format

#: Formats that every workbook has, by their number (ECMA-376 part 1, 18.8.30).
_PERCENT_FORMATS = {"9", "10"}
_DATE_FORMATS = {str(n) for n in (*range(14, 23), *range(27, 37), 45, 47, *range(50, 59))}
_ELAPSED_FORMAT = "46"
#: Of those, the ones that leave out the year or the day.
_DOUBTED_DATES = {"16": "shown without a year", "17": "month"}
#: Commas behind the last digit divide what is shown by a thousand each.
_SCALING = re.compile(r"[0#?](?:\.[0#?]+)?(,+)(?![0#?,])")
#: What shows digits of a number; a format of text alone shows none.
_DIGITS = re.compile(r"[0#?@]|general", re.IGNORECASE)
_HALF_DAY = re.compile("am/pm|a/p", re.IGNORECASE)
#: Words behind a number that make it another one -> how many thousands they multiply.
_MULTIPLES = {
    **dict.fromkeys(("k", "thousand", "thousands", "thsd", "000", "000s", ",000"), 1),
    **dict.fromkeys(("m", "mm", "mn", "mil", "mio", "million", "millions"), 2),
    **dict.fromkeys(("b", "bn", "billion", "billions"), 3),
    **dict.fromkeys(("%", "percent", "per cent", "pct", "\u2030", "hundred", "hundreds", "00"), 0),
}


class Format(NamedTuple):
    """What a number format makes of a number.

    Attributes
    ----------
    kind : str
        ``plain``, ``percent``, ``date`` or ``elapsed``.
    doubt : str
        As :func:`doubt_of_format` gives it.
    """

    kind: Kind = "plain"
    doubt: str = ""


def format_of(number: str, own: Mapping[str, str]) -> Format:
    """Format with this number: the workbook's own, or one that all have.

    Parameters
    ----------
    number : str
        Number of the format in the file.
    own : mapping
        Number -> format, as the workbook defines them.

    Examples
    --------
    >>> format_of("9", {}), format_of("17", {})
    (Format(kind='percent', doubt=''), Format(kind='date', doubt='month'))
    """
    if number in own:
        kind = kind_of_format(own[number])
        return Format(kind, doubt_of_format(own[number], kind))
    if number in _PERCENT_FORMATS:
        return Format("percent")
    if number in _DATE_FORMATS:
        return Format("date", _DOUBTED_DATES.get(number, ""))
    return Format("elapsed") if number == _ELAPSED_FORMAT else Format()


def doubt_of_format(code: str, kind: Kind) -> str:
    """How a format makes a number look like another one, if it does.

    Parameters
    ----------
    code : str
        The format.
    kind : str
        What :func:`kind_of_format` says of it.

    Returns
    -------
    str
        ``month`` if a date is shown as a month and a year; otherwise what to say of the number, or
        nothing.

    Examples
    --------
    >>> doubt_of_format("mmm-yy", "date"), doubt_of_format("d-mmm", "date")
    ('month', 'shown without a year')
    >>> doubt_of_format(";;;", "plain"), doubt_of_format("General", "plain")
    ('hidden by its format', '')
    >>> [doubt_of_format(code, "plain") for code in ('0"K"', '0.0,,"M"', "#,##0,", '0"%"', "0.00")]
    ['shown with K', '', 'shown in thousands', 'shown with %', '']
    """
    shown = code.partition(";")[0]
    if kind == "date":
        return _doubt_of_date(_bare(shown))
    if kind != "plain":
        return ""
    if not _DIGITS.search(_bare(shown)):
        return "hidden by its format"
    commas = _SCALING.search(_bare(shown))
    scale = len(commas[1]) if commas else 0
    literal = "".join(_in_words(found) for found in LITERAL.findall(shown)).strip(" $()")
    times = _MULTIPLES.get(literal.casefold())
    if times is None:
        return (
            f"shown in {('thousands', 'millions', 'billions')[min(scale, 3) - 1]}" if scale else ""
        )
    return "" if scale and scale == times else f"shown with {literal}"


def _in_words(literal: str) -> str:
    """Literal text of a format as it is shown."""
    if literal.startswith('"'):
        return literal.strip('"')
    return literal[1:] if literal.startswith("\\") else ""


def _bare(code: str) -> str:
    """A format without literal text, colors, languages and conditions."""
    return _HALF_DAY.sub("", IN_BRACKETS.sub("", LITERAL.sub("", code)))


def _doubt_of_date(bare: str) -> str:
    letters = set(bare.casefold())
    year, day, time = "y" in letters or "e" in letters, "d" in letters, letters & {"h", "s"}
    month = "m" in letters and not (time and not (year or day))
    if year and not day:
        return "month" if month else "shown as a year alone"
    return "shown without a year" if (month or day) and not year else ""
