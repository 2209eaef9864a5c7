"""A simulation in words and tables: in how many of 100 futures, and how precise that is."""

from __future__ import annotations

import numpy as np

from planner.analysis.simulation.outcomes import CliffSpread, Estimate, Outcome
from planner.analysis.simulation.simulate import Simulation
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.plan.cells.cell_words import cell_words
from planner.plan.tables.ranges import YES_NO
from planner.plan.what_if.ranges import UncertainInput
from planner.views.format.markup import Block, TableRow, paragraphs, table_block
from planner.views.format.masthead import masthead_block, prepared_on
from planner.views.format.money import about, dollars, percent
from planner.views.questions.cell_names import cell_name

TITLE = "What could happen: the plan in many futures"


def chance_words(chance: Estimate, draws: int) -> str:
    """A chance, as a sentence ends with it.

    >>> chance_words(Estimate(0.678, 0.002), 4096), chance_words(Estimate(0.0, 0.0), 4096)
    ('in 68 of 100 futures', 'in none of the 4,096 futures')
    """
    if chance.value <= 0:
        return f"in none of the {draws:,} futures"
    if chance.value >= 1:
        return f"in all {draws:,} futures"
    of_100 = round(100 * chance.value)
    # A chance that is not quite none or all is not shown as such.
    if of_100 < 1:
        return "in fewer than 1 of 100 futures"
    if of_100 > 99:
        return "in more than 99 of 100 futures"
    return f"in {of_100} of 100 futures"


def masthead(simulation: Simulation, prepared: str = "") -> Block:
    """District, title, years, scenario, number of futures and seed; the date if one is given."""
    first, last = (fiscal_year_label(simulation.years[k]) for k in (0, -1))
    line = (
        f"{first} to {last}. Scenario: {simulation.main.title}. {simulation.draws:,} futures, "
        f"seed {simulation.seed}."
    ) + (f" Prepared {prepared_on(prepared)}." if prepared else "")
    return masthead_block(simulation.plan, TITLE, line)


def headline(simulation: Simulation) -> Block:
    """The answer first: how often the reserve lasts, how low it ends, how often all is funded."""
    found = simulation.main
    lead = paragraphs(_policy_sentence(found, simulation.draws), style="planner-answer")
    rest = [_low_end_sentence(found), _funded_sentence(found, simulation.draws)]
    body = paragraphs(" ".join([*rest, _cliff_sentence(found.cliff, simulation.draws)]))
    return Block(lead.html + body.html, f"{lead.text}\n{body.text}")


def chances_in_short(simulation: Simulation) -> str:
    """For the board page: how often the reserve lasts, and how often every cost is funded."""
    found, draws = simulation.main, simulation.draws
    return f"{_policy_sentence(found, draws)} {_funded_sentence(found, draws)}"


def _policy_sentence(found: Outcome, draws: int) -> str:
    """Through the last year, and if that is unlikely, through the last year that is likely."""
    so_far, last = found.at_policy_so_far, fiscal_year_label(found.years[-1])
    stays, to_the_end = "The reserve stays at or above policy", chance_words(so_far[-1], draws)
    likely = [k for k, chance in enumerate(so_far) if chance.value >= 0.5]
    if not likely or so_far[-1].value >= 0.5:
        return f"{stays} through {last} {to_the_end}."
    until, chance = fiscal_year_label(found.years[likely[-1]]), so_far[likely[-1]]
    return f"{stays} through {until} {chance_words(chance, draws)}; through {last}, {to_the_end}."


def _low_end_sentence(found: Outcome) -> str:
    """How the worst tenth of the futures end."""
    last = fiscal_year_label(found.years[-1])
    unpaid = found.yearly["unfunded"].sum(axis=0)
    low, high = _quantile(found.yearly["reserve"][-1], 0.1), _quantile(unpaid, 0.9)
    if np.ptp(found.yearly["reserve"][-1]) + np.ptp(unpaid) < 1:
        unfunded = f", and {about(high)} is unfunded" if high >= 1 else ""
        return f"It ends {last} at {about(low)} in every future{unfunded}."
    if high >= 1:
        return f"In the worst tenth of futures, unfunded cost is {about(high, 'down')} or more."
    if low >= 1:
        return f"In the worst tenth of futures, it ends {last} at {about(low, 'up')} or less."
    return f"In the worst tenth of futures, it is used up by the end of {last}."


def _quantile(amounts: Floats, level: float) -> float:
    return float(np.quantile(amounts, level))


def _funded_sentence(found: Outcome, draws: int) -> str:
    last = fiscal_year_label(found.years[-1])
    return f"Every cost is funded through {last} {chance_words(found.funded_so_far[-1], draws)}."


def _cliff_sentence(cliff: CliffSpread, draws: int) -> str:
    if not cliff.years:
        return "In no future does money that ends cover less of the recurring cost than before."
    year, share = next(iter(cliff.years.items()))
    low, high = float(cliff.size[0]), float(cliff.size[-1])
    same = about(low) == about(high)
    size = about(low) if same else f"{about(low)} to {about(high)} in nine of ten cases"
    when = "in every future" if share >= 1 else chance_words(Estimate(share, 0.0), draws)
    return (
        f"What money that ends covers drops most in {fiscal_year_label(year)} ({when}), by {size}."
    )


def chances_table(simulation: Simulation) -> Block:
    """Chances by year, each with its standard error."""
    found = simulation.main
    rows = [
        TableRow("Reserve at or above policy", [chance_cell(c) for c in found.at_policy]),
        TableRow(
            "At or above policy every year so far", [chance_cell(c) for c in found.at_policy_so_far]
        ),
        TableRow("Every cost funded so far", [chance_cell(c) for c in found.funded_so_far]),
        TableRow(
            "Recurring revenue covers sustainable annual cost",
            [chance_cell(c) for c in found.balanced],
        ),
    ]
    years = [fiscal_year_label(year) for year in found.years]
    caption = "Chance by year, as a percent of all futures (standard error in parentheses)"
    return table_block(caption, ["Goal", *years], rows)


def chance_cell(chance: Estimate) -> str:
    """A chance as a percent with its standard error, as a table shows it.

    >>> chance_cell(Estimate(0.678, 0.002)), chance_cell(Estimate(0.0002, 0.0001))
    ('68% (0.2)', 'under 1% (under 0.1)')
    """
    error = 100 * chance.standard_error
    if not error:
        return share_cell(chance.value)
    return f"{share_cell(chance.value)} ({f'{error:.1f}' if error >= 0.05 else 'under 0.1'})"


def share_cell(share: float) -> str:
    """A share of the futures as a whole percent; one that is not quite none or all is not so shown.

    >>> share_cell(0.0), share_cell(0.004), share_cell(0.678), share_cell(0.999)
    ('0%', 'under 1%', '68%', 'over 99%')
    """
    if 0 < share <= 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{100 * share:.0f}%"


def scenarios_table(simulation: Simulation) -> Block:
    """Scenarios in the same futures, and how far each is from the first."""
    if len(simulation.outcomes) < 2:
        return paragraphs("No other scenario was requested.")
    main = simulation.main
    last = fiscal_year_label(simulation.years[-1])
    rows = []
    for found in simulation.outcomes:
        apart = found.yearly["unfunded"].sum(axis=0) - main.yearly["unfunded"].sum(axis=0)
        ends = [_quantile(apart, level) for level in (0.05, 0.95)]
        cells = [
            share_cell(found.at_policy_so_far[-1].value),
            share_cell(found.funded_so_far[-1].value),
            dollars(float(found.spreads["reserve"].quantiles[2, -1])),
            dollars(_quantile(found.yearly["unfunded"].sum(axis=0), 0.5)),
            f"{dollars(ends[0])} to {dollars(ends[1])}",
        ]
        rows.append(TableRow(found.title, cells))
    headings = [
        "Scenario",
        "At or above policy every year",
        "Every cost funded",
        f"Reserve at the end of {last}, median",
        "Total unfunded, median",
        "Unfunded compared with the first scenario, in nine of ten futures",
    ]
    return table_block("Scenarios in the same futures", headings, rows)


def ranges_table(simulation: Simulation) -> Block:
    """What is drawn, as the district entered it."""
    if not simulation.inputs:
        return paragraphs(
            "Nothing in this plan is uncertain: it has no ranges and no chance of approval, so "
            "every future is the projection."
        )
    sources = {row.name: row.source for row in simulation.plan.ranges}
    votes = {row.name: row.source for row in simulation.plan.funding}
    rows = [
        TableRow(
            one.name,
            [
                cell_name(one.change.table, one.change.row, one.change.field),
                _says(one),
                sources[one.name] if one.name in sources else votes[one.change.row],
            ],
        )
        for one in simulation.inputs
    ]
    return table_block(
        "What varies, as the district entered it",
        ["Input", "Cell", "Range", "Source"],
        rows,
        words=True,
    )


def _says(one: UncertainInput) -> str:
    """What may happen to the cell, how likely, how often, and together with what."""
    often = ", drawn again each year" if one.every_year else ""
    if one.year_correlation:
        often += f" (correlation between years {one.year_correlation:g})"
    tied = f", correlated with {one.moves_with} ({one.correlation:g})" if one.moves_with else ""
    if one.shape == YES_NO:
        return f"{percent(one.chance)} chance: {_what_happens(one)}{often}{tied}"
    verb = {"set": "", "add": "add ", "multiply": "multiply by "}[one.change.how]
    low, high = (_shown(one, x) for x in (one.low, one.high))
    return f"{verb}{low} to {high}{_distribution(one)}{often}{tied}"


def _what_happens(one: UncertainInput) -> str:
    change = one.change
    if (change.field, change.how, change.value) == ("active", "multiply", 0.0):
        return "not approved"
    verb = {"set": "set to", "add": "add", "multiply": "multiply by"}[change.how]
    return f"{verb} {_shown(one, change.value)}"


def _distribution(one: UncertainInput) -> str:
    """How likely the values between the ends, and beyond them, are."""
    if one.shape == "uniform":
        return " (all equally likely)"
    if one.shape in ("normal", "lognormal"):
        return f" ({one.shape} distribution, 5% beyond each end)"
    name = "PERT" if one.shape == "pert" else one.shape
    return f", most likely {_shown(one, one.likely)} ({name} distribution)"


def _shown(one: UncertainInput, value: object) -> str:
    if one.change.how == "multiply":
        return f"{value:g}" if isinstance(value, (int, float)) else str(value)
    return cell_words(one.change.column, value)


def method_note(simulation: Simulation) -> Block:
    """What the futures are, how precise the numbers are, and what they are not."""
    if not simulation.inputs:
        return ranges_table(simulation)
    how = "scrambled Sobol points" if simulation.method == "sobol" else "plain random numbers"
    found = simulation.main
    errors = [c.standard_error for c in (*found.at_policy_so_far, *found.funded_so_far)]
    votes = [o for o in simulation.inputs if o.shape == YES_NO and o.change.field == "active"]
    chance = " and chances of approval" if votes else ""
    error = 100 * max(errors)
    exact = f"at most {error:.1f}" if error >= 0.05 else "less than 0.1"
    return paragraphs(
        f"{simulation.draws:,} futures from {how}, seed {simulation.seed}: the same seed gives the "
        f"same numbers. The standard error of a chance is {exact} percentage points. It compares "
        "sixteen independent parts of the draws, and measures only how precisely the ranges were "
        "calculated, not whether they are right.",
        f"The ranges{chance} are the district's own judgment. A chance of 68% means 68 of 100 "
        "futures, provided that these ranges are right and nothing happens outside them. Inputs "
        "without a range are used as entered.",
        style="planner-note",
    )
