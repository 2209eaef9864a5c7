"""Rows that are the sum of the rows above them, as spreadsheets and exports write them.

Such a row is not an item. If its name is just a word for a total, it is refused; if its name only
begins or ends that way, such as ``Total students``, it may be an item, and there is a warning.
"""

from __future__ import annotations

import re

_WORD = r"(?:grand |sub ?-?|over ?all |column |report |page )?totals?|sums?|totals? (?:row|sum)"
_ONLY_A_SUM = re.compile(
    rf"^(?:{_WORD})(?: ?(?:of|for) (?:all|everything|above|the above))?$", re.IGNORECASE
)
_BEGINS_OR_ENDS = re.compile(
    r"^(?:(?:grand |sub ?-?)?totals?\b.+|.+\b(?:grand |sub ?-?)?totals?|sum of .+)$",
    re.IGNORECASE,
)


def is_sum(name: str) -> bool:
    """Whether the name of a row is just a word for a total.

    >>> [is_sum(n) for n in ("Total", "GRAND TOTAL:", "Sub-total", "Total Learning", "Summit")]
    [True, True, True, False, False]
    """
    return bool(_ONLY_A_SUM.match(_bare(name)))


def may_be_sum(name: str) -> bool:
    """Whether the name of a row begins or ends like that of a total.

    >>> [may_be_sum(n) for n in ("Total students", "Devices total", "Chromebooks")]
    [True, True, False]
    """
    return is_sum(name) or bool(_BEGINS_OR_ENDS.match(_bare(name)))


def _bare(name: str) -> str:
    """A name without the punctuation around it."""
    return name.strip(" :=*-.()[]\u2014\u03a3#")
