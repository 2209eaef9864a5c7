"""Warnings of imports: what a district's own exports hold that could not be taken in."""

from __future__ import annotations

#: Code -> sentence, part of ``problem_sentences.SENTENCES``.
IMPORT_WARNINGS: dict[str, str] = {
    "W40": "none of its rows could be taken in, so nothing changes.",
    "W41": (
        "left out, because no date of enrollment or purchase is given: {value}. Add them to the "
        "inventory by hand."
    ),
    "W42": (
        "left out, because they were bought after {first}, the plan's first year: {value}. Later "
        "purchases are computed."
    ),
    "W43": "left out, because no fleet is named for their units: {value} ({units}).",
    "W44": (
        "price by the seat comes to {value}, the total is {total}. The total counts; check both."
    ),
    "W45": "new products without a price are left out: {names}. Add a price to the list.",
    "W46": (
        "accounts that may be several kinds of cost are left out, {value} in all. Say which: "
        "{names}."
    ),
    "W47": (
        "the workbook has formulas, whose saved results may be older than what is written. Open "
        "it in Excel and save it once."
    ),
}
