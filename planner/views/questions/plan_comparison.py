"""Two plans in words: how far apart they are, the largest reason, and what differs."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from math import isnan

from planner.analysis.plan_bridge.compare_plans import PlanComparison, Step
from planner.analysis.plan_bridge.input_differences import (
    InputDifference,
    Part,
    perhaps_renamed,
)
from planner.fiscal import fiscal_year_label
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, bullets, joined, paragraphs
from planner.views.format.money import about, dollars
from planner.views.questions.bridge_amounts import BridgeColumn, bridge_columns, span_of
from planner.views.questions.differences import lines_table
from planner.views.questions.plan_bridge import (
    order_block,
    part_words,
    parts_table,
    per_student_table,
    step_name,
    steps_table,
)

_NOT_COMPARED = (
    "Scenarios, options, ranges, incidents and the base year are not compared, and neither are "
    "sources, notes or account codes."
)
#: Rows of which it is asked whether they were renamed.
_ASKED = 5
#: Differences that are listed; with two districts there are hundreds.
_LISTED = 100
_RENAMED = "Rows are matched by name: one that was renamed is listed as removed and added."


def comparison_block(found: PlanComparison) -> Block:
    """Everything about two plans: the answer, the bridge, what differs, cost by line and year."""
    if not found.differences:
        return paragraphs(*comparison_sentences(found), _NOT_COMPARED)
    span = span_of(found.years)
    caption = f"Cost by budget line and year, {span}, plan B less plan A, in dollars"
    parts = [
        paragraphs(*comparison_sentences(found)),
        parts_table(found),
        steps_table(found),
        *([order_block(found)] if len(found.steps) > 1 else []),
        differences_list(found),
        lines_table(found.first, found.second, caption, found.years),
    ]
    if not found.of_one_district:
        parts.append(per_student_table(found))
    return joined(*parts)


def comparison_sentences(found: PlanComparison) -> list[str]:
    """How far the two plans are apart and why, the answer first; then what is compared."""
    columns = bridge_columns(found)
    said = []
    if not found.differences:
        said.append("The two plans have the same inputs.")
    else:
        ends = dict.fromkeys((found.years[0], found.years[-1]))
        for year, column in zip(ends, columns, strict=False):
            before = said[-1] if said else ""
            said.append(
                _gap(fiscal_year_label(year), column) + _reason(found.steps, column, before)
            )
        said.append(_cash(found, *columns[-2:]))
    said.append(_called(found))
    if found.first.years != found.second.years:
        said.append(_horizons(found))
    if months := _months(found):
        said.append(months)
    if not found.of_one_district:
        said.append(_of_two_districts(found))
    return said


def differences_list(found: PlanComparison) -> Block:
    """Every input that plan B has otherwise, in the order of the budget."""
    sentences = [sentence for one in found.differences for sentence in one.sentences]
    kinds = {(one.table, one.kind) for one in found.differences}
    both = any((table, "added") in kinds for table, kind in kinds if kind == "removed")
    renamed = perhaps_renamed(found.differences)
    notes = [*([_RENAMED] if both else []), *map(_asked, renamed[:_ASKED]), _NOT_COMPARED]
    heading = f"Plan B differs from plan A in {how_many(len(sentences), 'place')}:"
    listed = sentences[:_LISTED]
    if len(sentences) > len(listed):
        more = how_many(len(sentences) - len(listed), "more difference")
        listed.append(f"{more}; planner compare A B --csv lists every one.")
    return joined(paragraphs(heading), bullets(listed), paragraphs(*notes))


def _asked(pair: tuple[InputDifference, InputDifference]) -> str:
    """Whether a removed and an added row that say the same are one that was renamed."""
    old, new = pair
    return (
        f"Was {old.where} renamed to {new.name}? The rest of both rows is the same. If so, their "
        "two steps are one: add up what they are worth."
    )


def _gap(year: str, column: BridgeColumn) -> str:
    """How far apart the structural balances of a year are."""
    first, second = column.first, column.second
    apart = about(second - first)
    if first == second:
        return f"In {year}, both plans have the same structural balance."
    if first < 0 and second < 0:
        how = "wider" if second < first else "narrower"
        return (
            f"In {year}, plan B's structural gap is {apart} {how} than plan A's: {about(second)} "
            f"instead of {about(first)}."
        )
    if second < 0:
        return f"In {year}, plan B has a structural gap of {about(second)}; plan A has none."
    if first < 0:
        return f"In {year}, plan A has a structural gap of {about(first)}; plan B has none."
    how = "higher" if second > first else "lower"
    return (
        f"In {year}, neither plan has a structural gap; plan B's structural balance is {apart} "
        f"{how}."
    )


def _reason(steps: Sequence[Step], column: BridgeColumn, before: str) -> str:
    """The part of the budget that does most of the difference, and the step that does most.

    ``before`` is what was said of an earlier year: the same step is not told twice.
    """
    difference = column.second - column.first
    if not difference:
        return ""
    sign = 1 if difference > 0 else -1
    by_part: dict[Part, int] = {}
    for step, amount in zip(steps, column.steps, strict=True):
        by_part[step.part] = by_part.get(step.part, 0) + amount
    part = max(by_part, key=lambda name: sign * by_part[name])
    plus = "+" if sign > 0 else "-"
    worth = f"{part_words(part)} ({plus}{about(by_part[part])} of structural balance)"
    own = [(step, a) for step, a in zip(steps, column.steps, strict=True) if step.part == part]
    largest, most = max(own, key=lambda pair: sign * pair[1])
    sentences = [sentence for one in largest.differences for sentence in one.sentences]
    if len(own) > 1:
        told = f"above all {step_name(largest)}"
        above = f", {told}: {plus}{about(most)}."
    else:
        told = sentences[0] if len(sentences) == 1 else f"{step_name(largest)}."
        above = f": {told}"
    if told in before:
        return f" The largest reason is again {worth}."
    return f" The largest reason is {worth}{above}"


def _cash(found: PlanComparison, cost: BridgeColumn, unfunded: BridgeColumn) -> str:
    """What the difference is in cost and in unfunded cost, all common years together."""
    more, short = cost.second - cost.first, unfunded.second - unfunded.first
    costs = f"{about(more)} {'more than' if more > 0 else 'less than'}" if more else "as much as"
    over = f"{'Over' if len(found.years) > 1 else 'In'} {span_of(found.years)}"
    said = f"{over}, plan B costs {costs} plan A"
    if short:
        but = "and" if more else "but"
        less = "more" if short > 0 else "less"
        return f"{said} {but} leaves {about(short)} {less} unfunded."
    if unfunded.first:
        return f"{said}, and each leaves {about(unfunded.first)} unfunded."
    return f"{said}, and neither leaves any cost unfunded."


def _of_two_districts(found: PlanComparison) -> str:
    """That the plans are not versions of one, and what the technology costs per student."""
    year = found.years[0]
    first, second = (
        float(plan.cost_per_student[plan.years.index(year)]) for plan in (found.first, found.second)
    )
    said = (
        "These are plans of two districts, not versions of one plan: rows are matched by name, and "
        "every other row counts as removed or added."
    )
    if isnan(first) or isnan(second):
        return said
    return (
        f"{said} Per student, the sustainable annual cost of {fiscal_year_label(year)} is "
        f"{dollars(first)} in plan A and {dollars(second)} in plan B."
    )


def _called(found: PlanComparison) -> str:
    """Which plan is which: by name, or by path where both have the same name."""
    first, second = found.plans
    names = [plan.name if first.name != second.name else str(plan.path) for plan in found.plans]
    if found.of_one_district:
        return f"Plan A is {names[0]}, plan B {names[1]}; both are of {second.district.name}."
    return (
        f"Plan A is {names[0]} of {first.district.name}, plan B {names[1]} of "
        f"{second.district.name}."
    )


def _horizons(found: PlanComparison) -> str:
    first, second = (span_of(plan.years) for plan in found.plans)
    return (
        f"Plan A covers {first}, plan B {second}; compared are the years that both cover, "
        f"{span_of(found.years)}."
    )


def _months(found: PlanComparison) -> str:
    """That the fiscal years of two plans do not begin in the same month; or nothing."""
    first, second = (plan.district.fiscal_year_start_month for plan in found.plans)
    if first == second:
        return ""
    return (
        f"Plan A's fiscal years begin in {month_name[first]}, plan B's in {month_name[second]}: "
        "the same fiscal year is not the same twelve months."
    )
