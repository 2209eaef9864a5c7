"""Numbers and rates as an officer types them, and the question if they could mean two things.

``1,200`` and ``1 200`` are 1200. ``1,20`` could be 1.20 or 120 and is asked about; so is
anything that only a person can tell: ``$1.2M``, ``300 USD``, ``1E+05``, ``300-``.
"""

from __future__ import annotations

import re
from unicodedata import category, decimal, decomposition, normalize

from planner.plan.cells.text import BETWEEN_TEXTS, CellError
from planner.spreadsheets.number_formats import hundredth

MOST = 1e12

_WHOLE = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+"
_DIGITS = rf"(?P<digits>(?:{_WHOLE})(?:\.[0-9]*)?|\.[0-9]+)"
_PLAIN = re.compile(rf"^(?P<sign>[+-]?) ?\$? ?(?P<inner>-?){_DIGITS}$")
_IN_PARENTHESES = re.compile(rf"^\$? ?\( ?\$? ?{_DIGITS} ?\)$")
_ACCOUNTING_ZERO = ("$-", "$ -")  # how Excel's accounting format writes zero
#: One to three digits, one point, three digits: 1200 to a European, 1.2 to an American.
_POINT_AND_THREE = re.compile(r"^[-+$( ]*[1-9][0-9]{0,2}\.[0-9]{3} ?\)?$")

#: Longer text is not a number, and no time is spent on what it might mean [characters].
_LONGEST = 40
_AROUND = re.compile(
    r"^(?:about|around|approx\.?|approximately|circa|ca\.?|est\.?|usd|us|~|=|'|\"|\u2248)+ ?"
    r"|(?: ?(?:usd|us|dollars?|\+|\*|'|\"|\.-|each|ea\.?|(?:/|per|a) ?(?:yr|year|annum)))+$",
    re.IGNORECASE,
)
_TIMES = {
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("m", "mm", "mn", "mio", "million"), 1e6),
    **dict.fromkeys(("b", "bn", "billion"), 1e9),
}
_MULTIPLE = re.compile(rf"^(.+?) ?({'|'.join(sorted(_TIMES, key=len, reverse=True))})\.?$", re.I)
_TRAILING_MINUS = re.compile(r"^([$0-9., ]+?) ?(?:-|cr)$", re.IGNORECASE)
_EXPONENT = re.compile(r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)e[+-]?[0-9]{1,2}$", re.IGNORECASE)
_FRACTION = re.compile(r"^(?:([0-9]+) )?([0-9]{1,3})/([1-9][0-9]{0,2})$")
_PRODUCT = re.compile(r"^([1-9][0-9.,]*) ?[x*\u00d7@] ?\$?([1-9][0-9.,]*)$", re.IGNORECASE)
_GROUPED = re.compile(r"^(-?)\$? ?([0-9]+(?:[ ,.'][0-9]+)+)$")
_PER_CENT = re.compile(r" ?(?:%|per ?cent|pct\.?|\u2030)$", re.IGNORECASE)


def read_number(text: str, example: str = "3500") -> float:
    """Number as an officer types it: digits, commas, a dollar sign, parentheses for minus.

    Parameters
    ----------
    text : str
        What was typed, as ``clean`` leaves it.
    example : str
        Number that a refusal shows.

    Returns
    -------
    float
        The number [unit of the column].

    Raises
    ------
    CellError
        If it is not a number, or could be one of several.

    Examples
    --------
    >>> read_number("$1,200.50"), read_number("(300)"), read_number("1 200")
    (1200.5, -300.0, 1200.0)
    """
    number = _plain(text)
    if number is None:
        _refuse_raised(text, example)
        meant = likely_numbers(text.removesuffix("%"))
        if text.endswith("%") and meant:
            meant = (show_plain(hundredth(float(meant[0]))), *meant)
        if meant:
            raise CellError(code="P73", value=text, readings=" or ".join(meant))
        raise CellError(code="P11", value=text, example=example)
    if abs(number) > MOST:
        raise CellError(code="P19", value=text, limit=f"{MOST:,.0f}")
    return number


def read_rate(text: str) -> float:
    """Rate as a decimal: 3% and 0.03 are the same.

    Raises
    ------
    CellError
        If it is not a rate, or could be one of several.

    Examples
    --------
    >>> read_rate("7%"), read_rate("0.07"), read_rate("(2%)"), read_rate("3.6%")
    (0.07, 0.07, -0.02, 0.036)
    """
    percent = text.endswith(("%", "%)"))
    typed = text.replace("%", "", 1).replace(" )", ")").strip() if percent else text
    number = None if "$" in text else _plain(typed)
    if number is None:
        _refuse_raised(text, "3%")
        meant = likely_rates(text)
        if meant:
            raise CellError(code="P73", value=text, readings=" or ".join(meant))
        raise CellError(code="P12", value=text)
    if abs(number) > MOST:
        raise CellError(code="P19", value=text)
    return hundredth(number) if percent else number


def point_in_doubt(text: str) -> str:
    """The other number that ``1.200`` may be, or nothing where there is no doubt.

    A point is read as a decimal point; the doubt becomes a warning.

    >>> point_in_doubt("1.200"), point_in_doubt("0.125"), point_in_doubt("17.50")
    ('1200', '', '')
    """
    return re.sub(r"[^0-9]", "", text) if _POINT_AND_THREE.match(text) else ""


def show_plain(number: float) -> str:
    """A number in plain digits, as it may be typed.

    >>> show_plain(1.2e6), show_plain(0.00005), show_plain(-3.5)
    ('1200000', '0.00005', '-3.5')
    """
    shown = f"{round(number, 10):.10f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def _plain(typed: str) -> float | None:
    """The number if it can be only one."""
    if typed in _ACCOUNTING_ZERO:
        return 0.0
    in_parentheses = _IN_PARENTHESES.match(typed)
    match = in_parentheses or _PLAIN.match(typed)
    signs = "" if match is None or in_parentheses else match["sign"] + match["inner"]
    if match is None or len(signs) > 1:
        return None
    number = float(match["digits"].replace(",", "").replace(" ", ""))
    return 0.0 - number if in_parentheses or signs == "-" else number


def likely_numbers(text: str) -> tuple[str, ...]:
    """What a text that is not a plain number may mean, in plain digits.

    >>> likely_numbers("1,20"), likely_numbers("1 200,50"), likely_numbers("$1.2M")
    (('1.2', '120'), ('1200.5',), ('1200000',))
    """
    if len(text) > _LONGEST or _has_raised(text):  # 10 with a small 2 above it is not 102
        return ()
    if BETWEEN_TEXTS in text:
        apart = (likely_numbers(part) for part in text.split(BETWEEN_TEXTS))
        return tuple(dict.fromkeys(meant[0] for meant in apart if meant))
    found = _readings(_AROUND.sub("", _AROUND.sub("", _ascii_digits(text))).strip())
    return tuple(dict.fromkeys(show_plain(n) for n in found if abs(n) <= MOST))


def likely_rates(text: str) -> tuple[str, ...]:
    """What a text that is not a plain rate may mean, with percent signs.

    >>> likely_rates("3 percent"), likely_rates("3,5%"), likely_rates("0,03")
    (('3%',), ('3.5%', '35%'), ('3%',))
    """
    if len(text) > _LONGEST or "$" in text:
        return ()
    per_cent = _PER_CENT.search(text)
    core = _PER_CENT.sub("", text).strip()
    if BETWEEN_TEXTS in core:
        apart = (likely_rates(f"{part}%") for part in core.split(BETWEEN_TEXTS))
        return tuple(dict.fromkeys(meant[0] for meant in apart if meant)) if per_cent else ()
    if per_cent is None and not re.match(r"^-?0,[0-9]+$", core):
        return ()
    thousandth = 0.1 if per_cent is not None and "\u2030" in per_cent[0] else 1.0
    if per_cent is None:  # 0,03: a decimal comma, since nothing else begins with a zero
        return (f"{show_plain(float(core.replace(',', '.')) * 100.0)}%",)
    number = _plain(core)
    meant = (show_plain(number * thousandth),) if number is not None else likely_numbers(core)
    return tuple(f"{reading}%" for reading in meant)


def _has_raised(text: str) -> bool:
    return any(decomposition(char).startswith(("<super>", "<sub>")) for char in text)


def _refuse_raised(text: str, example: str) -> None:
    """Refuse the mark of a footnote, which a terminal may show as one more digit."""
    if _has_raised(text) and any(char.isdecimal() for char in text):
        raise CellError(code="P98", value=text, example=example)


def _ascii_digits(text: str) -> str:
    """Digits of other scripts, fractions and currency signs as they would be typed in the US."""
    shown = "".join(
        str(decimal(char)) if category(char) == "Nd" else "$" if category(char) == "Sc" else char
        for char in re.sub(r"([0-9])(?=[\u00bc-\u00be\u2150-\u215e])", r"\1 ", text)
    )
    return normalize("NFKC", shown).replace("\u2044", "/").strip()


def _readings(core: str) -> list[float]:
    """Numbers that may be meant, the likelier first."""
    number = _plain(core)
    if number is not None:
        return [number]
    if _EXPONENT.match(core):
        return [float(core)]
    fraction = _FRACTION.match(core)
    if fraction is not None:
        whole, above, below = fraction.groups()
        return [float(whole or 0) + float(above) / float(below)]
    multiple = _MULTIPLE.match(core)
    if multiple is not None:
        return [n * _TIMES[multiple[2].lower()] for n in _readings(multiple[1])]
    product = _PRODUCT.match(core)
    if product is not None:
        factors = [_plain(product[1]), _plain(product[2])]
        return [(factors[0] or 0.0) * (factors[1] or 0.0)] if None not in factors else []
    minus = _TRAILING_MINUS.match(core)
    if minus is not None:
        return [0.0 - n for n in _readings(minus[1])]
    without_sign = core.removeprefix("$").removesuffix("$").strip()
    return _grouped(core) or (_readings(without_sign) if without_sign != core else [])


def _grouped(core: str) -> list[float]:
    """Digits with separators: the last one may be a decimal point, or none is."""
    match = _GROUPED.match(core)
    if match is None:
        return []
    sign = -1.0 if match[1] else 1.0
    parts, marks = re.split(r"[ ,.']", match[2]), re.findall(r"[ ,.']", match[2])
    whole, decimals = "".join(parts[:-1]), parts[-1]
    as_decimals, as_whole = sign * float(f"{whole}.{decimals}"), sign * float(whole + decimals)
    if marks[-1] in ",." and marks.count(marks[-1]) == 1:
        return [as_decimals] if len(marks) > 1 else [as_decimals, as_whole]
    one_kind = len(set(marks)) == 1
    threes = all(len(part) == 3 for part in parts[1:])
    return [as_whole] if one_kind and (len(marks) == 1 or threes) else []
