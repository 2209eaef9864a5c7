"""Tables of what leads from one plan to another: by part of the budget, and step by step."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.answers import Answers
from planner.analysis.plan_bridge.compare_plans import PlanComparison, Step
from planner.analysis.plan_bridge.input_differences import PARTS, Part
from planner.fiscal import fiscal_year_label
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, TableRow, dollar_row, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, with_commas
from planner.views.questions.bridge_amounts import BridgeColumn, bridge_columns

#: What parts of a budget are called in a sentence that are not called by their own name.
_PART_WORDS: dict[Part, str] = {"calendar": "the calendar", "growth": "prices and growth"}
#: Steps that a table names; the others are one row.
STEPS_SHOWN = 20
_TOTAL = "Plan B less plan A"


def part_words(part: Part) -> str:
    """What a part of the budget is called in a sentence.

    >>> part_words("growth"), part_words("staffing")
    ('prices and growth', 'staffing')
    """
    return _PART_WORDS.get(part, part)


def step_name(step: Step) -> str:
    """What a step is called: its row, and how many rows go with it."""
    one, *others = step.differences
    if one.table == "history" and len(step.differences) > 1:
        return f"History, {len(step.differences)} rows"
    kind = f" ({one.kind})" if one.kind in ("added", "removed") else ""
    more = f" and {how_many(len(others), 'row')} that must go with it" if others else ""
    return f"{one.where}{kind}{more}"


def parts_table(found: PlanComparison) -> Block:
    """From plan A to plan B, by part of the budget."""
    columns = bridge_columns(found)
    rows = [dollar_row("Plan A", [column.first for column in columns])]
    for part in PARTS:
        places = [place for place, step in enumerate(found.steps) if step.part == part]
        if places:
            name = part_words(part).removeprefix("the ").capitalize()
            rows.append(_sum_row(name, places, [column.steps for column in columns]))
    rows.append(dollar_row("Plan B", [column.second for column in columns], "total"))
    caption = "From plan A to plan B, by part of the budget, in dollars"
    return table_block(caption, ["Part", *(column.heading for column in columns)], rows)


def steps_table(found: PlanComparison) -> Block:
    """What each difference is worth in the order of the budget, the small ones in one row."""
    columns = bridge_columns(found)
    caption = "What each difference is worth, one after the other in this order, in dollars"
    return _table_of_steps(found, columns, caption, [column.steps for column in columns])


def order_block(found: PlanComparison) -> Block:
    """Whether it matters in which order the differences are applied, and how much."""
    columns = bridge_columns(found)
    apart = [
        max(abs(column.steps[place] - column.opposite[place]) for column in columns)
        for place in range(len(found.steps))
    ]
    # A dollar may go to another step only because the columns foot.
    others = [place for place, most in enumerate(apart) if most > 1]
    if not others:
        said = "The order does not matter: in the opposite order every step is worth the same."
        return paragraphs(said)
    steps = how_many(len(found.steps), "step")
    said = (
        f"The order matters: in the opposite order the steps add up to the same differences, but "
        f"{len(others)} of {steps} {'is' if len(others) == 1 else 'are'} worth something else"
        f"{_depending(found, columns)}."
    )
    caption = (
        "The same steps in the opposite order, those that are worth something else, in dollars"
    )
    amounts = [column.opposite for column in columns]
    return joined(paragraphs(said), _table_of_steps(found, columns, caption, amounts, others))


def _depending(found: PlanComparison, columns: Sequence[BridgeColumn]) -> str:
    """How much of the last year's structural balance goes to other steps."""
    column = columns[-3]
    pairs = zip(column.steps, column.opposite, strict=True)
    moved = sum(abs(there - back) for there, back in pairs) // 2
    if moved <= len(found.steps):  # no more than the columns' rounding
        return ""
    year = fiscal_year_label(found.years[-1])
    return f"; {about(moved)} of the structural balance of {year} goes to other steps"


def _table_of_steps(
    found: PlanComparison,
    columns: Sequence[BridgeColumn],
    caption: str,
    amounts: Sequence[Sequence[int]],
    of_steps: Sequence[int] = (),
) -> Block:
    """Some steps by name, the largest if there are many, and all others as one row."""
    every = range(len(found.steps))
    by_size = sorted(of_steps or every, key=lambda k: -max(abs(column[k]) for column in amounts))
    named = sorted(by_size[:STEPS_SHOWN])
    rest = [place for place in every if place not in named]
    rows = [_sum_row(step_name(found.steps[place]), [place], amounts) for place in named]
    if rest:
        rows.append(_sum_row(how_many(len(rest), "other step"), rest, amounts))
    rows.append(dollar_row(_TOTAL, [c.second - c.first for c in columns], "total"))
    return table_block(caption, ["Step", *(column.heading for column in columns)], rows)


def _sum_row(name: str, places: Sequence[int], amounts: Sequence[Sequence[int]]) -> TableRow:
    return dollar_row(name, [sum(column[place] for place in places) for column in amounts])


def per_student_table(found: PlanComparison) -> Block:
    """The two plans for each student, in the first and in the last year that both cover."""
    years = list(dict.fromkeys((found.years[0], found.years[-1])))
    plans = [(letter, plan, year) for year in years for letter, plan in _lettered(found)]
    headings = [f"Plan {letter} {fiscal_year_label(year)}" for letter, _, year in plans]
    rows = [TableRow("Students", [_students(plan, year) for _, plan, year in plans])]
    for name, amounts in (
        ("Recurring revenue", "recurring_revenue"),
        ("Sustainable annual cost", "sustained_cost"),
        ("Structural balance", "structural_balance"),
        ("Cost of the year", "cost"),
        ("Unfunded", "unfunded"),
    ):
        cells = [_per_student(plan, amounts, year) for _, plan, year in plans]
        rows.append(TableRow(name, cells))
    return table_block("Per student, in dollars", ["Amount", *headings], rows)


def _lettered(found: PlanComparison) -> tuple[tuple[str, Answers], tuple[str, Answers]]:
    return ("A", found.first), ("B", found.second)


def _students(plan: Answers, year: int) -> str:
    return with_commas(round(float(plan.students[plan.years.index(year)])))


def _per_student(plan: Answers, amounts: str, year: int) -> str:
    place = plan.years.index(year)
    students = float(plan.students[place])
    return dollars(float(getattr(plan, amounts)[place]) / students) if students > 0 else "-"
