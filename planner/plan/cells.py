"""Read one cell as a person types it.

A cell is either read rightly or refused with a sentence; nothing is guessed. ``3`` in a rate
column could mean 3% or 300%, and ``1`` 1% or 100%, so they are asked about.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from unicodedata import category

from planner.fiscal import parse_fiscal_year
from planner.plan.columns import Column
from planner.plan.problems import nearest

Value = str | float | int | bool | date | tuple[str, ...] | tuple[float, ...]

_DIGITS = r"(?P<digits>([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]*)?|\.[0-9]+)"
_PLAIN = re.compile(rf"^(?P<sign>[+-]?) ?\$? ?(?P<inner>-?){_DIGITS}$")
_IN_PARENTHESES = re.compile(rf"^\$? ?\( ?\$? ?{_DIGITS} ?\)$")
_ACCOUNTING_ZERO = ("$-", "$ -")  # how Excel's accounting format writes nothing
MOST = 1e12

_DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d-%b-%y", "%d-%b-%Y", "%Y-%m-%d %H:%M:%S")
FIRST_YEAR, LAST_YEAR = 1990, 2100
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
#: Spaces that split nothing: non-breaking, zero-width, and the mark at the start of a file.
_SPACES = re.compile(r"[\s\u00a0\u200b\u2060\ufeff]+")


class CellError(ValueError):
    """A cell that cannot be read: code of the sentence and its facts."""

    def __init__(self, *, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


def clean(text: str | None) -> str:
    """Text of a cell without stray and non-breaking spaces."""
    return _SPACES.sub(" ", text or "").strip()


def read_cell(column: Column, text: str) -> Value:
    """Value of a cell that is not blank.

    Parameters
    ----------
    column : Column
        What the column means.
    text : str
        What was typed.

    Raises
    ------
    CellError
        If it cannot be read as the column's kind.

    Examples
    --------
    >>> money = Column("Price", "money", "")
    >>> read_cell(money, "$1,200.50"), read_cell(money, "(300)")
    (1200.5, -300.0)
    >>> read_cell(Column("Spares", "rate", ""), "5%")
    0.05
    """
    return _READERS[column.kind](column, text)


def read_number(text: str, example: str = "3500") -> float:
    """Number as an officer types it: digits, commas, a dollar sign, parentheses for minus."""
    if text in _ACCOUNTING_ZERO:
        return 0.0
    typed = text.replace("\u2212", "-")
    in_parentheses = _IN_PARENTHESES.match(typed)
    match = in_parentheses or _PLAIN.match(typed)
    signs = "" if match is None or in_parentheses else match["sign"] + match["inner"]
    if match is None or len(signs) > 1:
        raise CellError(code="P11", value=text, example=example)
    number = float(match["digits"].replace(",", ""))
    if number > MOST:
        raise CellError(code="P19", value=text, limit=f"{MOST:,.0f}")
    return 0.0 - number if in_parentheses or signs == "-" else number


def read_rate(text: str) -> float:
    """Rate as a decimal: 3% and 0.03 are the same.

    Divided, not multiplied by 0.01, so that 7% is the very number 0.07.
    """
    if "$" in text:
        raise CellError(code="P12", value=text)
    percent = text.endswith(("%", "%)"))
    typed = text.replace("%", "", 1).replace(" )", ")").strip() if percent else text
    try:
        return read_number(typed) / (100.0 if percent else 1.0)
    except CellError as error:
        facts = {**error.facts, "value": text}
        raise CellError(code="P12" if error.code == "P11" else error.code, **facts) from None


def _text(column: Column, text: str) -> Value:
    if any(category(sign) == "Cc" for sign in text):
        raise CellError(code="P21", value=text, help=column.help)
    return text


def _number(column: Column, text: str) -> Value:
    return read_number(text, column.example or "3500")


def _rate(_column: Column, text: str) -> Value:
    rate = read_rate(text)
    if abs(rate) >= 1 and "%" not in text:
        raise CellError(code="P13", value=text)
    return rate


def _date(_column: Column, text: str) -> Value:
    for form in _DATE_FORMS:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    raise CellError(code="P14", value=text)


def _fiscal_year(_column: Column, text: str) -> Value:
    try:
        return parse_fiscal_year(text)
    except ValueError:
        raise CellError(code="P15", value=text) from None


def _yes_no(_column: Column, text: str) -> Value:
    if text.lower() not in _YES_NO:
        raise CellError(code="P17", value=text)
    return _YES_NO[text.lower()]


def _choice(column: Column, text: str) -> Value:
    word = text.lower().replace(" ", "_").replace("-", "_")
    if word not in column.choices:
        expected = ", ".join(column.choices)
        raise CellError(
            code="P16", value=text, expected=expected, nearest=nearest(word, column.choices)
        )
    return word


def _list(column: Column, text: str) -> Value:
    _text(column, text)
    return tuple(part for part in (clean(part) for part in text.split(";")) if part)


def _rates(_column: Column, text: str) -> Value:
    parts = [clean(part) for part in text.split(";")]
    rates = [(part, read_rate(part)) for part in parts if part]
    for part, rate in rates:
        if abs(rate) >= 1 and "%" not in part:
            raise CellError(code="P13", value=part)
    return tuple(rate for _, rate in rates)


_READERS = {
    "text": _text,
    "choice": _choice,
    "list": _list,
    "rates": _rates,
    "yes_no": _yes_no,
    "number": _number,
    "money": _number,
    "rate": _rate,
    "fiscal_year": _fiscal_year,
    "start_date": _date,
    "end_date": _date,
}
