"""Which kind of money may pay which kind of cost.

The tables are read when a plan is checked and again when sources pay. They follow the
public rules, cautiously; the plan's own eligibility table overrides any cell. E-Rate is not in
them: what it pays is in the chart of accounts. Amounts, caps and dates of a source
are not here either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from planner.reference.tables import reference_table

Status = Literal["yes", "conditional", "no"]

#: Kinds with no rule about technology: their cells do not depend on the category.
PAYS_ANYTHING = ("general_fund", "local_levy", "state_aid", "grant")


@dataclass(frozen=True)
class Eligibility:
    """Whether one kind of money may pay one kind of cost.

    Attributes
    ----------
    status : str
        ``yes``, ``no``, or ``conditional``: only under the condition.
    note : str
        Number of the note with the condition, such as ``C3``; empty without one.
    condition : str
        The condition in words; empty without one.
    verified : bool
        False if the rule, its condition, or its reading for this cost is not confirmed
        against a page.
    """

    kind: str
    category: str
    status: Status
    note: str
    condition: str
    source: str
    verified: bool


@dataclass(frozen=True)
class EligibilityNote:
    """A condition under which money may pay, in words."""

    note: str
    text: str
    source: str
    verified: bool


@dataclass(frozen=True)
class EligibilityRule:
    """What one kind of money pays, in a sentence."""

    kind: str
    rule: str
    source: str
    verified: bool


@cache
def eligibility_notes() -> dict[str, EligibilityNote]:
    """Every condition by its number.

    >>> eligibility_notes()["C11"].verified
    True
    """
    return {
        row["note"]: EligibilityNote(
            row["note"], row["text"], row["source"], row["verified"] == "yes"
        )
        for row in reference_table("eligibility_notes")
    }


@cache
def eligibility_rules() -> dict[str, EligibilityRule]:
    """The rule of each kind of money, in the order of the table's columns.

    >>> eligibility_rules()["capital"].verified
    True
    """
    return {
        row["kind"]: EligibilityRule(
            row["kind"], row["rule"], row["source"], row["verified"] == "yes"
        )
        for row in reference_table("eligibility_sources")
    }


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["category"]: row for row in reference_table("eligibility")}


@cache
def read_across() -> dict[str, str]:
    """Kinds of cost that no public rule names, and how each was read instead.

    >>> read_across()["tool_vetting"]
    'Data privacy program'
    """
    return {row["category"]: row["read_as"] for row in reference_table("eligibility_read_across")}


@cache
def eligible_kinds() -> tuple[str, ...]:
    """Kinds of money in the table, in the order of its columns.

    >>> eligible_kinds()[:2]
    ('general_fund', 'local_levy')
    """
    return tuple(name for name in reference_table("eligibility")[0] if name != "category")


@cache
def eligibility(kind: str, category: str) -> Eligibility:
    """Whether a kind of money may pay a kind of cost.

    Parameters
    ----------
    kind : str
        Kind of money, such as ``title_iv_a`` [name].
    category : str
        Kind of cost, such as ``student_devices`` [name].

    Returns
    -------
    Eligibility
        Yes, no, or on a condition, with its source [answer].

    Raises
    ------
    ValueError
        If the kind of money or of cost is not in the table.

    Examples
    --------
    >>> eligibility("title_ii_a", "teacher_training").status
    'yes'
    >>> found = eligibility("title_iv_a", "switches")
    >>> found.status, found.note
    ('conditional', 'C3')
    """
    if kind not in eligible_kinds():
        msg = f"{kind!r} is not a kind of money with an eligibility column"
        raise ValueError(msg)
    if category not in _rows():
        msg = f"{category!r} is not a kind of cost with an eligibility row"
        raise ValueError(msg)
    cell = _rows()[category][kind]
    rule = eligibility_rules()[kind]
    understood = kind in PAYS_ANYTHING or category not in read_across()
    if cell in ("yes", "no"):
        status: Status = "yes" if cell == "yes" else "no"
        return Eligibility(
            kind, category, status, "", "", rule.source, rule.verified and understood
        )
    note = eligibility_notes()[cell]
    return Eligibility(
        kind,
        category,
        "conditional",
        note.note,
        note.text,
        note.source,
        rule.verified and note.verified and understood,
    )
