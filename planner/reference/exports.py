"""What other systems call the columns of their exports.

Read when an export is opened: only columns listed here are ever kept, so names, email
addresses and serial numbers never enter a plan. ``verified`` says that the name was seen in the
system's own documentation. If a field has several names, the first one found in an export counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from planner.reference.tables import reference_table

_SIGNS = re.compile("[^a-z0-9]+")


@dataclass(frozen=True)
class Heading:
    """How one system calls a column: what it means to us, its name, the source."""

    field: str
    heading: str
    source: str
    verified: bool


def plain_heading(text: str) -> str:
    """Letters and digits of a heading: capitals, spaces and punctuation do not matter.

    >>> plain_heading("Auto-Update Expiration "), plain_heading("autoUpdateExpiration")
    ('autoupdateexpiration', 'autoupdateexpiration')
    """
    return _SIGNS.sub("", text.lower())


@cache
def export_headings(kind: str) -> dict[str, tuple[Heading, ...]]:
    """Names of the columns of one kind of export by field, in the order in which they count.

    Parameters
    ----------
    kind : str
        ``chromebooks``, ``assets``, ``licenses``, ``ledger`` or ``erate`` [name].

    Returns
    -------
    dict
        Headings by field [names].

    Examples
    --------
    >>> [heading.heading for heading in export_headings("erate")["used"]]
    ['funded_c2_budget_amount']
    """
    found: dict[str, list[Heading]] = {}
    for row in reference_table("export_headings"):
        if row["kind"] == kind:
            heading = Heading(row["field"], row["heading"], row["source"], row["verified"] == "yes")
            found.setdefault(heading.field, []).append(heading)
    return {field: tuple(headings) for field, headings in found.items()}


@cache
def ledger_words() -> dict[str, tuple[str, ...]]:
    """Words of an account's description that tell kinds of cost apart, by kind of cost.

    >>> ledger_words()["insurance"]
    ('cyber', 'insurance')
    """
    found: dict[str, list[str]] = {}
    for row in reference_table("ledger_words"):
        found.setdefault(row["category"], []).append(row["word"])
    return {category: tuple(words) for category, words in found.items()}
