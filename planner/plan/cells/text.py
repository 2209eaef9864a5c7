"""Text of a cell: without what cannot be seen, and with plain quotes and hyphens.

Two names that look the same must be the same name, or a fleet and its inventory do not match.
What looks different stays as it was typed. Letters of other alphabets that look like ours are
left alone: a name that is not found is reported anyway.
"""

from __future__ import annotations

import re
from unicodedata import normalize

#: Invisible characters: zero width, direction of writing, hyphens for the end of a line.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
#: Joiners and variants shape emoji and other scripts; after our letters they are invisible.
_UNSEEN_BEHIND_LATIN = re.compile("(?<![\u0900-\U0010ffff])[\u200c\u200d\ufe00-\ufe0f]+")
#: Between two digits; with the end of a line or a tab in it, they are two texts in one cell.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
_BREAK = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")
#: What is put between them.
BETWEEN_TEXTS = " | "
_SPACES = re.compile("[\\s\u2800]+")
#: What Word and Excel make of quotes, apostrophes and hyphens as they are typed.
_BY_HAND = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
        "\u2044": "/",
    }
)


#: What makes a spreadsheet take a cell for a formula; some take the wide signs of Asian keyboards
#: too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: Numbers below zero, and the dash of a blank cell, begin that way too.
_HARMLESS = re.compile(r"-|[-+]\$?[0-9][0-9,]*(\.[0-9]*)?%?")


def as_text(text: str) -> str:
    """A cell that a spreadsheet shows and never runs: an apostrophe marks it as text.

    >>> as_text("=1+1"), as_text("-300"), as_text("-2.5%"), as_text("Reading")
    ("'=1+1", '-300', '-2.5%', 'Reading')
    """
    runs = text.startswith(FORMULA_STARTS) and not _HARMLESS.fullmatch(text)
    return f"'{text}" if runs else text


def without_apostrophe(text: str) -> str:
    """A cell as it was before :func:`as_text`.

    >>> without_apostrophe("'=1+1"), without_apostrophe("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


class CellError(ValueError):
    """A cell that cannot be read: code of the sentence and its facts."""

    def __init__(self, *, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


def clean(text: str | None) -> str:
    r"""Text of a cell as it would be typed by hand.

    Parameters
    ----------
    text : str, optional
        What the file holds; nothing is a blank cell.

    Returns
    -------
    str
        Without stray spaces and invisible characters; quotes and hyphens straight; line breaks,
        tabs and non-breaking spaces are one space, but a bar where they part two numbers.

    Examples
    --------
    >>> clean(" Teachers\u2019\u00a0 laptops\u200b ")
    "Teachers' laptops"
    >>> clean("6\u20138")
    '6-8'
    >>> clean("9\n500")
    '9 | 500'
    """
    if not text or (text.isascii() and text.isalnum()):  # most cells: nothing to clean
        return text or ""
    seen = _UNSEEN_BEHIND_LATIN.sub("", _UNSEEN.sub("", normalize("NFC", text)))
    seen = _BETWEEN_DIGITS.sub(_apart, seen)
    return _SPACES.sub(" ", seen.translate(_BY_HAND)).strip()


def readable_name(name: str) -> str:
    r"""Name of a file as text, whatever bytes the system keeps for it.

    >>> readable_name("Peña.xlsx"), readable_name("Pe\udcf1a.xlsx")
    ('Peña.xlsx', 'Pe?a.xlsx')
    """
    return name.encode("utf-8", "replace").decode("utf-8")


def _apart(space: re.Match[str]) -> str:
    return BETWEEN_TEXTS if _BREAK.search(space[0]) else space[0]
