"""The thresholds in use, each with where it comes from."""

from __future__ import annotations

from planner.analysis.roll_up.roll_up import RollUp
from planner.reference.criteria import Criterion
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block
from planner.views.roll_up.measure_words import limit_words

_OURS = "Our assumption"


def thresholds_table(roll_up: RollUp) -> Block:
    """Every criterion in the order of its weight: what meets it, and the source."""
    rows = [
        TableRow(
            one.title,
            [limit_words(one).removeprefix("allowed: "), threshold_source(one)],
        )
        for one in roll_up.criteria
    ]
    said = paragraphs(
        "Districts are ordered by the first criterion that they do not meet, then by how much; the "
        "first row matters most. What a plan does not say counts as met in the order, and is "
        "shown as not known.",
        style="planner-note",
    )
    headings = ["Criterion", "Allowed", "Source"]
    return joined(table_block("Criteria and thresholds", headings, rows, words=True), said)


def threshold_source(criterion: Criterion) -> str:
    """Where a threshold comes from, or that it is our assumption."""
    source = criterion.source
    if not criterion.ours or source.startswith(_OURS):
        return source
    return f"{_OURS}: {source}" if source else _OURS
