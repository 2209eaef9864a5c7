"""Accounting codes of states: examples for every kind of cost, and funds that held relief money.

Read when a plan is exported, to print next to a line what the district's books call it. They are
examples, most of them not checked against the state's manual, and say so: the district's own codes
come first. The NCES codes of a cost are in the chart of accounts. Funds, programs,
schools and the capitalization threshold, which moves a device from supplies to equipment, are
left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from planner.reference.accounts import accounts
from planner.reference.tables import reference_table


@dataclass(frozen=True)
class StateCode:
    """An example of the code that a state's chart of accounts has for a cost.

    A slash in the code separates salaries from benefits. ``verified`` says that code and
    title were seen in a list of that state; that the cost belongs there is our reading.
    """

    state: str
    category: str
    code: str
    label: str
    verified: bool
    source: str


@cache
def _state_codes() -> dict[tuple[str, str], StateCode]:
    return {
        (row["state"], row["category"]): StateCode(
            row["state"],
            row["category"],
            row["code"],
            row["label"],
            row["verified"] == "yes",
            row["source"],
        )
        for row in reference_table("state_codes")
    }


def states_with_codes() -> tuple[str, ...]:
    """States that the table has examples for, in its order.

    >>> states_with_codes()
    ('OH', 'WA', 'CA')
    """
    return tuple(dict.fromkeys(state for state, _ in _state_codes()))


def state_code(state: str, category: str) -> StateCode | None:
    """Example of a state's own code for a kind of cost.

    Parameters
    ----------
    state : str
        Two letters of the state, in capitals or not [postal code].
    category : str
        Kind of cost, such as ``student_devices`` [name].

    Returns
    -------
    StateCode or None
        The example; None for a state without examples [state code].

    Raises
    ------
    ValueError
        If the kind of cost is not in the chart of accounts.

    Examples
    --------
    >>> found = state_code("ca", "student_devices")
    >>> found.code if found else None
    '4400'
    >>> state_code("TX", "student_devices") is None
    True
    """
    if category not in accounts():
        msg = f"{category!r} is not a kind of cost in the chart of accounts"
        raise ValueError(msg)
    return _state_codes().get((state.strip().upper(), category))


def fund_name(state: str, fund: str) -> str:
    """What a state's own notice says a fund holds; blank for one that no such notice names.

    Parameters
    ----------
    state : str
        Two letters of the state, in capitals or not [postal code].
    fund : str
        The fund's code [code].

    Examples
    --------
    >>> fund_name("tx", "282"), fund_name("OH", "282")
    ('ESSER III', '')
    """
    own = (row for row in reference_table("fund_codes") if row["state"] == state.strip().upper())
    return next((row["name"] for row in own if row["fund"] == fund.strip().lstrip("0")), "")
