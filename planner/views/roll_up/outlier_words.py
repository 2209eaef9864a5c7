"""What makes a district an outlier, as one sentence: how far it is, from whom, and why."""

from __future__ import annotations

from planner.analysis.roll_up.outliers import PEERS, Outlier
from planner.reference.accounts import LINE_LABELS
from planner.views.format.money import dollars, nearest, whole, with_decimals

_SAYS = {
    "cost_per_student": "Cost per student is {value} a year",
    "devices_per_student": "Devices bought per student are {value} a year",
    "balance_share": "The structural balance is {value} of sustainable annual cost",
}
_PARTS = {
    "sustained_cost": "sustainable annual cost",
    "recurring_revenue": "recurring revenue",
} | {line: f"{label[0].lower()}{label[1:]}" for line, label in LINE_LABELS.items()}


def outlier_words(outlier: Outlier) -> str:
    """Why a district is named: how far it is from others of its size, and what makes most of it.

    Parameters
    ----------
    outlier : Outlier
        A district that is far from the others in one respect.

    Examples
    --------
    >>> outlier_words(
    ...     Outlier("elm", "cost_per_student", 812, 260, 9, (("device_refresh", 412.0),), 12)
    ... )
    'Cost per student is $812 a year, 3.1 times the median of all 12 districts ($260). Most of the \
difference: devices, $412 more.'
    """
    of = f"all {outlier.compared} districts"
    if outlier.compared >= PEERS:
        of = f"the {outlier.compared} districts nearest in size"
    said = _SAYS[outlier.quantity].format(value=_amount(outlier, outlier.value))
    median = _amount(outlier, outlier.median)
    text = f"{said}, {_against(outlier)} of {of} ({median})."
    parts = "; ".join(_part(*part) for part in outlier.parts)
    return f"{text} Most of the difference: {parts}." if parts else text


def _against(outlier: Outlier) -> str:
    """How far it is from the median, in times or percent where that says something."""
    if outlier.quantity == "balance_share" or outlier.median <= 0:
        return f"{'above' if outlier.score > 0 else 'below'} the median"
    times = outlier.value / outlier.median
    if times >= 1:
        return f"{with_decimals(times, 1)} times the median"
    return f"{nearest(times, 100)}% of the median"


def _amount(outlier: Outlier, value: float) -> str:
    if outlier.quantity == "cost_per_student":
        return dollars(value)
    if outlier.quantity == "devices_per_student":
        return with_decimals(value, 2)
    return f"{nearest(value, 100)}%"


def _part(name: str, difference: float) -> str:
    amount = dollars(abs(difference)) if whole(difference) else "under $1"
    return f"{_PARTS[name]}, {amount} {'more' if difference > 0 else 'less'}"
