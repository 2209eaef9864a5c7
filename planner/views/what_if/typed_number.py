"""What a reader types for a lever on the page, read as a cell of the plan's tables is read.

Stricter than a cell in one thing: what a cell reads with a warning, such as ``1.200``, is asked
about here. Whatever is accepted, ``read_cell`` reads as the same value; a test holds that. The
page itself runs this (``planner/twin``), so it stays within what can be translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.rulebook.sums import power
from planner.views.format.money import with_commas, with_few_decimals

#: A lever as the page has it: see ``page_data.lever_data``.
LeverCells = dict[str, Any]

_DIGITS = "0123456789"
#: What a keyboard or a copied table may have for a space and for a minus.
_SPACES = ("\u00a0", "\u2007", "\u2009", "\u202f")
_MINUSES = ("\u2212", "\u2010", "\u2011", "\u2012", "\u2013")
#: So many digits a number keeps exactly, and so many decimals a change does.
_MOST_DIGITS, _MOST_DECIMALS = 15, 10
#: So many decimals of a number are shown, at most.
_DECIMALS_SHOWN = 6


@dataclass(frozen=True)
class Digits:
    """A number as it is written: its digits as a whole number, and how many are decimals."""

    below_zero: bool
    number: int
    decimals: int


@dataclass(frozen=True)
class TypedNumber:
    """What a text means for a lever.

    Attributes
    ----------
    value : float
        Value of the change that it makes; 0 where it cannot be read.
    problem : str
        A sentence that says what to type instead; nothing where it was read.
    """

    value: float
    problem: str


def read_typed_number(lever: LeverCells, text: str) -> TypedNumber:
    """Read what was typed for a lever.

    Parameters
    ----------
    lever : dict
        The lever: its kind, how it moves, its least and most.
    text : str
        What was typed; not blank.

    Examples
    --------
    >>> pay = {"kind": "rate", "how": "set", "whole": False, "example": "3.6%"}
    >>> pay |= {"least": -0.5, "most": 1.0, "least_shown": "-50%", "most_shown": "100%"}
    >>> read_typed_number(pay, "4.1%")
    TypedNumber(value=0.041, problem='')
    >>> read_typed_number(pay, "4.1").problem
    'Does "4.1" mean 4.1%? Type it with a percent sign.'
    """
    typed = plainly_typed(text)
    share = lever["kind"] == "rate" or lever["how"] == "multiply"
    percent = typed.endswith("%") or typed.endswith("%)")
    found = written(_without_percent(typed))
    problem = _unread(lever, typed, found, share, percent)
    if problem or found is None:
        return TypedNumber(0.0, problem)
    value = _value(lever, found, percent)
    return TypedNumber(value, _beyond(lever, typed, value))


def shown_number(lever: LeverCells, value: float) -> str:
    """A value of a lever as a person types it.

    Parameters
    ----------
    lever : dict
        The lever.
    value : float
        Value of its change: of a lever that multiplies, 1.1 for 10% more.

    Examples
    --------
    >>> shown_number({"kind": "money", "how": "set"}, 1234567.5)
    '$1,234,567.50'
    >>> shown_number({"kind": "money", "how": "multiply"}, 0.925)
    '-7.5%'
    """
    if lever["how"] == "multiply":
        return f"{_trimmed((value - 1.0) * 100)}%"
    if lever["kind"] == "rate":
        return f"{_trimmed(value * 100)}%"
    number = _trimmed(value)
    if lever["kind"] != "money":
        return number
    cents = number.split(".")
    size = f"${number.removeprefix('-')}{'0' if len(cents) == 2 and len(cents[1]) == 1 else ''}"
    return f"-{size}" if number.startswith("-") else size


def _trimmed(number: float) -> str:
    """A number with commas, and with no more decimals than it needs."""
    digits = with_few_decimals(abs(number), _DECIMALS_SHOWN).split(".")
    shown = ".".join([with_commas(int(digits[0])), *digits[1:]])
    return f"-{shown}" if number < 0 and shown != "0" else shown


def plainly_typed(text: str) -> str:
    """A text with plain spaces and a plain minus, and none of them around it.

    >>> plainly_typed(" \u22121\u00a0200 ")
    '-1 200'
    """
    for space in _SPACES:
        text = text.replace(space, " ")
    for minus in _MINUSES:
        text = text.replace(minus, "-")
    return text.strip()


def _without_percent(typed: str) -> str:
    """A text without the percent sign at its end, which may be within parentheses."""
    if typed.endswith("%)"):
        return f"{typed.removesuffix('%)')})"
    return typed.removesuffix("%").strip()


def written(typed: str) -> Digits | None:
    """A number with its commas, dollar sign and parentheses; None if it is not only one.

    >>> written("$1,200.50"), written("( 300 )"), written("1,20")
    (Digits(below_zero=False, number=120050, decimals=2), \
Digits(below_zero=True, number=300, decimals=0), None)
    """
    if typed in ("$-", "$ -"):  # how Excel's accounting format writes zero
        return Digits(False, 0, 0)
    rest, below_zero = typed, False
    in_parentheses = rest.endswith(")")
    if in_parentheses:
        rest = _without(_without(rest.removesuffix(")").removesuffix(" "), "$"), "(")
        if not _opens(typed):
            return None
        return _digits(_without(rest, "$"), True)
    signs = 0
    if rest.startswith("+") or rest.startswith("-"):
        below_zero, signs = rest.startswith("-"), 1
        rest = rest[1:].removeprefix(" ")
    rest = _without(rest, "$")
    if rest.startswith("-"):
        below_zero, signs = True, signs + 1
        rest = rest[1:]
    return None if signs > 1 else _digits(rest, below_zero)


def _opens(typed: str) -> bool:
    """Whether a parenthesis opens, behind a dollar sign at most."""
    return typed.startswith("(") or _without(typed, "$").startswith("(")


def _without(text: str, sign: str) -> str:
    """A text without a sign at its start, and without a space behind that."""
    return text[1:].removeprefix(" ") if text.startswith(sign) else text


def _digits(text: str, below_zero: bool) -> Digits | None:
    """Digits in groups of three or in one, perhaps with decimals."""
    parts = text.split(".")
    if len(parts) > 2:
        return None
    decimals = parts[1] if len(parts) == 2 else ""
    whole = _joined(parts[0])
    if whole is None or not _only_digits(decimals):
        return None
    digits = f"{whole}{decimals}"
    if not 0 < len(digits) <= _MOST_DIGITS or len(decimals) > _MOST_DECIMALS:
        return None
    return Digits(below_zero, int(digits), len(decimals))


def _joined(whole: str) -> str | None:
    """Digits before the point without their commas or spaces; None if groups are not of three."""
    for mark in (",", " "):
        groups = whole.split(mark)
        if len(groups) > 1:
            first = groups[0]
            threes = all(len(group) == 3 and _only_digits(group) for group in groups[1:])
            starts = 1 <= len(first) <= 3 and _only_digits(first) and not first.startswith("0")
            return "".join(groups) if threes and starts else None
    return whole if _only_digits(whole) else None


def _only_digits(text: str) -> bool:
    return all(text[place : place + 1] in _DIGITS for place in range(len(text)))


def _unread(
    lever: LeverCells,
    typed: str,
    found: Digits | None,
    share: bool,
    percent: bool,
) -> str:
    """What is wrong with how a number is written; nothing if it can be read."""
    example = lever["example"]
    if found is None or (share and "$" in typed) or (percent and not share):
        if share:
            return f'"{typed}" is not a rate. Type a percentage such as {example}.'
        return f'"{typed}" is not a plain number. Use digits, for example {example}.'
    if share and not percent and found.number >= power(10.0, found.decimals):
        return f'Does "{typed}" mean {typed}%? Type it with a percent sign.'
    if not share and found.decimals == 3 and 1000 <= found.number < 1000000:
        point, comma = f"{typed}0", typed.replace(".", ",")
        return f'Does "{typed}" mean {point} or {comma}? Type it that way.'
    return ""


def _value(lever: LeverCells, found: Digits, percent: bool) -> float:
    """Value of the change: of a lever that multiplies, 1.1 for 10% more."""
    parts = power(10.0, found.decimals + (2 if percent else 0))
    signed = 0 - found.number if found.below_zero else found.number
    return (parts + signed) / parts if lever["how"] == "multiply" else signed / parts


def _beyond(lever: LeverCells, typed: str, value: float) -> str:
    """What is wrong with a number that was read: not whole, too small, too large."""
    if lever["whole"] and value != int(value):
        return (
            f'"{typed}" is not a whole number. Type a whole number, for example {lever["example"]}.'
        )
    if value < lever["least"] - 1e-9:
        return f'"{typed}" is too small. The minimum is {lever["least_shown"]}.'
    if value > lever["most"] + 1e-9:
        return f'"{typed}" is too large. The maximum is {lever["most_shown"]}.'
    return ""
