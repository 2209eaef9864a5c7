"""Districts that are far from others of their size, each with what makes it so."""

from __future__ import annotations

from planner.analysis.roll_up.outliers import FEWEST, outliers
from planner.analysis.roll_up.roll_up import RollUp
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block
from planner.views.roll_up.by_scenario import by_scenario
from planner.views.roll_up.names import district_names
from planner.views.roll_up.outlier_words import outlier_words


def outliers_tables(roll_up: RollUp) -> Block:
    """Where a district is unlike those nearest in size, the farthest first, for each scenario."""
    names = district_names(roll_up)
    if len(names) < FEWEST:
        return paragraphs(f"With fewer than {FEWEST} districts there is no telling what is usual.")

    def part(scenario: str, title: str) -> Block:
        found = outliers(roll_up.in_scenario(scenario))
        if not found:
            return paragraphs(f"{title}: no district is unlike others of its size.")
        rows = [TableRow(names[one.plan], [outlier_words(one)]) for one in found]
        caption = f"Districts unlike others of their size: {title}"
        return table_block(caption, ["District", "What is unusual, and why"], rows, words=True)

    note = paragraphs(
        "It says where to look, not that something is wrong. A district is compared with those "
        "nearest in size, and named if its modified z-score is above 3.5 (Iglewicz and Hoaglin, "
        "How to Detect and Handle Outliers, ASQC, 1993).",
        style="planner-note",
    )
    return joined(by_scenario(roll_up, part), note)
