"""What an input must be for a goal, in one sentence with its unit, and what it does each year."""

from __future__ import annotations

import math

import numpy as np

from planner.analysis.answers import Answers
from planner.analysis.goal_seek.levers import Lever
from planner.analysis.goal_seek.solve import Solution
from planner.fiscal import fiscal_year_label
from planner.plan.what_if.changes import ALL
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.markup import Block, TableRow, dollar_row, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, percent

#: Amounts below this are shown to the cent [USD].
_TO_THE_CENT_BELOW = 1000
_BLANK = "blank"
#: What a change of all rows adds, or multiplies by, where it leaves them as they are.
_NO_CHANGE = {"add": 0.0, "multiply": 1.0}


def solution_block(found: Solution) -> Block:
    """The answer first, then the plan without the change and with it."""
    lead, *rest = solution_sentences(found)
    parts = [paragraphs(lead, style="planner-answer")]
    if rest:
        parts.append(paragraphs(" ".join(rest)))
    if found.value is not None:
        parts.append(years_table(found))
    return joined(*parts)


def solution_sentences(found: Solution) -> list[str]:
    """The answer, the chance of it, and a warning where more does not always help."""
    return [answer(found), *filter(None, (_chance(found), _bends(found)))]


def answer(found: Solution) -> str:
    """What the input must be, or why no value of it is enough."""
    name, needed = lever_name(found.lever), goal_clause(found)
    if found.value is not None:
        if found.lever.field == "active":
            return _in_or_out(found)
        if found.met_now:
            return _met_already(found)
        return f"{name} must be {_bound(found)} for {needed}; {_it_is(found)}."
    if found.always:
        return (
            f"{goal_clause(found, met=True)}, whatever {in_sentence(name)} is ({_range(found)}); "
            f"it is {shown_now(found.lever)} now."
        )
    if found.flat:
        return (
            f"{name} does not affect this goal: whatever it is, the worst year is "
            f"{about(found.room_now)} short."
        )
    return (
        f"No value of {in_sentence(name)} ({_range(found)}) is enough for {needed}. The best, "
        f"{shown_value(found.lever, found.best)}, leaves the worst year {about(found.best_room)} "
        f"short; now it is {about(found.room_now)} short."
    )


def _in_or_out(found: Solution) -> str:
    """Whether a row must be in the plan, for a goal that depends on it."""
    row, there = _row_name(found.lever), bool(found.value)
    if found.met_now:
        with_it, without_it = ("with", "without") if there else ("without", "with")
        return (
            f"{goal_clause(found, met=True)} {with_it} {row} in the plan, but not {without_it} it."
        )
    return f"{row} must {'be' if there else 'not be'} in the plan for {goal_clause(found)}."


def _met_already(found: Solution) -> str:
    """How far an input could go before a goal that is met now would be missed."""
    lever, value, met = found.lever, float(found.value or 0.0), goal_clause(found, met=True)
    name, now = in_sentence(lever_name(lever)), shown_now(lever)
    still = f"{_safe(found)} and the goal would still be met."
    if lever.how != "set":
        return f"{met} now; {name} could be {still}"
    as_it_is = f"{met}, with {name} {now if now == _BLANK else f'at {now}'}; it could"
    if value == _present(lever):
        return f"{as_it_is} not be {_other_way(found)}."
    if lever.column.kind == "fiscal_year":
        return f"{as_it_is} be {still}"
    return f"{as_it_is} {'rise' if value > _present(lever) else 'fall'} to {still}"


def _other_way(found: Solution) -> str:
    if found.lever.column.kind == "yes_no":
        return "no" if found.value else "yes"
    return "higher" if _lower_is_met(found) else "lower"


def lever_name(lever: Lever) -> str:
    """What is moved, such as ``Amount of Technology levy``."""
    label = lever.column.label
    if lever.table in ("assumptions", "district"):
        return label
    if lever.field == "active":
        return f"Having {_row_name(lever)} in the plan"
    return f"{label} of {_row_name(lever)}"


def _row_name(lever: Lever) -> str:
    return f"all {lever.table}" if lever.row == ALL else lever.row


def in_sentence(name: str) -> str:
    """The name inside a sentence: lowercase at the start, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def goal_clause(found: Solution, *, met: bool = False) -> str:
    """The goal as what is needed, after "for", or as what is the case, at the start of a sentence.

    ``every cost to be funded through FY2034`` and ``Every cost is funded through FY2034``.
    """
    goal, last = found.goal, found.before.years[-1]
    through = f"through {fiscal_year_label(goal.by or last)}"
    years = f"from {fiscal_year_label(goal.by)} on" if goal.by else f"every year {through}"
    clause = {
        ("balanced", False): f"recurring revenue to cover the sustainable annual cost {years}",
        ("balanced", True): f"Recurring revenue covers the sustainable annual cost {years}",
        ("policy", False): f"the reserve to end every year {through} at or above policy",
        ("policy", True): f"The reserve ends every year {through} at or above policy",
        ("funded", False): f"every cost to be funded {through}",
        ("funded", True): f"Every cost is funded {through}",
    }[goal.name, met]
    if found.draws == 1:
        return clause
    return f"{clause} in {f'{percent(goal.chance)} of the draws' if goal.chance else 'every draw'}"


def shown_value(lever: Lever, value: float) -> str:
    """A value of the input with its unit."""
    if lever.how == "multiply":
        change = percent(abs(value - 1.0))
        return (
            "as today" if value == 1.0 else f"{change} {'more' if value > 1 else 'less'} than today"
        )
    kind = lever.column.kind
    if lever.how == "add":
        amount = (
            f"{abs(value):g} years" if lever.whole else f"{abs(value) * 100:.2f} percentage points"
        )
        if lever.whole and abs(value) == 1:
            amount = "1 year"
        return (
            "as today" if value == 0 else f"{amount} {'more' if value > 0 else 'less'} than today"
        )
    if kind == "money":
        exact = abs(value) < _TO_THE_CENT_BELOW and value != round(value)
        return f"${value:,.2f}" if exact else dollars(value)
    if kind == "rate":
        return percent(value)
    if kind == "yes_no":
        return "yes" if value else "no"
    if kind == "fiscal_year":
        return fiscal_year_label(int(value))
    unit = lever.column.unit
    return f"{value:,.10g} {unit.removesuffix('s') if value == 1 else unit}".rstrip()


def shown_now(lever: Lever) -> str:
    """The present value, or the lowest and highest where it changes from year to year."""
    values = lever.present
    if np.isnan(values).any():
        return _BLANK
    low, high = float(values.min()), float(values.max())
    if low == high:
        return shown_value(lever, low)
    return f"{shown_value(lever, low)} to {shown_value(lever, high)}"


def _present(lever: Lever) -> float:
    return 0.0 if np.isnan(lever.now) else lever.now


def _lower_is_met(found: Solution) -> bool:
    """Whether the goal is met at and below the value found, rather than at and above it."""
    lowest = found.lever.low
    return any(high == found.value and (low < high or low == lowest) for low, high in found.holds)


def safe_value(found: Solution) -> float:
    """The value, a large amount in whole dollars on the side on which the goal is met."""
    lever, value = found.lever, float(found.value or 0.0)
    if lever.column.kind == "money" and lever.how == "set" and abs(value) >= _TO_THE_CENT_BELOW:
        value = math.floor(value) if _lower_is_met(found) else math.ceil(value)
    return float(value)


def _safe(found: Solution) -> str:
    return shown_value(found.lever, safe_value(found))


def _bound(found: Solution) -> str:
    lever, value = found.lever, float(found.value or 0.0)
    if lever.column.kind in ("yes_no", "fiscal_year"):
        return _safe(found)
    # Of a change that is less than today, a greater one lies below.
    less = lever.how != "set" and value < _NO_CHANGE[lever.how]
    return f"{'at most' if _lower_is_met(found) != less else 'at least'} {_safe(found)}"


def _it_is(found: Solution) -> str:
    """The present value, and how far it is from what is needed."""
    lever, now = found.lever, shown_now(found.lever)
    if lever.how != "set":
        return f"now the worst year is {about(found.room_now)} short"
    steady = float(np.ptp(lever.present)) == 0  # and not blank
    if not steady or lever.column.kind in ("yes_no", "fiscal_year"):
        return f"it is {now} now"
    away = float(found.value or 0.0) - lever.now
    size = shown_value(lever, abs(away))
    if lever.column.kind == "money" and abs(away) >= _TO_THE_CENT_BELOW:
        size = about(away)
    if lever.column.kind == "rate":
        size = f"{abs(away) * 100:.2f} percentage points"
    return f"it is {now} now, which is {size} {'less' if away > 0 else 'more'}"


def _range(found: Solution) -> str:
    low = shown_value(found.lever, found.lever.low)
    if np.isinf(found.lever.high):
        return f"{low} or more"
    return f"{low} to {shown_value(found.lever, found.lever.high)}"


def _chance(found: Solution) -> str:
    if found.chance is None or found.chance_now is None:
        return ""
    return (
        f"At that value the goal is met in {found.chance:.1%} of {found.draws:,} draws, compared "
        f"with {found.chance_now:.1%} now."
    )


def _bends(found: Solution) -> str:
    """A warning where more does not always help, or does not always hurt."""
    if found.steady or len(found.holds) < 2:
        return ""
    stretches = [
        shown_value(found.lever, low)
        if low == high
        else f"{shown_value(found.lever, low)} to {shown_value(found.lever, high)}"
        for low, high in found.holds
    ]
    where = ", ".join(stretches)
    return f"More is not always better: of the values tried, the goal is met at {where}."


def years_table(found: Solution) -> Block:
    """Cost, balance, reserve and unfunded cost by year, now and with the value."""
    rows: list[TableRow] = []
    for label, attribute in (
        ("Cost", "cost"),
        ("Recurring revenue", "recurring_revenue"),
        ("Structural balance", "structural_balance"),
        ("Ending reserve", "ending"),
        ("Reserve required by policy", "reserve_policy"),
        ("Unfunded", "unfunded"),
    ):
        both = (footed_amounts(one.figures) for one in (found.before, found.after))
        now, then = (getattr(amounts, attribute) for amounts in both)
        if now == then:
            rows.append(dollar_row(f"{label}, unchanged", now))
        else:
            rows += [dollar_row(f"{label}, now", now), dollar_row(f"{label}, changed", then)]
    caption = f"With {in_sentence(lever_name(found.lever))} at {_safe(found)}, in dollars"
    return table_block(caption, ["Line", *_years(found.before)], rows)


def _years(found: Answers) -> list[str]:
    return [fiscal_year_label(year) for year in found.years]
