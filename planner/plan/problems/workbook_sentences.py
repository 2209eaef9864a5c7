"""Sentences about cells that are not what they look like: merged, struck out, hidden, cut in two.

Part of ``sentences.SENTENCES``.
"""

from __future__ import annotations

#: Code -> sentence of what stops the plan, in the order of the codes.
WORKBOOK_PROBLEMS: dict[str, str] = {
    "P96": (
        "the cell is merged with the one above it, so its value may count once or in each row. "
        "Unmerge the cells and type a value in each row."
    ),
    "P97": (
        '"{value}" is struck out. Clear the cell if it should not count, or remove the '
        "strikethrough if it should."
    ),
    "P98": (
        "the cell has a small raised or lowered digit, as a footnote or cents have. Type only the "
        "number, for example {example}."
    ),
    "P99": (
        'is "{value}" one number? If it is, type {joined} without a comma. If it is two, {first} '
        "and {second}, type the first with a decimal point: {first}.0."
    ),
}

#: Code -> sentence of what only warns, in the order of the codes.
WORKBOOK_WARNINGS: dict[str, str] = {
    "W48": ("hidden, but counted: {value}. Unhide it, or delete what should not count."),
    "W49": (
        "rows that are struck out are counted too: {value}. Delete those that should not count."
    ),
    "W58": (
        '"{value}" is struck out and is not read; the cell is read as "{read}". Delete what is '
        "struck out."
    ),
    "W59": (
        'the answer "{value}" is not used, because {instead}. Clear the answer, or correct that '
        "sheet."
    ),
}
