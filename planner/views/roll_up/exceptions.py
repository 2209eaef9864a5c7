"""Exceptions: what districts say of criteria that they do not meet."""

from __future__ import annotations

from collections.abc import Iterator

from planner.analysis.roll_up.judged import Judged
from planner.analysis.roll_up.roll_up import RollUp
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, TableRow, paragraphs, table_block, text_of
from planner.views.roll_up.measure_words import reason
from planner.views.roll_up.names import district_names, scenario_titles

UNEXPLAINED = "No explanation is given."


def exceptions(roll_up: RollUp) -> Block:
    """Every criterion that is not met, with the district's own explanation or that it is missing.

    A district is listed once for each explanation; what it does not explain is one row. Scenarios
    follow each other where more than one is shown.
    """
    rows = list(_rows(roll_up))
    if not rows:
        return paragraphs("There are no exceptions: every district meets every criterion.")
    lead = exceptions_sentence(roll_up)
    headings = ["District", "Not met", "The district's explanation"]
    shown = table_block("Exceptions, worst first", headings, rows, words=True)
    html = (
        f'<p>{text_of(lead)}</p><details class="planner-data">'
        f"<summary>Read the exceptions</summary>{shown.html}</details>"
    )
    return Block(html, f"{lead}\n{shown.text}")


def exceptions_sentence(roll_up: RollUp) -> str:
    """How many criteria are not met in the first scenario, and how many of them are explained."""
    there = roll_up.in_scenario(roll_up.scenarios[0])
    missed = [one for standing in there for one in roll_up.missed(standing)]
    explained = sum(not one.is_unexplained for one in missed)
    title = scenario_titles(roll_up)[roll_up.scenarios[0]]
    count = how_many(len(missed), "exception")
    if explained == len(missed):
        return f"{title}: {count}, and every one is explained by its district."
    if not explained:
        return f"{title}: {count}, none of them explained by its district."
    return (
        f"{title}: {count}, of which {explained:,} {'is' if explained == 1 else 'are'} explained "
        f"by the district and {len(missed) - explained:,} "
        f"{'is' if len(missed) - explained == 1 else 'are'} not."
    )


def _rows(roll_up: RollUp) -> Iterator[TableRow]:
    names, titles = district_names(roll_up), scenario_titles(roll_up)
    for scenario in roll_up.scenarios:
        rows = []
        for standing in roll_up.in_scenario(scenario):
            missed = roll_up.missed(standing)
            name = names[standing.plan]
            rows += [
                TableRow(name, [_said(one), one.explanation]) for one in missed if one.explanation
            ]
            if bare := [one.criterion.title for one in missed if one.is_unexplained]:
                rows.append(TableRow(name, ["; ".join(bare), UNEXPLAINED]))
        if rows and len(roll_up.scenarios) > 1:
            yield TableRow(titles[scenario], [], "group")
        yield from rows


def _said(judged: Judged) -> str:
    return f"{judged.criterion.title}: {reason(judged)}"
