"""Warnings about imports: what in a district's own exports could not be imported."""

from __future__ import annotations

#: Code -> sentence, part of ``sentences.SENTENCES``.
IMPORT_WARNINGS: dict[str, str] = {
    "W40": "none of its rows could be imported, so nothing changes.",
    "W41": (
        "left out because they have no date of enrollment or purchase: {value}. Add them to the "
        "inventory by hand."
    ),
    "W42": (
        "left out because they were bought after {first}, the plan's first year: {value}. Later "
        "purchases are calculated."
    ),
    "W43": "left out because no fleet is named for their units: {value} ({units}).",
    "W44": (
        "the price per seat gives {value}, but the total is {total}. The total is used; check both."
    ),
    "W45": "new products without a price are left out: {names}. Add a price to the list.",
    "W46": (
        "accounts that could be several kinds of cost are left out, {value} in all. Say which "
        "kind each is: {names}."
    ),
    "W47": (
        "the workbook has formulas, whose saved results may be older than what was just written. "
        "Open it in Excel and save it once."
    ),
}
