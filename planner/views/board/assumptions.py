"""What the numbers are based on: assumptions, defaults, changes, and their sources."""

from __future__ import annotations

from datetime import date
from math import isnan

from planner.analysis.answers import Answers
from planner.analysis.compare import Comparison
from planner.fiscal import fiscal_year_label
from planner.plan.cells.moments import long_date
from planner.plan.tables import DRIVERS
from planner.plan.tables.column import Column, show_value
from planner.plan.what_if.changes import base_changes
from planner.plan.what_if.scenarios import Change
from planner.projection.inputs.as_typed import driver_paths
from planner.reference.defaults import Default, defaults
from planner.views.format.counts import how_many
from planner.views.format.markup import (
    Block,
    TableRow,
    bullets,
    joined,
    paragraphs,
    table_block,
    text_of,
)
from planner.views.format.money import dollars, percent

#: Dates of a row, as verbs.
_VERBS = {"start_date": "starts", "end_date": "ends"}


def assumptions_table(comparison: Comparison) -> Block:
    """Growth of prices, pay, enrollment and revenue, year by year, with its source.

    Below the table: which money changes with the number of students, and which does not.
    """
    plan = comparison.plan
    typed = {row.name: row for row in plan.assumptions if row.value is not None}
    rows = []
    paths = driver_paths(plan)
    for name in plan.drivers:
        path, row = paths[name], typed.get(name)
        if row is not None:
            source = row.source or "district figure, no source given"
        elif DRIVERS[name].public_default:
            source = f"default: {defaults()[DRIVERS[name].public_default].source}"
        elif any(isnan(value) for value in path):
            source = "left blank: forecast from the history of students by grade"
        else:
            source = f"left blank: {DRIVERS[name].blank_means}"
        cells = [*("forecast" if isnan(value) else percent(value) for value in path), source]
        rows.append(TableRow(DRIVERS[name].label, cells))
    years = [fiscal_year_label(year) for year in plan.years]
    table = table_block(
        "Assumptions shared by several lines", ["Assumption", *years, "Source"], rows, words=True
    )
    said = _money_and_students(comparison.main)
    return joined(table, paragraphs(said)) if said else table


def _money_and_students(main: Answers) -> str:
    """Whether money follows the number of students, where that number changes."""
    first, last = (round(float(main.students[place])) for place in (0, -1))
    if first == last:
        return ""
    projection, years = main.projection, [fiscal_year_label(year) for year in main.years]
    follow, not_follow = [], []
    for number, fund in enumerate(projection.funds):
        if not projection.funding.received[number].any():
            continue
        if projection.inputs.of("funding", "follows_students")[number].any():
            follow.append(fund.name)
        elif fund.kind == "general_fund":
            not_follow.append(fund.name)
    verb = "fall" if last < first else "rise"
    said = []
    if follow:
        said.append(f"In this plan, this money {verb}s with them: {'; '.join(follow)}.")
    if not_follow and verb == "fall":
        said.append(f"The plan assumes that this money does not: {'; '.join(not_follow)}.")
    change = f"Students {verb} from {first:,} in {years[0]} to {last:,} in {years[-1]}."
    return " ".join([change, *said]) if said else ""


def completeness_note(comparison: Comparison) -> Block:
    """How much of the plan is the district's own and how much a public default."""
    found = comparison.completeness
    named = found.rows_with_source
    sources = f"{named} of {found.rows} rows {'names' if named == 1 else 'name'} a source."
    if found.typed == found.values:
        return paragraphs(f"All {found.typed} values are the district's own. {sources}")
    others = [
        how_many(count, one, several)
        for count, one, several in (
            (found.assumed, "is assumed by the Start sheet", "are assumed by the Start sheet"),
            (len(found.defaults), "is a public default", "are public defaults"),
        )
        if count
    ]
    lead = (
        f"{found.typed} of {found.values} values ({percent(round(found.share_typed, 3))}) "
        f"{'is' if found.typed == 1 else 'are'} the district's own; {' and '.join(others)}. "
        f"{sources}"
    )
    if not found.defaults:
        return paragraphs(lead)
    kinds: dict[str, list[str]] = {}
    for used in found.defaults:
        text = f"{used.label}: {_default(used.default)} ({used.default.source})"
        kinds.setdefault(text, []).append(used.where)
    items = [
        f"{text}. Used in {how_many(len(places), 'place')}: "
        f"{'; '.join(places[:3])}{'; and others' if len(places) > 3 else ''}."
        for text, places in kinds.items()
    ]
    first, then = paragraphs(lead), bullets(items)
    return Block(first.html + then.html, f"{first.text}\n{then.text}")


def _default(found: Default) -> str:
    """Value of a public default with its unit, a share in percent."""
    if not found.unit.startswith("share "):
        return f"{found.value:,.10g} {found.unit}"
    return f"{percent(found.value)} {found.unit.removeprefix('share ')}"


def change_sentence(change: Change) -> str:
    """One change of a scenario, in words."""
    since = f", starting in {fiscal_year_label(change.from_year)}" if change.from_year else ""
    row = f"Every row of {change.table}" if change.row == "all" else change.row
    subject = f"{row}," if "," in row else row
    if change.field in _VERBS:
        return f"{subject} {_VERBS[change.field]} {_value(change)}{since}."
    if change.field == "active":
        return f"{subject} is {'added' if change.value else 'removed'}{since}."
    if change.table == "assumptions":
        where = DRIVERS[change.row].label if change.row in DRIVERS else "Every assumption"
    elif change.table == "district":
        where = change.column.label
    else:
        where = f"{row}, {change.column.label.lower()}"
    return f"{where}: {_value(change)}{_dollars(change)}{since}."


def _dollars(change: Change) -> str:
    """Whose year's dollars an amount is in, where it grows from there."""
    stated = change.column.grows_with and change.how != "multiply" and change.dollars_of
    return f" in {fiscal_year_label(stated)} dollars" if stated else ""


def _value(change: Change) -> str:
    value, column = change.value, change.column
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, tuple):
        return ", ".join(show_value(column, value).split("; "))
    if isinstance(value, str):
        return value.replace("_", " ")
    if change.how == "multiply":
        return f"times {value:,.10g}"
    if change.how == "add":
        return f"{'plus' if value >= 0 else 'minus'} {_step(column, abs(value))}"
    return fiscal_year_label(int(value)) if column.kind == "fiscal_year" else _size(column, value)


def _step(column: Column, number: float) -> str:
    """What is added to a number: a share by percentage points."""
    if column.kind != "rate":
        return _size(column, number)
    return f"{number * 100:,.10g} percentage {'point' if number == 0.01 else 'points'}"


def _size(column: Column, number: float) -> str:
    """A number as its column means it; dollars with cents where there are any."""
    if column.kind == "rate":
        return percent(number)
    if column.kind == "money":
        return dollars(number) if number == round(number) else f"${number:,.2f}"
    what, space, each = column.unit.partition(" ")
    what = what.removesuffix("s") if number == 1 else what
    return f"{number:,.10g} {what}{space}{each}".rstrip()


def scenario_changes(comparison: Comparison) -> Block:
    """What changes from a year on, in every scenario and in each, in words."""
    html, text = "", ""
    listed = [("In every scenario", base_changes(comparison.plan))]
    for scenario in comparison.scenarios:
        kind = "a choice" if scenario.choice else "could happen"
        listed.append((f"{scenario.title or scenario.name} ({kind})", scenario.changes))
    for title, changes in listed:
        if changes:
            found = bullets([change_sentence(change) for change in changes])
            html += f"<h3>{text_of(title)}</h3>{found.html}"
            text += f"{title}\n{found.text}\n"
    return Block(html, text) if html else paragraphs("No scenario compared here changes the plan.")


def warnings_note(comparison: Comparison) -> Block:
    """What looks unusual in the tables and was not changed."""
    found = comparison.plan.warnings
    if not found:
        return paragraphs("Nothing in the tables looks unusual.")
    return bullets([str(problem) for problem in found])


def horizon_words(comparison: Comparison) -> str:
    """First and last fiscal year, in words."""
    years = comparison.plan.years
    if len(years) == 1:
        return fiscal_year_label(years[0])
    return f"{fiscal_year_label(years[0])} to {fiscal_year_label(years[-1])}"
